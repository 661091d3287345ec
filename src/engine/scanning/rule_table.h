// The rules that are built in: the pages under rules/, compiled by the build.
#pragma once
#include <span>

#include "engine/fixing/verdict.h"
#include "engine/matching/pack.h"
#include "text/packed.h"

namespace zen {

const RulePack& builtin_rules();
// The texts of their pages. Nothing is packed in a build that leaves them out.
extern const Packed page_texts;
// The course's sections in the order of their digits.
std::span<const CourseSection> course_sections();

}  // namespace zen

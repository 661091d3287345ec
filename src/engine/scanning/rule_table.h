// The rules that are built in: the pages under rules/, compiled by the build.
#pragma once
#include <span>

#include "engine/fixing/verdict.h"
#include "engine/matching/pack.h"

namespace zen {

const RulePack& builtin_rules();
// The course's sections in the order of their digits.
std::span<const CourseSection> course_sections();

}  // namespace zen

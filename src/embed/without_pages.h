// The rules alone, for a program that shows no pages.
#pragma once
#include "engine/matching/pack.h"

namespace zen {

// The same rules without what only their pages need: texts, examples, and the lines and conditions that messages about
// a page name.
PackStore without_pages(PackStore store);

}  // namespace zen

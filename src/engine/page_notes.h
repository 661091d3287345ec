// What a page that passes its own test may still get wrong: code that its patterns leave out, or take along, and that
// none of its examples shows.
#pragma once
#include <string>
#include <vector>

#include "engine/scanning/rule_book.h"

namespace zen {

struct PageNote {
    std::uint32_t line;  // of the page
    std::string text;
};

// The most telling first, three at most. An example of such code, `bad` or `ok`, ends a note.
std::vector<PageNote> page_notes(const RuleBook::Entry& entry);

}  // namespace zen

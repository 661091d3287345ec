// In place of the packed texts of the pages, for a program that shows none (ZENLINT_EMBED_TEXTS).
#include "engine/scanning/rule_table.h"

namespace zen {

const Packed page_texts{};

}  // namespace zen

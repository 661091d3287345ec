// Where the site's module has its largest tables, for tables.mjs.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/scanning/rule_table.h"
#include "semantics/library/library_table.h"

namespace zen {
namespace {

struct Rows {
    const void* at = nullptr;
    std::size_t bytes = 0, row = 0;
};

template <class T>
Rows rows(std::span<const T> table) {
    return {table.data(), table.size_bytes(), sizeof(T)};
}

}  // namespace

// The last one is empty.
extern "C" __attribute__((export_name("zenlint_tables"))) const Rows* tables() {
    const library::Table& library = library::table();
    const RulePack& rules = builtin_rules();
    static const std::array all{rows(library.text_start),  rows(library.modules),
                                rows(library.symbols),     rows(library.classes),
                                rows(library.class_order), rows(library.functions),
                                rows(library.signatures),  rows(library.parameters),
                                rows(library.types),       rows(rules.patterns),
                                rows(rules.says),          rows(rules.edits),
                                rows(rules.rules),         Rows{}};
    return all.data();
}

}  // namespace zen

#include "semantics/flow/frame_reads.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace zen {
namespace {

constexpr std::array frame_readers = std::to_array<std::string_view>({"query", "eval", "sql", "execute", "from_query"});

}  // namespace

Node frame_reading_string(const Model& model, Node call) {
    const Node function = call.child(Field::function);
    if (!function.is(Kind::attribute)) return {};
    const std::string_view method = function.child(Field::attribute).text();
    if (std::ranges::find(frame_readers, method) == frame_readers.end()) return {};
    const Node text = call.child(Field::arguments).child(0u);
    if (!text.is_any({Kind::string, Kind::concatenated_string, Kind::binary_operator})) return {};
    const bool named = (method == "query" || method == "eval") && text.text().find('@') != std::string_view::npos;
    const bool duckdb = method != "eval" && model.imports("duckdb");
    return named || duckdb || (method == "eval" && model.qualified(function) == "pandas.eval") ? text : Node();
}

}  // namespace zen

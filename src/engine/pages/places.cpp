// What lines of several sorts name: places, code in backticks, lists.
#include "engine/pages/compile.h"
#include "engine/pages/line_reading.h"
#include "text/formatted.h"
#include "text/nearest.h"

namespace zen {
namespace {

struct NamedPlace {
    std::string_view words;
    std::uint8_t place;
};
constexpr NamedPlace named_places[] = {
    {"the match", place_match},       {"the statement", place_statement}, {"the loop", place_loop},
    {"the function", place_function}, {"the class", place_class},         {"the try", place_try},
    {"the file", place_file},
};

}  // namespace

std::uint8_t take_place(std::string_view& line, const Holes& holes, std::string& why) {
    for (const NamedPlace& p : named_places)
        if (line.starts_with(p.words) && (line.size() == p.words.size() || !name_character(line[p.words.size()]))) {
            line.remove_prefix(p.words.size());
            return p.place;
        }
    if (!line.starts_with('$')) return no_hole;
    std::size_t from = std::min(line.find_first_not_of('$'), line.size()), end = from;
    while (end < line.size() && name_character(line[end])) ++end;
    std::string_view name = line.substr(from, end - from);
    line.remove_prefix(end);
    std::uint8_t hole = holes.find(name);
    if (hole != no_hole && !name.empty()) return hole;
    std::vector<std::string_view> known(holes.names.begin(), holes.names.end());
    std::string_view near = nearest(name, known);
    if (why.empty())
        why = formatted("`${}` is not in the pattern{}", name,
                        near.empty() ? "" : formatted("; did you mean `${}`?", near));
    return no_hole;
}

std::string compile_codes(PackStore& store, std::string_view& line, Holes& holes, Slice& out) {
    std::vector<PatternData> patterns;
    while (take(line, "`")) {
        std::size_t end = line.find('`');
        if (end == line.npos) return "a backtick is not closed";
        PatternData pattern{};
        std::string_view code = line.substr(0, end);
        line.remove_prefix(end + 1);
        if (std::string why = compile_pattern(store, code, holes, true, pattern); !why.empty())
            return formatted("{} (in {})", why, quoted(code));
        patterns.push_back(pattern);
        std::string_view after = line;
        if ((take(after, " or ") || take(after, ", or ") || take(after, ", ")) && after.starts_with('`')) line = after;
    }
    out = store.add_rows(store.patterns, patterns);
    return "";
}

std::string_view take_item(std::string_view& list) {
    list = trimmed(list);
    std::size_t end = std::min(list.find(','), list.size());
    // A comma between quotes is a part of the item.
    if (list.starts_with('`') || list.starts_with('"'))
        for (std::size_t close = list.find(list.front(), 1); close != list.npos;
             close = list.find(list.front(), close + 1))
            if (const std::size_t next = list.find_first_not_of(" \t\r\n", close + 1);
                next == list.npos || list[next] == ',') {
                end = std::min(next, list.size());
                break;
            }
    std::string_view item = trimmed(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    for (const char mark : {'`', '"'})
        if (item.size() > 1 && item.front() == mark && item.back() == mark) item = item.substr(1, item.size() - 2);
    return item;
}

Slice add_list(PackStore& store, std::string_view list) {
    const std::size_t first = store.strings.size();
    while (!list.empty())
        if (const std::string_view item = take_item(list); !item.empty()) store.strings.push_back(store.add(item));
    return store.run(first, store.strings.size() - first);
}

}  // namespace zen

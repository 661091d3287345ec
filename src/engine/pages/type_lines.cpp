// `types`: what the results of a library's functions are, for the lines `$x is an acme.Connection` of the page.
#include <algorithm>
#include <cctype>

#include "engine/matching/vocabulary.h"
#include "engine/pages/compile.h"
#include "engine/pages/zen_block.h"
#include "text/formatted.h"
#include "text/name_byte.h"
#include "text/nearest.h"
#include "text/trimmed.h"

namespace zen {
namespace {

constexpr std::string_view forms =
    "a line of `types` is `acme.connect() is an acme.Connection`, `await acme.connect() is an acme.Connection` or "
    "`each item of acme.Connection.rows() is an acme.Row`";

bool dotted_name(std::string_view text, bool star) {
    if (text.find('.') == text.npos) return false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('.'), text.size());
        const std::string_view part = text.substr(0, end);
        const bool last = end == text.size();
        auto fits = [&](char c) { return is_name_byte(c) || (star && last && c == '*'); };
        if (part.empty() || std::isdigit(static_cast<unsigned char>(part[0])) || !std::ranges::all_of(part, fits))
            return false;
        text.remove_prefix(last ? end : end + 1);
        if (!last && text.empty()) return false;
    }
    return true;
}

}  // namespace

std::optional<PageFault> ZenBlock::compile_types(PackStore& store, std::size_t first_clause, Slice& out) const {
    std::vector<std::pair<std::string, std::string>> rows;  // as the line has it, and the class
    std::vector<std::uint32_t> lines;
    for (const RawMatch::Line& l : types_) {
        std::string_view line = l.text, verb;
        std::size_t at = line.npos;
        for (std::string_view one : {" is an ", " is a ", " are "})
            if (at == line.npos && (at = line.find(one)) != line.npos) verb = one;
        if (at == line.npos) return PageFault{l.line, std::string(forms)};
        const std::string_view type = trimmed(line.substr(at + verb.size()));
        if (!dotted_name(type, false))
            return PageFault{l.line, formatted("`{}` is no class with its module, as in `acme.Connection`", type)};
        std::string_view names = line.substr(0, at), before;
        for (std::string_view prefix : {"each item of ", "await "})
            if (names.starts_with(prefix)) before = prefix, names.remove_prefix(prefix.size());
        while (!names.empty()) {
            const std::size_t comma = std::min(names.find(','), names.size());
            const std::string_view name = trimmed(names.substr(0, comma));
            names.remove_prefix(std::min(comma + 1, names.size()));
            const std::string_view bare = name.ends_with("()") ? name.substr(0, name.size() - 2) : name;
            if (!dotted_name(bare, true))
                return PageFault{l.line,
                                 formatted("`{}` is no function with its module, as in `acme.connect()`, and no "
                                           "attribute: {}",
                                           name, forms)};
            rows.emplace_back(formatted("{}{}", before, name), type);
            lines.push_back(l.line);
        }
    }
    // Of each class, a condition asks, or a method or attribute of it is in another line.
    std::vector<std::string> asked;
    for (std::size_t i = first_clause; i < store.clauses.size(); ++i)
        if (vocabulary()[store.clauses[i].question].form == Question::Form::instance)
            for (Str s : RulePack::of(std::span<const Str>(store.strings), store.clauses[i].names))
                asked.emplace_back(std::string_view(store.text).substr(s.start, s.size));
    for (const auto& [name, type] : rows)
        if (const std::size_t space = name.rfind(' ') + 1, dot = name.rfind('.'); dot > space)
            asked.push_back(name.substr(space, dot - space));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (std::ranges::find(asked, rows[i].second) != asked.end()) continue;
        std::vector<std::string_view> all(asked.begin(), asked.end());
        const std::string_view near = nearest(rows[i].second, all);
        return PageFault{lines[i], formatted("no condition asks whether something is `{}`{}", rows[i].second,
                                             near.empty() ? "" : formatted("; did you mean `{}`?", near))};
    }
    const std::size_t first = store.strings.size();
    std::vector<Str> strings;
    for (const auto& [name, type] : rows)
        for (const std::string& text : {name, type}) strings.push_back(store.add(text));
    for (Str s : strings) store.strings.push_back(s);
    out = store.run(first, strings.size());
    return std::nullopt;
}

}  // namespace zen

#include "engine/suppression/add_noqa.h"

#include <algorithm>
#include <map>
#include <vector>

#include "engine/suppression/directives.h"
#include "syntax/parse.h"
#include "text/directive.h"
#include "text/edit.h"
#include "text/formatted.h"

namespace zen {
namespace {

using Codes = std::vector<std::string_view>;

// Are the two trees the same but for comments?
bool same_code(const Tree& a, const Tree& b) {
    auto next_leaf = [](const Tree& tree, NodeId& id) {
        for (; id < tree.nodes.size(); ++id) {
            const NodeRecord& n = tree.nodes[id];
            if (n.kind != Kind::comment && n.next == id + 1 && n.end > n.start) return true;
        }
        return false;
    };
    auto text = [](const Tree& tree, NodeId id) {
        return tree.text.substr(tree.nodes[id].start, tree.nodes[id].end - tree.nodes[id].start);
    };
    for (NodeId i = 0, k = 0;; ++i, ++k) {
        bool more = next_leaf(a, i);
        if (more != next_leaf(b, k)) return false;
        if (!more) return true;
        if (a.nodes[i].kind != b.nodes[k].kind || text(a, i) != text(b, k)) return false;
    }
}

std::string joined_codes(const Codes& codes) {
    std::string out;
    for (std::string_view code : codes) out += (out.empty() ? "" : ", ") + std::string(code);
    return out;
}

// The edit that silences these codes on the row.
Edit comment_on(const Source& source, const std::vector<Suppression>& there, std::uint32_t row, const Codes& codes,
                std::string_view reason) {
    for (const Suppression& s : there) {
        if (s.form != Suppression::Form::noqa || s.codes.empty()) continue;
        if (source.lines().row(s.comment.start) != row) continue;
        auto behind = static_cast<std::uint32_t>(s.codes.back().data() + s.codes.back().size() - source.text().data());
        return {{behind, behind}, ", " + joined_codes(codes)};
    }
    Span line = source.line(source.lines().start(row));
    std::string_view text = source.slice(line);
    auto end = line.start + static_cast<std::uint32_t>(text.find_last_not_of(" \t\f") + 1);
    std::string comment = formatted("  # noqa: {}", joined_codes(codes));
    if (!reason.empty()) comment.append(" -- ").append(reason);
    return {{end, line.end}, std::move(comment)};
}

}  // namespace

bool reason_fits(std::string_view reason) {
    if (std::ranges::any_of(reason, [](char c) { return static_cast<unsigned char>(c) < 0x20; })) return false;
    // A second comment in the reason would be read as one by some tool.
    for (std::size_t hash = reason.find('#'); hash != reason.npos; hash = reason.find('#', hash + 1))
        if (is_directive(reason.substr(hash))) return false;
    Result<Source> line = Source::decode("", formatted("x = 1  # noqa: ZEN0001 -- {}\n", reason));
    if (!line) return false;
    Tree tree = parse(*line);
    const std::string bare = "x = 1  # noqa: ZEN0001\n";
    const Source plain = Source::from_text("", bare);
    Tree alone = parse(plain);
    return suppressions(tree, *line).size() == suppressions(alone, plain).size();
}

Silenced add_noqa(const Source& source, std::span<const Finding> findings, const RuleBook& book,
                  std::string_view reason) {
    std::map<std::uint32_t, Codes> by_row;
    std::map<std::uint32_t, std::uint32_t> counts;
    for (const Finding& f : findings) {
        std::string_view code = book[f.rule].code();
        if (code == "ZEN0001" || code == "ZEN0003" || code == "ZEN0007") continue;
        std::uint32_t row = f.noqa_row ? f.noqa_row : source.lines().row(f.span.start);
        Codes& codes = by_row[row];
        if (std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
        ++counts[row];
    }
    Silenced out{std::string(source.text()), 0, 0};
    if (by_row.empty()) return out;
    Tree before = parse(source);
    std::vector<Suppression> there = suppressions(before, source);
    std::vector<Edit> edits;
    for (auto& [row, codes] : by_row) {
        std::ranges::sort(codes);
        edits.push_back(comment_on(source, there, row, codes, reason));
    }
    auto sound = [&](const std::string& text) {
        Tree after = parse(std::string_view(text));
        return after.damaged() == before.damaged() && same_code(before, after);
    };
    std::string text = edited(source.text(), edits, source.newline());
    std::size_t i = 0;
    if (sound(text)) {
        for (const auto& [row, count] : counts) out.count += count;
        out.text = std::move(text);
        return out;
    }
    // Somewhere the end of a line is no place for a comment: each by itself then, and those together that will do.
    std::vector<Edit> good;
    for (const auto& [row, count] : counts) {
        if (sound(edited(source.text(), {edits[i]}, source.newline()))) {
            good.push_back(edits[i]);
            out.count += count;
        } else {
            out.left += count;
        }
        ++i;
    }
    out.text = edited(source.text(), good, source.newline());
    return out;
}

}  // namespace zen

#include "engine/fixing/verdict.h"

#include <algorithm>

#include "engine/fixing/local_name.h"
#include "engine/fixing/rewrite.h"
#include "engine/pages/compile.h"
#include "syntax/parse.h"
#include "syntax/precedence.h"

namespace zen {

void Edits::replace(Node expression, std::string_view code) {
    list_.push_back({expression.span(), code_for(code, required_precedence(expression))});
}

void Edits::remove_statement(Node statement) {
    if (statement.parent().is(Kind::decorated_definition)) statement = statement.parent();
    std::string_view text = statement.tree().text;
    Node block = statement.parent();
    if (!block.is(Kind::module) && block.has_children(1)) return replace(statement.span(), "pass");
    std::size_t line = text.substr(0, statement.start()).rfind('\n') + 1;
    std::size_t end = text.find('\n', statement.end());
    end = end == text.npos ? text.size() : end + 1;
    std::string_view before = text.substr(line, statement.start() - line),
                     after = text.substr(statement.end(), end - statement.end());
    std::size_t rest = after.find_first_not_of(" \t\r\n");
    if (before.find_first_not_of(" \t\f") != before.npos || (rest != after.npos && after[rest] != '#')) {
        // `a; b`
        const Node next = statement.next_sibling(), previous = statement.previous_sibling();
        const bool shares_end = rest != after.npos && after[rest] == ';';
        if (shares_end && next && next.start() < end) return replace(Span{statement.start(), next.start()}, "");
        if (!shares_end && previous && previous.end() > line) return replace(Span{previous.end(), statement.end()}, "");
        return give_up();
    }
    replace(Span{static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(end)}, "");
}

std::string Edits::moved(Node code, std::string_view to) const {
    Node first = code.is(Kind::block) ? code.child(0u) : code;
    if (!first) return "";  // the grammar lets a block be empty
    return zen::moved(Run{code, first.id(), code.record().next}, to);
}

void Edits::shift(Span lines, std::string_view from, std::string_view to) {
    const Tree& tree = match_->ask.tree();
    moved_.push_back(lines);
    std::string_view text = tree.text;
    // Lines that begin inside a string are its contents.
    std::vector<Span> strings;
    auto first = std::ranges::lower_bound(tree.nodes, lines.start, {}, &NodeRecord::start);
    for (auto n = first; n != tree.nodes.end() && n->start < lines.end; ++n)
        if (n->kind == Kind::string) strings.push_back({n->start, n->end});
    for (std::size_t at = lines.start; at < lines.end; at = std::min(text.find('\n', at), text.size() - 1) + 1) {
        if (at && text[at - 1] != '\n') continue;
        auto inside = [&](Span s) { return s.start < at && at < s.end; };
        std::size_t first_word = text.find_first_not_of(" \t\f", at);
        bool blank = first_word == text.npos || text[first_word] == '\n';
        if (blank || !text.substr(at).starts_with(from) || std::ranges::any_of(strings, inside)) continue;
        auto start = static_cast<std::uint32_t>(at);
        replace(Span{start, start + static_cast<std::uint32_t>(from.size())}, std::string(to));
    }
}

std::string_view indentation(Node node) {
    return indent_at(node.tree().text, node.start());
}

namespace {

struct IndentationStep {
    std::string text = "    ";
    explicit IndentationStep(const Model& ask) {
        const Tree& tree = ask.tree();
        for (NodeId id = 0; id < tree.nodes.size(); ++id) {
            if (tree.nodes[id].kind != Kind::block) continue;
            const Node block(tree, id), first = block.child(0u);
            if (!first || !opens_line(first)) continue;
            const std::string_view outer = indentation(block.parent()), inner = indentation(first);
            if (inner.size() <= outer.size() || !inner.starts_with(outer)) continue;
            text = inner.substr(outer.size());
            return;
        }
    }
};

}  // namespace

std::string_view indentation_step(const Match& match, std::string_view beside) {
    if (beside.find('\t') != beside.npos) return "\t";
    const std::string_view step = match.of_file<IndentationStep>().text;
    return beside.empty() || step.find('\t') == step.npos ? step : "    ";
}

bool opens_line(Node node) {
    std::string_view text = node.tree().text.substr(0, node.start());
    return text.substr(text.rfind('\n') + 1).find_first_not_of(" \t\f") == text.npos;
}

Span whole_lines(const Tree& tree, Span span) {
    std::size_t start = tree.text.substr(0, span.start).rfind('\n') + 1, end = tree.text.find('\n', span.end);
    if (span.end > span.start && tree.text[span.end - 1] == '\n') end = span.end - 1;
    return {static_cast<std::uint32_t>(start),
            static_cast<std::uint32_t>(end == tree.text.npos ? tree.text.size() : end + 1)};
}

std::string Edits::name(std::string_view qualified) {
    if (stands_for_other(match_->ask, qualified, match_->at)) match_->implements = true;
    std::string local = local_name(match_->ask, qualified, match_->at, imports_);
    if (!local.empty()) return local;
    give_up();
    return std::string(qualified.substr(qualified.rfind('.') + 1));  // npos + 1 is 0
}

void Edits::rewrite(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> more) {
    // The template is compiled on the spot: rules of this kind are rare, and so are their findings.
    PackStore store;
    Holes holes;
    for (Str s : RulePack::of(match_->pack().strings, match_->data().hole_names))
        holes.names.emplace_back(match_->pack()[s]);
    std::vector<std::string> texts;
    for (auto& [name, value] : more) {
        holes.names.emplace_back(name);
        texts.emplace_back(value);
    }
    EditData edit{};
    if (!compile_rewrite(store, text, holes, edit).empty()) return give_up();
    auto result = rewritten(*match_, store.view(), edit, match_->at, match_->span, {texts, {}});
    if (!result || !result->possible) return give_up();
    imports_.insert(imports_.end(), result->imports.begin(), result->imports.end());
    list_.push_back({match_->span, std::move(result->text)});
}

}  // namespace zen

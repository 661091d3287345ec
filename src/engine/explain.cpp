#include "engine/explain.h"

#include <algorithm>
#include <functional>

#include "engine/fixing/fix_builder.h"
#include "engine/fixing/let_texts.h"
#include "engine/fixing/page_edits.h"
#include "engine/matching/conditions.h"
#include "engine/matching/hole_text.h"
#include "syntax/parse.h"
#include "text/formatted.h"

namespace zen {
namespace {

std::string quoted(std::string_view code) {
    return formatted("`{}`", short_code(code));
}

class Explainer {
  public:
    Explainer(const RuleSet& rules, RuleId rule, const Model& model)
        : rule_(rules.book()[rule]),
          pack_(*rule_.pack),
          options_(rules.selection().options[rule]),
          match_(model, rules.selection().line_length, rules.selection().current) {}

    void at(Node node) {
        auto matches = RulePack::of(pack_.matches, rule_.data->matches);
        for (const MatchData& data : matches)
            for (const PatternData& pattern : RulePack::of(pack_.patterns, data.patterns))
                if (const Node anchor = begins(pattern, node) ? node : anchor_below(pattern, node))
                    one(data, pattern, anchor);
    }

    std::vector<Explained> said() {
        if (out_.empty())
            out_.push_back(
                {"no pattern of the page begins with code on this line: of a match over several lines, name the "
                 "first line"});
        std::ranges::stable_sort(out_, std::greater<>(), &Explained::near);
        shorten();
        return std::move(out_);
    }

  private:
    static constexpr std::uint32_t far = 1000, nearest = 100'000;  // does not fit, below the first; reports

    // Where a pattern fits, those that do not are not what one asks about; else the nearest of them is.
    void shorten() {
        const bool any_fits = out_.front().near >= far;
        std::vector<std::uint32_t> lines;
        for (auto one = out_.begin(); one != out_.end();) {
            if (one->near >= far || (!any_fits && one == out_.begin())) {
                ++one;
                continue;
            }
            if (std::ranges::find(lines, one->line) == lines.end() && one->line != out_.front().line)
                lines.push_back(one->line);
            one = out_.erase(one);
        }
        if (lines.empty()) return;
        std::string all;
        for (std::uint32_t line : lines) append(all, "{}{}", all.empty() ? "" : ", ", line);
        out_.push_back({formatted("{} not fit: line{} {} of the page",
                                  lines.size() == 1 ? "another match does" : "other matches do",
                                  lines.size() == 1 ? "" : "s", all)});
    }

    bool begins(const PatternData& pattern, Node node) const {
        if (pattern.head == node.kind()) return true;
        auto nodes = RulePack::of(pack_.pattern_nodes, pattern.nodes);
        return nodes[0].op == PatternNode::Op::free_name && node.is_any({Kind::identifier, Kind::attribute});
    }

    // Of a pattern of several statements that may begin with this one: where it is tried, which may be a later one.
    Node anchor_below(const PatternData& pattern, Node node) const {
        const auto nodes = RulePack::of(pack_.pattern_nodes, pattern.nodes);
        if (pattern.anchor == 0 || !is_statement(node.kind()) || nodes[0].op == PatternNode::Op::run) return {};
        if (nodes[0].op == PatternNode::Op::node && nodes[0].kind != node.kind()) return {};
        std::uint32_t at = 0;
        for (std::uint32_t i = 0; node && i < pattern.anchor; ++i) {
            at = nodes[at].next;
            if (nodes[at].op == PatternNode::Op::run) return {};
            node = node.next_sibling();
        }
        return node && begins(pattern, node) ? node : Node();
    }

    void one(const MatchData& data, const PatternData& pattern, Node node) {
        match_.begin(pack_, *rule_.data, data, options_.empty() ? nullptr : &options_);
        line_ = data.line;
        near_ = 0;
        const std::string which = formatted("the match on line {} of the page", data.line);
        Mismatch mismatch;
        match_.mismatch = &mismatch;
        const bool fit = matches(pattern, node, match_);
        match_.mismatch = nullptr;
        if (!fit && ends_in_rest(pattern) && node.parent().is(Kind::module))
            return say(
                formatted("{} does not fit {}: `$$rest` at the end is the rest of a block, and there is none "
                          "at module level",
                          which, quoted(node.text())));
        if (!fit && (!mismatch.wanted || mismatch.wanted == &RulePack::of(pack_.pattern_nodes, pattern.nodes)[0]))
            if (const Node clause = unasked_clause(pattern, node))
                return say(
                    formatted("{} does not fit {}: it has {}, and the pattern has none; with `else: $$_` as the last "
                              "line of the pattern, it matches with and without",
                              which, quoted(node.text()), clause.is(Kind::else_clause) ? "an `else`" : "more clauses"));
        if (!fit && mismatch.found)
            near_ = std::min(far - 1, mismatch.found.start() - std::min(node.start(), mismatch.found.start()));
        if (!fit) return say(formatted("{} does not fit {}{}", which, quoted(node.text()), reason(mismatch)));
        const unsigned known = match_.caught();
        const bool all = all_hold(match_, data.where);
        if (!all) match_.forget_since(known);
        near_ = far;
        for (const Clause& clause : RulePack::of(pack_.clauses, data.where)) {
            ++near_;
            if (!all && !holds(match_, clause))
                return say(formatted("{} fits {}, but `{}` (line {}) does not hold{}{}", which, quoted(node.text()),
                                     pack_[clause.text], clause.line, not_in_pattern(clause, pattern), caught()));
        }
        near_ = nearest;
        for (const Clause& clause : RulePack::of(pack_.clauses, data.safe_when))
            if (!holds(match_, clause))
                say(formatted("{} has no safe fix for {}, since `{}` (line {}) does not hold", which,
                              quoted(node.text()), pack_[clause.text], clause.line));
        say(which + (data.native ? " fits, and the native part decides, " : " reports ") + quoted(node.text()) +
                caught(),
            true, why_no_fix());
    }

    // Of several patterns in a row the line may ask of a hole that this one does not have.
    std::string not_in_pattern(const Clause& clause, const PatternData& pattern) const {
        const auto names = RulePack::of(pack_.strings, match_.data().hole_names);
        if (match_.data().patterns.count < 2) return "";
        for (std::uint8_t hole : RulePack::of(pack_.holes, clause.subjects)) {
            if (hole >= names.size() || match_.has(hole)) continue;
            const auto has = [&](const PatternData& p) {
                return std::ranges::any_of(RulePack::of(pack_.pattern_nodes, p.nodes),
                                           [&](const PatternNode& n) { return n.hole == hole; });
            };
            if (!has(pattern) && std::ranges::any_of(RulePack::of(pack_.patterns, match_.data().patterns), has))
                return formatted(
                    ": this pattern has no `${}`, and `match` sections in a row are alternatives with the same "
                    "conditions, which are below the last of them",
                    pack_[names[hole]]);
        }
        return "";
    }

    // Why the match has no fix; "" where it has one, or nothing is known.
    std::string why_no_fix() {
        if (match_.data().native || match_.data().edits.count == 0) return "";
        std::vector<std::string> imports;
        std::optional<PageEdits> edits;
        if (make_texts(match_, imports)) edits = page_edits(match_);
        if (edits && edits->possible && FixBuilder::of_page(match_, *std::move(edits), nullptr)) return "";
        return match_.no_fix;
    }

    // An `else` and the like of a statement, of which the pattern of that statement has none.
    Node unasked_clause(const PatternData& pattern, Node node) const {
        auto opens = [](Kind kind) {
            return kind == Kind::else_clause || kind == Kind::elif_clause || kind == Kind::except_clause ||
                   kind == Kind::finally_clause;
        };
        const auto nodes = RulePack::of(pack_.pattern_nodes, pattern.nodes);
        if (nodes[0].kind != node.kind()) return {};
        for (std::uint32_t at = 1; at < nodes.size(); at = nodes[at].next)
            if (opens(nodes[at].kind) || nodes[at].op == PatternNode::Op::clauses) return {};
        for (Node part : node.children())
            if (opens(part.kind())) return part;
        return {};
    }

    // Is the last statement of the pattern a run?
    bool ends_in_rest(const PatternData& pattern) const {
        auto nodes = RulePack::of(pack_.pattern_nodes, pattern.nodes);
        std::uint32_t last = 0;
        while (nodes[last].next < nodes.size()) last = nodes[last].next;
        return last > 0 && nodes[last].op == PatternNode::Op::run;
    }

    // Why `$x` does not match the code.
    static std::string_view why_not_one(Node found) {
        if (found.is_any({Kind::default_parameter, Kind::typed_default_parameter}))
            return "which does not match a parameter with a default value: that is `$p=$value`";
        if (found.is_any({Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat, Kind::list_splat_pattern,
                          Kind::dictionary_splat_pattern}) ||
            found.text().starts_with('*'))
            return "which does not match an argument with a star or a keyword";
        return "which must be the same code everywhere";
    }

    // Where it did not fit, and what the pattern has there.
    std::string reason(const Mismatch& mismatch) const {
        using Op = PatternNode::Op;
        if (!mismatch.wanted) return ": it has more or fewer parts than the pattern";
        const PatternNode& want = *mismatch.wanted;
        std::string out = formatted(": at {} the pattern has ", quoted(mismatch.found.text()));
        if (want.op == Op::free_name && pack_[want.text].ends_with(any_member))
            return formatted("{}a name of `{}`, and this is not one", out,
                             pack_[want.text].substr(0, pack_[want.text].size() - any_member.size()));
        if (want.op == Op::free_name)
            return formatted("{}`{}`, but this is not that builtin or import", out, pack_[want.text]);
        if (want.op == Op::leaf) return formatted("{}`{}`", out, pack_[want.text]);
        if (want.op == Op::literal) return formatted("{}a string literal", out);
        if (want.op == Op::one && want.hole != no_hole) {
            const std::string name =
                formatted("`${}`", pack_[RulePack::of(pack_.strings, match_.data().hole_names)[want.hole]]);
            return formatted("{}{}, {}", out, name, why_not_one(mismatch.found));
        }
        std::string kind(kind_names[static_cast<std::size_t>(want.kind)]);
        std::ranges::replace(kind, '_', ' ');
        return formatted("{}`{}`", out, kind);
    }

    // "; $x is `a`, $y is `b`"
    std::string caught() const {
        std::string out;
        auto names = RulePack::of(pack_.strings, match_.data().hole_names);
        for (std::uint8_t hole = 0; hole < names.size(); ++hole) {
            std::string_view name = pack_[names[hole]];
            if (name.empty() || !match_.has(hole)) continue;
            Span span = match_.run(hole).span();
            std::string_view text = match_.ask.tree().text.substr(span.start, span.size());
            append(out, "{}${} is {}", out.empty() ? "; " : ", ", name, quoted(text));
        }
        return out;
    }

    void say(std::string text, bool reports = false, std::string no_fix = {}) {
        if (std::ranges::find(out_, text, &Explained::text) == out_.end())
            out_.push_back({std::move(text), reports, std::move(no_fix), near_, line_});
    }

    const RuleBook::Entry& rule_;
    const RulePack& pack_;
    const OptionValues& options_;
    Match match_;
    std::uint32_t near_ = 0, line_ = 0;
    std::vector<Explained> out_;
};

}  // namespace

std::vector<Explained> explain(const RuleSet& rules, RuleId rule, const Source& source, std::uint32_t row,
                               const World& world) {
    Tree tree = parse(source);
    Model model(tree, rules.selection().target, source.path(), world);
    Explainer explainer(rules, rule, model);
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node node(tree, id);
        if (node.named() && (!node.extra() || node.is(Kind::comment)) &&
            (row == 0 || source.place(node.start()).row == row))
            explainer.at(node);
    }
    return explainer.said();
}

}  // namespace zen

#include "engine/suppression/suppress.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace zen {
namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool code_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
}

// Reads a comment from left to right.
struct Scanner {
    std::string_view text;
    std::size_t at = 0;

    void blanks() {
        while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    }
    bool word(std::string_view w) {
        if (text.size() - at < w.size()) return false;
        for (std::size_t i = 0; i < w.size(); ++i)
            if (lower(text[at + i]) != w[i]) return false;
        at += w.size();
        return true;
    }
    bool symbol(char c) {
        if (at >= text.size() || text[at] != c) return false;
        ++at;
        return true;
    }
    std::string_view code() {
        std::size_t from = at;
        while (at < text.size() && code_character(text[at])) ++at;
        return text.substr(from, at - from);
    }
    // Codes parted by commas or blanks, up to anything else. A word without a digit ends a `noqa` list: it is prose.
    std::vector<std::string_view> codes(bool names_too) {
        std::vector<std::string_view> out;
        for (;;) {
            std::size_t before = at;
            blanks();
            symbol(',');
            blanks();
            std::string_view c = code();
            bool is_code = std::ranges::any_of(c, [](char x) { return std::isdigit(static_cast<unsigned char>(x)); });
            bool dash = c.starts_with('-');  // of `-- reason`
            if (c.empty() || dash || (!is_code && !names_too)) {
                at = before;
                return out;
            }
            out.push_back(c);
        }
    }
    // What stands behind `--`, up to the next directive in the comment; the scanner is then behind it.
    std::string_view reason() {
        std::size_t before = at;
        blanks();
        std::size_t dashes = at;
        while (symbol('-')) {}
        blanks();
        if (at - dashes < 2 || text.substr(dashes, 2) != "--") {
            at = before;
            return {};
        }
        std::size_t from = at;
        at = std::min(text.find(" #", from), text.size());
        while (at > from && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
        return text.substr(from, at - from);
    }
};

bool own_line(std::string_view text, std::uint32_t offset) {
    std::size_t line = text.substr(0, offset).rfind('\n') + 1;
    return text.substr(line, offset - line).find_first_not_of(" \t\f") == std::string_view::npos;
}

// The statement that follows a comment on a line of its own.
Node statement_after(const Tree& tree, Node comment) {
    for (NodeId id = comment.record().next; id < tree.nodes.size(); ++id)
        if (is_statement(tree.nodes[id].kind)) return Node(tree, id);
    return {};
}

// What the directives begin with.
constexpr std::string_view keywords[] = {"noqa", "zenlint", "ruff", "flake8", "pylint"};

class Reader {
  public:
    Reader(const Tree& tree, const Source& source) : tree_(tree), lines_(source.lines()) {}

    std::vector<Suppression> read(std::span<const NodeId> comments) {
        for (NodeId id : comments) comment(Node(tree_, id));
        if (off_) close_region(lines_.count());
        return std::move(out_);
    }

  private:
    using Form = Suppression::Form;

    const LogicalLines& logical() {
        if (!logical_) logical_.emplace(tree_, lines_);
        return *logical_;
    }

    void add(Form form, LogicalLines::Rows rows, std::vector<std::string_view> codes, Node comment, std::size_t from,
             Scanner& s) {
        auto start = comment.start();
        std::string_view reason = s.reason();
        out_.push_back({form,
                        rows.first,
                        rows.last,
                        std::move(codes),
                        comment.span(),
                        {start + static_cast<std::uint32_t>(from), start + static_cast<std::uint32_t>(s.at)},
                        reason});
    }

    void close_region(std::uint32_t row) {
        out_[*off_].last_row = row;
        off_.reset();
    }

    LogicalLines::Rows whole_file() const { return {1, lines_.count() + 1}; }

    void comment(Node node) {
        std::string_view text = node.text();
        std::uint32_t row = lines_.row(node.start());
        // Several directives may share a comment, each after a `#`: `# type: ignore  # noqa: E1`.
        for (std::size_t hash = text.find('#'); hash != text.npos; hash = text.find('#', hash + 1)) {
            Scanner s{text, hash + 1};
            s.blanks();
            std::size_t keyword = s.at;
            if (s.word("noqa")) {
                noqa(s, node, row, hash);
            } else if (s.at = keyword; s.word("zenlint")) {
                ours(s, node, row, hash);
            } else if (s.at = keyword; s.word("ruff") || (s.at = keyword, s.word("flake8"))) {
                s.blanks();
                if (!s.symbol(':')) continue;
                s.blanks();
                if (!s.word("noqa")) continue;
                std::vector<std::string_view> codes;
                if (s.symbol(':')) codes = s.codes(false);
                add(Form::foreign, whole_file(), std::move(codes), node, hash, s);
            } else if (s.at = keyword; s.word("pylint")) {
                pylint(s, node, row, hash);
            }
        }
    }

    void noqa(Scanner& s, Node node, std::uint32_t row, std::size_t hash) {
        bool colon = s.symbol(':');
        if (!colon && s.at < s.text.size() && code_character(s.text[s.at])) return;  // "noqaX"
        std::vector<std::string_view> codes;
        if (colon) codes = s.codes(false);
        add(Form::noqa, logical().around(row), std::move(codes), node, hash, s);
    }

    void ours(Scanner& s, Node node, std::uint32_t row, std::size_t hash) {
        s.blanks();
        if (!s.symbol(':')) return;
        s.blanks();
        bool file = s.word("ignore-file");
        bool ignore = file || s.word("ignore");
        bool off = !ignore && s.word("off");
        bool on = !ignore && !off && s.word("on");
        std::vector<std::string_view> codes;
        if ((ignore || off) && s.symbol('[')) {
            codes = s.codes(true);
            s.blanks();
            if (!s.symbol(']')) return;
        }
        if (file) return add(Form::file, whole_file(), std::move(codes), node, hash, s);
        if (ignore) {
            LogicalLines::Rows rows = logical().around(row);
            if (own_line(tree_.text, node.start())) {
                Node next = statement_after(tree_, node);
                rows = next ? LogicalLines::Rows{lines_.row(next.start()), lines_.row(next.end() ? next.end() - 1 : 0)}
                            : rows;
                if (next.parent().is(Kind::decorated_definition)) rows.first = lines_.row(next.parent().start());
            }
            return add(Form::ignore, rows, std::move(codes), node, hash, s);
        }
        if (off && !off_) {
            add(Form::off, {row, row}, std::move(codes), node, hash, s);
            off_ = out_.size() - 1;
        } else if (on && off_) {
            close_region(row);
        }
    }

    void pylint(Scanner& s, Node node, std::uint32_t row, std::size_t hash) {
        s.blanks();
        if (!s.symbol(':')) return;
        s.blanks();
        if (s.word("skip-file")) return add(Form::foreign, whole_file(), {}, node, hash, s);
        bool next = s.word("disable-next");
        if (!next && !s.word("disable")) return;
        s.blanks();
        if (!s.symbol('=')) return;
        std::vector<std::string_view> codes = s.codes(true);
        if (std::ranges::find(codes, "all") != codes.end())
            codes.clear();
        else if (codes.empty())
            return;
        LogicalLines::Rows rows = logical().around(row);
        if (next) {
            rows = logical().around(row + 1);
        } else if (own_line(tree_.text, node.start())) {
            // A scope's disable: to the end of the block that the comment stands in.
            Node block = node.parent();
            while (block && !block.is(Kind::block) && !block.is(Kind::module)) block = block.parent();
            Node statement = statement_after(tree_, node);
            if (statement && statement.parent().is(Kind::block) && block.is(Kind::module) && node.parent() == block)
                block = block ? block : statement.parent();
            rows = {row, block.is(Kind::module) || !block ? lines_.count() + 1 : lines_.row(block.end())};
        }
        add(Form::foreign, rows, std::move(codes), node, hash, s);
    }

    const Tree& tree_;
    const LineIndex& lines_;
    std::optional<LogicalLines> logical_;
    std::optional<std::size_t> off_;
    std::vector<Suppression> out_;
};

bool names(std::string_view written, const RuleSet& rules, const Finding& finding) {
    const RuleBook::Entry& rule = rules.book()[finding.rule];
    if (written == rule.code() || written == rule.name()) return true;
    if (written.starts_with("ZEN") && written.size() >= 4 && rule.code().starts_with(written)) return true;
    return rules.book().any_alias(finding.rule, finding.match,
                                  [&](std::string_view alias) { return alias == written; });
}

}  // namespace

namespace {

// The rows of a statement or clause, of a compound one up to its colon: not to where the block begins.
LogicalLines::Rows head_rows(Node n, const LineIndex& lines) {
    std::uint32_t end = n.end();
    for (Node c : n.tokens()) {
        if (c.is(Kind::block)) break;
        end = c.end();
    }
    return {lines.row(n.start()), lines.row(end > n.start() ? end - 1 : n.start())};
}

}  // namespace

LogicalLines::Rows LogicalLines::around(std::uint32_t row) const {
    // Nodes stand in the order in which they begin: the last one up to the end of the row lies in its logical line.
    std::uint32_t limit = lines_.start(row + 1);
    auto after = std::ranges::lower_bound(tree_.nodes, limit, {}, &NodeRecord::start);
    while (after != tree_.nodes.begin() && ((after - 1)->flags & NodeRecord::extra)) --after;
    if (after == tree_.nodes.begin()) return {row, row};
    for (Node n(tree_, static_cast<NodeId>(after - tree_.nodes.begin() - 1)); n; n = n.parent()) {
        bool clause = n.is_any(
            {Kind::elif_clause, Kind::else_clause, Kind::except_clause, Kind::finally_clause, Kind::case_clause});
        if (!clause && (!is_statement(n.kind()) || n.is(Kind::decorated_definition))) continue;
        if (Rows rows = head_rows(n, lines_); rows.first <= row && row <= rows.last) return rows;
    }
    return {row, row};
}

void find_directives(const Tree& tree, NodeId first, NodeId end, std::vector<NodeId>& out) {
    for (NodeId id = first; id < end; ++id) {
        if (tree.nodes[id].kind != Kind::comment) continue;
        const std::string_view text = Node(tree, id).text();
        for (std::size_t hash = text.find('#'); hash != text.npos; hash = text.find('#', hash + 1)) {
            Scanner s{text, hash + 1};
            s.blanks();
            if (!std::ranges::any_of(keywords, [&](std::string_view w) { return s.word(w); })) continue;
            out.push_back(id);
            break;
        }
    }
}

std::vector<Suppression> suppressions(const Tree& tree, const Source& source, std::span<const NodeId> directives) {
    return Reader(tree, source).read(directives);
}

std::vector<Suppression> suppressions(const Tree& tree, const Source& source) {
    std::vector<NodeId> directives;
    find_directives(tree, 0, static_cast<NodeId>(tree.nodes.size()), directives);
    return suppressions(tree, source, directives);
}

namespace {

// The comments that reach a row: most of them one or few rows, the others reach far.
class ByRow {
  public:
    explicit ByRow(const std::vector<Suppression>& all) : all_(all) {
        for (std::uint32_t i = 0; i < all.size(); ++i)
            (all[i].last_row - all[i].first_row > reach ? far_ : near_).push_back(i);
        std::ranges::stable_sort(near_, {}, [&](std::uint32_t i) { return all[i].first_row; });
    }
    // In the order of the file. The list is good until the next call.
    const std::vector<std::uint32_t>& at(std::uint32_t row) {
        found_.clear();
        auto take = [&](std::uint32_t i) {
            if (all_[i].first_row <= row && row <= all_[i].last_row) found_.push_back(i);
        };
        std::ranges::for_each(far_, take);
        auto first = [&](std::uint32_t i) { return all_[i].first_row; };
        auto at = std::ranges::lower_bound(near_, row > reach ? row - reach : 0, {}, first);
        for (; at != near_.end() && all_[*at].first_row <= row; ++at) take(*at);
        std::ranges::sort(found_);
        return found_;
    }

  private:
    static constexpr std::uint32_t reach = 64;
    const std::vector<Suppression>& all_;
    std::vector<std::uint32_t> near_, far_, found_;
};

}  // namespace

std::vector<Finding> suppress(std::vector<Finding*>& findings, const std::vector<Suppression>& all,
                              const RuleSet& rules, const Tree& tree, const Source& source,
                              std::optional<RuleId> unused, std::vector<Suppressed>* silenced_findings) {
    std::vector<Finding> added;
    if (all.empty()) return added;
    ByRow by_row(all);
    std::vector<std::vector<bool>> used(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) used[i].assign(std::max<std::size_t>(1, all[i].codes.size()), false);
    std::erase_if(findings, [&](const Finding* finding) {
        const Finding& f = *finding;
        bool silenced = false;
        const Suppression* by = nullptr;
        for (std::uint32_t i : by_row.at(source.lines().row(f.span.start))) {
            const Suppression& s = all[i];
            bool before = silenced;
            if (s.codes.empty()) used[i][0] = silenced = true;
            for (std::size_t k = 0; k < s.codes.size(); ++k)
                if (names(s.codes[k], rules, f)) used[i][k] = silenced = true;
            if (silenced && !before) by = &s;
        }
        if (!silenced || rules.book()[f.rule].code() == "ZEN0001") return false;
        if (silenced_findings) silenced_findings->push_back({f, by->directive, std::string(by->reason)});
        return true;
    });
    if (!unused) return added;

    using Form = Suppression::Form;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Suppression& s = all[i];
        if (s.form == Form::foreign) continue;
        // Only what we can judge: our own codes, of rules that ran; a bare comment only in our own form, and only if
        // anything at all ran.
        auto judged = [&](std::string_view code) {
            for (RuleId r = 0; r < rules.book().rules().size(); ++r) {
                const auto& rule = rules.book()[r];
                bool ours = code == rule.code() || (s.form != Form::noqa && code == rule.name());
                if (ours) return rules.selected(r) && r != *unused;
            }
            return false;
        };
        std::vector<std::string_view> idle;
        for (std::size_t k = 0; k < s.codes.size(); ++k)
            if (!used[i][k] && judged(s.codes[k])) idle.push_back(s.codes[k]);
        bool bare = s.codes.empty() && s.form != Form::noqa && !used[i][0];
        if (idle.empty() && !bare) continue;

        Finding f;
        f.rule = *unused;
        f.span = s.directive;
        std::string list;
        for (std::string_view code : idle) list += (list.empty() ? "" : ", ") + std::string(code);
        f.message = bare ? "this comment silences nothing: remove it"
                         : "nothing here is reported as " + list + ": remove it from the comment";
        // The whole directive goes when no code is left; the rest of the comment stays.
        Fix fix;
        fix.title = "Remove what is not needed";
        std::vector<std::string_view> kept;
        for (std::string_view code : s.codes)
            if (std::ranges::find(idle, code) == idle.end()) kept.push_back(code);
        if (kept.empty()) {
            std::uint32_t from = s.directive.start;
            std::string_view text = tree.text;
            bool alone = from == s.comment.start && s.directive.end == s.comment.end;
            std::size_t line = text.substr(0, from).rfind('\n') + 1;
            bool line_alone = alone && text.substr(line, from - line).find_first_not_of(" \t") == text.npos;
            std::uint32_t to = s.directive.end;
            if (line_alone) {
                from = static_cast<std::uint32_t>(line);
                if (to < text.size() && text[to] == '\r') ++to;
                if (to < text.size() && text[to] == '\n') ++to;
            } else {
                while (from > 0 && (text[from - 1] == ' ' || text[from - 1] == '\t')) --from;
                bool more = s.directive.end < s.comment.end;
                // A comment after it takes its place.
                std::size_t next = std::min(text.find_first_not_of(" \t", to), text.size());
                if (more && (from < s.directive.start || s.directive.start == s.comment.start) &&
                    text.substr(next).starts_with("#"))
                    to = static_cast<std::uint32_t>(next);
                if (more) from = s.directive.start;
            }
            bool prose = s.directive.end < s.comment.end && text[to] != '#';
            fix.edits = {{{from, to}, prose ? "#" : ""}};
            fix.applicability = prose ? Applicability::unsafe : Applicability::safe;
            if (prose) fix.reason = rules.book()[*unused].reason();
        } else {
            std::string now;
            for (std::string_view code : kept) now += (now.empty() ? "" : ", ") + std::string(code);
            auto offset = [&](std::string_view part) {
                return static_cast<std::uint32_t>(part.data() - tree.text.data());
            };
            fix.edits = {
                {{offset(s.codes.front()), offset(s.codes.back()) + static_cast<std::uint32_t>(s.codes.back().size())},
                 now}};
            fix.applicability = Applicability::safe;
        }
        f.fix = std::move(fix);
        added.push_back(std::move(f));
    }
    // A comment that silences ZEN0004 itself is taken at its word.
    std::erase_if(added, [&](const Finding& f) {
        return std::ranges::any_of(by_row.at(source.lines().row(f.span.start)), [&](std::uint32_t i) {
            return std::ranges::any_of(all[i].codes, [&](std::string_view c) { return names(c, rules, f); });
        });
    });
    return added;
}

}  // namespace zen

#include "engine/suppression/directives.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "engine/suppression/logical_lines.h"

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

}  // namespace

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

}  // namespace zen

#include "engine/suppression/directives.h"

#include <algorithm>
#include <optional>

#include "engine/suppression/comment_scanner.h"
#include "engine/suppression/directive_lines.h"
#include "engine/suppression/flake8_comments.h"
#include "engine/suppression/pylint_comments.h"
#include "engine/suppression/ruff_comments.h"

namespace zen {
namespace {

// What the directives begin with, or in pylint's case hold.
constexpr std::string_view keywords[] = {"noqa", "zenlint", "ruff"};
constexpr std::string_view pylint_keyword = "pylint:";

// Zenlint's own comments, and its codes in `noqa`.
class OwnComments {
  public:
    OwnComments(const DirectiveLines& lines, std::vector<Suppression>& out) : lines_(lines), out_(out) {}

    void read(Node comment) {
        const std::string_view text = comment.text();
        const std::uint32_t row = lines_.index().row(comment.start());
        // Several directives may share a comment, each after a `#`: `# type: ignore  # noqa: ZEN1601`.
        for (std::size_t hash = text.find('#'); hash != text.npos; hash = text.find('#', hash + 1)) {
            CommentScanner s{text, hash + 1};
            s.blanks();
            const std::size_t keyword = s.at;
            if (s.word("noqa"))
                noqa(s, comment, row, hash);
            else if (s.at = keyword; s.word("zenlint"))
                ours(s, comment, row, hash);
        }
    }

    void finish() {
        if (off_ != none) close_region(lines_.index().count());
    }

  private:
    using Form = Suppression::Form;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    void add(Form form, Rows rows, std::vector<std::string_view> codes, Node comment, std::size_t from,
             CommentScanner& s) {
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
        out_[off_].last_row = row;
        off_ = none;
    }

    // The logical line; that of a decorator goes on to the head of what it decorates.
    Rows around(std::uint32_t row) const {
        Rows rows = lines_.logical().around(row);
        const Tree& tree = lines_.tree();
        const LineIndex& index = lines_.index();
        auto at = std::ranges::lower_bound(tree.nodes, index.start(rows.first), {}, &NodeRecord::start);
        for (; at != tree.nodes.end() && index.row(at->start) == rows.first; ++at) {
            if (at->kind != Kind::decorator) continue;
            const Node decorated = Node(tree, static_cast<NodeId>(at - tree.nodes.begin())).parent();
            if (const Node definition = decorated.child(Field::definition))
                rows.last = std::max(rows.last, lines_.logical().around(index.row(definition.start())).last);
            break;
        }
        return rows;
    }

    // The list of codes; without one there is nothing of ours.
    void noqa(CommentScanner& s, Node comment, std::uint32_t row, std::size_t hash) {
        s.blanks();
        if (!s.symbol(':')) return;
        std::vector<std::string_view> codes = s.codes(false);
        if (!codes.empty()) add(Form::noqa, around(row), std::move(codes), comment, hash, s);
    }

    // The statement that follows a comment on a line of its own.
    Rows below(Node comment, std::uint32_t row) const {
        const Tree& tree = lines_.tree();
        const LineIndex& index = lines_.index();
        for (NodeId id = comment.record().next; id < tree.nodes.size(); ++id) {
            if (!is_statement(tree.nodes[id].kind)) continue;
            Node next(tree, id);
            Rows rows{index.row(next.start()), index.row(next.end() ? next.end() - 1 : 0)};
            if (next.parent().is(Kind::decorated_definition)) rows.first = index.row(next.parent().start());
            return rows;
        }
        return lines_.logical().around(row);
    }

    void ours(CommentScanner& s, Node comment, std::uint32_t row, std::size_t hash) {
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
        if (file) return add(Form::file, lines_.whole_file(), std::move(codes), comment, hash, s);
        if (ignore) {
            Rows rows = lines_.alone(comment.start()) ? below(comment, row) : around(row);
            return add(Form::ignore, rows, std::move(codes), comment, hash, s);
        }
        if (off && off_ == none) {
            add(Form::off, {row, row}, std::move(codes), comment, hash, s);
            off_ = out_.size() - 1;
        } else if (on && off_ != none) {
            close_region(row);
        }
    }

    const DirectiveLines& lines_;
    std::vector<Suppression>& out_;
    std::size_t off_ = none;
};

}  // namespace

void find_directives(const Tree& tree, NodeId first, NodeId end, std::vector<NodeId>& out) {
    const NodeRecord* const nodes = tree.nodes.data();
    for (NodeId id = first; id < end; ++id) {
        if (nodes[id].kind != Kind::comment) continue;
        const std::string_view text = Node(tree, id).text();
        bool found = text.find(pylint_keyword) != text.npos;
        for (std::size_t hash = text.find('#'); !found && hash != text.npos; hash = text.find('#', hash + 1)) {
            CommentScanner s{text, hash + 1};
            s.blanks();
            found = std::ranges::any_of(keywords, [&](std::string_view w) { return s.word(w); });
        }
        if (found) out.push_back(id);
    }
}

std::vector<Suppression> suppressions(const Tree& tree, const Source& source, std::span<const NodeId> directives) {
    std::vector<Suppression> out;
    DirectiveLines lines(tree, source.lines());
    OwnComments own(lines, out);
    RuffComments ruff(lines, out);
    bool pylint_reads = true;
    for (NodeId id : directives) {
        Node comment(tree, id);
        own.read(comment);
        ruff.read(comment);
        if (pylint_reads) pylint_reads = !read_pylint(comment, lines, out);
    }
    own.finish();
    ruff.finish();
    read_flake8(lines, out);
    return out;
}

std::vector<Suppression> suppressions(const Tree& tree, const Source& source) {
    std::vector<NodeId> directives;
    find_directives(tree, 0, static_cast<NodeId>(tree.nodes.size()), directives);
    return suppressions(tree, source, directives);
}

}  // namespace zen

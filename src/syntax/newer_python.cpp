#include "syntax/newer_python.h"

#include <algorithm>

#include "syntax/bytes.h"

namespace zen {
namespace {

class Reader {
  public:
    explicit Reader(std::string_view text) : result_{std::string(text), {}}, text_(text) {}

    StandIn run() {
        while (at_ < text_.size()) step();
        std::ranges::sort(result_.places, {}, &StandIn::Place::at);
        return std::move(result_);
    }

  private:
    struct Bracket {
        char opening;
        bool type_parameters;
        bool has_default = false;               // the parameter that is being read
        bool several = false;                   // a comma has come
        std::size_t stars = std::string::npos;  // ** right behind the {
    };

    char here(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool in_code() const { return brackets_.empty(); }
    void mark(std::size_t at, std::size_t start) {
        result_.places.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(start)});
    }

    void step() {
        const char c = here();
        if (static_cast<signed char>(c) < 0 || is_name_byte(static_cast<Byte>(c))) return word();
        switch (c) {
            case '#':
                at_ = std::min(text_.find('\n', at_), text_.size());
                return;
            case '\'':
            case '"':
                return string();
            case '\\':
                at_ += 2;
                return;
            case '(':
            case '[':
            case '{':
                return open(c);
            case ')':
            case ']':
            case '}':
                if (!brackets_.empty()) brackets_.pop_back();
                break;
            case '\n':
            case ';':
                if (in_code()) begins_statement_ = true, head_ = Head::none;
                break;
            case ':':
                if (in_code()) in_case_ = false, begins_statement_ = true;  // `if a: lazy import b`
                break;
            case ',':
                if (!brackets_.empty()) brackets_.back().several = true, brackets_.back().has_default = false;
                break;
            case '=':
                equals();
                break;
            case '+':
                plus();
                break;
            case ' ':
            case '\t':
            case '\f':
            case '\r':
                break;
            default:
                begins_statement_ = false;
        }
        ++at_;
    }

    void string() {
        const std::string_view rest = text_.substr(at_);
        const char quote = rest[0];
        const bool triple = rest.size() > 2 && rest[1] == quote && rest[2] == quote;
        std::size_t i = triple ? 3 : 1;
        for (; i < rest.size(); ++i) {
            if (rest[i] == '\\')
                ++i;
            else if (rest[i] == '\n' && !triple)
                break;
            else if (rest[i] == quote && (!triple || rest.substr(i, 3) == rest.substr(0, 3))) {
                i += triple ? 3 : 1;
                break;
            }
        }
        at_ = std::min(at_ + i, text_.size());
        begins_statement_ = false;
    }

    void open(char c) {
        // class A[…], def f[…], type X[…]: the bracket right behind the name
        brackets_.push_back({c, c == '[' && in_code() && head_ == Head::named});
        head_ = Head::none;
        begins_statement_ = false;
        // Right behind a name or a bracket it is a subscript, else a display.
        const bool subscript =
            c == '[' && at_ > 0 &&
            (text_[at_ - 1] == ')' || text_[at_ - 1] == ']' || is_name_byte(static_cast<Byte>(text_[at_ - 1])));
        ++at_;
        const std::size_t i = after_blanks(at_);
        if (c == '{' && text_.substr(i, 2) == "**") brackets_.back().stars = i;
        // a[*(b)] is read as a[ (b)].
        if (subscript && i < text_.size() && text_[i] == '*') {
            const std::size_t starred = after_blanks(i + 1);
            if (starred < text_.size() && text_[starred] == '(') {
                result_.text[i] = ' ';
                mark(i, i);
            }
        }
    }

    std::size_t after_blanks(std::size_t i) const {
        while (i < text_.size() && (text_[i] == ' ' || text_[i] == '\n' || text_[i] == '\r' || text_[i] == '\t')) ++i;
        return i;
    }

    // [T = int] is read as [T , int].
    void equals() {
        begins_statement_ = false;
        if (brackets_.empty() || !brackets_.back().type_parameters || brackets_.back().has_default) return;
        if (here(1) == '=' || std::string_view("=!<>:").find(text_[at_ - 1]) != std::string_view::npos) return;
        brackets_.back().has_default = true;
        result_.text[at_] = ',';
        mark(at_, at_);
    }

    // `case +1:` is read as `case  1:`.
    void plus() {
        begins_statement_ = false;
        if (!in_case_) return;
        const std::size_t next = after_blanks(at_ + 1);
        std::size_t before = at_;
        while (before > 0 && (text_[before - 1] == ' ' || text_[before - 1] == '\t')) --before;
        const bool begins = std::string_view("([{,|:").find(text_[before - 1]) != std::string_view::npos ||
                            (text_[before - 1] == 'e' && before == case_end_);
        if (!begins || next >= text_.size() || text_[next] < '0' || text_[next] > '9') return;
        result_.text[at_] = ' ';
        mark(at_, at_);
    }

    void word() {
        const std::size_t start = at_;
        while (at_ < text_.size() &&
               (static_cast<signed char>(text_[at_]) < 0 || is_name_byte(static_cast<Byte>(text_[at_]))))
            ++at_;
        const std::string_view w = text_.substr(start, at_ - start);
        const bool first = begins_statement_;
        begins_statement_ = false;
        if (!in_code()) {
            Bracket& around = brackets_.back();
            // {**d for d in e} is read as the set { d for d in e}.
            if (w == "for" && around.stars != std::string::npos && !around.several) {
                result_.text.replace(around.stars, 2, "  ");
                mark(around.stars, around.stars);
                around.stars = std::string::npos;
            }
            return;
        }
        if (head_ == Head::word)
            head_ = Head::named;
        else if (w == "class" || w == "def" || (first && w == "type"))
            head_ = Head::word;
        else
            head_ = Head::none;
        if (first) in_case_ = w == "case", case_end_ = at_;
        if (first && w == "lazy") lazy(start);
        if (first && w == "async") begins_statement_ = true;
    }

    // `lazy` gives way to a blank that has no width in the indentation: U+200B and a space.
    void lazy(std::size_t start) {
        std::size_t i = at_;
        while (i < text_.size() && (text_[i] == ' ' || text_[i] == '\t')) ++i;
        const std::string_view next = text_.substr(i, std::min(name_length(i), std::size_t{7}));
        if (i == at_ || (next != "import" && next != "from")) return;
        result_.text.replace(start, 4, "\xE2\x80\x8B ");
        mark(i, start);
    }
    std::size_t name_length(std::size_t from) const {
        std::size_t i = from;
        while (i < text_.size() && is_name_byte(static_cast<Byte>(text_[i]))) ++i;
        return i - from;
    }

    enum class Head {
        none,
        word,
        named
    };  // of a class, a function or a type alias: its keyword has come, its name too
    StandIn result_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Bracket> brackets_;
    Head head_ = Head::none;
    bool begins_statement_ = true;
    bool in_case_ = false;      // in the patterns of a `case`
    std::size_t case_end_ = 0;  // that word's end
};

}  // namespace

StandIn stand_in(std::string_view text) {
    return Reader(text).run();
}

void mark_unsupported(Tree& tree, const std::vector<StandIn::Place>& places) {
    // In pre-order, the last statement around a place is the innermost.
    std::vector<NodeId> holders(places.size(), 0);
    for (NodeId id = 1; id < tree.nodes.size(); ++id) {
        const NodeRecord& n = tree.nodes[id];
        if (!is_statement(n.kind)) continue;
        auto it = std::ranges::lower_bound(places, n.start, {}, &StandIn::Place::at);
        for (; it != places.end() && it->at < n.end; ++it) holders[static_cast<std::size_t>(it - places.begin())] = id;
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        NodeId id = holders[i];
        if (id == 0) continue;
        tree.nodes[id].flags |= NodeRecord::unsupported;
        // What began with the statement begins where it really does.
        for (const std::uint32_t old = tree.nodes[id].start;
             old == places[i].at && id != 0 && tree.nodes[id].start == old; id = tree.nodes[id].parent)
            tree.nodes[id].start = places[i].start;
    }
}

}  // namespace zen

#include "syntax/verdict/rules.h"

#include <stdexcept>

#include "syntax/verdict/grammar.h"
#include "syntax/verdict/tokens.h"
#include "text/formatted.h"

namespace zen::verdict {
namespace {

constexpr std::array<std::string_view, 38> kind_names = {
    "",         "",          "Statement",     "Parameter",     "Tuple",   "IfExp",
    "Yield",    "Starred",   "NamedExpr",     "BinOp",         "Compare", "In",
    "Await",    "Attribute", "Call",          "Subscript",     "Name",    "True",
    "False",    "None",      "Literal",       "Ellipsis",      "Lambda",  "List",
    "Set",      "Dict",      "Comprehension", "ListComp",      "SetComp", "GeneratorExp",
    "DictComp", "Arguments", "Keyword",       "DoubleStarred", "Format",  "Template",
    "Target",   "Targets"};

// By Token::Sort.
constexpr std::array<std::string_view, 10> sort_names = {"NAME",           "NUMBER",     "STRING",    "NEWLINE",
                                                         "INDENT",         "DEDENT",     "ENDMARKER", "FSTRING_START",
                                                         "FSTRING_MIDDLE", "FSTRING_END"};

class Compiler {
  public:
    Rules run() {
        text_ = grammar();
        while (skip(), at_ < text_.size()) {
            const std::uint32_t id = rule_number(word());
            for (;;) {
                skip();
                if (take("memo"))
                    out_.rules[id].memo = true;
                else if (take("left"))
                    out_.rules[id].left = out_.rules[id].memo = true;
                else if (take("quiet"))
                    out_.rules[id].quiet = true;
                else
                    break;
            }
            expect(":");
            out_.rules[id].known = true;
            alternatives(id);
        }
        for (const Rule& r : out_.rules)
            if (!r.known) bad(formatted("no such rule: {}", r.name));
        out_.start = numbers_.at("file");
        return std::move(out_);
    }

  private:
    [[noreturn]] void bad(const std::string& what) {
        throw std::logic_error(formatted("the grammar of the verdict: {} near {}", what, text_.substr(at_, 30)));
    }
    static bool letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
    }
    // Blanks and line ends; a line that begins at the margin begins the next rule.
    void skip() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    }
    bool ends() {
        skip();
        return at_ >= text_.size() || text_[at_] == '|' || text_[at_] == ')' || text_[at_ - 1] == '\n' ||
               text_.substr(at_, 2) == "=>";
    }
    bool take(std::string_view s) {
        if (!text_.substr(at_).starts_with(s)) return false;
        if (letter(s.back()) && at_ + s.size() < text_.size() && letter(text_[at_ + s.size()])) return false;
        at_ += s.size();
        return true;
    }
    void expect(std::string_view s) {
        skip();
        if (!take(s)) bad(formatted("{} expected", s));
    }
    std::string_view word() {
        const std::size_t start = at_;
        while (at_ < text_.size() && letter(text_[at_])) ++at_;
        if (start == at_) bad("a word expected");
        return text_.substr(start, at_ - start);
    }
    std::uint32_t rule_number(std::string_view name) {
        const auto [it, fresh] = numbers_.try_emplace(name, static_cast<std::uint32_t>(out_.rules.size()));
        if (fresh) {
            out_.rules.emplace_back();
            out_.rules.back().name = name;
        }
        return it->second;
    }
    std::uint32_t spelling(std::string_view s) {
        const auto [it, fresh] =
            out_.spelling_numbers.try_emplace(s, static_cast<std::uint32_t>(out_.spellings.size()));
        if (fresh) {
            out_.spellings.push_back(s);
            out_.keywords.push_back(letter(s[0]));
        }
        return it->second;
    }

    // The alternatives of a rule or a group come one behind the other only once all inner groups are there.
    void alternatives(std::uint32_t id) {
        std::vector<Alternative> all;
        do {
            all.push_back(alternative());
            skip();
        } while (at_ < text_.size() && text_[at_ - 1] != '\n' && take("|"));
        out_.rules[id].first = static_cast<std::uint32_t>(out_.alternatives.size());
        for (Alternative& a : all) out_.alternatives.push_back(std::move(a));
        out_.rules[id].end = static_cast<std::uint32_t>(out_.alternatives.size());
    }

    Alternative alternative() {
        Alternative a{};
        skip();
        if (take("@")) {
            auto number = [&](std::uint8_t otherwise) {
                unsigned n = 0;
                const std::size_t start = at_;
                while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9')
                    n = n * 10 + static_cast<unsigned>(text_[at_++] - '0');
                return start == at_ ? otherwise : static_cast<std::uint8_t>(n);
            };
            a.from = number(0);
            if (!take("-")) bad("- expected");
            a.to = number(99);
        }
        std::vector<Item> items;
        while (!ends()) items.push_back(item());
        a.first = static_cast<std::uint32_t>(out_.items.size());
        out_.items.insert(out_.items.end(), items.begin(), items.end());
        a.end = static_cast<std::uint32_t>(out_.items.size());
        a.mistaken =
            items.size() == 1 && items[0].op == Item::rule && out_.rules[items[0].what].name.starts_with("invalid_");
        if (take("=>")) action(a);
        return a;
    }

    void action(Alternative& a) {
        skip();
        if (!take("!")) {
            const std::string_view name = word();
            for (std::size_t i = 2; i < kind_names.size(); ++i)
                if (kind_names[i] == name) a.kind = static_cast<Kind>(i);
            if (a.kind == Kind::part) bad("no such kind");
            return;
        }
        a.verb = word();
        skip();
        a.takes_a = take("a");
        skip();
        a.takes_b = take("b");
        skip();
        if (!take("\"")) return;
        while (text_[at_] != '"') {
            if (text_[at_] == '\\') ++at_;
            a.message += text_[at_++];
        }
        ++at_;
    }

    std::uint32_t keep(Item item) {
        out_.items.push_back(item);
        return static_cast<std::uint32_t>(out_.items.size() - 1);
    }

    Item item() {
        if (take("&&")) {
            Item token = atom();
            return {Item::force, 0, token.what, 0};
        }
        for (char c : {'&', '!'})
            if (text_[at_] == c) {
                ++at_;
                return {c == '&' ? Item::ahead : Item::not_ahead, 0, keep(atom()), 0};
            }
        if (take("~")) return {Item::cut, 0, 0, 0};
        std::uint8_t label = 0;
        if ((text_[at_] == 'a' || text_[at_] == 'b') && text_.substr(at_ + 1, 1) == "=") {
            label = text_[at_] == 'a' ? 1 : 2;
            at_ += 2;
        }
        Item found = atom();
        if (take(".")) {
            const std::uint32_t between = keep(found);
            found = {Item::gather, 0, keep(atom()), between};
            if (!take("+")) bad("+ expected");
        } else if (take("?")) {
            found = {Item::optional, 0, keep(found), 0};
        } else if (take("*")) {
            found = {Item::many, 0, keep(found), 0};
        } else if (take("+")) {
            found = {Item::some, 0, keep(found), 0};
        }
        found.label = label;
        return found;
    }

    Item atom() {
        if (take("(")) {
            const auto id = static_cast<std::uint32_t>(out_.rules.size());
            out_.rules.emplace_back();
            out_.rules.back().known = true;
            out_.rules.back().group = true;
            alternatives(id);
            expect(")");
            return {Item::rule, 0, id, 0};
        }
        for (char quote : {'\'', '"'})
            if (text_[at_] == quote) {
                const std::size_t start = ++at_, stop = text_.find(quote, start);
                at_ = stop + 1;
                const std::string_view s = text_.substr(start, stop - start);
                if (quote == '\'') return {Item::spelled, 0, spelling(s), 0};
                return {Item::soft, 0, soft_number(s), 0};
            }
        const std::string_view name = word();
        if (name == "SOFT_KEYWORD") return {Item::any_soft, 0, 0, 0};
        for (std::size_t i = 0; i < sort_names.size(); ++i)
            if (sort_names[i] == name) return {Item::sort, 0, static_cast<std::uint32_t>(i), 0};
        return {Item::rule, 0, rule_number(name), 0};
    }
    std::uint32_t soft_number(std::string_view s) {
        constexpr std::array<std::string_view, 5> all = {"_", "case", "match", "type", "lazy"};
        for (std::uint32_t i = 0; i < all.size(); ++i)
            if (all[i] == s) return i;
        bad("no such soft keyword");
    }

    Rules out_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace

const Rules& rules() {
    static const Rules all = Compiler().run();
    return all;
}

}  // namespace zen::verdict

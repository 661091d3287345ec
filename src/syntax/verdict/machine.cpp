#include "syntax/verdict/machine.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "syntax/verdict/mistakes.h"
#include "syntax/verdict/reading.h"
#include "syntax/verdict/rules.h"
#include "text/formatted.h"

namespace zen::verdict {
namespace {

// Rules within rules. A level of brackets takes about 25 of them; a frame of each is on the stack.
constexpr int most_depth = 1500;

class Machine {
  public:
    Machine(const Tokens& tokens, int minor) : rules_(rules()), minor_(minor), reading_(tokens, minor) {
        const Tokens& t = reading_.tokens;
        spellings_.reserve(t.all.size());
        for (const Token& token : t.all) {
            const bool spelled = token.sort == Token::name || token.sort == Token::op;
            const auto it = spelled ? rules_.spelling_numbers.find(t.spelling(token)) : rules_.spelling_numbers.end();
            spellings_.push_back(it == rules_.spelling_numbers.end() ? none : it->second);
        }
    }

    Answer run() {
        Answer answer;
        const Step sound = rule(rules_.start, 0);
        // The tokenizer has limits of its own, whatever the depth.
        if (too_deep_ && reading_.tokens.mistake) return {reading_.tokens.mistake, true};
        answer.certain = !too_deep_;
        if (sound) answer.mistake = reading_.misplaced_star(sound.node);
        if (sound || too_deep_) return answer;
        answer.mistake = mistake();
        if (too_deep_ && reading_.tokens.mistake) return {reading_.tokens.mistake, true};
        answer.certain = !too_deep_;
        if (too_deep_) answer.mistake.reset();
        return answer;
    }

  private:
    static constexpr std::uint32_t none = 0xffffffffu;
    struct Step {  // where reading goes on, and the node that was read
        std::uint32_t next = none;
        NodeNumber node = no_node;
        explicit operator bool() const { return next != none; }
    };

    // As _Pypegen_set_syntax_error.
    Mistake mistake() {
        if (!reading_.mistake && !reads_error_) {
            const std::uint32_t last = reading_.last();
            memory_.clear();
            mistakes_too_ = true;
            rule(rules_.start, 0);
            if (!reading_.mistake && !reads_error_) {
                const Token& token = reading_.tokens.all[last];
                if (token.sort == Token::indent || token.sort == Token::dedent) {
                    const bool in = token.sort == Token::indent;
                    return {Mistake::indentation, reading_.place(reading_.last()),
                            in ? "unexpected indent" : "unexpected unindent"};
                }
                reading_.mistake = Mistake{Mistake::syntax, reading_.place(last), "invalid syntax"};
            }
        }
        if (reads_error_ && !reading_.mistake) return reading_.tokenizer_mistake();
        // The rest of the text may hold a mistake that says more: a string or a bracket that nobody closes.
        if (const auto& worse = reading_.tokens.mistake; worse && reading_.tokens.urgent) return *worse;
        if (const auto open = reading_.unclosed()) return *open;
        return *reading_.mistake;
    }

    const Token& token(std::uint32_t at) {
        reading_.see(at);
        const Token& t = reading_.tokens.all[at];
        if (t.sort == Token::error) reads_error_ = true;
        return t;
    }
    bool stopped() const { return reads_error_ || too_deep_ || reading_.mistake.has_value(); }

    Step take(std::uint32_t at) { return {at + 1, reading_.token_node(at)}; }

    Step item(const Item& it, std::uint32_t at) {
        switch (it.op) {
            case Item::spelled:
                token(at);
                return spellings_[at] == it.what ? take(at) : Step{};
            case Item::soft:
                token(at);
                return soft(at) == static_cast<int>(it.what) ? take(at) : Step{};
            case Item::any_soft:
                token(at);
                return soft(at) >= 0 ? take(at) : Step{};
            case Item::sort: {
                const Token& t = token(at);
                if (t.sort != static_cast<Token::Sort>(it.what)) return {};
                if (t.sort == Token::name && spellings_[at] != none) return {};
                return take(at);
            }
            case Item::rule:
                return rule(it.what, at);
            case Item::optional: {
                const Step inner = item(rules_.items[it.what], at);
                if (stopped()) return {};
                return inner ? inner : Step{at, no_node};
            }
            case Item::many:
            case Item::some:
                return repeat(it, at, nullptr);
            case Item::gather:
                return repeat(it, at, &rules_.items[it.between]);
            case Item::ahead: {
                const Step inner = item(rules_.items[it.what], at);
                return inner && !stopped() ? Step{at, no_node} : Step{};
            }
            case Item::not_ahead: {
                const Step inner = item(rules_.items[it.what], at);
                return !inner && !stopped() ? Step{at, no_node} : Step{};
            }
            case Item::force: {
                token(at);
                if (stopped()) return {};
                if (spellings_[at] == it.what) return take(at);
                reading_.mistake =
                    Mistake{Mistake::syntax, reading_.place(at), formatted("expected '{}'", rules_.spellings[it.what])};
                return {};
            }
            case Item::cut:
                return {at, no_node};
        }
        return {};
    }

    Step repeat(const Item& it, std::uint32_t at, const Item* between) {
        const std::size_t base = values_.size();
        const std::uint32_t start = at;
        for (std::uint32_t next = at;;) {
            const Step inner = item(rules_.items[it.what], next);
            if (!inner || stopped()) break;
            values_.push_back(inner.node);
            if (inner.next == at && !between) break;
            at = next = inner.next;
            if (!between) continue;
            const Step separator = item(*between, at);
            if (!separator || stopped()) break;
            next = separator.next;
        }
        const bool any = values_.size() > base;
        Step out;
        if (!stopped() && (any || it.op == Item::many)) out = {at, reading_.make(Kind::part, start, at, values_, base)};
        values_.resize(base);
        return out;
    }

    int soft(std::uint32_t at) const {
        constexpr std::array<std::string_view, 5> all = {"_", "case", "match", "type", "lazy"};
        const Token& t = reading_.tokens.all[at];
        if (t.sort != Token::name) return -1;
        const std::string_view s = reading_.tokens.spelling(t);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i] == s && (i != 3 || minor_ >= 12) && (i != 4 || minor_ >= 15)) return static_cast<int>(i);
        return -1;
    }

    Step rule(std::uint32_t id, std::uint32_t at) {
        if (stopped()) return {};
        const Rule& r = rules_.rules[id];
        if (r.group) return alternatives(r, at);
        if (++depth_ > most_depth) {
            too_deep_ = true;
            --depth_;
            return {};
        }
        const bool mistakes = mistakes_too_;
        const std::uint64_t key =
            (std::uint64_t{at} << 32) | (std::uint64_t{id} << 1) | (mistakes && !r.memo ? 1u : 0u);
        if (const auto known = memory_.find(key); known != memory_.end()) {
            --depth_;
            return known->second;
        }
        Step out;
        if (r.left) {
            // The seed grows as long as one more step on the left fits.
            memory_[key] = {};
            for (;;) {
                const Step more = alternatives(r, at);
                if (stopped() || !more || (out && more.next <= out.next)) break;
                out = more;
                memory_[key] = out;
            }
        } else {
            if (r.quiet) mistakes_too_ = false;
            out = alternatives(r, at);
            mistakes_too_ = mistakes;
        }
        --depth_;
        if (stopped()) return {};
        memory_[key] = out;
        return out;
    }

    Step alternatives(const Rule& r, std::uint32_t at) {
        for (std::uint32_t i = r.first; i < r.end; ++i) {
            const Alternative& a = rules_.alternatives[i];
            if ((a.mistaken && !mistakes_too_) || minor_ < a.from || minor_ > a.to) continue;
            bool cut = false;
            const Step out = alternative(a, at, cut);
            if (stopped()) return {};
            if (out) return out;
            if (cut) return {};
        }
        return {};
    }

    Step alternative(const Alternative& a, std::uint32_t start, bool& cut) {
        const std::size_t base = values_.size();
        Labels labels;
        std::uint32_t at = start;
        for (std::uint32_t i = a.first; i < a.end; ++i) {
            const Item& it = rules_.items[i];
            const Step inner = item(it, at);
            if (!inner || stopped()) {
                values_.resize(base);
                return {};
            }
            at = inner.next;
            cut = cut || it.op == Item::cut;
            if (it.label == 1) labels.a = inner.node;
            if (it.label == 2) labels.b = inner.node;
            if (inner.node != no_node) values_.push_back(inner.node);
        }
        Step out{at, no_node};
        if (!a.verb.empty()) {
            labels.at = at;
            if (!judge(a, labels, reading_)) out.next = none;
            out.node = labels.a;
            if (a.verb == "strings" && out) out.node = reading_.strings_node(labels.a);
        } else if (a.kind == Kind::part && labels.a != no_node) {
            out.node = labels.a;
        } else if (a.kind == Kind::part && values_.size() == base + 1) {
            out.node = values_[base];
        } else {
            out.node = reading_.make(a.kind, start, at, values_, base);
        }
        values_.resize(base);
        return out;
    }

    const Rules& rules_;
    int minor_;
    Reading reading_;
    std::vector<std::uint32_t> spellings_;  // by token: the number of its keyword or operator
    std::unordered_map<std::uint64_t, Step> memory_;
    std::vector<NodeNumber> values_;
    int depth_ = 0;
    bool mistakes_too_ = false, reads_error_ = false, too_deep_ = false;
};

}  // namespace

Answer read(const Part& part, int minor) {
    return Machine(tokenize(part, minor), minor).run();
}

}  // namespace zen::verdict

#include "syntax/verdict/old_format_strings.h"

#include <algorithm>
#include <string>
#include <utility>

#include "syntax/verdict/machine.h"
#include "text/formatted.h"

namespace zen::verdict {
namespace {

constexpr std::size_t most_brackets = 200;

class OldFormat {
  public:
    OldFormat(std::string_view body, bool raw, int minor) : body_(body), raw_(raw), minor_(minor) {}

    std::optional<Mistake> run() {
        text(0);
        return std::move(mistake_);
    }

  private:
    bool at_end() const { return at_ >= body_.size(); }
    char here() const { return at_end() ? '\0' : body_[at_]; }
    char behind(std::size_t by) const { return at_ + by < body_.size() ? body_[at_ + by] : '\0'; }
    bool fail(std::string message) {
        mistake_ = Mistake{Mistake::syntax, {0, 0}, "f-string" + std::move(message)};
        return false;
    }

    // Text and fields, up to the end or to the brace that closes the field whose format it is.
    bool text(int level) {
        while (!at_end()) {
            const char c = here();
            if (!raw_ && c == '\\' && at_ + 1 < body_.size()) {
                at_ += 2;
                if (body_[at_ - 1] == 'N') {
                    if (here() == '{') at_ = std::min(body_.find('}', at_), body_.size() - 1) + 1;
                    continue;
                }
                if (body_[at_ - 1] != '{' && body_[at_ - 1] != '}') continue;
                --at_;  // a brace, the backslash notwithstanding
            }
            if (here() != '{' && here() != '}') {
                ++at_;
                continue;
            }
            if (level == 0 && behind(1) == here()) {
                at_ += 2;
                continue;
            }
            if (here() == '}') return level > 0 || fail(": single '}' is not allowed");
            if (!field(level)) return false;
        }
        return level == 0 || fail(": expecting '}'");
    }

    bool field(int level) {
        if (level >= 2) return fail(": expressions nested too deeply");
        const std::size_t start = ++at_;
        if (!skip_code() || !code(start)) return false;
        if (here() == '=') {
            ++at_;
            while (here() == ' ' || (here() >= '\t' && here() <= '\r')) ++at_;
            if (at_end()) return fail(": expecting '}'");
        }
        if (here() == '!') {
            ++at_;
            if (at_end()) return fail(": expecting '}'");
            const char conversion = body_[at_++];
            if (conversion != 's' && conversion != 'r' && conversion != 'a')
                return fail(": invalid conversion character: expected 's', 'r', or 'a'");
        }
        if (here() == ':') {
            ++at_;
            if (at_end()) return fail(": expecting '}'");
            if (!text(level + 1)) return false;
        }
        if (here() != '}') return fail(": expecting '}'");
        ++at_;
        return true;
    }

    // To the end of the expression: strings and brackets in it hide what would end it.
    bool skip_code() {
        char quote = '\0';
        std::size_t quotes = 0;
        std::string open;
        for (; !at_end(); ++at_) {
            const char c = here();
            if (c == '\\') return fail(" expression part cannot include a backslash");
            if (quote != '\0') {
                if (c != quote || (quotes == 3 && (behind(1) != c || behind(2) != c))) continue;
                at_ += quotes - 1;
                quote = '\0';
            } else if (c == '"' || c == '\'') {
                quotes = behind(1) == c && behind(2) == c ? 3 : 1;
                at_ += quotes - 1;
                quote = c;
            } else if (c == '(' || c == '[' || c == '{') {
                if (open.size() >= most_brackets) return fail(": too many nested parenthesis");
                open += c;
            } else if (c == '#') {
                return fail(" expression part cannot include '#'");
            } else if (open.empty() && std::string_view("!:}=<>").find(c) != std::string_view::npos) {
                if (behind(1) == '=' && c != ':' && c != '}')
                    ++at_;
                else if (c != '<' && c != '>')
                    break;
            } else if (c == ')' || c == ']' || c == '}') {
                if (open.empty()) return fail(formatted(": unmatched '{}'", c));
                const char opening = open.back();
                open.pop_back();
                if (c != (opening == '(' ? ')' : opening == '[' ? ']' : '}'))
                    return fail(
                        formatted(": closing parenthesis '{}' does not match opening parenthesis '{}'", c, opening));
            }
        }
        if (quote != '\0') return fail(": unterminated string");
        if (!open.empty()) return fail(formatted(": unmatched '{}'", open.back()));
        return !at_end() || fail(": expecting '}'");
    }

    // The expression between the place and where reading has come to is read in parentheses.
    bool code(std::size_t start) {
        const std::string_view code = body_.substr(start, at_ - start);
        if (code.find_first_not_of(" \t\n\f") == code.npos) {
            if (here() == '}') return fail(": empty expression not allowed");
            return fail(formatted(": expression required before '{}'", here()));
        }
        const std::string alone = formatted("({})\n", code);
        Answer answer = read({alone, 0, false, {}}, minor_);
        if (!answer.mistake) return true;
        Span& span = answer.mistake->span;
        const auto moved = [&](std::uint32_t at) {
            return static_cast<std::uint32_t>(start + std::min<std::size_t>(at == 0 ? 0 : at - 1, code.size()));
        };
        span = {moved(span.start), moved(span.end)};
        if (!answer.mistake->message.starts_with("f-string")) answer.mistake->message.insert(0, "f-string: ");
        mistake_ = std::move(answer.mistake);
        return false;
    }

    std::string_view body_;
    bool raw_;
    int minor_;
    std::size_t at_ = 0;
    std::optional<Mistake> mistake_;
};

}  // namespace

std::optional<Mistake> old_format_mistake(std::string_view body, bool raw, int minor) {
    return OldFormat(body, raw, minor).run();
}

}  // namespace zen::verdict

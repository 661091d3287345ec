#include "engine/suppression/pylint_comments.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/suppression/comment_scanner.h"

namespace zen {
namespace {

using Form = Suppression::Form;

// What pylint reads of a comment: behind the first `pylint:` after the last `#` that has one, up to `;` or `#`.
struct Pragma {
    std::size_t hash, from, to;
};

std::optional<Pragma> pragma(std::string_view text) {
    constexpr std::string_view word = "pylint:";
    auto read = [&](std::size_t hash) -> std::optional<Pragma> {
        for (std::size_t at = text.find(word, hash); at != text.npos; at = text.find(word, at + 1)) {
            if (at > 0 && (code_character(text[at - 1]) && text[at - 1] != '-')) continue;
            CommentScanner s{text, at + word.size()};
            const std::size_t behind = s.at;
            while (s.next() == ' ' || s.next() == '\t') ++s.at;
            std::size_t to = std::min(text.find_first_of(";#", s.at), text.size());
            if (to == s.at) {
                // Blanks may stand for content.
                if (s.at == behind) continue;
                s.at = behind;
            }
            return Pragma{hash, s.at, to};
        }
        return std::nullopt;
    };
    for (std::size_t hash = text.rfind('#'); hash != text.npos && hash > 0; hash = text.rfind('#', hash - 1))
        if (auto found = read(hash)) return found;
    return read(0);
}

// The keywords, longer ones before their beginnings.
constexpr std::array<std::string_view, 7> pylint_keywords = {"disable-next", "disable-all", "disable-msg", "enable-msg",
                                                             "skip-file",    "disable",     "enable"};

struct Token {
    enum class Kind : std::uint8_t { keyword, assign, message, end } kind = Kind::end;
    std::string_view text;
};

bool word_character(char c) {
    return code_character(c) && c != '-';
}

Token next_token(CommentScanner& s) {
    for (; !s.done(); ++s.at) {
        const std::size_t at = s.at;
        if (at == 0 || !word_character(s.text[at - 1]))
            for (std::string_view keyword : pylint_keywords)
                if (s.exactly(keyword)) {
                    if (s.done() || !word_character(s.next())) return {Token::Kind::keyword, keyword};
                    s.at = at;
                }
        std::string_view word = s.code();
        if (word.size() >= 2) return {Token::Kind::message, word};
        s.at = at;
        if (s.symbol('=')) return {Token::Kind::assign, "="};
        if (constexpr std::string_view categories = "CREIWF"; categories.find(s.next()) != categories.npos) {
            ++s.at;
            return {Token::Kind::message, s.text.substr(at, 1)};
        }
    }
    return {};
}

}  // namespace

bool read_pylint(Node comment, DirectiveLines& lines, std::vector<Suppression>& out) {
    const std::string_view text = comment.text();
    const auto found = pragma(text);
    if (!found) return false;
    std::uint32_t row = lines.index().row(comment.start());
    // Behind a backslash or a multi-line string, pylint takes the row before; but not if the code before is in the
    // file's first row.
    if (const Rows joined = lines.physical().around(row); joined.first < row) {
        const bool from_first = joined.first == 1 && (row == 2 || !lines.text(row - 1).ends_with('\\'));
        if (!from_first) --row;
    }

    CommentScanner s{text.substr(0, found->to), found->from};
    std::string_view action;
    std::vector<std::string_view> messages;
    bool needs_assign = false;
    auto add = [&](Form form, Rows rows) {
        const auto at = comment.start();
        const Span directive{at + static_cast<std::uint32_t>(found->hash),
                             at + static_cast<std::uint32_t>(text.substr(0, found->to).find_last_not_of(" \t\r") + 1)};
        out.push_back({form, rows.first, rows.last, messages, comment.span(), directive, {}});
    };
    // True when the file is to be disregarded; nothing for what pylint calls invalid.
    auto act = [&]() -> std::optional<bool> {
        const bool whole = action == "skip-file" || action == "disable-all";
        if (messages.empty() && !whole) return std::nullopt;
        if (whole || (action == "disable" && std::ranges::find(messages, "all") != messages.end())) {
            messages.clear();
            add(Form::pylint_file, lines.whole_file());
            return true;
        }
        if (action == "disable-next")
            add(Form::pylint_next, {row + 1, row + 1});
        else
            add(action.starts_with("enable") ? Form::pylint_enable : Form::pylint_disable, {row, row});
        return false;
    };
    for (;;) {
        const Token token = next_token(s);
        switch (token.kind) {
            case Token::Kind::assign:
                if (!needs_assign) return false;
                needs_assign = false;
                continue;
            case Token::Kind::message:
                if (needs_assign) return false;
                messages.push_back(token.text);
                continue;
            case Token::Kind::keyword:
            case Token::Kind::end:
                if (token.kind == Token::Kind::keyword && needs_assign) return false;
                if (!action.empty()) {
                    const std::optional<bool> file = act();
                    if (!file || *file) return file.value_or(false);
                }
                if (token.kind == Token::Kind::end) return false;
                action = token.text;
                messages.clear();
                needs_assign = action != "skip-file" && action != "disable-all";
                continue;
        }
    }
}

}  // namespace zen

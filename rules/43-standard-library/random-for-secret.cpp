// The name of the random value: the variable, the keyword, the key, or the function that returns it.
#include <algorithm>
#include <cctype>

#include "rule.h"

namespace zen::rules {

namespace {

// The words of `resetToken`, `API_KEY`, `salt2`, in lower case, as " reset token ".
std::string random_for_secret_words(std::string_view name) {
    std::string words = " ";
    for (std::size_t i = 0; i < name.size(); ++i) {
        unsigned char c = static_cast<unsigned char>(name[i]);
        bool hump = std::isupper(c) && i && std::islower(static_cast<unsigned char>(name[i - 1]));
        if (hump || !std::isalpha(c)) words += words.back() == ' ' ? "" : " ";
        if (std::isalpha(c)) words += static_cast<char>(std::tolower(c));
    }
    return words + " ";
}

bool random_for_secret_secret(std::string_view name) {
    std::string words = random_for_secret_words(name);
    // What follows the word may be a property of secrets that is none: `token_count`, `secret_number`.
    constexpr std::string_view no_secret[] = {
        "number", "num",   "count", "counts",   "length", "len",   "size",  "index",       "idx",    "word",   "words",
        "type",   "types", "kind",  "limit",    "level",  "rate",  "ratio", "prob",        "usage",  "budget", "cost",
        "score",  "mask",  "ids",   "position", "pos",    "santa", "range", "probability", "weight", "dropout"};
    for (std::string_view word : {"token",
                                  "password",
                                  "passwd",
                                  "passphrase",
                                  "pwd",
                                  "secret",
                                  "otp",
                                  "totp",
                                  "salt",
                                  "nonce",
                                  "csrf",
                                  "xsrf",
                                  "apikey",
                                  "api key",
                                  "secret key",
                                  "private key",
                                  "access key",
                                  "session id",
                                  "session key",
                                  "sessionid",
                                  "credential",
                                  "credentials",
                                  "verification code",
                                  "auth code",
                                  "reset code",
                                  "invite code",
                                  "login code"}) {
        std::size_t at = words.find(formatted(" {} ", word));
        if (at == words.npos) continue;
        std::string_view rest = std::string_view(words).substr(at + word.size() + 2);
        rest = rest.substr(0, rest.find(' '));
        if (std::ranges::find(no_secret, rest) == std::end(no_secret)) return true;
    }
    return false;
}

// The last part of a name: `token` of `self.token`, "token" of `form["token"]`.
std::string_view random_for_secret_name(Node target) {
    if (target.is(Kind::attribute)) return target.child(Field::attribute).text();
    if (target.is(Kind::subscript)) target = target.child(Field::subscript);
    return target.is_any({Kind::identifier, Kind::string}) ? target.text() : "";
}

// The name that the value is bound to; "" if there is none, or if it is only part of a computation.
std::string_view random_for_secret_destination(const Match& m) {
    for (Node n = m.at, parent = n.parent(); parent; n = parent, parent = parent.parent()) {
        switch (parent.kind()) {
            case Kind::assignment:
                return random_for_secret_name(parent.child(Field::left));
            case Kind::keyword_argument:
                return parent.child(Field::name).text();
            case Kind::pair:
                return parent.child(Field::value) == n ? parent.child(Field::key).text() : "";
            case Kind::return_statement: {
                Node function = m.ask.enclosing_function(parent);
                return function.child(Field::name).text();
            }
            case Kind::comparison_operator:
            case Kind::if_clause:
            case Kind::subscript:
                return "";
            case Kind::call:
                // How many characters there are is no secret.
                if (m.ask.means(parent.child(Field::function), "range")) return "";
                break;
            default:
                if (is_statement(parent.kind()) || is_function(parent.kind())) return "";
        }
    }
    return "";
}

// Does the call choose from the characters of a string?
bool random_for_secret_letters(const Match& m) {
    Node from = m.at.child(Field::arguments).child(0u);
    return m.ask.type(from).only(Type::str) || m.ask.qualified(from).starts_with("string.");
}

bool random_for_secret_seeded(const Match& m) {
    for (const Reference& r : m.ask.references()) {
        Node n(m.ask.tree(), r.node);
        if (n.parent().is(Kind::attribute)) n = n.parent();
        if (m.ask.means(n, "random.seed")) return true;
    }
    return false;
}

}  // namespace

Verdict random_for_secret(const Match& m) {
    std::string_view name = random_for_secret_destination(m);
    if (name.empty() || !random_for_secret_secret(name) || random_for_secret_seeded(m)) return silent;
    std::string function = m.ask.qualified(m.at.child(Field::function)).substr(7);
    // `token = random.choice(tokens)` picks a word; it does not create a secret.
    bool picks = (function == "choice" || function == "sample") && m.at.parent().is(Kind::assignment) &&
                 !random_for_secret_letters(m);
    if (picks) return silent;
    // `secret = random.randint(1, 10)` is the number that a player guesses.
    if (name == "secret" && (function == "randint" || function == "randrange")) return silent;

    // A `token` that is one number may be an index or a turn.
    bool letters = function == "choice" || function == "choices" || function == "sample";
    if (name == "token" && !letters) return silent;
    std::string instead = function == "choice"                               ? "secrets.choice(...)"
                          : function == "randint" || function == "randrange" ? "secrets.randbelow(...)"
                          : function == "choices" || function == "sample"    ? "secrets.choice(...)"
                                                                             : "secrets.token_hex()";
    std::string shown = name.front() == '"' || name.front() == '\'' ? std::string(name) : formatted("`{}`", name);
    return found(m.at, m.message("$name must not be predictable, but `random` is: use `$instead`",
                                 {{"name", shown}, {"instead", instead}}));
}

}  // namespace zen::rules

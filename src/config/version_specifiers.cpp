#include "config/version_specifiers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace zen {
namespace {

// "0.1", "1.2.3"; further parts and what follows the digits do not count.
std::optional<std::array<int, 3>> version_parts(std::string_view text, bool& star, int& count) {
    std::array<int, 3> out{};
    star = false;
    for (count = 0; count < 3 && !text.empty(); ++count) {
        if (text == "*") {
            star = true;
            return out;
        }
        auto [end, error] =
            std::from_chars(text.data(), text.data() + text.size(), out[static_cast<std::size_t>(count)]);
        if (error != std::errc()) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (!text.starts_with('.')) return ++count, out;
        text.remove_prefix(1);
    }
    return count ? std::optional(out) : std::nullopt;
}

struct Release {
    int major = 0, minor = -1;
    bool patch = false, star = false;
};

// "3.9", "3.9.1", "3.*"; nothing for what is no release.
std::optional<Release> release(std::string_view text) {
    Release out;
    for (int part = 0; !text.empty(); ++part) {
        if (text == "*") {
            out.star = true;
            break;
        }
        int number = 0;
        auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc()) return std::nullopt;
        if (part == 0) out.major = number;
        if (part == 1) out.minor = number;
        if (part == 2) out.patch = number > 0;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (!text.starts_with('.')) break;  // what follows ("rc1", "+local") is finer than we ask
        text.remove_prefix(1);
    }
    return out;
}

// Does some patch release of 3.`minor` fit the clause (PEP 440)?
bool admits(std::string_view op, const Release& r, int minor) {
    auto before = [&] { return r.major > 3 || (r.major == 3 && minor < r.minor); };  // 3.minor comes before r
    auto behind = [&] { return r.major < 3 || (r.major == 3 && minor > r.minor); };
    auto same = [&] { return r.major == 3 && (r.minor < 0 || r.minor == minor); };
    if (op == ">=" || op == ">") return !before();
    if (op == "<=") return !behind();
    if (op == "<") return before() || (r.patch && same());
    if (op == "~=") return r.major == 3 && (r.patch ? same() : !before());
    if (op == "==" || op == "===") return same();
    if (op == "!=") return !(r.star && same());
    return true;
}

}  // namespace

std::optional<bool> version_fits(std::string_view version, std::string_view specifier) {
    bool star = false, fits = true, any = false;
    int count = 0;
    auto ours = version_parts(version, star, count);
    if (!ours) return std::nullopt;
    while (!specifier.empty()) {
        std::size_t comma = specifier.find(',');
        std::string_view clause = specifier.substr(0, comma);
        specifier.remove_prefix(comma == specifier.npos ? specifier.size() : comma + 1);
        auto trim = [&] { clause.remove_prefix(std::min(clause.find_first_not_of(" \t"), clause.size())); };
        trim();
        std::string_view op = clause.substr(0, std::min(clause.find_first_not_of("<>=!~"), clause.size()));
        clause.remove_prefix(op.size());
        trim();
        clause = clause.substr(0, clause.find_last_not_of(" \t") + 1);
        auto asked = version_parts(clause, star, count);
        if (!asked) return std::nullopt;
        any = true;
        // How many parts are to be equal, where equality is asked for.
        int equal_parts = star ? count : 3;
        bool equal = std::equal(ours->begin(), ours->begin() + equal_parts, asked->begin());
        if (op.empty() || op == "==" || op == "===")
            fits = fits && equal;
        else if (op == "!=")
            fits = fits && !equal;
        else if (op == ">=")
            fits = fits && *ours >= *asked;
        else if (op == ">")
            fits = fits && *ours > *asked;
        else if (op == "<=")
            fits = fits && *ours <= *asked;
        else if (op == "<")
            fits = fits && *ours < *asked;
        else if (op == "~=")
            fits = fits && *ours >= *asked &&
                   std::equal(ours->begin(), ours->begin() + std::max(count - 1, 1), asked->begin());
        else
            return std::nullopt;
    }
    return any ? std::optional(fits) : std::nullopt;
}

std::optional<PythonVersion> lowest_python(std::string_view specifier) {
    struct Bound {
        std::string_view op;
        Release release;
    };
    std::vector<Bound> clauses;
    while (!specifier.empty()) {
        std::size_t comma = specifier.find(',');
        std::string_view clause = specifier.substr(0, comma);
        specifier.remove_prefix(comma == specifier.npos ? specifier.size() : comma + 1);
        auto trim = [&] { clause.remove_prefix(std::min(clause.find_first_not_of(" \t"), clause.size())); };
        trim();
        std::string_view op = clause.substr(0, std::min(clause.find_first_not_of("<>=!~"), clause.size()));
        clause.remove_prefix(op.size());
        trim();
        auto r = release(clause);
        if (op.empty() || !r || clause.empty()) return std::nullopt;
        clauses.push_back({op, *r});
    }
    for (int minor = 0; minor < 30 && !clauses.empty(); ++minor) {
        bool fits = true;
        for (const Bound& c : clauses) fits = fits && admits(c.op, c.release, minor);
        if (fits) return PythonVersion{3, static_cast<std::uint8_t>(minor)};
    }
    return std::nullopt;
}

}  // namespace zen

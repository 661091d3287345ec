#include "text/glob.h"

#include <algorithm>
#include <utility>

namespace zen {
namespace {

constexpr std::size_t npos = std::string_view::npos;

std::size_t character_length(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80) ++length;
    return length;
}

std::string_view take_character(std::string_view& text) {
    std::string_view out = text.substr(0, character_length(text));
    text.remove_prefix(out.size());
    return out;
}

// Where the class that opens at `text[0] == '['` ends, behind its `]`; npos if it never does. A `]` right behind the
// opening stands for itself.
std::size_t class_end(std::string_view text) {
    std::size_t at = 1;
    if (at < text.size() && (text[at] == '!' || text[at] == '^')) ++at;
    for (std::size_t first = at; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == ']' && at > first)
            return at + 1;
    }
    return npos;
}

// Is `character` in the class, whose brackets are off? UTF-8 sorts as its code points do, so bytes can be compared.
bool in_class(std::string_view members, std::string_view character) {
    bool negated = members.starts_with('!') || members.starts_with('^');
    if (negated) members.remove_prefix(1);
    bool found = false;
    auto take = [&] {
        if (members.size() > 1 && members[0] == '\\') members.remove_prefix(1);
        return take_character(members);
    };
    while (!members.empty()) {
        std::string_view low = take(), high = low;
        if (members.size() > 1 && members[0] == '-') {
            members.remove_prefix(1);
            high = take();
        }
        if (low <= character && character <= high) found = true;
    }
    return found != negated;
}

// Takes one element other than `*` off the pattern and what it stands for off the name; false if it does not fit.
bool take_one(std::string_view& pattern, std::string_view& name) {
    if (name.empty()) return false;
    if (pattern[0] == '?') {
        pattern.remove_prefix(1);
        take_character(name);
        return true;
    }
    if (pattern[0] == '[') {
        std::size_t end = class_end(pattern);
        if (end == npos) return false;
        bool fits = in_class(pattern.substr(1, end - 2), take_character(name));
        pattern.remove_prefix(end);
        return fits;
    }
    if (pattern[0] == '\\' && pattern.size() > 1) pattern.remove_prefix(1);
    return take_character(pattern) == take_character(name);
}

// One name against one part of a pattern. Only the last `*` met needs another try, so the cost is at most their
// product.
bool name_matches(std::string_view pattern, std::string_view name) {
    std::string_view star_pattern, star_name;
    bool starred = false;
    while (!name.empty() || !pattern.empty()) {
        if (pattern.starts_with('*')) {
            while (pattern.starts_with('*')) pattern.remove_prefix(1);
            starred = true;
            star_pattern = pattern;
            star_name = name;
            continue;
        }
        if (!pattern.empty() && take_one(pattern, name)) continue;
        if (!starred || star_name.empty()) return false;
        take_character(star_name);
        pattern = star_pattern;
        name = star_name;
    }
    return true;
}

// Takes the first name off a path, or the first part off a pattern.
std::string_view take_part(std::string_view& path) {
    std::string_view out = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(path.size(), out.size() + 1));
    return out;
}

// The same again with names for characters and `**` for `*`.
bool path_matches(std::string_view pattern, std::string_view path) {
    std::string_view star_pattern, star_path;
    bool starred = false;
    while (!path.empty() || !pattern.empty()) {
        std::string_view rest = pattern, part = take_part(rest);
        if (!pattern.empty() && part == "**") {
            if (rest.empty()) return !path.empty();  // `a/**` is what lies in `a`, not `a`
            starred = true;
            star_pattern = pattern = rest;
            star_path = path;
            continue;
        }
        if (!pattern.empty() && !path.empty()) {
            std::string_view rest_of_path = path;
            if (name_matches(part, take_part(rest_of_path))) {
                pattern = rest;
                path = rest_of_path;
                continue;
            }
        }
        if (!starred || star_path.empty()) return false;
        take_part(star_path);
        pattern = star_pattern;
        path = star_path;
    }
    return true;
}

// A scan over a pattern that steps over escapes and classes: `on` gets each other position, and ends the scan with
// false.
template <class On>
void each_plain(std::string_view pattern, On on) {
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        std::size_t end = pattern[at] == '[' ? class_end(pattern.substr(at)) : npos;
        if (pattern[at] == '\\')
            ++at;
        else if (end != npos)
            at += end - 1;
        else if (!on(at))
            return;
    }
}

// Where the first pair of braces is, and the commas in it that no inner pair holds.
struct Braces {
    std::size_t open = npos, close = npos;
    std::vector<std::size_t> commas;
};

Braces first_braces(std::string_view pattern) {
    Braces out;
    int depth = 0;
    each_plain(pattern, [&](std::size_t at) {
        char c = pattern[at];
        if (c == '{' && depth++ == 0) out.open = at;
        if (c == ',' && depth == 1) out.commas.push_back(at);
        if (c == '}' && depth > 0 && --depth == 0) out.close = at;
        return out.close == npos;
    });
    return out;
}

// A hostile pattern could multiply without end; beyond this there is no alternative left at all.
constexpr std::size_t most_alternatives = 1000;

std::vector<std::string> without_braces(std::string_view pattern) {
    std::vector<std::string> open{std::string(pattern)}, done;
    while (!open.empty()) {
        if (open.size() + done.size() > most_alternatives) return {};
        std::string one = std::move(open.back());
        open.pop_back();
        Braces braces = first_braces(one);
        if (braces.close == npos) {
            done.push_back(std::move(one));
            continue;
        }
        braces.commas.push_back(braces.close);
        std::size_t from = braces.open + 1;
        for (std::size_t to : braces.commas) {
            open.push_back(one.substr(0, braces.open) + one.substr(from, to - from) + one.substr(braces.close + 1));
            from = to + 1;
        }
    }
    return done;
}

}  // namespace

Glob::Glob(std::string_view pattern, GlobStyle style) {
    if (pattern.ends_with('/')) {
        folders_only_ = true;
        pattern.remove_suffix(1);
    }
    if (pattern.starts_with("./")) pattern.remove_prefix(1);
    if (pattern.empty()) return;
    anywhere_ = pattern.find('/') == npos;
    if (pattern.starts_with('/')) pattern.remove_prefix(1);
    if (style == GlobStyle::config)
        alternatives_ = without_braces(pattern);
    else
        alternatives_.emplace_back(pattern);
}

bool Glob::matches(std::string_view path, bool folder) const {
    if (path.empty() || (folders_only_ && !folder)) return false;
    std::string_view name = path.substr(path.rfind('/') + 1);
    for (const std::string& one : alternatives_)
        if (anywhere_ ? name_matches(one, name) : path_matches(one, path)) return true;
    return false;
}

bool Glob::covers(std::string_view path) const {
    for (std::size_t end = path.find('/'); end != npos; end = path.find('/', end + 1))
        if (matches(path.substr(0, end), true)) return true;
    return matches(path);
}

std::string glob_fault(std::string_view pattern, GlobStyle style) {
    if (pattern.empty()) return "the pattern is empty";
    int depth = 0;
    std::string fault;
    each_plain(pattern, [&](std::size_t at) {
        if (pattern[at] == '[') fault = "`[` is never closed";
        if (style == GlobStyle::config) depth += (pattern[at] == '{') - (pattern[at] == '}');
        if (depth < 0) fault = "`}` closes nothing";
        return fault.empty();
    });
    if (fault.empty() && depth > 0) fault = "`{` is never closed";
    if (fault.empty() && style == GlobStyle::config && without_braces(pattern).empty())
        fault = "too many alternatives in braces";
    return fault;
}

}  // namespace zen

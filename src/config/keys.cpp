#include "config/keys.h"

#include <array>
#include <charconv>

#include "text/path.h"

namespace zen {
namespace {

using Type = ConfigKey::Type;
constexpr const char* fine = "";

std::string set_patterns(std::vector<PathPattern>& out, const ConfigValue& value, const std::string& folder) {
    for (const Written& pattern : value.list) {
        if (std::string fault = glob_fault(pattern.text, GlobStyle::config); !fault.empty())
            return "'" + pattern.text + "': " + fault;
        out.emplace_back(folder, pattern.text);
    }
    return fine;
}

constexpr ConfigKey keys[] = {
    {"extend", Type::texts, "[]",
     "Other configurations, whose settings hold where this one says nothing; of several, the later over the earlier.",
     // Read before all others, see read_config.
     [](Settings&, const ConfigValue&, const std::string&) { return std::string(); }},
    {"select", Type::texts, "the rules that are on by default",
     "The rules to use: codes, prefixes of codes, names, ALL, or other tools' codes.",
     [](Settings& s, const ConfigValue& v, const std::string&) {
         s.choices.back().select = v.list;
         return std::string();
     }},
    {"extend-select", Type::texts, "[]", "Rules to use besides those that `select` names, or the default ones.",
     [](Settings& s, const ConfigValue& v, const std::string&) {
         s.choices.back().extend_select = v.list;
         return std::string();
     }},
    {"ignore", Type::texts, "[]",
     "Rules not to use. The narrower selector wins: `select = [\"ZEN14\"]` with "
     "`ignore = [\"ZEN1411\"]` is all of section 14 but one.",
     [](Settings& s, const ConfigValue& v, const std::string&) {
         s.choices.back().ignore = v.list;
         return std::string();
     }},
    {"per-file-ignores", Type::lists, "{}", "Rules not to use in the files that a pattern fits.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) {
         s.per_file_ignores.clear();
         for (const auto& [pattern, rules] : v.lists) {
             if (std::string fault = glob_fault(pattern.text, GlobStyle::config); !fault.empty())
                 return "'" + pattern.text + "': " + fault;
             s.per_file_ignores.push_back({PathPattern(folder, pattern.text), rules});
         }
         return std::string();
     }},
    {"preview", Type::flag, "false", "Use the rules that are in preview too.",
     [](Settings& s, const ConfigValue& v, const std::string&) {
         s.preview = v.flag;
         return std::string();
     }},
    {"target-version", Type::text, "from requires-python of the project, else \"py310\"",
     "The lowest Python version that the code must run on.",
     [](Settings& s, const ConfigValue& v, const std::string&) {
         s.target = python_version(v.at.text);
         return s.target ? std::string()
                         : "'" + v.at.text + "' is no Python version: write it as \"py310\" or \"3.10\"";
     }},
    {"line-length", Type::number, "88", "The longest line that a fix may make.",
     [](Settings& s, const ConfigValue& v, const std::string&) {
         if (v.number < 20 || v.number > 10'000) return std::string("a line length is a number from 20 to 10000");
         s.line_length = static_cast<std::uint32_t>(v.number);
         return std::string();
     }},
    {"exclude", Type::texts, "version control, virtual environments, build output",
     "Files and folders to leave out, as patterns, in place of the default ones.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) {
         s.exclude.clear();
         return set_patterns(s.exclude, v, folder);
     }},
    {"extend-exclude", Type::texts, "[]", "Files and folders to leave out besides those of `exclude`.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) {
         return set_patterns(s.extend_exclude, v, folder);
     }},
    {"respect-gitignore", Type::flag, "true", "Leave out what .gitignore and .ignore files leave out.",
     [](Settings& s, const ConfigValue& v, const std::string&) {
         s.respect_gitignore = v.flag;
         return std::string();
     }},
    {"cache-dir", Type::text, "\".zenlint_cache\"", "The folder in which findings are kept from run to run.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) {
         if (v.at.text.empty()) return std::string("an empty path");
         s.cache_dir = normal_path(joined(folder, v.at.text));
         return std::string();
     }},
    {"rules", Type::texts, "[]", "Rule pages of your own, as patterns.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) {
         s.rule_pages.clear();
         for (Written page : v.list) {
             if (std::string fault = glob_fault(page.text, GlobStyle::config); !fault.empty())
                 return "'" + page.text + "': " + fault;
             page.text = joined(folder, page.text);
             s.rule_pages.push_back(std::move(page));
         }
         return std::string();
     }},
    {"options", Type::options, "{}", "Options of single rules: a table for each, named like the rule.",
     [](Settings& s, const ConfigValue& v, const std::string&) {
         s.options.insert(s.options.end(), v.options.begin(), v.options.end());
         return std::string();
     }},
};

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

std::span<const ConfigKey> config_keys() {
    return keys;
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

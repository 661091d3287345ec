#include "config/keys.h"

#include <algorithm>

#include "config/version_specifiers.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

using Type = ConfigKey::Type;

constexpr std::string_view followed_tools[] = {"ruff"};
constexpr std::string_view severities[] = {"error", "warning", "info"};

std::optional<Severity> severity(std::string_view word) {
    if (word == "error") return Severity::error;
    if (word == "warning") return Severity::warning;
    if (word == "info") return Severity::info;
    return std::nullopt;
}

ValueFault no_severity(const Written& word) {
    return {formatted("'{}' is not a severity: use error, warning or info", word.text), word};
}

std::string no_preset(std::string_view word) {
    return formatted("'{}' is not a preset: use default, learner or strict", word);
}

ValueFault no_python(const Written& word) {
    return {formatted("'{}' is not a Python version: write it as \"py310\" or \"3.10\"", word.text), word};
}

// What is wrong with a pattern, in a message's words; empty when all is well.
std::string pattern_fault(std::string_view pattern) {
    std::string fault = glob_fault(pattern, GlobStyle::config);
    return fault.empty() ? fault : formatted("'{}': {}", pattern, fault);
}

ValueFault add_patterns(std::vector<PathPattern>& out, const ConfigValue& value, const std::string& folder) {
    for (const Written& pattern : value.list) {
        if (std::string fault = pattern_fault(pattern.text); !fault.empty()) return {fault, pattern};
        out.emplace_back(folder, pattern.text);
    }
    return {};
}

// Adds an entry for each pattern of the table; `fill` puts in what it says.
template <class Fill>
ValueFault add_per_file(Settings& settings, const ConfigValue& value, const std::string& folder, Fill fill) {
    for (const auto& [written, list] : value.lists) {
        std::string_view pattern = written.text;
        bool others = pattern.starts_with('!');
        if (others) pattern.remove_prefix(1);
        if (std::string fault = pattern_fault(pattern); !fault.empty()) return {fault, written};
        PerFile& entry = settings.per_file.emplace_back(PerFile{PathPattern(folder, pattern), others, {}, {}, {}});
        if (ValueFault fault = fill(entry, list)) return fault;
    }
    return {};
}

ValueFault ignore_per_file(PerFile& entry, const std::vector<Written>& list) {
    entry.ignore = list;
    return {};
}

constexpr ConfigKey keys[] = {
    {"extend", Type::texts, "[]",
     "Other configurations to extend. Settings here override theirs; of several, later ones override earlier ones.",
     // Read before all others, see read_config.
     [](Settings&, const ConfigValue&, const std::string&) -> ValueFault { return {}; }},
    {"required-version", Type::text, "any", "The versions of zenlint that may be used, such as \">=0.1,<1\".",
     [](Settings&, const ConfigValue& v, const std::string&) -> ValueFault {
         std::optional<bool> fits = version_fits(ZENLINT_VERSION, v.at.text);
         if (!fits) return formatted("'{}' is not a version range: write it as \">=0.1,<1\"", v.at.text);
         return *fits ? ValueFault() : formatted("this is zenlint " ZENLINT_VERSION ", but {} is required", v.at.text);
     }},
    {"preset", Type::text, "\"default\"",
     "The rules to start from: \"default\" (bugs, idioms and upgrades that experts agree on), \"learner\" (bugs and "
     "idioms) or \"strict\" (all rules).",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.choices.back().preset = preset_named(v.at.text);
         return s.choices.back().preset ? ValueFault() : no_preset(v.at.text);
     },
     false, preset_names},
    {"select", Type::texts, "the rules of the preset",
     "The rules to use: codes, prefixes of codes, names, kinds (bug, idiom, upgrade, taste), ALL, or other tools' "
     "codes.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.choices.back().select = v.list;
         return {};
     },
     true},
    {"extend-select", Type::texts, "[]", "Rules to use in addition to those of `select`, or of the preset.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.choices.back().extend_select = v.list;
         return {};
     },
     true},
    {"ignore", Type::texts, "[]",
     "Rules not to use. The more specific selector wins: `select = [\"ZEN14\"]` with "
     "`ignore = [\"ZEN1411\"]` selects section 14 without ZEN1411.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.choices.back().ignore = v.list;
         return {};
     },
     true},
    {"except-for", Type::texts, "[]",
     "Tools that check the same files: \"ruff\". Rules that ruff's configuration selects for a file are not reported "
     "again. It is the nearest configuration of ruff at or above the file's folder.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         for (const Written& tool : v.list)
             if (tool.text != "ruff")
                 return {formatted("'{}' is not supported: the only supported tool is ruff", tool.text), tool};
         s.except_for = v.list;
         return {};
     },
     false, followed_tools},
    {"per-file-ignores", Type::lists, "{}",
     "Rules not to use in files that match a pattern; with `!` before the pattern, in all other files.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         std::erase_if(s.per_file, [](const PerFile& entry) { return !entry.ignore.empty(); });
         return add_per_file(s, v, folder, ignore_per_file);
     },
     true},
    {"extend-per-file-ignores", Type::lists, "{}", "Additions to the `per-file-ignores` of extended configurations.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         return add_per_file(s, v, folder, ignore_per_file);
     },
     true},
    {"per-file-select", Type::lists, "{}",
     "Additional rules to use in files that match a pattern, even if they are ignored.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         std::erase_if(s.per_file, [](const PerFile& entry) { return !entry.select.empty(); });
         return add_per_file(s, v, folder, [](PerFile& entry, const std::vector<Written>& list) -> ValueFault {
             entry.select = list;
             return {};
         });
     },
     true},
    {"preview", Type::flag, "false", "Also use the rules in preview.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.preview = v.flag;
         return {};
     }},
    {"severity", Type::pairs, "{}", "The severity of rules: error, warning or info. The more specific selector wins.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         for (const auto& [rule, words] : v.lists) {
             auto level = severity(words[0].text);
             if (!level) return no_severity(words[0]);
             s.severities.emplace_back(rule, *level);
         }
         return {};
     },
     true, severities},
    {"fail-on", Type::text, "\"info\"", "The lowest severity for which the exit status is 1.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.fail_on = severity(v.at.text);
         return s.fail_on ? ValueFault() : no_severity(v.at);
     },
     false, severities},
    {"fixable", Type::texts, "[\"ALL\"]", "The rules whose fixes `--fix` may make.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.fixable = v.list;
         return {};
     },
     true},
    {"extend-fixable", Type::texts, "[]", "Additions to `fixable`.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         if (s.fixable) s.fixable->insert(s.fixable->end(), v.list.begin(), v.list.end());
         return {};
     },
     true},
    {"unfixable", Type::texts, "[]", "Rules whose fixes are shown but never made.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.unfixable = v.list;
         return {};
     },
     true},
    {"extend-safe-fixes", Type::texts, "[]", "Rules whose unsafe fixes count as safe.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.safe_fixes = v.list;
         return {};
     },
     true},
    {"extend-unsafe-fixes", Type::texts, "[]", "Rules whose safe fixes count as unsafe.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.unsafe_fixes = v.list;
         return {};
     },
     true},
    {"target-version", Type::text, "from requires-python of the project, else \"py310\"",
     "The lowest Python version that the code must run on.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.target = python_version(v.at.text);
         return s.target ? ValueFault() : no_python(v.at);
     }},
    {"per-file-target-version", Type::pairs, "{}",
     "The target version of files that match a pattern; the last matching pattern is used.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         return add_per_file(s, v, folder, [](PerFile& entry, const std::vector<Written>& words) -> ValueFault {
             entry.target = python_version(words[0].text);
             return entry.target ? ValueFault() : no_python(words[0]);
         });
     }},
    {"line-length", Type::number, "88",
     "The longest line that a fix may create from several lines; a tab extends to the next multiple of four.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         if (v.number < 20 || v.number > 10'000) return ValueFault("a line length is a number from 20 to 10000");
         s.line_length = static_cast<std::uint32_t>(v.number);
         return {};
     }},
    {"include", Type::texts, "[\"*.py\", \"*.pyi\", \"*.pyw\", \"*.ipynb\"] and Python scripts by their first line",
     "Patterns of the files to check in a folder.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         return add_patterns(s.include.emplace(), v, folder);
     }},
    {"extend-include", Type::texts, "[]", "Patterns of additional files to check.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         return add_patterns(s.extend_include, v, folder);
     }},
    {"exclude", Type::texts, "version control, virtual environments, build output",
     "Patterns of files and folders not to check, instead of the default ones.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         s.exclude.clear();
         return add_patterns(s.exclude, v, folder);
     }},
    {"extend-exclude", Type::texts, "[]", "Patterns of files and folders not to check, in addition to `exclude`.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         return add_patterns(s.extend_exclude, v, folder);
     }},
    {"force-exclude", Type::flag, "false",
     "Do not check files that match `exclude` even if they are named on the command line.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.force_exclude = v.flag;
         return {};
     }},
    {"include-generated", Type::flag, "false",
     "Also check generated files, which have a name like `_pb2.py`, or \"DO NOT EDIT\" or `@generated` at the top.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.include_generated = v.flag;
         return {};
     }},
    {"doctests", Type::flag, "false",
     "Also check examples with `>>>` prompts, in docstrings and in checked Markdown and .rst files.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.doctests = v.flag;
         return {};
     }},
    {"respect-gitignore", Type::flag, "true", "Do not check files that .gitignore and .ignore files ignore.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.respect_gitignore = v.flag;
         return {};
     }},
    {"project", Type::flag, "true",
     "When checking a folder, look up imported names in its other files: classes, functions, constants.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.project = v.flag;
         return {};
     }},
    {"python", Type::text, "none",
     "The environment whose installed packages are read for their types (`py.typed`, stubs): its folder or its "
     "interpreter; \"active\" is $VIRTUAL_ENV, otherwise `.venv` next to the configuration. Nothing is run.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         const bool path = !v.at.text.empty() && v.at.text != "active";
         s.python = path ? normal_path(joined(folder, v.at.text)) : v.at.text;
         return {};
     }},
    {"cache-dir", Type::text, "\".zenlint_cache\"", "The folder in which findings are cached.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         if (v.at.text.empty()) return ValueFault("an empty path");
         s.cache_dir = normal_path(joined(folder, v.at.text));
         return {};
     }},
    {"baseline", Type::text, "none", "The baseline, a file of findings that are not reported: see `--baseline`.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         s.baseline = v.at.text.empty() ? "" : normal_path(joined(folder, v.at.text));
         return {};
     }},
    {"prefix", Type::text, "none",
     "Makes this configuration a pack: the codes of its rule pages begin with this prefix, and others can name its "
     "folder in `extend`.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         const std::string& text = v.at.text;
         const bool letters = std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
         if (text.empty() || !letters) return ValueFault("capital letters, such as \"ACME\"");
         if (text.starts_with("ZEN")) return ValueFault("codes that begin with ZEN are zenlint's own");
         s.packs.push_back({v.at, "", ""});
         return {};
     }},
    {"version", Type::text, "none", "The version of a pack, for `extend = [\"path/to/pack >=1.2\"]`.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         if (s.packs.empty() || s.packs.back().prefix.path != v.at.path)
             return ValueFault("can only be set in a pack, which has a `prefix`");
         if (!version_fits(v.at.text, ">=0")) return ValueFault("a version such as \"1.2\"");
         s.packs.back().version = v.at.text;
         return {};
     }},
    {"rules", Type::texts, "[]", "Patterns of your own rule pages, in addition to those of packs.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         std::erase_if(s.rule_pages, [&](const Written& page) { return !s.pack_of(page) || page.path == v.at.path; });
         for (Written page : v.list) {
             if (std::string fault = pattern_fault(page.text); !fault.empty()) return {fault, page};
             page.text = joined(folder, page.text);
             s.rule_pages.push_back(std::move(page));
         }
         return {};
     }},
    {"options", Type::options, "{}", "Options of rules: a table for each, named like the rule.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.options.insert(s.options.end(), v.options.begin(), v.options.end());
         return {};
     },
     true},
};

}  // namespace

std::span<const ConfigKey> config_keys() {
    return keys;
}

}  // namespace zen

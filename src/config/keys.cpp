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
    return {formatted("'{}' is no severity: it is error, warning or info", word.text), word};
}

std::string no_preset(std::string_view word) {
    return formatted("'{}' is not a preset: it is default, learner or strict", word);
}

ValueFault no_python(const Written& word) {
    return {formatted("'{}' is no Python version: write it as \"py310\" or \"3.10\"", word.text), word};
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
     "Other configurations, whose settings hold where this one says nothing; of several, the later over the earlier.",
     // Read before all others, see read_config.
     [](Settings&, const ConfigValue&, const std::string&) -> ValueFault { return {}; }},
    {"required-version", Type::text, "any", "The versions of zenlint that may be used, such as \">=0.1,<1\".",
     [](Settings&, const ConfigValue& v, const std::string&) -> ValueFault {
         std::optional<bool> fits = version_fits(ZENLINT_VERSION, v.at.text);
         if (!fits) return formatted("'{}' names no versions: write it as \">=0.1,<1\"", v.at.text);
         return *fits ? ValueFault() : formatted("this is zenlint " ZENLINT_VERSION ", and {} is asked for", v.at.text);
     }},
    {"preset", Type::text, "\"default\"",
     "A choice of rules to start from: \"default\" (bugs, idioms and upgrades that experts agree on), \"learner\" "
     "(bugs "
     "and idioms) or \"strict\" (all rules).",
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
    {"extend-select", Type::texts, "[]", "Rules to use besides those that `select` names, or the default ones.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.choices.back().extend_select = v.list;
         return {};
     },
     true},
    {"ignore", Type::texts, "[]",
     "Rules not to use. The narrower selector wins: `select = [\"ZEN14\"]` with "
     "`ignore = [\"ZEN1411\"]` is all of section 14 but one.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.choices.back().ignore = v.list;
         return {};
     },
     true},
    {"except-for", Type::texts, "[]",
     "Tools that check the same files: \"ruff\". What ruff's configuration selects is left to ruff, and not reported "
     "twice. The configuration is the nearest at or above the folder of this one.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         for (const Written& tool : v.list)
             if (tool.text != "ruff")
                 return {formatted("'{}' is no tool whose configuration zenlint follows: it is ruff", tool.text), tool};
         s.except_for = v.list;
         return {};
     },
     false, followed_tools},
    {"per-file-ignores", Type::lists, "{}",
     "Rules not to use in the files that a pattern fits; with `!` before the pattern, in all others.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         std::erase_if(s.per_file, [](const PerFile& entry) { return !entry.ignore.empty(); });
         return add_per_file(s, v, folder, ignore_per_file);
     },
     true},
    {"extend-per-file-ignores", Type::lists, "{}", "The same, besides those of the files that are extended.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         return add_per_file(s, v, folder, ignore_per_file);
     },
     true},
    {"per-file-select", Type::lists, "{}",
     "Rules to use besides in the files that a pattern fits, whatever is ignored there or everywhere.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         std::erase_if(s.per_file, [](const PerFile& entry) { return !entry.select.empty(); });
         return add_per_file(s, v, folder, [](PerFile& entry, const std::vector<Written>& list) -> ValueFault {
             entry.select = list;
             return {};
         });
     },
     true},
    {"preview", Type::flag, "false", "Use the rules that are in preview too.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.preview = v.flag;
         return {};
     }},
    {"severity", Type::pairs, "{}",
     "How much findings matter: error, warning or info, by rule. The narrower selector wins.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         for (const auto& [rule, words] : v.lists) {
             auto level = severity(words[0].text);
             if (!level) return no_severity(words[0]);
             s.severities.emplace_back(rule, *level);
         }
         return {};
     },
     true, severities},
    {"fail-on", Type::text, "\"info\"", "The least severity of a finding that makes the exit status 1.",
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
    {"extend-fixable", Type::texts, "[]", "More of them, where `fixable` does not allow all.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         if (s.fixable) s.fixable->insert(s.fixable->end(), v.list.begin(), v.list.end());
         return {};
     },
     true},
    {"unfixable", Type::texts, "[]", "Rules whose fixes are shown and never made.",
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
     "Another one for the files that a pattern fits; the last that fits holds.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         return add_per_file(s, v, folder, [](PerFile& entry, const std::vector<Written>& words) -> ValueFault {
             entry.target = python_version(words[0].text);
             return entry.target ? ValueFault() : no_python(words[0]);
         });
     }},
    {"line-length", Type::number, "88",
     "The longest line that a fix may make where it joins several; tabs count up to the next multiple of four.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         if (v.number < 20 || v.number > 10'000) return ValueFault("a line length is a number from 20 to 10000");
         s.line_length = static_cast<std::uint32_t>(v.number);
         return {};
     }},
    {"include", Type::texts, "[\"*.py\", \"*.pyi\", \"*.pyw\", \"*.ipynb\"] and Python scripts by their first line",
     "The files to take in a folder, as patterns.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         return add_patterns(s.include.emplace(), v, folder);
     }},
    {"extend-include", Type::texts, "[]", "Files to take besides, as patterns.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         return add_patterns(s.extend_include, v, folder);
     }},
    {"exclude", Type::texts, "version control, virtual environments, build output",
     "Files and folders to leave out, as patterns, in place of the default ones.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         s.exclude.clear();
         return add_patterns(s.exclude, v, folder);
     }},
    {"extend-exclude", Type::texts, "[]", "Files and folders to leave out besides those of `exclude`.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         return add_patterns(s.extend_exclude, v, folder);
     }},
    {"force-exclude", Type::flag, "false", "Leave out what `exclude` names even if it is given by name.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.force_exclude = v.flag;
         return {};
     }},
    {"include-generated", Type::flag, "false",
     "Check files that a program writes, too: by name (`_pb2.py`), or by \"DO NOT EDIT\" or `@generated` at their top.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.include_generated = v.flag;
         return {};
     }},
    {"doctests", Type::flag, "false",
     "Check examples with `>>>` prompts, too: in docstrings, and in Markdown and .rst files that are checked.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.doctests = v.flag;
         return {};
     }},
    {"respect-gitignore", Type::flag, "true", "Leave out what .gitignore and .ignore files leave out.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.respect_gitignore = v.flag;
         return {};
     }},
    {"project", Type::flag, "true",
     "Where a folder is checked, follow imported names into its other files: classes, functions, constants.",
     [](Settings& s, const ConfigValue& v, const std::string&) -> ValueFault {
         s.project = v.flag;
         return {};
     }},
    {"python", Type::text, "none",
     "The environment whose installed packages are read for their types, where they have some (`py.typed`, stubs): its "
     "folder or its interpreter; \"active\" is $VIRTUAL_ENV, else `.venv` beside the configuration. Nothing is run.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         const bool path = !v.at.text.empty() && v.at.text != "active";
         s.python = path ? normal_path(joined(folder, v.at.text)) : v.at.text;
         return {};
     }},
    {"cache-dir", Type::text, "\".zenlint_cache\"", "The folder in which findings are kept from run to run.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         if (v.at.text.empty()) return ValueFault("an empty path");
         s.cache_dir = normal_path(joined(folder, v.at.text));
         return {};
     }},
    {"baseline", Type::text, "none", "The file of old findings that are not to be reported, see `--baseline`.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         s.baseline = v.at.text.empty() ? "" : normal_path(joined(folder, v.at.text));
         return {};
     }},
    {"prefix", Type::text, "none",
     "Makes this configuration a pack: the codes of its rule pages begin with this, and it may be extended by its "
     "folder.",
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
             return ValueFault("belongs to a pack, which has a `prefix`");
         if (!version_fits(v.at.text, ">=0")) return ValueFault("a version such as \"1.2\"");
         s.packs.back().version = v.at.text;
         return {};
     }},
    {"rules", Type::texts, "[]", "Rule pages of your own, as patterns. Those of packs stay.",
     [](Settings& s, const ConfigValue& v, const std::string& folder) -> ValueFault {
         std::erase_if(s.rule_pages, [&](const Written& page) { return !s.pack_of(page) || page.path == v.at.path; });
         for (Written page : v.list) {
             if (std::string fault = pattern_fault(page.text); !fault.empty()) return {fault, page};
             page.text = joined(folder, page.text);
             s.rule_pages.push_back(std::move(page));
         }
         return {};
     }},
    {"options", Type::options, "{}", "Options of single rules: a table for each, named like the rule.",
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

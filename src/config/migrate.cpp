#include "config/migrate.h"

#include <algorithm>
#include <array>
#include <map>

#include "config/ini.h"
#include "config/peer_choices.h"
#include "config/ruff_codes.h"
#include "config/ruff_files.h"
#include "config/ruff_names.h"
#include "config/selector.h"
#include "config/toml_file.h"
#include "engine/suppression/pylint_names.h"
#include "system/files.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

using Words = std::vector<std::string>;

std::string toml_string(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out += '"';
}

std::string list_text(const Words& words) {
    std::string out = "[";
    for (const std::string& word : words) out += (out.size() > 1 ? ", " : "") + toml_string(word);
    return out + "]";
}

// A string, a number, or a list of those, as words.
Words words_of(const toml::node* node) {
    Words out;
    auto add = [&](const toml::node& item) {
        if (auto text = item.value<std::string>()) out.push_back(*text);
    };
    if (!node) return out;
    if (const toml::array* array = node->as_array())
        for (const toml::node& item : *array) add(item);
    else
        add(*node);
    return out;
}

class Migration {
  public:
    explicit Migration(const RuleBook& book) : book_(book) {}

    // Files that extend each other, as ruff merges them: the outermost first.
    void ruff(const std::vector<RuffFile>& files) {
        tool_ = "ruff";
        RuffChoices& choices = peers_.ruff.emplace();
        choices.preview = false;
        for (const RuffFile& file : files) ruff_choices(file, choices);
        // The last word; at the top only where ruff knows no other place.
        auto last = [&](const char* key, bool top = true) -> const toml::node* {
            for (auto file = files.rbegin(); file != files.rend(); ++file)
                if (const toml::node* node = top ? file->table.get(key) : file->get(key)) return node;
            return nullptr;
        };
        flag("preview", last("preview", false));
        for (const char* key : {"respect-gitignore", "force-exclude"}) flag(key, last(key));
        if (const toml::node* length = last("line-length"))
            if (auto value = length->value<std::int64_t>()) values_["line-length"] = std::to_string(*value);
        if (const toml::node* target = last("target-version"))
            if (auto text = target->value<std::string>()) values_["target-version"] = toml_string(*text);
        for (const char* key : {"exclude", "include"}) list(key, words_of(last(key)));
        std::vector<const RuffFile*> with_per_file;
        for (const RuffFile& file : files) {
            for (const char* key : {"extend-exclude", "extend-include"}) list(key, words_of(file.table.get(key)));
            if (const toml::table* lint = file.table["lint"].as_table())
                list("extend-exclude", words_of(lint->get("exclude")));
            if (file.get("per-file-ignores")) with_per_file = {&file};
            if (const toml::table* targets = file.table["per-file-target-version"].as_table())
                for (const auto& [pattern, version] : *targets)
                    if (auto text = version.value<std::string>()) targets_[std::string(pattern.str())] = *text;
            dropped("", file.table);
            if (const toml::table* lint = file.table["lint"].as_table()) dropped("lint.", *lint);
        }
        const std::string_view home = folder_of(files.back().path);
        for (const RuffFile& file : files)
            for (const char* key : {"per-file-ignores", "extend-per-file-ignores"}) {
                const toml::node* node = file.get(key);
                const bool replaced = key[0] == 'p' && std::ranges::find(with_per_file, &file) == with_per_file.end();
                if (!node || !node->is_table() || replaced) continue;
                for (const auto& [pattern, ignored] : *node->as_table()) {
                    const std::string text(pattern.str());
                    if (folder_of(file.path) != home && text.find('/') != text.npos)
                        note(formatted("{}: `{}` is relative to the folder of {}: make it relative to this folder", key,
                                       text, file.path));
                    per_file(text, with_ruff_codes(words_of(&ignored)));
                }
            }
    }

    void ruff_choices(const RuffFile& file, RuffChoices& choices) {
        auto codes = [&](const char* key) { return with_ruff_codes(words_of(file.get(key))); };
        RuffChoices::Layer& layer = choices.layers.emplace_back();
        if (const toml::node* preview = file.get("preview")) choices.preview = preview->value<bool>().value_or(false);
        if (file.get("select")) layer.select = chosen("select", codes("select"));
        layer.extend_select = chosen("extend-select", codes("extend-select"));
        layer.ignore = chosen("ignore", codes("ignore"));
        for (const std::string& word : chosen("extend-ignore", codes("extend-ignore"))) layer.ignore.push_back(word);
        for (const char* key : {"fixable", "extend-fixable", "unfixable", "extend-safe-fixes", "extend-unsafe-fixes"})
            rules(key, codes(key));
    }

    void flake8_table(const toml::table& table) {
        for (const auto& [key, node] : table) {
            std::string value;
            if (auto number = node.value<std::int64_t>(); number && !node.is_string()) value = std::to_string(*number);
            // The plugin that reads pyproject.toml joins lists by line ends.
            for (const std::string& word : words_of(&node)) value += (value.empty() ? "" : "\n") + word;
            flake8(std::string(key.str()), value);
        }
    }

    // One setting of flake8's.
    void flake8(std::string key, std::string_view value) {
        tool_ = "flake8";
        std::ranges::replace(key, '_', '-');
        Flake8Choices& choices = peers_.flake8 ? *peers_.flake8 : peers_.flake8.emplace();
        // Blanks part codes too.
        std::string with_commas(value);
        if (key != "per-file-ignores") std::ranges::replace(with_commas, ' ', ',');
        const Words words = ini_words(with_commas);
        auto add = [&](Words& list) {
            for (const std::string& word : chosen(key, words)) list.push_back(word);
        };
        if (key == "select") {
            add(choices.select.emplace());
        } else if (key == "extend-select") {
            add(choices.extend_select);
        } else if (key == "ignore" || key == "extend-ignore") {
            add(choices.ignore);
        } else if (key == "exclude" || key == "extend-exclude") {
            list("extend-exclude", words);
        } else if (key == "max-line-length") {
            if (!words.empty()) values_["line-length"] = words[0];
        } else if (key == "per-file-ignores") {
            per_file_lines(value);
        } else {
            note(formatted("{}: zenlint has no such setting", key));
        }
    }

    void refurb(const toml::table& table) {
        tool_ = "refurb";
        if (table["disable_all"].value<bool>().value_or(false))
            note("disable_all: zenlint's own rules stay on; list unwanted ones in `ignore`");
        peers_.refurb_enable = chosen("enable", furb(words_of(table.get("enable"))));
        for (const char* key : {"disable", "ignore"})
            for (const std::string& word : chosen(key, furb(words_of(table.get(key)))))
                peers_.refurb_disable.push_back(word);
        if (auto version = table["python_version"].value<std::string>())
            values_["target-version"] = toml_string(*version);
        if (const toml::array* amends = table["amend"].as_array())
            for (const toml::node& amend : *amends)
                if (const toml::table* one = amend.as_table())
                    if (auto path = (*one)["path"].value<std::string>())
                        per_file(*path + "/**", furb(words_of(one->get("ignore"))));
    }

    // One setting of pylint's, whose names may be written with `-` or `_`.
    void pylint(std::string key, const Words& words) {
        tool_ = "pylint";
        std::ranges::replace(key, '_', '-');
        if (words.empty()) return;
        PylintChoices& choices = peers_.pylint ? *peers_.pylint : peers_.pylint.emplace();
        if (key == "disable") {
            for (const std::string& word : words)
                if (word == "all")
                    choices.disable_all = true;
                else
                    choices.disable.push_back(word), words_.push_back(word);
            unknown_messages(key, words);
        } else if (key == "enable") {
            for (const std::string& word : words) choices.enable.push_back(word), words_.push_back(word);
            unknown_messages(key, words);
        } else if (key == "load-plugins")
            choices.plugins.insert(choices.plugins.end(), words.begin(), words.end());
        else if (key == "py-version")
            values_["target-version"] = toml_string(words[0]);
        else if (key == "max-line-length")
            values_["line-length"] = words[0];
        else if (key == "ignore")
            list("extend-exclude", words);
        else if (key == "ignore-paths" || key == "ignore-patterns")
            note(formatted("{}: regular expressions are not converted; use patterns in extend-exclude", key));
        else
            note(formatted("{}: zenlint has no such setting", key));
    }

    void pylint_table(const toml::table& table) {
        for (const auto& [key, node] : table)
            if (const toml::table* section = node.as_table())
                pylint_table(*section);
            else if (auto text = node.value<std::string>())
                pylint(std::string(key.str()), ini_words(*text));
            else
                pylint(std::string(key.str()), words_of(&node));
    }

    // Of setup.cfg and tox.ini only the sections of pylint and flake8 count.
    void ini(std::string_view text, bool all_sections) {
        for (const IniSetting& s : ini_settings(text))
            if (s.section == "flake8")
                flake8(s.key, s.value);
            else if (all_sections || s.section.starts_with("pylint"))
                pylint(s.key, ini_words(s.value));
    }

    Migrated result() {
        Migrated out;
        out.notes = notes_;
        const bool preview = values_.contains("preview") && values_.at("preview") == "true";
        OwnChoices own = own_choices(book_, peers_, words_, preview);
        list("extend-select", own.extend_select);
        list("ignore", own.ignore);
        for (const auto& [key, words] : lists_) append(out.toml, "{} = {}\n", key, list_text(words));
        for (const auto& [key, value] : values_) append(out.toml, "{} = {}\n", key, value);
        if (!per_file_.empty()) out.toml += "\n[tool.zenlint.per-file-ignores]\n";
        for (const auto& [pattern, words] : per_file_)
            append(out.toml, "{} = {}\n", toml_string(pattern), list_text(words));
        if (!targets_.empty()) out.toml += "\n[tool.zenlint.per-file-target-version]\n";
        for (const auto& [pattern, version] : targets_)
            append(out.toml, "{} = {}\n", toml_string(pattern), toml_string(version));
        if (!out.toml.empty()) out.toml = "[tool.zenlint]\n" + out.toml;
        return out;
    }

  private:
    void note(std::string text) {
        std::string all = formatted("{}: {}", tool_, std::move(text));
        if (std::ranges::find(notes_, all) == notes_.end()) notes_.push_back(std::move(all));
    }

    // Refurb's codes, which may be written as a bare number; its categories (`#readability`) have nothing here.
    static Words furb(Words words) {
        for (std::string& word : words)
            if (word.find_first_not_of("0123456789") == word.npos) word = "FURB" + word;
        return words;
    }

    bool known(const std::string& word) const { return static_cast<bool>(meaning(book_, {word, "", 0, 0}, true)); }

    // Notes those that mean no rule of ours: the tool's own apart from what looks like a slip.
    void unknown_codes(std::string_view key, const Words& words) {
        std::string theirs, nobodys;
        for (const std::string& word : words) {
            if (known(word)) continue;
            std::string& list = is_ruff_selector(word) || tool_ != "ruff" ? theirs : nobodys;
            list += (list.empty() ? "" : ", ") + word;
        }
        if (!theirs.empty()) note(formatted("{}: zenlint has no rule for {}", key, theirs));
        if (!nobodys.empty()) note(formatted("{}: neither ruff 0.17.6 nor zenlint has a rule {}", key, nobodys));
    }
    void unknown_messages(const std::string& key, const Words& words) {
        Words messages = words;
        std::erase(messages, "all");
        std::erase_if(messages, [](const std::string& word) { return word.size() == 1 || is_pylint_checker(word); });
        unknown_codes(key, messages);
    }

    // What a list of the tool's selects; the words that we know may serve to say it.
    Words chosen(std::string_view key, const Words& words) {
        unknown_codes(key, words);
        for (const std::string& word : words)
            if (word != "ALL" && known(word)) words_.push_back(word);
        return words;
    }

    // Notes the settings of ruff's that have no place here.
    void dropped(std::string_view prefix, const toml::table& table) {
        constexpr std::string_view taken =
            " select extend-select ignore extend-ignore fixable extend-fixable unfixable extend-safe-fixes "
            "extend-unsafe-fixes per-file-ignores extend-per-file-ignores exclude extend-exclude include "
            "extend-include respect-gitignore force-exclude preview line-length target-version "
            "per-file-target-version extend lint ";
        for (const auto& [key, node] : table) {
            const std::string_view name = key.str();
            if (taken.find(formatted(" {} ", name)) != taken.npos) continue;
            note(std::string(prefix) + std::string(name) +
                 (name == "format" ? ": zenlint does not format code" : ": zenlint has no such setting"));
        }
    }

    // Those that mean a rule of ours; the others are noted.
    Words kept(std::string_view key, const Words& words) {
        unknown_codes(key, words);
        Words out = words;
        std::erase_if(out, [&](const std::string& word) { return !known(word); });
        return out;
    }

    void rules(const char* key, const Words& words) {
        if (!words.empty()) list(key, kept(key, words));
    }

    // Flake8's `per-file-ignores`: `pattern: CODE, CODE`, a line or several each.
    void per_file_lines(std::string_view value) {
        std::string text(value);
        std::ranges::replace(text, ',', ' ');
        std::string pattern, word;
        std::map<std::string, Words> by_pattern;
        for (char c : text + ' ') {
            if (c != ' ' && c != '\n' && c != '\t' && c != ':') {
                word += c;
                continue;
            }
            if (c == ':')
                pattern = word;
            else if (!word.empty() && !pattern.empty() && word != pattern)
                by_pattern[pattern].push_back(word);
            word.clear();
        }
        for (const auto& [path, codes] : by_pattern) per_file(path, codes);
    }

    void list(const char* key, const Words& words) {
        if (words.empty()) return;
        Words& out = lists_[key];
        for (const std::string& word : words)
            if (std::ranges::find(out, word) == out.end()) out.push_back(word);
    }

    void flag(const char* key, const toml::node* node) {
        if (auto value = node ? node->value<bool>() : std::optional<bool>()) values_[key] = *value ? "true" : "false";
    }

    void per_file(const std::string& pattern, const Words& words) {
        Words mine = kept(formatted("per-file-ignores of `{}`", pattern), words);
        for (std::string& word : mine)
            if (Words& all = per_file_[pattern]; std::ranges::find(all, word) == all.end())
                all.push_back(std::move(word));
    }

    const RuleBook& book_;
    std::string tool_;
    PeerChoices peers_;
    Words words_;  // of the tools' lists, that mean rules of ours
    std::map<std::string, Words> lists_, per_file_;
    std::map<std::string, std::string> values_, targets_;
    Words notes_;
};

// Ruff takes files of any name (`extend`, `--config`): by its name, or by one of the keys that nearly all have.
bool ruffs_own(std::string_view name, const toml::table& table) {
    if (name == "ruff.toml" || name == ".ruff.toml") return true;
    return std::ranges::any_of(std::array{"lint", "extend", "select", "ignore", "extend-select", "extend-ignore",
                                          "line-length", "target-version", "format", "per-file-ignores", "preview"},
                               [&](std::string_view key) { return table.contains(key); });
}

}  // namespace

Result<Migrated> migrate(const std::vector<std::string>& paths, const RuleBook& book) {
    Migration migration(book);
    for (const std::string& path : paths) {
        Result<std::string> read = files::read(path);
        if (!read) return Trouble{path, 0, 0, "cannot be read"};
        const std::string& text = *read;
        if (!path.ends_with(".toml")) {
            const std::string_view name = name_of(path);
            migration.ini(text, name != "setup.cfg" && name != "tox.ini" && name != ".flake8");
            continue;
        }
        Result<toml::table> root = parse_toml(path);
        if (!root) return root.trouble();
        const auto tool = [&](const char* name) { return (*root)["tool"][name].as_table(); };
        const bool pyproject = name_of(path) == "pyproject.toml";
        if (pyproject ? tool("ruff") != nullptr : ruffs_own(name_of(path), *root)) {
            Result<std::vector<RuffFile>> files = ruff_files(path);
            if (!files) return files.trouble();
            migration.ruff(*files);
        }
        // Pylint has TOML files of its own with the same table.
        if (const toml::table* pylint = tool("pylint"))
            migration.pylint_table(*pylint);
        else if (!pyproject && !ruffs_own(name_of(path), *root))
            return Trouble{path, 0, 0, "not a configuration of ruff or pylint"};
        if (!pyproject) continue;
        if (const toml::table* flake8 = tool("flake8")) migration.flake8_table(*flake8);
        if (const toml::table* refurb = tool("refurb")) migration.refurb(*refurb);
    }
    return migration.result();
}

}  // namespace zen

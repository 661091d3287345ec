#include "config/migrate.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <toml++/toml.h>

#include "config/selector.h"
#include "text/path.h"

namespace zen {
namespace {

using Words = std::vector<std::string>;

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out += '"';
}

std::string list_text(const Words& words) {
    std::string out = "[";
    for (const std::string& word : words) out += (out.size() > 1 ? ", " : "") + quoted(word);
    return out + "]";
}

std::string trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    return std::string(text.substr(0, text.find_last_not_of(" \t\r\n") + 1));
}

// Words parted by commas or line ends, as in an ini file.
Words split(std::string_view text) {
    Words out;
    while (!text.empty()) {
        std::size_t end = std::min(text.find_first_of(",\n"), text.size());
        std::string_view item = text.substr(0, end);
        item = item.substr(0, item.find('#'));
        if (std::string word = trimmed(item); !word.empty()) out.push_back(std::move(word));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
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

    void ruff(const toml::table& table) {
        tool_ = "ruff";
        const toml::table* lint = table["lint"].as_table();
        // Older configurations have at the top what newer ones have under `lint`.
        auto get = [&](const char* key) -> const toml::node* {
            const toml::node* node = lint ? lint->get(key) : nullptr;
            return node ? node : table.get(key);
        };
        rules("select", words_of(get("select")));
        for (const char* key : {"extend-select", "ignore", "fixable", "extend-fixable", "unfixable",
                                "extend-safe-fixes", "extend-unsafe-fixes"})
            rules(key, words_of(get(key)));
        rules("ignore", words_of(get("extend-ignore")));
        for (const char* key : {"per-file-ignores", "extend-per-file-ignores"})
            if (const toml::node* node = get(key); node && node->is_table())
                for (const auto& [pattern, codes] : *node->as_table())
                    per_file(std::string(pattern.str()), words_of(&codes));
        for (const char* key : {"exclude", "extend-exclude", "include", "extend-include"})
            list(key, words_of(table.get(key)));
        list("extend-exclude", words_of(lint ? lint->get("exclude") : nullptr));
        for (const char* key : {"respect-gitignore", "force-exclude"}) flag(key, table.get(key));
        flag("preview", get("preview"));
        if (auto length = table["line-length"].value<std::int64_t>()) values_["line-length"] = std::to_string(*length);
        if (auto target = table["target-version"].value<std::string>()) values_["target-version"] = quoted(*target);
        if (const toml::table* targets = table["per-file-target-version"].as_table())
            for (const auto& [pattern, version] : *targets)
                if (auto text = version.value<std::string>()) targets_[std::string(pattern.str())] = *text;
        if (table.get("extend")) note("extend: take over the extended file by itself");
    }

    void refurb(const toml::table& table) {
        tool_ = "refurb";
        if (table["enable_all"].value<bool>().value_or(false)) rules("select", {"FURB"});
        if (table["disable_all"].value<bool>().value_or(false)) list("select", {}, true);
        rules("extend-select", furb(words_of(table.get("enable"))));
        rules("ignore", furb(words_of(table.get("disable"))));
        rules("ignore", furb(words_of(table.get("ignore"))));
        if (auto version = table["python_version"].value<std::string>()) values_["target-version"] = quoted(*version);
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
        bool all = words.size() == 1 && words[0] == "all";
        if (key == "disable")
            all ? list("select", {}, true) : rules("ignore", words);
        else if (key == "enable")
            rules(values_.contains("select") || lists_.contains("select") ? "select" : "extend-select", words);
        else if (key == "py-version")
            values_["target-version"] = quoted(words[0]);
        else if (key == "max-line-length")
            values_["line-length"] = words[0];
        else if (key == "ignore")
            list("extend-exclude", words);
        else if (key == "ignore-paths" || key == "ignore-patterns")
            note(key + ": regular expressions are not taken over; say it with patterns in extend-exclude");
    }

    void pylint_table(const toml::table& table) {
        for (const auto& [key, node] : table)
            if (const toml::table* section = node.as_table())
                pylint_table(*section);
            else if (auto text = node.value<std::string>())
                pylint(std::string(key.str()), split(*text));
            else
                pylint(std::string(key.str()), words_of(&node));
    }

    // An ini file: `key = value`, and lines further in go on with it. Of setup.cfg only pylint's sections count.
    void pylint_ini(std::string_view text, bool all_sections) {
        bool ours = all_sections;
        std::string key, value;
        auto done = [&] {
            if (ours && !key.empty()) pylint(key, split(value));
            key.clear();
            value.clear();
        };
        while (!text.empty()) {
            std::size_t end = std::min(text.find('\n'), text.size());
            std::string_view line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            std::string content = trimmed(line);
            if (content.empty() || content[0] == '#' || content[0] == ';') continue;
            if (line[0] == ' ' || line[0] == '\t') {
                value += '\n' + content;
                continue;
            }
            done();
            if (content[0] == '[') {
                ours = all_sections || content.starts_with("[pylint");
                continue;
            }
            std::size_t equals = content.find_first_of("=:");
            if (equals == content.npos) continue;
            key = trimmed(std::string_view(content).substr(0, equals));
            value = trimmed(std::string_view(content).substr(equals + 1));
        }
        done();
    }

    Migrated result() const {
        Migrated out;
        out.notes = notes_;
        for (const auto& [key, words] : lists_)
            if (!words.empty() || empty_.contains(key)) out.toml += key + " = " + list_text(words) + '\n';
        for (const auto& [key, value] : values_) out.toml += key + " = " + value + '\n';
        if (!per_file_.empty()) out.toml += "\n[tool.zenlint.per-file-ignores]\n";
        for (const auto& [pattern, words] : per_file_) out.toml += quoted(pattern) + " = " + list_text(words) + '\n';
        if (!targets_.empty()) out.toml += "\n[tool.zenlint.per-file-target-version]\n";
        for (const auto& [pattern, version] : targets_) out.toml += quoted(pattern) + " = " + quoted(version) + '\n';
        if (!out.toml.empty()) out.toml = "[tool.zenlint]\n" + out.toml;
        return out;
    }

  private:
    void note(std::string text) { notes_.push_back(tool_ + ": " + std::move(text)); }

    // Refurb's codes, which may be written as a bare number; its categories (`#readability`) have nothing here.
    static Words furb(Words words) {
        for (std::string& word : words)
            if (word.find_first_not_of("0123456789") == word.npos) word = "FURB" + word;
        return words;
    }

    bool known(const std::string& word) const { return static_cast<bool>(meaning(book_, {word, "", 0, 0}, true)); }

    // Those that mean a rule of ours; the others are noted in one line.
    Words kept(const char* key, const Words& words) {
        Words out;
        std::string unknown;
        for (const std::string& word : words)
            if (known(word))
                out.push_back(word);
            else
                unknown += (unknown.empty() ? "" : ", ") + word;
        if (!unknown.empty()) note(std::string(key) + ": zenlint has no rule for " + unknown);
        return out;
    }

    void rules(const char* key, const Words& words) {
        if (words.empty()) return;
        Words mine = kept(key, words);
        // A selection of which nothing is left still is one.
        list(key, mine, std::string_view(key) == "select");
    }

    void list(const char* key, const Words& words, bool even_if_empty = false) {
        Words& out = lists_[key];
        if (even_if_empty) empty_.insert(key);
        for (const std::string& word : words)
            if (std::ranges::find(out, word) == out.end()) out.push_back(word);
    }

    void flag(const char* key, const toml::node* node) {
        if (auto value = node ? node->value<bool>() : std::optional<bool>()) values_[key] = *value ? "true" : "false";
    }

    void per_file(const std::string& pattern, const Words& words) {
        Words mine = kept("per-file-ignores", words);
        if (!mine.empty()) per_file_[pattern] = std::move(mine);
    }

    const RuleBook& book_;
    std::string tool_;
    std::map<std::string, Words> lists_, per_file_;
    std::map<std::string, std::string> values_, targets_;
    std::set<std::string> empty_;
    Words notes_;
};

}  // namespace

Result<Migrated> migrate(const std::vector<std::string>& paths, const RuleBook& book) {
    Migration migration(book);
    for (const std::string& path : paths) {
        std::ifstream in(path, std::ios::binary);
        if (!in) return Trouble{path, 0, 0, "cannot be read"};
        std::string text(std::istreambuf_iterator<char>(in), {});
        if (!path.ends_with(".toml")) {
            migration.pylint_ini(text, name_of(path) != "setup.cfg");
            continue;
        }
        try {
            toml::table root = toml::parse(text, path);
            if (name_of(path) != "pyproject.toml") {
                migration.ruff(root);
                continue;
            }
            if (const toml::table* ruff = root["tool"]["ruff"].as_table()) migration.ruff(*ruff);
            if (const toml::table* pylint = root["tool"]["pylint"].as_table()) migration.pylint_table(*pylint);
            if (const toml::table* refurb = root["tool"]["refurb"].as_table()) migration.refurb(*refurb);
        } catch (const toml::parse_error& error) {
            return Trouble{path, error.source().begin.line, error.source().begin.column,
                           std::string(error.description())};
        }
    }
    return migration.result();
}

}  // namespace zen

#include "config/read_config.h"

#include <algorithm>

#include "config/keys.h"
#include "config/toml_file.h"
#include "config/toml_text.h"
#include "config/version_specifiers.h"
#include "system/files.h"
#include "system/process.h"
#include "text/formatted.h"
#include "text/nearest.h"
#include "text/path.h"

namespace zen {
namespace {

constexpr std::string_view pyproject = "pyproject.toml";

using Type = ConfigKey::Type;

bool is_pyproject(std::string_view path) {
    return path == pyproject || path.ends_with("/pyproject.toml");
}

// The table that is ours; null when a pyproject.toml has none.
const toml::table* our_table(const toml::table& root, std::string_view path) {
    return is_pyproject(path) ? root["tool"]["zenlint"].as_table() : &root;
}

const char* expected(Type type) {
    switch (type) {
        case Type::flag:
            return "true or false";
        case Type::number:
            return "a whole number";
        case Type::text:
            return "a string";
        case Type::texts:
            return "a list of strings";
        case Type::lists:
            return "a table from pattern to list of rules";
        case Type::pairs:
            return "a table of strings";
        case Type::options:
            return "a table for each rule, as in [options.RULE]";
    }
    return "";
}

class Reader {
  public:
    // `folder`: what relative paths start from.
    Reader(std::string path, std::string folder) : path_(std::move(path)), folder_(std::move(folder)) {}

    // The files that the table extends, in the order in which they are laid over each other.
    std::vector<Written> extended(const toml::table& table) const {
        std::vector<Written> out;
        if (const toml::node* node = table.get("extend")) texts(*node, out);
        return out;
    }

    // Nothing, or what is wrong.
    std::optional<Trouble> read(const toml::table& table, Settings& settings) {
        settings.choices.emplace_back();
        for (const auto& [name, node] : table)
            if (!find(name.str())) return unknown(name);
        // In the order of the keys' table: what sets comes before what extends.
        for (const ConfigKey& key : config_keys()) {
            const toml::node* node = table.get(key.name);
            if (!node) continue;
            ConfigValue value;
            if (auto trouble = convert(key, *node, value)) return trouble;
            if (ValueFault fault = key.set(settings, value, folder_))
                return (fault.at.line ? fault.at : value.at).trouble(formatted("{}: {}", key.name, fault.message));
            settings.said.push_back({std::string(key.name), toml_text(*node), value.at});
        }
        return std::nullopt;
    }

  private:
    Written at(const toml::source_region& place, std::string text = {}) const {
        return {std::move(text), path_, place.begin.line, place.begin.column};
    }

    static const ConfigKey* find(std::string_view name) {
        auto key = std::ranges::find(config_keys(), name, &ConfigKey::name);
        return key == config_keys().end() ? nullptr : &*key;
    }

    Trouble unknown(const toml::key& name) const {
        std::vector<std::string_view> names;
        for (const ConfigKey& key : config_keys()) names.push_back(key.name);
        std::string message = formatted("unknown key '{}'", name.str());
        if (const std::string hint = did_you_mean(name.str(), names); !hint.empty()) {
            message += hint;
        } else {
            message += "; the keys are ";
            for (std::string_view n : names) message += (n == names.front() ? "" : ", ") + std::string(n);
        }
        return at(name.source()).trouble(std::move(message));
    }

    Trouble wrong_type(const ConfigKey& key, const toml::node& node) const {
        return at(node.source()).trouble(formatted("{}: expected {}", key.name, expected(key.type)));
    }

    bool texts(const toml::node& node, std::vector<Written>& out) const {
        if (auto one = node.value_exact<std::string>()) {
            out.push_back(at(node.source(), *one));
            return true;
        }
        const toml::array* array = node.as_array();
        if (!array) return false;
        for (const toml::node& item : *array) {
            auto text = item.value_exact<std::string>();
            if (!text) return false;
            out.push_back(at(item.source(), *text));
        }
        return true;
    }

    // An option's value as the rules take it: text; of a list, its items with commas between.
    static std::optional<std::string> option_text(const toml::node& node) {
        if (auto text = node.value_exact<std::string>()) return *text;
        if (auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
        if (auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
        const toml::array* array = node.as_array();
        if (!array) return std::nullopt;
        std::string out;
        for (const toml::node& item : *array) {
            auto text = item.is_array() ? std::nullopt : option_text(item);
            if (!text) return std::nullopt;
            out += (out.empty() ? "" : ", ") + *text;
        }
        return out;
    }

    std::optional<Trouble> convert(const ConfigKey& key, const toml::node& node, ConfigValue& value) const {
        value.at = at(node.source());
        bool right = false;
        switch (key.type) {
            case Type::flag:
                if (auto flag = node.value_exact<bool>()) right = true, value.flag = *flag;
                break;
            case Type::number:
                if (auto number = node.value_exact<std::int64_t>()) right = true, value.number = *number;
                break;
            case Type::text:
                if (auto text = node.value_exact<std::string>()) right = true, value.at.text = *text;
                break;
            case Type::texts:
                right = texts(node, value.list);
                break;
            case Type::lists:
                if (const toml::table* table = node.as_table()) {
                    right = true;
                    for (const auto& [pattern, list] : *table) {
                        auto& item = value.lists.emplace_back(at(pattern.source(), std::string(pattern.str())),
                                                              std::vector<Written>());
                        if (!texts(list, item.second)) return wrong_type(key, list);
                    }
                }
                break;
            case Type::pairs:
                if (const toml::table* table = node.as_table()) {
                    right = true;
                    for (const auto& [name, text] : *table) {
                        auto word = text.value_exact<std::string>();
                        if (!word) return at(text.source()).trouble(formatted("{}: expected a string", key.name));
                        value.lists.push_back({at(name.source(), std::string(name.str())), {at(text.source(), *word)}});
                    }
                }
                break;
            case Type::options:
                if (const toml::table* rules = node.as_table()) {
                    right = true;
                    for (const auto& [rule, options] : *rules) {
                        if (!options.is_table()) return wrong_type(key, options);
                        for (const auto& [name, option] : *options.as_table()) {
                            auto text = option_text(option);
                            if (!text)
                                return at(option.source())
                                    .trouble("expected a string, a whole number, true or false, or a list of those");
                            value.options.push_back({at(rule.source(), std::string(rule.str())),
                                                     at(name.source(), std::string(name.str())),
                                                     at(option.source(), *text)});
                        }
                    }
                }
                break;
        }
        // TOML's tables have no order; people's have.
        std::ranges::stable_sort(value.lists, {},
                                 [](const auto& entry) { return std::pair(entry.first.line, entry.first.column); });
        return right ? std::nullopt : std::optional(wrong_type(key, node));
    }

    std::string path_, folder_;
};

// Lays the file over the settings, after those that it extends.
std::optional<Trouble> read(const std::string& path, Settings& settings, int depth, const std::string& folder);

// "path/to/pack >=1.2": the path and the version that it must have, if any.
std::pair<std::string, std::string> pack_asked_for(const std::string& text) {
    std::size_t at = text.find_first_of("<>=!~", 1);
    if (at == text.npos || text[at - 1] != ' ') return {text, ""};
    std::string path = text.substr(0, at);
    while (path.ends_with(' ')) path.pop_back();
    return {path, text.substr(at)};
}

// Lays the table over the settings, after the files that it extends.
std::optional<Trouble> lay(Reader reader, const toml::table& table, const std::string& from, Settings& settings,
                           int depth) {
    for (const Written& parent : reader.extended(table)) {
        const auto [path, wanted] = pack_asked_for(parent.text);
        std::string base = joined(from, with_home(path));
        if (depth == most_extends) return parent.trouble("extend: the files extend each other in a circle");
        if (files::is_folder(base)) base = joined(base, "zenlint.toml");
        if (!files::is_regular(base)) return parent.trouble(formatted("extend: there is no file {}", base));
        if (auto trouble = read(base, settings, depth + 1, std::string(folder_of(base)))) return trouble;
        for (Pack& pack : settings.packs)
            if (pack.prefix.path == base && pack.extended_by.empty()) pack.extended_by = parent.path;
        if (wanted.empty()) continue;
        const Pack* pack = settings.pack_of({"", base});
        if (!pack || pack->version.empty())
            return parent.trouble(formatted("extend: {} has no `version`, but {} is required", path, wanted));
        if (!version_fits(pack->version, wanted).value_or(false))
            return parent.trouble(
                formatted("extend: {} has version {}, but {} is required", path, pack->version, wanted));
    }
    return reader.read(table, settings);
}

std::optional<Trouble> read(const std::string& path, Settings& settings, int depth, const std::string& folder) {
    Result<toml::table> root = parse_toml(path);
    if (!root) return root.trouble();
    const toml::table empty;
    const toml::table* table = our_table(*root, path);
    if (!table) {
        if (auto ours = (*root)["tool"]["zenlint"])
            return Trouble{path, ours.node()->source().begin.line, 0, "tool.zenlint: expected a table"};
        table = &empty;
    }
    return lay(Reader(path, folder), *table, std::string(folder_of(path)), settings, depth);
}

}  // namespace

Result<Settings> read_config(const std::string& path, const std::string& folder) {
    std::string from = folder.empty() ? std::string(folder_of(path)) : folder;
    Settings settings = Settings::in(from);
    settings.path = path;
    if (auto trouble = read(path, settings, 0, from)) return *trouble;
    return settings;
}

std::optional<Trouble> read_inline(Settings& settings, const std::string& toml, const std::string& folder) {
    const std::string name = "--config";
    toml::table table;
    try {
        table = toml::parse(toml, name);
    } catch (const toml::parse_error& error) {
        return Trouble{name, error.source().begin.line, error.source().begin.column,
                       formatted("{} in `{}`", error.description(), toml)};
    }
    return lay(Reader(name, folder), table, folder, settings, 0);
}

bool inline_setting(const std::string& text) {
    return text.find('=') != text.npos && !files::is_regular(text);
}

std::string user_config() {
    std::string folder = process::config_folder();
    if (folder.empty()) return "";
    std::string path = folder + "/zenlint/zenlint.toml";
    return files::is_regular(path) ? path : "";
}

std::string with_home(const std::string& path) {
    if (path != "~" && !path.starts_with("~/")) return path;
    std::string home = process::home_folder();
    return home.empty() ? path : home + path.substr(1);
}

Result<std::string> config_in(const std::string& folder) {
    for (std::string_view name : {".zenlint.toml", "zenlint.toml"})
        if (std::string path = formatted("{}/{}", folder, name); files::is_regular(path)) return path;
    std::string path = formatted("{}/{}", folder, pyproject);
    if (!files::is_regular(path)) return std::string();
    // Most files say nothing of us, and parsing takes time.
    Result<std::string> text = files::read(path);
    if (text && text->find("zenlint") == text->npos) return std::string();
    Result<toml::table> root = parse_toml(path);
    if (!root) return root.trouble();
    return (*root)["tool"]["zenlint"] ? path : std::string();
}

std::optional<PythonVersion> required_python(const std::string& folder) {
    std::string path = formatted("{}/{}", folder, pyproject);
    if (!files::is_regular(path)) return std::nullopt;
    Result<toml::table> root = parse_toml(path);
    if (!root) return std::nullopt;
    auto specifier = (*root)["project"]["requires-python"].value<std::string>();
    return specifier ? lowest_python(*specifier) : std::nullopt;
}

}  // namespace zen

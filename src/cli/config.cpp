// zenlint config: what can be configured, and what is; the same as a JSON Schema for editors.

#include <algorithm>

#include "cli/commands.h"
#include "cli/output.h"
#include "config/keys.h"
#include "driver/project.h"
#include "report/json_text.h"
#include "system/streams.h"
#include "text/formatted.h"
#include "text/nearest.h"
#include "text/path.h"

namespace zen {
namespace {

std::string place(const Said& said) {
    Trouble shown = said.at.trouble("");
    if (std::string_view inside = below(current_folder(), shown.path); !inside.empty()) shown.path = inside;
    return shown.line ? formatted("{}:{}", shown.path, shown.line) : shown.path;
}

void write_key(std::string& out, const Look& look, const ConfigKey& key, const Settings& settings) {
    paint(out, look, Ink::bold, key.name);
    out += "\n  ";
    out += key.meaning;
    out += "\n  ";
    paint(out, look, Ink::dim, "default  ");
    out += key.fallback;
    if (const Said* said = settings.last_said(key.name)) {
        out += "\n  ";
        paint(out, look, Ink::dim, "here     ");
        paint(out, look, Ink::green, said->value);
        append(out, "  ({})", place(*said));
    }
    out += '\n';
}

std::string_view type_name(ConfigKey::Type type) {
    switch (type) {
        case ConfigKey::Type::flag:
            return "true or false";
        case ConfigKey::Type::number:
            return "number";
        case ConfigKey::Type::text:
            return "string";
        case ConfigKey::Type::texts:
            return "list of strings";
        case ConfigKey::Type::lists:
            return "table of lists";
        case ConfigKey::Type::pairs:
            return "table of strings";
        case ConfigKey::Type::options:
            return "table of tables";
    }
    return "";
}

void write_key_json(std::string& out, const ConfigKey& key, const Settings& settings) {
    auto member = [&](std::string_view name, std::string_view value) {
        append_json(out, name);
        out += ':';
        append_json(out, value);
    };
    out += "{";
    member("key", key.name);
    out += ',';
    member("type", type_name(key.type));
    out += ',';
    member("meaning", key.meaning);
    out += ',';
    member("default", key.fallback);
    out += ",\"value\":";
    const Said* said = settings.last_said(key.name);
    said ? append_json(out, said->value) : void(out += "null");
    out += ",\"set_in\":";
    said ? append_json(out, place(*said)) : void(out += "null");
    out += '}';
}

// --- the schema
// -------------------------------------------------------------------------------------------------------

void append_enum(std::string& out, std::span<const std::string_view> words) {
    out += "\"enum\":[";
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i) out += ',';
        append_json(out, words[i]);
    }
    out += ']';
}

void append_text_schema(std::string& out, const ConfigKey& key) {
    out += key.rules && key.words.empty() ? "\"$ref\":\"#/definitions/rule\"" : "\"type\":\"string\"";
    if (key.words.empty()) return;
    out += ',';
    append_enum(out, key.words);
}

// A string for one item, or a list of them.
void append_list_schema(std::string& out, const ConfigKey& key) {
    out += "\"anyOf\":[{";
    append_text_schema(out, key);
    out += "},{\"type\":\"array\",\"items\":{";
    append_text_schema(out, key);
    out += "}}]";
}

void append_rule_options(std::string& out, const RuleBook& book) {
    out += "\"type\":\"object\",\"additionalProperties\":false,\"properties\":{";
    bool first_rule = true;
    for (const RuleBook::Entry& rule : book.rules()) {
        auto options = RulePack::of(rule.pack->options, rule.data->options);
        if (options.empty()) continue;
        for (std::string_view name : {rule.name(), rule.code()}) {
            if (!first_rule) out += ',';
            first_rule = false;
            out += '\n';
            append_json(out, name);
            out += ":{\"type\":\"object\",\"additionalProperties\":false,\"description\":";
            append_json(out, rule.title());
            out += ",\"properties\":{";
            for (std::size_t i = 0; i < options.size(); ++i) {
                if (i) out += ',';
                append_json(out, (*rule.pack)[options[i].name]);
                std::string_view fallback = (*rule.pack)[options[i].value];
                bool number = !fallback.empty() && fallback.find_first_not_of("0123456789") == fallback.npos;
                bool flag = fallback == "true" || fallback == "false";
                out += number ? ":{\"type\":\"integer\""
                       : flag ? ":{\"type\":\"boolean\""
                              : ":{\"type\":[\"string\",\"array\"]";
                out += ",\"description\":";
                append_json(out, (*rule.pack)[options[i].meaning]);
                out += ",\"default\":";
                number || flag ? void(out += fallback) : append_json(out, fallback);
                out += '}';
            }
            out += "}}";
        }
    }
    out += "}";
}

std::string schema(const RuleBook& book) {
    std::string out =
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\n\"title\":\"zenlint\",\n"
        "\"description\":\"[tool.zenlint] of pyproject.toml, or zenlint.toml\",\n"
        "\"type\":\"object\",\n\"additionalProperties\":false,\n\"properties\":{";
    bool first = true;
    for (const ConfigKey& key : config_keys()) {
        out += first ? "\n" : ",\n";
        first = false;
        append_json(out, key.name);
        out += ":{\"description\":";
        append_json(out, formatted("{}\nDefault: {}", key.meaning, key.fallback));
        out += ',';
        switch (key.type) {
            case ConfigKey::Type::flag:
                out += "\"type\":\"boolean\"";
                break;
            case ConfigKey::Type::number:
                out += "\"type\":\"integer\",\"minimum\":1";
                break;
            case ConfigKey::Type::text:
                append_text_schema(out, key);
                break;
            case ConfigKey::Type::texts:
                append_list_schema(out, key);
                break;
            case ConfigKey::Type::lists:
                out += "\"type\":\"object\",\"additionalProperties\":{";
                append_list_schema(out, key);
                out += '}';
                break;
            case ConfigKey::Type::pairs:
                out += "\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"";
                if (!key.words.empty()) {
                    out += ',';
                    append_enum(out, key.words);
                }
                out += '}';
                if (key.rules) out += ",\"propertyNames\":{\"$ref\":\"#/definitions/rule\"}";
                break;
            case ConfigKey::Type::options:
                append_rule_options(out, book);
                break;
        }
        out += '}';
    }
    // Any string will do for a rule, since prefixes and other tools' codes do; the list is for completion.
    out += "\n},\n\"definitions\":{\"rule\":{\"anyOf\":[{";
    std::vector<std::string_view> names{"ALL"};
    for (const RuleBook::Entry& rule : book.rules()) {
        names.push_back(rule.code());
        names.push_back(rule.name());
    }
    std::ranges::sort(names);
    append_enum(out, names);
    out += "},{\"type\":\"string\"}]}}}\n";
    return out;
}

}  // namespace

void write_settings(std::string& out, Profile& profile) {
    const Settings& settings = profile.settings();
    append(out, "# from {}\n", settings.path.empty() ? std::string("the defaults") : settings.path);
    append(out, "target-version = \"{}\"\n", version_text(profile.target()));
    for (const ConfigKey& key : config_keys()) {
        const Said* said = settings.last_said(key.name);
        if (key.name == "target-version" || key.name == "extend") continue;
        if (said)
            append(out, "{} = {}  # {}\n", key.name, said->value, place(*said));
        else
            append(out, "# {}: {}\n", key.name, key.fallback);
    }
    out += "# the rules in use:\n";
    std::vector<std::string> lines;
    for (RuleId id = 0; id < profile.book().rules().size(); ++id)
        if (profile.selected(id))
            lines.push_back(formatted("#   {} {}\n", profile.book()[id].code(), profile.book()[id].name()));
    std::ranges::sort(lines);
    for (const std::string& line : lines) out += line;
}

int config_command(const CommandLine& line) {
    std::string folder = current_folder();
    Project project(overrides_of(line.check), folder);
    Profile& profile = project.profile(folder);
    if (project.trouble()) {
        say_error(*project.trouble());
        return Exit::trouble;
    }
    std::vector<const ConfigKey*> keys;
    for (const std::string& name : line.names) {
        auto key = std::ranges::find(config_keys(), name, &ConfigKey::name);
        if (key != config_keys().end()) {
            keys.push_back(&*key);
            continue;
        }
        std::vector<std::string_view> names;
        for (const ConfigKey& k : config_keys()) names.push_back(k.name);
        const std::string hint = did_you_mean(name, names);
        say_error(formatted("unknown key '{}'{}", name, hint.empty() ? "; `zenlint config` lists all keys" : hint));
        return Exit::trouble;
    }
    if (keys.empty())
        for (const ConfigKey& key : config_keys()) keys.push_back(&key);

    std::string out;
    Look look = look_for(streams::output, line.color);
    if (line.schema) {
        out = schema(profile.book());
    } else if (line.json) {
        for (const ConfigKey* key : keys) {
            out += out.empty() ? "[\n" : ",\n";
            write_key_json(out, *key, profile.settings());
        }
        out += "\n]\n";
    } else {
        for (const ConfigKey* key : keys) {
            if (!out.empty()) out += '\n';
            write_key(out, look, *key, profile.settings());
        }
        if (!line.quiet && line.names.empty()) {
            const std::string& path = profile.settings().path;
            append(out, "\nRead here: {}\n",
                   path.empty() ? std::string("no configuration, the defaults are used") : path);
        }
    }
    Output output(streams::output);
    output.write(out);
    return output.finish() ? Exit::clean : Exit::trouble;
}

}  // namespace zen

// Every key of a configuration, in one table: its type, default and meaning, and what it sets.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/settings.h"

namespace zen {

// A value as a configuration holds it, freed from TOML.
struct ConfigValue {
    Written at;  // where it stands; its text too, if it is a string
    bool flag = false;
    std::int64_t number = 0;
    std::vector<Written> list;
    std::vector<std::pair<Written, std::vector<Written>>> lists;  // of pairs: lists of one
    std::vector<OptionSetting> options;
};

// What is wrong with a value, and where: `at` has no line where the value as a whole is meant.
struct ValueFault {
    std::string message;  // empty: nothing
    Written at;

    ValueFault(std::string what = "", Written where = {}) : message(std::move(what)), at(std::move(where)) {}
    explicit operator bool() const { return !message.empty(); }
};

struct ConfigKey {
    enum class Type : std::uint8_t {
        flag,     // true or false
        number,   // a whole number above 0
        text,     // a string
        texts,    // a list of strings; a single string is taken for a list of one
        lists,    // a table from pattern to list of strings
        pairs,    // a table from a name or pattern to a string
        options,  // a table from rule to its options
    };
    std::string_view name;
    Type type;
    std::string_view fallback;  // the default, as TOML
    std::string_view meaning;
    // Puts the value into the settings; `folder` is what relative paths start from. Returns what is wrong with the
    // value (not with its type).
    ValueFault (*set)(Settings&, const ConfigValue&, const std::string& folder);
    // For editors: does it hold rules (of pairs and options: as names)? The only words that it takes, if few.
    bool rules = false;
    std::span<const std::string_view> words = {};
};

std::span<const ConfigKey> config_keys();

}  // namespace zen

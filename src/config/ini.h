// Ini files, as pylint and flake8 read them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace zen {

struct IniSetting {
    std::string section;  // without its brackets; empty above the first
    std::string key, value;
};

// `key = value`, or with a colon; lines further in go on with the value. Comments and blank lines do not count.
std::vector<IniSetting> ini_settings(std::string_view text);

// Without the blanks around it.
std::string trimmed(std::string_view text);
// Words parted by commas or line ends.
std::vector<std::string> ini_words(std::string_view value);

}  // namespace zen

#include "config/toml_file.h"

#include "system/files.h"

namespace zen {

Result<toml::table> parse_toml(const std::string& path) {
    Result<std::string> text = files::read(path);
    if (!text) return Trouble{path, 0, 0, "cannot be read"};
    try {
        return toml::parse(*text, path);
    } catch (const toml::parse_error& error) {
        return Trouble{path, error.source().begin.line, error.source().begin.column, std::string(error.description())};
    }
}

}  // namespace zen

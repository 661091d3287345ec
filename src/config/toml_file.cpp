#include "config/toml_file.h"

#include <sys/stat.h>

#include <fstream>
#include <iterator>

namespace zen {

bool exists(const std::string& path) {
    struct stat info;
    return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

Result<toml::table> parse_toml(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Trouble{path, 0, 0, "cannot be read"};
    std::string text(std::istreambuf_iterator<char>(in), {});
    try {
        return toml::parse(text, path);
    } catch (const toml::parse_error& error) {
        return Trouble{path, error.source().begin.line, error.source().begin.column, std::string(error.description())};
    }
}

}  // namespace zen

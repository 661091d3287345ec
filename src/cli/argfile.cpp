#include "cli/argfile.h"

#include "system/files.h"

namespace zen {

Result<std::vector<std::string>> with_argument_files(const std::vector<std::string>& arguments) {
    std::vector<std::string> out;
    bool literal = false;
    for (const std::string& argument : arguments) {
        literal = literal || argument == "--";
        if (&argument == arguments.data() || literal || argument.size() < 2 || argument[0] != '@') {
            out.push_back(argument);
            continue;
        }
        Result<std::string> text = files::read(argument.substr(1));
        if (!text) return text.trouble();
        std::string_view rest = *text;
        while (!rest.empty()) {
            std::size_t end = std::min(rest.find('\n'), rest.size());
            std::string_view line = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (!line.empty()) out.emplace_back(line);
        }
    }
    return out;
}

}  // namespace zen

#include "cli/editor.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "cli/shell.h"
#include "system/process.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

// Editors that take FILE:ROW; of those, the ones that want an option for it. Others take +ROW FILE, as vi does.
constexpr std::array<std::string_view, 6> with_goto{"code",   "codium",   "code-insiders",
                                                    "cursor", "windsurf", "positron"};
constexpr std::array<std::string_view, 4> with_colon{"hx", "helix", "subl", "zed"};

}  // namespace

std::string editor_command(std::string_view editor, const std::string& path, std::uint32_t row) {
    // A path is no option, whatever it begins with.
    const std::string file = path.starts_with('-') ? "./" + path : path;
    const std::string_view name = name_of(editor.substr(0, editor.find(' ')));
    if (std::ranges::find(with_goto, name) != with_goto.end())
        return formatted("{} --goto {}", editor, shell_quoted(formatted("{}:{}", file, row)));
    if (std::ranges::find(with_colon, name) != with_colon.end())
        return formatted("{} {}", editor, shell_quoted(formatted("{}:{}", file, row)));
    return formatted("{} +{} {}", editor, row, shell_quoted(file));
}

std::optional<std::string> open_in_editor(const std::string& path, std::uint32_t row) {
    std::string editor = "vi";
    for (const char* variable : {"EDITOR", "VISUAL"})
        if (std::string value = process::variable(variable); !value.empty()) editor = std::move(value);
    const std::string command = editor_command(editor, path, row);
    // The user's own command, as git and others run it too.
    const std::optional<int> status = process::run_in_shell(command);
    if (status == 0) return std::nullopt;
    if (status) return formatted("`{}` ended with status {}", command, *status);
    return formatted("`{}` could not be run", command);
}

}  // namespace zen

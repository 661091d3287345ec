#include "cli/editor.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "cli/shell.h"
#include "system/process.h"
#include "text/formatted.h"

namespace zen {
namespace {

// Editors that take FILE:ROW; of those, the ones that want an option for it. Others take +ROW FILE, as vi does.
constexpr std::array<std::string_view, 6> with_goto{"code",   "codium",   "code-insiders",
                                                    "cursor", "windsurf", "positron"};
constexpr std::array<std::string_view, 4> with_colon{"hx", "helix", "subl", "zed"};

// The name of the program that a command line begins with: of `"C:\Tools\Code.exe" --wait`, `code`.
std::string program_name(std::string_view command) {
    const bool quoted = command.starts_with('"');
    command = command.substr(quoted, command.find(quoted ? '"' : ' ', quoted) - quoted);
    command.remove_prefix(command.find_last_of("/\\") + 1);
    std::string out(command);
    for (std::string_view suffix : {".exe", ".cmd", ".EXE", ".CMD"})
        if (out.ends_with(suffix)) out.resize(out.size() - suffix.size());
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

}  // namespace

std::string editor_command(std::string_view editor, const std::string& path, std::uint32_t row, bool cmd) {
    // A path is no option, whatever it begins with.
    const std::string file = path.starts_with('-') ? "./" + path : path;
    const auto quoted = cmd ? cmd_quoted : shell_quoted;
    const std::string name = program_name(editor);
    if (std::ranges::find(with_goto, name) != with_goto.end())
        return formatted("{} --goto {}", editor, quoted(formatted("{}:{}", file, row)));
    if (std::ranges::find(with_colon, name) != with_colon.end())
        return formatted("{} {}", editor, quoted(formatted("{}:{}", file, row)));
    if (name == "notepad") return formatted("{} {}", editor, quoted(file));
    return formatted("{} +{} {}", editor, row, quoted(file));
}

std::optional<std::string> open_in_editor(const std::string& path, std::uint32_t row) {
    const bool cmd = process::shell_is_cmd();
    std::string editor = cmd ? "notepad" : "vi";
    for (const char* variable : {"EDITOR", "VISUAL"})
        if (std::string value = process::variable(variable); !value.empty()) editor = std::move(value);
    const std::string command = editor_command(editor, path, row, cmd);
    // The user's own command, as git and others run it too.
    const std::optional<int> status = process::run_in_shell(command);
    if (status == 0) return std::nullopt;
    if (status) return formatted("`{}` ended with status {}", command, *status);
    return formatted("`{}` could not be run", command);
}

}  // namespace zen

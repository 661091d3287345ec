// The user's editor.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace zen {

// What a shell, on Windows `cmd`, runs to open the file at that row: the command that VISUAL or EDITOR holds, with the
// file and the row as that editor takes them. Notepad takes no row.
std::string editor_command(std::string_view editor, const std::string& path, std::uint32_t row, bool cmd);

// Opens the file in that editor, without the variables in `vi` or Notepad, and waits for the end. What went wrong;
// nothing if nothing did.
std::optional<std::string> open_in_editor(const std::string& path, std::uint32_t row);

}  // namespace zen

// Reads files whole, and writes them so that nobody ever sees half of one.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "text/result.h"

namespace zen {

// The bytes of a regular file. Anything else (a folder, a pipe, a device) is a Trouble, as is what cannot be read.
Result<std::string> read_file(const std::string& path);

// All that comes through a descriptor, such as standard input.
Result<std::string> read_all(int descriptor, std::string name);

// Puts `bytes` in place of what an existing file holds: written beside it, synced, then renamed over it, with its mode
// and owner. A symbolic link stays, and its target is replaced. A file without write permission is left alone, as is
// one that no longer holds `was`, if that is given; both are a Trouble, as is every failure on the way: what the file
// held then stands.
std::optional<Trouble> replace_file(const std::string& path, std::string_view bytes,
                                    std::optional<std::string_view> was = {});

// Ends the process by exit status 130 on SIGINT; by the signal itself on SIGTERM and SIGHUP. Waits for a replacement
// under way, so that no file is left half-made beside the old one.
void end_cleanly_on_signals();

}  // namespace zen

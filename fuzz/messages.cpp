// What an editor sends to the language server.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

#include "lsp/server.h"
#include "targets.h"

namespace zen::fuzz {
namespace {

// A descriptor that gives these bytes and then ends.
int descriptor_of(std::string_view bytes) {
    int file = ::memfd_create("input", MFD_CLOEXEC);
    for (std::string_view rest = bytes; !rest.empty();) {
        ssize_t n = ::write(file, rest.data(), rest.size());
        if (n <= 0) broken("the input can be handed over");
        rest.remove_prefix(static_cast<std::size_t>(n));
    }
    ::lseek(file, 0, SEEK_SET);
    return file;
}

std::string framed(std::string_view body) {
    return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace

// A message a line; what does not begin with `{` is sent as it is, header and all.
void message_target(std::string_view bytes) {
    std::string input = framed(
        R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}})");
    input += framed(R"({"jsonrpc":"2.0","method":"initialized","params":{}})");
    for (std::string_view rest = bytes; !rest.empty();) {
        std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        input += line.starts_with('{') ? framed(line) : std::string(line) + "\r\n";
    }
    int in = descriptor_of(input), out = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    {
        lsp::Transport transport(in, out);
        lsp::Server(transport).run();
    }
    ::close(in);
    ::close(out);
}

}  // namespace zen::fuzz

// Reads texts, each as its size in bytes, a line end and its bytes, and writes a line for each: "ok", or the line of
// the first mistake, a tab and the compiler's message without the advice. What is newer than the version counts as one.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/syntax_error.h"
#include "semantics/model.h"
#include "semantics/verdict/newer_syntax.h"
#include "semantics/verdict/scope_checks.h"
#include "syntax/pieces.h"
#include "text/source.h"

namespace {

void judge(const std::string& text, zen::PythonVersion version) {
    const zen::Source source = zen::Source::from_text("text.py", text);
    const zen::Tree tree = zen::parse_by_pieces(source.text());
    std::string message;
    std::uint32_t start = 0;
    if (const auto errors = zen::syntax_errors(tree, version); !errors.empty()) {
        message = errors[0].message.substr(0, errors[0].message.size() - errors[0].advice);
        start = errors[0].span.start;
    } else {
        const zen::Model model(tree, version);
        auto scope = zen::scope_mistakes(model, {version.minor, false});
        std::ranges::stable_sort(scope, {}, [](const zen::ScopeMistake& m) { return m.stage; });
        if (!scope.empty()) {
            message = scope[0].message;
            start = scope[0].span.start;
        } else if (const auto newer = zen::newer_syntax(tree, version); !newer.empty()) {
            message = newer[0].message;
            start = newer[0].span.start;
        }
    }
    if (message.empty()) {
        std::puts("ok");
        return;
    }
    std::ranges::replace(message, '\n', ' ');
    const std::string_view above = source.text().substr(0, start);
    std::printf("%d\t%s\n", static_cast<int>(std::ranges::count(above, '\n')) + 1, message.c_str());
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("verdict-lines TEXTS MINOR\n", stderr);
        return 2;
    }
    std::ifstream in(argv[1], std::ios::binary);
    const std::string all((std::istreambuf_iterator<char>(in)), {});
    const auto minor = static_cast<std::uint8_t>(std::atoi(argv[2]));
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t line = all.find('\n', at);
        const std::size_t size = std::stoul(all.substr(at, line - at));
        judge(all.substr(line + 1, size), {3, minor});
        at = line + 1 + size;
    }
}

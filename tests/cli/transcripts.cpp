// Runs Markdown transcripts of the command line as tests: transcripts [--program FILE] PAGE…. README.md has their form.
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "text/markdown.h"

namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::string>;

// One `$ ` line of a console block and the lines of the page that say what comes of it.
struct Command {
    std::string line;
    Lines expected;
    std::size_t page_line = 0;  // of the `$ ` line, from 0
};

struct Output {
    std::string out, err;
    int status = 0;
};

Lines lines_of(std::string_view text) {
    Lines out;
    while (!text.empty()) {
        std::size_t end = text.find('\n');
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return out;
}

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool write_file(const fs::path& path, std::string_view text) {
    if (path.has_parent_path()) fs::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary);
    out << text;
    return out.flush().good();
}

// A new folder that goes when this does.
struct Folder {
    fs::path path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "zenlint-cli-XXXXXX").string();
        if (!mkdtemp(name.data()))
            throw fs::filesystem_error("mkdtemp", name, std::error_code(errno, std::generic_category()));
        path = name;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

// The line as a shell runs it in `folder`, which is all that it sees of us. Nothing is read from the terminal.
Output run(const std::string& line, const fs::path& folder, const fs::path& scratch) {
    fs::path out = scratch / "out", err = scratch / "err";
    std::cout.flush();
    pid_t child = fork();
    if (child == 0) {
        bool ready = chdir(folder.c_str()) == 0 && std::freopen("/dev/null", "r", stdin) &&
                     std::freopen(out.c_str(), "w", stdout) && std::freopen(err.c_str(), "w", stderr);
        if (ready) execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
        _exit(127);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return {read_file(out), read_file(err), code};
}

// Control characters as the page shows them, so that colours and CRLF can be seen and compared.
void append_visible(Lines& lines, const std::string& text) {
    for (std::string& line : lines_of(text)) {
        std::string visible;
        for (char c : line) {
            auto code = static_cast<unsigned char>(c);
            if (code < 0x20 && c != '\t')
                visible += {'\xe2', '\x90', static_cast<char>(0x80 + code)};  // U+2400 and on: control pictures
            else
                visible += c;
        }
        lines.push_back(visible);
    }
    if (!text.empty() && text.back() != '\n') lines.push_back("[no newline at end]");
}

Lines shown(const Output& output) {
    Lines lines;
    append_visible(lines, output.out);
    if (!output.err.empty()) lines.push_back("[stderr]");
    append_visible(lines, output.err);
    if (output.status) lines.push_back("[exit " + std::to_string(output.status) + "]");
    return lines;
}

// Does one line fit, where `[..]` stands for any run of characters?
bool fits(std::string_view wanted, std::string_view line) {
    constexpr std::string_view any = "[..]";
    std::size_t hole = wanted.find(any);
    if (hole == wanted.npos) return wanted == line;
    if (!line.starts_with(wanted.substr(0, hole))) return false;
    line.remove_prefix(hole);
    wanted.remove_prefix(hole + any.size());
    for (std::size_t skip = 0; skip <= line.size(); ++skip)
        if (fits(wanted, line.substr(skip))) return true;
    return false;
}

// A line of the runner's own, which `...` does not stand for.
bool mark(std::string_view line) {
    return line == "[stderr]" || line.starts_with("[exit ");
}

// Do the lines fit, where a line `...` stands for any lines of output? Row by row: which tails of `wanted` are still
// possible.
bool fits(const Lines& wanted, const Lines& lines) {
    std::vector<char> possible(wanted.size() + 1, 0), next;
    auto skip_over_dots = [&](std::vector<char>& at) {
        for (std::size_t w = 0; w < wanted.size(); ++w)
            if (at[w] && wanted[w] == "...") at[w + 1] = 1;
    };
    possible[0] = 1;
    skip_over_dots(possible);
    for (const std::string& line : lines) {
        next.assign(wanted.size() + 1, 0);
        for (std::size_t w = 0; w < wanted.size(); ++w) {
            if (!possible[w]) continue;
            if (wanted[w] == "..." && !mark(line))
                next[w] = 1;
            else if (fits(wanted[w], line))
                next[w + 1] = 1;
        }
        skip_over_dots(next);
        possible.swap(next);
    }
    return possible[wanted.size()];
}

std::vector<Command> commands_of(const zen::MarkdownBlock& block) {
    std::vector<Command> out;
    std::size_t page_line = block.line - 1;
    for (std::string& line : lines_of(block.text)) {
        if (line.starts_with("$ "))
            out.push_back({line.substr(2), {}, page_line});
        else if (!out.empty())
            out.back().expected.push_back(line);
        ++page_line;
    }
    return out;
}

void print(std::string_view title, const Lines& lines) {
    std::cout << "    " << title << '\n';
    for (const std::string& line : lines) std::cout << "      | " << line << '\n';
}

struct Tally {
    int passed = 0, failed = 0;
};

// A file outside the transcript's own folder is nobody's to write.
bool stays_inside(const fs::path& name) {
    if (name.empty() || name.is_absolute()) return false;
    for (const fs::path& part : name)
        if (part == "..") return false;
    return true;
}

Tally run_page(const fs::path& path, bool bless) {
    Tally tally;
    std::string text = read_file(path);
    zen::Result<zen::MarkdownPage> page = zen::read_markdown(path.string(), text);
    auto fault = [&](std::size_t line, std::string_view what) {
        std::cout << path.string() << ':' << line << ": " << what << '\n';
        ++tally.failed;
    };
    if (!page) {
        fault(page.trouble().line, page.trouble().message);
        return tally;
    }
    Lines lines = lines_of(text);
    Folder folder, scratch;
    std::size_t moved = 0;  // by how many lines blessing made the page longer so far, modulo 2^64
    for (const zen::MarkdownBlock& block : page->blocks) {
        if (std::string_view name = zen::info_value(block.info, "file"); !name.empty()) {
            if (!stays_inside(name) || !write_file(folder.path / name, block.text))
                fault(block.line - 1, "cannot make the file " + std::string(name));
            continue;
        }
        if (!block.fenced || block.info != "console") continue;
        if (!block.text.starts_with("$ ")) fault(block.line, "a console block begins with a `$ ` line");
        for (const Command& command : commands_of(block)) {
            Lines got = shown(run(command.line, folder.path, scratch.path));
            if (fits(command.expected, got)) {
                ++tally.passed;
            } else if (bless) {
                auto at = lines.begin() + static_cast<std::ptrdiff_t>(command.page_line + 1 + moved);
                at = lines.erase(at, at + static_cast<std::ptrdiff_t>(command.expected.size()));
                lines.insert(at, got.begin(), got.end());
                moved += got.size() - command.expected.size();
                std::cout << path.string() << ':' << command.page_line + 1 << ": rewritten\n";
                ++tally.passed;
            } else {
                fault(command.page_line + 1, "$ " + command.line);
                print("expected", command.expected);
                print("got", got);
            }
        }
    }
    std::ostringstream blessed;
    for (const std::string& line : lines) blessed << line << '\n';
    if (bless && blessed.str() != text) {
        // Output that holds a fence as long as its block's would end the block early.
        if (auto again = zen::read_markdown(path.string(), blessed.view());
            !again || again->blocks.size() != page->blocks.size())
            fault(1, "not rewritten: some output holds a fence; give its console block a longer one");
        else if (!write_file(path, blessed.view()))
            fault(1, "cannot be written");
    }
    return tally;
}

// The same surroundings for everyone: no colours, no settings of the user, the program first on the path.
void settle(const std::string& program) {
    for (const char* name : {"NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "XDG_CONFIG_HOME",
                             "XDG_CACHE_HOME", "CI_PROJECT_DIR", "GITHUB_WORKSPACE", "BUILD_SOURCESDIRECTORY"})
        unsetenv(name);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TERM", "dumb", 1);
    setenv("HOME", "/nonexistent", 1);
    if (program.empty()) return;
    const char* before = std::getenv("PATH");
    setenv("PATH", (fs::absolute(program).parent_path().string() + ":" + (before ? before : "/usr/bin:/bin")).c_str(),
           1);
}

}  // namespace

int main(int argc, char** argv) {
    std::string program;
    std::vector<fs::path> pages;
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--program" && i + 1 < argc)
            program = argv[++i];
        else
            pages.emplace_back(argv[i]);
    }
    settle(program);
    const char* bless = std::getenv("ZEN_BLESS");
    Tally total;
    for (const fs::path& page : pages) {
        Tally tally = run_page(page, bless && *bless);
        total.passed += tally.passed;
        total.failed += tally.failed;
    }
    if (!total.passed && !total.failed) {
        std::cout << "no commands in these pages\n";
        return 1;
    }
    std::cout << total.passed << " passed, " << total.failed << " failed\n";
    return total.failed ? 1 : 0;
}

#include "parse_compare.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "syntax/reference.h"

namespace zen::tests {
namespace {

bool equal(const NodeRecord& a, const NodeRecord& b) {
    return a.kind == b.kind && a.field == b.field && a.flags == b.flags && a.start == b.start && a.end == b.end &&
           a.parent == b.parent && a.next == b.next;
}

std::string described(const Tree& tree, std::size_t i) {
    if (i >= tree.nodes.size()) return "the end";
    const NodeRecord& n = tree.nodes[i];
    auto number = [](auto x) { return std::to_string(x); };
    return std::string(kind_name(n.kind)) + " [" + number(n.start) + "," + number(n.end) + ") field '" +
           std::string(field_name(n.field)) + "' flags " + number(n.flags) + " parent " + number(n.parent) + " next " +
           number(n.next);
}

std::string standard_library() {
    std::FILE* python =
        popen("python3 -c 'import sysconfig; print(sysconfig.get_paths()[\"stdlib\"])' 2>/dev/null", "r");
    if (!python) return "";
    std::array<char, 4096> line{};
    std::string path = std::fgets(line.data(), line.size(), python) ? line.data() : "";
    pclose(python);
    while (!path.empty() && path.back() == '\n') path.pop_back();
    return path;
}

void collect(const std::string& root, std::vector<std::string>& paths) {
    namespace fs = std::filesystem;
    std::error_code error;
    for (fs::recursive_directory_iterator it(root, fs::directory_options::skip_permission_denied, error), end;
         it != end; it.increment(error)) {
        if (error) break;
        if (it->path().filename() == "site-packages")
            it.disable_recursion_pending();
        else if (it->path().extension() == ".py" && it->is_regular_file(error))
            paths.push_back(it->path().string());
    }
}

}  // namespace

std::string difference(const Tree& ours, const Tree& theirs) {
    std::size_t i = 0;
    while (i < ours.nodes.size() && i < theirs.nodes.size() && equal(ours.nodes[i], theirs.nodes[i])) ++i;
    if (i == ours.nodes.size() && i == theirs.nodes.size()) return "";
    return "node " + std::to_string(i) + ": ours is " + described(ours, i) + ", theirs is " + described(theirs, i);
}

// The grammar takes `type(a).b = c` for a type alias. With another name of that length it reads what Python does.
static std::string without_type_calls(std::string_view text) {
    std::string out(text);
    for (std::size_t at = out.find("type"); at != out.npos; at = out.find("type", at + 4)) {
        const std::size_t next = out.find_first_not_of(" \t", at + 4);
        const bool word = at == 0 || std::string_view(" \t\n;:").find(out[at - 1]) != std::string_view::npos;
        if (word && next != out.npos && (out[next] == '(' || out[next] == '[')) out.replace(at, 4, "spam");
    }
    return out;
}

Verdict compare(Parser& parser, std::string_view text) {
    const Tree ours = parser.parse_undamaged(text);
    if (ours.nodes.empty()) return Verdict::handed_over;
    if (difference(ours, parse_by_runtime(text)).empty()) return Verdict::same;
    return parser.beyond_grammar() ? Verdict::beyond : Verdict::different;
}

Verdict compare_descent(Parser& parser, std::string_view text) {
    const Tree ours = parser.parse_by_descent(text);
    if (ours.nodes.empty()) return Verdict::handed_over;
    const Tree tables = parser.parse_by_tables(text);
    if (difference(ours, tables).empty()) return Verdict::same;
    if (!parser.beyond_grammar()) return Verdict::different;
    if (tables.nodes.empty()) return Verdict::beyond;
    const std::string renamed = without_type_calls(text);
    return difference(ours, parser.parse_by_tables(renamed)).empty() ? Verdict::beyond : Verdict::different;
}

std::vector<PythonFile> python_files(std::size_t every) {
    std::vector<std::string> paths;
    if (std::string library = standard_library(); !library.empty()) collect(library, paths);
    if (const char* corpus = std::getenv("ZENLINT_CORPUS")) collect(corpus, paths);
    std::ranges::sort(paths);
    std::vector<PythonFile> files;
    for (std::size_t i = 0; i < paths.size(); i += every) {
        std::ifstream in(paths[i], std::ios::binary);
        files.push_back({paths[i], std::string(std::istreambuf_iterator<char>(in), {})});
        if (files.back().text.starts_with("\xEF\xBB\xBF")) files.back().text.erase(0, 3);
    }
    return files;
}

bool thorough() {
    return std::getenv("ZENLINT_FULL") != nullptr;
}

}  // namespace zen::tests

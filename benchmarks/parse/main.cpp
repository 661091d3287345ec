// Parses all Python files below some folders with zenlint's parser and with the tree-sitter runtime, by turns in one process, and
// prints the ratio of their CPU times. Usage: bench-parse [--rounds N] [--every N] [--verify] PATH…
#include <time.h>
#include <tree_sitter/api.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "syntax/parse.h"
#include "syntax/reference.h"

extern "C" const TSLanguage* tree_sitter_python(void);

namespace {

struct File {
    std::string path, text;
};

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::vector<File> read_files(const std::vector<std::string>& roots, unsigned every) {
    namespace fs = std::filesystem;
    std::vector<std::string> paths;
    for (const std::string& root : roots) {
        if (fs::is_regular_file(root)) paths.push_back(root);
        else
            for (const auto& entry : fs::recursive_directory_iterator(root))
                if (entry.is_regular_file() && entry.path().extension() == ".py") paths.push_back(entry.path().string());
    }
    std::ranges::sort(paths);
    std::vector<File> files;
    for (std::size_t i = 0; i < paths.size(); i += every) {
        std::ifstream in(paths[i], std::ios::binary);
        std::string text((std::istreambuf_iterator<char>(in)), {});
        if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
        files.push_back({paths[i], std::move(text)});
    }
    return files;
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

bool same(const zen::NodeRecord& a, const zen::NodeRecord& b) {
    return a.kind == b.kind && a.field == b.field && a.flags == b.flags && a.start == b.start && a.end == b.end && a.parent == b.parent &&
           a.next == b.next;
}

void show(const char* who, const zen::Tree& tree, std::size_t i) {
    if (i >= tree.nodes.size()) return (void)std::printf("  %s: no more nodes\n", who);
    const zen::NodeRecord& n = tree.nodes[i];
    std::printf("  %s: node %zu %s [%u,%u) field %s flags %u parent %u next %u\n", who, i, zen::kind_name(n.kind).data(), n.start, n.end,
                zen::field_name(n.field).data(), n.flags, n.parent, n.next);
}

int verify(const std::vector<File>& files) {
    zen::Parser parser;
    std::size_t same_files = 0, different = 0, handed_over = 0, needless = 0;
    for (const File& file : files) {
        zen::Tree ours = parser.parse_undamaged(file.text), theirs = zen::parse_by_runtime(file.text);
        if (ours.nodes.empty()) {
            ++handed_over;
            if (theirs.damaged()) continue;
            if (++needless <= 20) std::printf("handed over without need: %s\n", file.path.c_str());
            continue;
        }
        std::size_t i = 0;
        while (i < ours.nodes.size() && i < theirs.nodes.size() && same(ours.nodes[i], theirs.nodes[i])) ++i;
        if (i == ours.nodes.size() && i == theirs.nodes.size()) {
            ++same_files;
            continue;
        }
        if (++different > 20) continue;
        std::printf("different: %s\n", file.path.c_str());
        show("ours", ours, i);
        show("reference", theirs, i);
    }
    std::printf("%zu files the same, %zu different, %zu handed over, %zu of them without need\n", same_files, different, handed_over, needless);
    return different != 0 || needless != 0;
}

}  // namespace

int main(int argc, char** argv) {
    unsigned rounds = 5, every = 1;
    bool verifying = false, alone = false;
    std::vector<std::string> roots;
    for (int i = 1; i < argc; ++i) {
        if (!std::strcmp(argv[i], "--rounds") && i + 1 < argc) rounds = static_cast<unsigned>(std::atoi(argv[++i]));
        else if (!std::strcmp(argv[i], "--every") && i + 1 < argc) every = static_cast<unsigned>(std::atoi(argv[++i]));
        else if (!std::strcmp(argv[i], "--verify")) verifying = true;
        else if (!std::strcmp(argv[i], "--alone")) alone = true;
        else roots.push_back(argv[i]);
    }
    std::vector<File> files = read_files(roots, every);
    double megabytes = 0;
    for (const File& f : files) megabytes += static_cast<double>(f.text.size()) / 1e6;
    std::printf("%zu files, %.1f MB\n", files.size(), megabytes);
    if (files.empty()) return 2;
    if (verifying) return verify(files);

    zen::Parser parser;
    TSParser* runtime = ts_parser_new();
    ts_parser_set_language(runtime, tree_sitter_python());
    std::vector<double> ours, theirs;
    std::size_t nodes = 0;
    for (unsigned round = 0; round < rounds; ++round) {
        double begin = cpu_seconds();
        nodes = 0;
        for (const File& file : files) nodes += parser.parse(file.text).nodes.size();
        ours.push_back(cpu_seconds() - begin);
        if (alone) continue;
        begin = cpu_seconds();
        for (const File& file : files)
            ts_tree_delete(ts_parser_parse_string(runtime, nullptr, file.text.data(), static_cast<std::uint32_t>(file.text.size())));
        theirs.push_back(cpu_seconds() - begin);
    }
    double our_time = median(ours), best = *std::ranges::min_element(ours);
    std::printf("zenlint: %.3f s, %.1f MB/s (best %.1f), %.1f million nodes/s, %.2f bytes of tree per source byte\n", our_time, megabytes / our_time,
                megabytes / best, static_cast<double>(nodes) / our_time / 1e6, static_cast<double>(nodes * sizeof(zen::NodeRecord)) / megabytes / 1e6);
    if (!alone) std::printf("tree-sitter runtime: %.3f s, %.1f MB/s\nratio: %.1f\n", median(theirs), megabytes / median(theirs), median(theirs) / our_time);
    ts_parser_delete(runtime);
}

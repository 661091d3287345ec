// Parses all Python files below some folders with zenlint's parser and with the tree-sitter runtime, by turns in one
// process, and prints the ratio of their CPU times; then what one large file takes in time and memory, and what the
// first parse of all costs.
//
//     bench-parse [--rounds N] [--every N] [--alone] PATH…
//
// --every takes each n-th file only; --alone leaves the runtime and the large file out, for profilers and
// against_ruff.py.
#include <tree_sitter/api.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "corpus.h"
#include "syntax/parse.h"

extern "C" const TSLanguage* tree_sitter_python(void);

namespace {

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

// A line of /proc/self/status in bytes; 0 where there is no such file.
double memory(const char* line) {
    std::ifstream status("/proc/self/status");
    for (std::string text; std::getline(status, text);)
        if (text.starts_with(line)) return std::strtod(text.c_str() + std::strlen(line), nullptr) * 1024;
    return 0;
}

// As many of the files as make up about 50 MB in one.
void measure_large_file(const std::vector<std::string>& texts) {
    zen::Parser parser;
    std::string all;
    for (std::size_t i = 0; i < texts.size() && all.size() < 50'000'000; ++i)
        if (!parser.parse_undamaged(texts[i]).nodes.empty()) all += texts[i] + "\n";
    parser = {};
    std::ofstream("/proc/self/clear_refs") << "5";  // the peak counts from here
    const double before = memory("VmRSS:"), begin = bench::cpu_seconds();
    const zen::Tree tree = parser.parse_undamaged(all);
    const double seconds = bench::cpu_seconds() - begin, size = static_cast<double>(all.size());
    if (tree.nodes.empty()) return (void)std::puts("one large file: the parts do not parse as one");
    std::printf("one file of %.1f MB: %.1f MB/s, %.2f bytes of tree and %.2f bytes at the peak per source byte\n",
                size / 1e6, size / seconds / 1e6,
                static_cast<double>(tree.nodes.size() * sizeof(zen::NodeRecord)) / size,
                (memory("VmHWM:") - before) / size);
}

}  // namespace

int main(int argc, char** argv) {
    double begin = bench::cpu_seconds();
    (void)zen::parse("x = 1\n");
    const double first_parse = bench::cpu_seconds() - begin;

    unsigned rounds = 5, every = 1;
    bool alone = false;
    std::vector<std::string> roots;
    for (int i = 1; i < argc; ++i) {
        if (!std::strcmp(argv[i], "--rounds") && i + 1 < argc) {
            rounds = static_cast<unsigned>(std::max(1, std::atoi(argv[++i])));
        } else if (!std::strcmp(argv[i], "--every") && i + 1 < argc) {
            every = static_cast<unsigned>(std::max(1, std::atoi(argv[++i])));
        } else if (!std::strcmp(argv[i], "--alone")) {
            alone = true;
        } else {
            roots.push_back(argv[i]);
        }
    }
    const std::vector<std::string> texts = bench::read_files(roots, every);
    double megabytes = 0;
    for (const std::string& text : texts) megabytes += static_cast<double>(text.size()) / 1e6;
    std::printf("%zu files, %.1f MB\n", texts.size(), megabytes);
    if (texts.empty()) return 2;

    zen::Parser parser;
    TSParser* runtime = ts_parser_new();
    ts_parser_set_language(runtime, tree_sitter_python());
    std::vector<double> ours, theirs, ratios;
    std::size_t nodes = 0;
    for (unsigned round = 0; round < rounds; ++round) {
        begin = bench::cpu_seconds();
        nodes = 0;
        for (const std::string& text : texts) nodes += parser.parse(text).nodes.size();
        ours.push_back(bench::cpu_seconds() - begin);
        if (alone) continue;
        begin = bench::cpu_seconds();
        for (const std::string& text : texts)
            ts_tree_delete(
                ts_parser_parse_string(runtime, nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
        theirs.push_back(bench::cpu_seconds() - begin);
        ratios.push_back(theirs.back() / ours.back());
    }
    ts_parser_delete(runtime);
    std::printf("zenlint: %.3f s, %.1f MB/s (best %.1f), %.1f million nodes/s, %.2f bytes of tree per source byte\n",
                median(ours), megabytes / median(ours), megabytes / *std::ranges::min_element(ours),
                static_cast<double>(nodes) / median(ours) / 1e6,
                static_cast<double>(nodes * sizeof(zen::NodeRecord)) / megabytes / 1e6);
    if (alone) return 0;
    std::printf("tree-sitter runtime, without any walk over its tree: %.3f s, %.1f MB/s\n", median(theirs),
                megabytes / median(theirs));
    std::printf("ratio: %.1f (%.1f to %.1f)\n", median(ratios), *std::ranges::min_element(ratios),
                *std::ranges::max_element(ratios));
    std::printf("first parse of the process: %.3f ms\n", first_parse * 1e3);
    measure_large_file(texts);
}

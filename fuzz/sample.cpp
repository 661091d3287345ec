// The same targets without libFuzzer, for every build and sanitizer: the seeds, damaged at random.
//
//   fuzz-sample [TARGET [TURNS]]        TURNS damaged inputs of each target; each run of a number is the same
//   fuzz-sample --seeds TARGET FOLDER   write the seeds as files, for libFuzzer
//   fuzz-sample --run TARGET FILE…      these inputs and no other
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "targets.h"

using namespace zen::fuzz;

namespace {

std::string damaged(const std::vector<std::string>& seeds, std::mt19937& random) {
    auto below = [&](std::size_t n) { return n ? static_cast<std::size_t>(random()) % n : 0; };
    std::string text = seeds[below(seeds.size())];
    for (std::size_t i = 1 + below(4); i > 0; --i) {
        std::size_t at = below(text.size() + 1), size = below(12);
        const std::string& other = seeds[below(seeds.size())];
        switch (below(5)) {
            case 0:
                text.erase(at, size);
                break;
            case 1:
                text.insert(at, 1, static_cast<char>(random()));
                break;
            case 2:
                text.insert(at, other.substr(below(other.size() + 1), size * 3));
                break;
            case 3:
                text.insert(at, text.substr(below(text.size() + 1), size * 6));
                break;
            default:
                text.resize(at);
        }
    }
    return text;
}

std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> words(argv + 1, argv + argc);
    const bool seeds_only = !words.empty() && words[0] == "--seeds", run_files = !words.empty() && words[0] == "--run";
    if (seeds_only || run_files) words.erase(words.begin());
    const std::string name = words.empty() ? "" : words[0];
    const unsigned turns = words.size() > 1 && !run_files ? static_cast<unsigned>(std::atoi(words[1].c_str())) : 200;
    bool any = false;
    for (const Target& target : targets()) {
        if (!name.empty() && target.name != name) continue;
        any = true;
        if (run_files) {
            for (std::size_t i = 1; i < words.size(); ++i) target.run(contents(words[i]));
            continue;
        }
        std::vector<std::string> seeds = target.seeds();
        if (seeds_only) {
            std::filesystem::create_directories(words.at(1));
            for (std::size_t i = 0; i < seeds.size(); ++i)
                std::ofstream(words[1] + "/seed-" + std::to_string(i), std::ios::binary) << seeds[i];
            continue;
        }
        std::mt19937 random(12);
        for (unsigned i = 0; i < turns; ++i) {
            std::string input = damaged(seeds, random);
            // What a crash was made of can be read here.
            if (std::getenv("ZENLINT_FUZZ_KEEP"))
                std::ofstream(std::getenv("ZENLINT_FUZZ_KEEP"), std::ios::binary) << input;
            target.run(input);
        }
        std::printf("%.*s: %u inputs\n", static_cast<int>(target.name.size()), target.name.data(), turns);
        std::fflush(stdout);
    }
    return any ? 0 : 2;
}

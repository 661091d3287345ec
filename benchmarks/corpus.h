// What the benchmarks share: the processor's clock and the files to work on.
#pragma once
#include <time.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace bench {

// CPU time of this thread.
inline double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// The Python files below the roots (each n-th of them), without byte order marks; roots may be files.
inline std::vector<std::string> read_files(const std::vector<std::string>& roots, unsigned every) {
    namespace fs = std::filesystem;
    std::vector<std::string> paths, texts;
    for (const std::string& root : roots) {
        if (fs::is_regular_file(root)) {
            paths.push_back(root);
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(root))
            if (entry.is_regular_file() && entry.path().extension() == ".py") paths.push_back(entry.path().string());
    }
    std::ranges::sort(paths);
    for (std::size_t i = 0; i < paths.size(); i += every) {
        std::ifstream in(paths[i], std::ios::binary);
        std::string text(fs::file_size(paths[i]), '\0');
        in.read(text.data(), static_cast<std::streamsize>(text.size()));
        if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
        texts.push_back(std::move(text));
    }
    return texts;
}

}  // namespace bench

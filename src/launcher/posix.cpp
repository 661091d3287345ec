// The program of a wheel on Linux and macOS. All that zenlint does is in the library of its Python package, so that a
// wheel holds it once; this finds the library, loads it and runs it. No more than the C library is linked.
#include <dirent.h>
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <initializer_list>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#define LIBRARY "libzenlint.dylib"
#else
#include <sys/auxv.h>
#define LIBRARY "libzenlint.so"
#endif

namespace {

using Path = char[PATH_MAX];
using Main = int (*)(int, const char* const*);

bool join(Path& out, const char* folder, const char* more) {
    const int length = snprintf(out, sizeof out, "%s/%s", folder, more);
    return length > 0 && static_cast<size_t>(length) < sizeof out;
}

// The folder of this program, where symbolic links lead to; empty if the system does not tell.
void own_folder(Path& out) {
#ifdef __APPLE__
    Path given;
    uint32_t size = sizeof given;
    const bool known = _NSGetExecutablePath(given, &size) == 0 && realpath(given, out);
#else
    const auto* given = reinterpret_cast<const char*>(getauxval(AT_EXECFN));  // where /proc is not mounted
    const bool known = realpath("/proc/self/exe", out) || (given && realpath(given, out));
#endif
    char* slash = known ? strrchr(out, '/') : nullptr;
    *(slash ? slash : out) = 0;
}

// The entry of this library, if it is there and is of this version: several Pythons may share a folder of programs.
Main entry(const char* path) {
    if (access(path, R_OK) != 0) return nullptr;
    void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        fprintf(stderr, "zenlint: %s\n", dlerror());
        return nullptr;
    }
    const auto version = reinterpret_cast<const char* (*)()>(dlsym(library, "zenlint_version"));
    if (version && strcmp(version(), ZENLINT_VERSION) == 0)
        if (const auto main = reinterpret_cast<Main>(dlsym(library, "zenlint_main"))) return main;
    dlclose(library);
    return nullptr;
}

// Looks through FOLDER/NAME/site-packages/zenlint for all names of a Python: python3.12, pypy3.10, python3, python.
Main in_pythons_of(const char* folder) {
    DIR* names = opendir(folder);
    if (!names) return nullptr;
    Main found = nullptr;
    while (const dirent* each = found ? nullptr : readdir(names)) {
        if (strncmp(each->d_name, "python", 6) != 0 && strncmp(each->d_name, "pypy", 4) != 0) continue;
        Path python, library;
        for (const char* packages : {"site-packages/zenlint/" LIBRARY, "dist-packages/zenlint/" LIBRARY})
            if (!found && join(python, folder, each->d_name) && join(library, python, packages)) found = entry(library);
    }
    closedir(names);
    return found;
}

}  // namespace

int main(int argc, char** argv) {
    Path here, other;
    own_folder(here);
    Main run = nullptr;
    // Beside the program (an archive), `pip install --target`, an environment.
    for (const char* library : {LIBRARY, "../zenlint/" LIBRARY})
        if (!run && join(other, here, library)) run = entry(other);
    for (const char* folder : {"../lib", "../lib64"})
        if (!run && join(other, here, folder)) run = in_pythons_of(other);
    if (run) return run(argc, argv);
    fprintf(stderr,
            "zenlint: " LIBRARY " of version " ZENLINT_VERSION
            " was not found in %s or in a Python's packages beside it; reinstall zenlint\n",
            here);
    return 2;
}

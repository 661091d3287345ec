// The program of a wheel on Windows. All that zenlint does is in the library of its Python package, so that a wheel
// holds it once; this finds the library, loads it and runs it. No more than the C library is linked.
#include <windows.h>

#include <string.h>
#include <wchar.h>

#include <initializer_list>

namespace {

constexpr DWORD longest = 32768;
using Path = wchar_t[longest];
using Main = int (*)(int, const char* const*);

// Prints these to standard error: as UTF-16 in a console, else as UTF-8. printf() would lose names outside of ASCII.
void print(std::initializer_list<const wchar_t*> parts) {
    const HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    static char bytes[3 * longest];
    DWORD mode, written;
    const bool console = GetConsoleMode(out, &mode);
    for (const wchar_t* text : parts) {
        if (console) {
            WriteConsoleW(out, text, static_cast<DWORD>(wcslen(text)), &written, nullptr);
        } else if (const int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, nullptr, nullptr)) {
            WriteFile(out, bytes, static_cast<DWORD>(size - 1), &written, nullptr);
        }
    }
}

// The entry of the library at `folder` and `more`, if it is there and is of this version.
Main entry(const wchar_t* folder, const wchar_t* more) {
    static Path path;
    if (!*folder || wcslen(folder) + wcslen(more) + 1 > longest) return nullptr;
    wcscpy(path, folder);
    wcscat(path, more);
    if (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES) return nullptr;
    const HMODULE library = LoadLibraryExW(path, nullptr, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!library) {
        wchar_t error[16];
        _ultow(GetLastError(), error, 10);
        print({L"zenlint: ", path, L" cannot be loaded (error ", error, L")\n"});
        return nullptr;
    }
    // By way of a type that every function may be taken for.
    const auto found = [&](const char* name) { return reinterpret_cast<void*>(GetProcAddress(library, name)); };
    const auto version = reinterpret_cast<const char* (*)()>(found("zenlint_version"));
    if (version && strcmp(version(), ZENLINT_VERSION) == 0)
        if (const auto main = reinterpret_cast<Main>(found("zenlint_main"))) return main;
    FreeLibrary(library);
    return nullptr;
}

// The same below the folder that a variable names. uv and pipx copy the program out of the environment that they make.
Main in_tools(const wchar_t* variable, const wchar_t* more) {
    static Path folder;
    const DWORD length = GetEnvironmentVariableW(variable, folder, longest);
    return length && length < longest ? entry(folder, more) : nullptr;
}

}  // namespace

int main(int argc, char** argv) {
    static Path here;
    const DWORD length = GetModuleFileNameW(nullptr, here, longest);
    wchar_t* slash = length && length < longest ? wcsrchr(here, L'\\') : nullptr;
    *(slash ? slash : here) = 0;
    Main run = nullptr;
    // Beside the program (an archive), an environment, `pip install --user`, `pip install --target`.
    for (const wchar_t* library : {L"\\zenlint.dll", L"\\..\\Lib\\site-packages\\zenlint\\zenlint.dll",
                                   L"\\..\\site-packages\\zenlint\\zenlint.dll", L"\\..\\zenlint\\zenlint.dll"})
        if (!run) run = entry(here, library);
    struct Tools {
        const wchar_t *variable, *library;
    };
    for (const Tools& tools :
         {Tools{L"UV_TOOL_DIR", L"\\zenlint\\Lib\\site-packages\\zenlint\\zenlint.dll"},
          Tools{L"APPDATA", L"\\uv\\tools\\zenlint\\Lib\\site-packages\\zenlint\\zenlint.dll"},
          Tools{L"PIPX_HOME", L"\\venvs\\zenlint\\Lib\\site-packages\\zenlint\\zenlint.dll"},
          Tools{L"USERPROFILE", L"\\pipx\\venvs\\zenlint\\Lib\\site-packages\\zenlint\\zenlint.dll"},
          Tools{L"LOCALAPPDATA", L"\\pipx\\pipx\\venvs\\zenlint\\Lib\\site-packages\\zenlint\\zenlint.dll"}})
        if (!run) run = in_tools(tools.variable, tools.library);
    if (run) return run(argc, argv);
    print({L"zenlint: zenlint.dll of version " ZENLINT_VERSION " was not found in ", here,
           L" or in a Python's packages beside it; reinstall zenlint\n"});
    return 2;
}

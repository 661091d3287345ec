#include "system/process.h"

#include "system/files.h"
#include "system/windows/wide.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cwctype>

#include "text/path.h"

namespace zen::process {
namespace {

using windows::Handle;
using windows::narrow;
using windows::wide;

// As CommandLineToArgvW takes it apart.
std::wstring quoted(const std::string& argument) {
    std::wstring out = L"\"";
    std::size_t backslashes = 0;
    for (wchar_t c : wide(argument)) {
        if (c == L'"') out.append(backslashes + 1, L'\\');
        backslashes = c == L'\\' ? backslashes + 1 : 0;
        out += c;
    }
    out.append(backslashes, L'\\');
    return out + L'"';
}

// A program on PATH. The current folder is not asked, which may be anybody's; CreateProcess would ask it first.
std::string program(const std::string& name) {
    const std::string path = variable("PATH");
    for (std::string_view rest = path; !rest.empty();) {
        std::size_t end = std::min(rest.find(';'), rest.size());
        std::string_view folder = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!is_absolute(folder)) continue;
        std::string found = joined(folder, name + ".exe");
        if (files::is_regular(found)) return found;
    }
    return "";
}

// Our environment with other values, as CreateProcess wants it: sorted, each with a zero at its end, and one more.
std::wstring environment_with(std::span<const std::string_view> ours) {
    std::vector<std::wstring> all;
    for (std::string_view text : ours) all.push_back(wide(text));
    auto lower = [](std::wstring text) {
        std::ranges::transform(text, text.begin(), [](wchar_t c) { return static_cast<wchar_t>(std::towlower(c)); });
        return text;
    };
    auto name = [&](const std::wstring& text) { return lower(text.substr(0, text.find(L'=', 1))); };
    wchar_t* block = ::GetEnvironmentStringsW();
    for (const wchar_t* at = block; at && *at; at += std::wstring_view(at).size() + 1) {
        std::wstring text = at;
        bool replaced = std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(ours.size()),
                                    [&](const std::wstring& one) { return name(one) == name(text); });
        if (!replaced) all.push_back(std::move(text));
    }
    ::FreeEnvironmentStringsW(block);
    std::ranges::sort(all, {}, name);
    std::wstring out;
    for (const std::wstring& text : all) out += text + L'\0';
    return out += L'\0';
}

}  // namespace

std::optional<Ran> run(std::vector<std::string> arguments, std::span<const std::string_view> environment) {
    const std::string path = program(arguments[0]);
    if (path.empty()) return std::nullopt;
    std::wstring line;
    for (const std::string& argument : arguments) line += (line.empty() ? L"" : L" ") + quoted(argument);
    std::wstring variables = environment_with(environment);
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    HANDLE ends[2];
    if (!::CreatePipe(&ends[0], &ends[1], &inherited, 0)) return std::nullopt;
    Handle from(ends[0]), to(ends[1]);
    ::SetHandleInformation(from.get(), HANDLE_FLAG_INHERIT, 0);
    Handle nothing(::CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited,
                                 OPEN_EXISTING, 0, nullptr));
    STARTUPINFOW start{};
    start.cb = sizeof start;
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdInput = start.hStdError = nothing.get();
    start.hStdOutput = to.get();
    PROCESS_INFORMATION child{};
    if (!::CreateProcessW(windows::wide_path(path).c_str(), line.data(), nullptr, nullptr, TRUE,
                          CREATE_UNICODE_ENVIRONMENT | CREATE_NO_WINDOW, variables.data(), nullptr, &start, &child))
        return std::nullopt;
    Handle process(child.hProcess), thread(child.hThread);
    to.close();
    Ran out;
    std::array<char, 65536> buffer;
    for (DWORD n = 0; ::ReadFile(from.get(), buffer.data(), buffer.size(), &n, nullptr) && n;)
        out.output.append(buffer.data(), n);
    ::WaitForSingleObject(process.get(), INFINITE);
    DWORD status = 128;
    ::GetExitCodeProcess(process.get(), &status);
    out.status = static_cast<int>(status);
    return out;
}

std::optional<int> run_in_shell(const std::string& command) {
    // Of a command that begins with a quote, cmd.exe takes the first and the last one away.
    const int status = ::_wsystem(wide('"' + command + '"').c_str());
    return status == -1 ? std::nullopt : std::optional(status);
}

bool shell_is_cmd() {
    return true;
}

bool is_alive(int id) {
    Handle process(::OpenProcess(SYNCHRONIZE, FALSE, static_cast<DWORD>(id)));
    if (!process) return ::GetLastError() == ERROR_ACCESS_DENIED;
    return ::WaitForSingleObject(process.get(), 0) == WAIT_TIMEOUT;
}

std::string variable(const char* name) {
    const std::wstring wanted = wide(name);
    const DWORD size = ::GetEnvironmentVariableW(wanted.c_str(), nullptr, 0);
    if (size == 0) return "";
    std::wstring out(size, L'\0');
    out.resize(::GetEnvironmentVariableW(wanted.c_str(), out.data(), size));
    return narrow(out);
}

std::string home_folder() {
    std::string home = variable("USERPROFILE");
    return is_absolute(home) ? normal_path(home) : "";
}

std::string config_folder() {
    std::string folder = variable("XDG_CONFIG_HOME");
    if (!is_absolute(folder)) folder = variable("APPDATA");
    return is_absolute(folder) ? normal_path(folder) : "";
}

Build build() {
    HMODULE ours = nullptr;
    ::GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                         reinterpret_cast<LPCWSTR>(&build), &ours);
    std::wstring path(32768, L'\0');
    path.resize(::GetModuleFileNameW(ours, path.data(), static_cast<DWORD>(path.size())));
    return {"", windows::narrow_path(path)};
}

}  // namespace zen::process

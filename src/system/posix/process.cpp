#include "system/process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "system/streams.h"

#ifdef __APPLE__
#include <crt_externs.h>
#define environ (*_NSGetEnviron())  // a library has no `environ` there
#else
extern char** environ;
#endif

namespace zen::process {
namespace {

std::vector<std::string> environment_with(std::span<const std::string_view> ours) {
    std::vector<std::string> out(ours.begin(), ours.end());
    for (char** variable = environ; *variable; ++variable) {
        std::string_view text = *variable;
        auto same_name = [&](std::string_view one) { return text.starts_with(one.substr(0, one.find('=') + 1)); };
        if (std::ranges::none_of(ours, same_name)) out.emplace_back(text);
    }
    return out;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> out;
    for (std::string& s : strings) out.push_back(s.data());
    out.push_back(nullptr);
    return out;
}

}  // namespace

std::optional<Ran> run(std::vector<std::string> arguments, std::span<const std::string_view> environment) {
    std::vector<char*> argv = pointers(arguments);
    std::vector<std::string> variables = environment_with(environment);
    std::vector<char*> envp = pointers(variables);
    int ends[2];
    if (::pipe(ends) != 0) return std::nullopt;
    for (int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    int error = ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (error) {
        ::close(ends[0]);
        return std::nullopt;
    }
    Result<std::string> output = streams::read_all(ends[0], arguments[0]);
    ::close(ends[0]);
    Ran out;
    while (::waitpid(child, &out.status, 0) < 0 && errno == EINTR) {}
    out.status = WIFEXITED(out.status) ? WEXITSTATUS(out.status) : 128;
    if (output) out.output = std::move(*output);
    return out;
}

std::optional<int> run_in_shell(const std::string& command) {
    const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): the user's own command
    if (status == -1 || !WIFEXITED(status)) return std::nullopt;
    return WEXITSTATUS(status);
}

bool shell_is_cmd() {
    return false;
}

bool is_alive(int id) {
    return ::kill(id, 0) == 0 || errno != ESRCH;
}

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::string home_folder() {
    return variable("HOME");
}

std::string config_folder() {
    std::string folder = variable("XDG_CONFIG_HOME");
    if (folder.starts_with('/')) return folder;
    std::string home = home_folder();
    return home.empty() ? "" : home + "/.config";
}

}  // namespace zen::process

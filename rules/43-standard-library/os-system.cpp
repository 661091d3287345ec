// A plain command can be shown as a list of arguments.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// `"git add ."` → `["git", "add", "."]`; "" when the shell has something to do: quotes, pipes, variables, patterns.
std::string os_system_list(Node command) {
    if (!command.is(Kind::string) || !command.has_children(3) || command.child(0u).text().size() != 1) return "";
    std::string_view text = command.child(1u).text();
    if (text.find_first_of("\\\"'|&;<>$`*?[](){}~#!\n%") != text.npos) return "";
    std::string quote(command.child(0u).text()), list;
    for (std::size_t at = text.find_first_not_of(' '); at < text.size(); at = text.find_first_not_of(' ', at)) {
        std::size_t end = std::min(text.find(' ', at), text.size());
        list += (list.empty() ? "" : ", ") + quote + std::string(text.substr(at, end - at)) + quote;
        at = end;
    }
    return list.empty() ? "" : formatted("[{}]", list);
}

// Is one of the commands `cls` or `clear`, in capitals or not? Those of a name are what is stored in it.
bool os_system_clears(const Match& m, Node command) {
    if (command.is(Kind::identifier))
        return std::ranges::any_of(stored_values(m.ask, command), [&](Node value) {
            return !value.is(Kind::identifier) && os_system_clears(m, value);
        });
    for (Node n : command.descendants()) {
        if (!n.is(Kind::string_content)) continue;
        std::string text(n.text());
        for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        text = text.substr(0, text.find_first_of(" |&;"));
        if (text == "cls" || text == "clear") return true;
    }
    return false;
}

}  // namespace

Verdict os_system(const Match& m) {
    Node command = argument(m.at, m.index() == 0 ? "command" : "cmd", 0);
    if (!command) return silent;
    const bool system = m.index() == 0 || m.index() == 4, output_wanted = !system;
    // Windows consoles without escape sequences leave no other way to clear the screen.
    if (os_system_clears(m, command) != (m.index() == 4)) return silent;
    bool output = output_wanted;
    if (m.index() == 1)
        if (Node mode = argument(m.at, "mode", 1);
            mode.is(Kind::string) && mode.text().find('w') != std::string_view::npos)
            output = false;
    // `os.system("")` makes a Windows console understand escape sequences.
    if (command.is(Kind::string) && command.has_children(2)) return silent;
    if (os_system_clears(m, command))
        return found(m.at, "this starts a shell to clear the screen: use `print(\"\\033[2J\\033[H\", end=\"\")`");
    // `getstatusoutput()` returns the status, so a failure raises nothing.
    const bool both = m.index() == 3;
    bool status = system && !statement_context(m.at);
    std::string list = os_system_list(command);
    std::string call =
        formatted("subprocess.run({}{}{}{}", list.empty() ? "[...]" : short_code(list, 50),
                  output ? ", capture_output=True, text=True" : "", status || both ? ", check=False)" : ", check=True)",
                  status            ? ".returncode"
                  : output && !both ? ".stdout"
                                    : "");
    const std::string_view function = both ? "getstatusoutput" : m.at.child(Field::function).text();
    return found(m.at, m.message("`$function()` runs the command in a shell: use `$call`",
                                 {{"function", function}, {"call", call}}));
}

}  // namespace zen::rules

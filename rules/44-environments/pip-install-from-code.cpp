// Is the command `pip install`?
#include "rule.h"

namespace zen::rules {

namespace {

// The words of the string literals in the command, each between spaces.
std::string pip_install_from_code_words(const Match& m, Node command) {
    std::string words = " ";
    for (Node n : command.descendants()) {
        if (n.is(Kind::string_content)) words += std::string(n.text()) + " ";
        if (m.ask.means(n, "sys.executable")) words += "python ";
    }
    for (char& c : words)
        if (c == '\t' || c == '\n') c = ' ';
    return words;
}

// The command begins with pip, or with a Python that runs it.
bool pip_install_from_code_installs(std::string_view words) {
    std::size_t install = words.find(" install ");
    if (install == words.npos) return false;
    std::string_view before = words.substr(0, install + 1);
    std::size_t last = before.find_last_not_of(' ');
    std::size_t first = before.rfind(' ', last);
    if (last == before.npos || first == before.npos) return false;
    std::string_view program = before.substr(first + 1, last - first);
    bool pip = program == "pip" || program == "pip3" || program.ends_with("/pip") || program.ends_with("/pip3");
    // Elsewhere in the string it is only mentioned.
    std::string_view starter = before.substr(0, first + 1);
    bool opens = starter.find_first_not_of(' ') == starter.npos || starter.ends_with(" -m ") ||
                 starter.ends_with(" sudo ") || starter.ends_with("; ") || starter.ends_with("&& ");
    return pip && opens;
}

}  // namespace

Verdict pip_install_from_code(const Match& m) {
    std::string message = "this changes the environment of the user: declare the dependency in `pyproject.toml`";

    if (m.ask.qualified(m.at.child(Field::function)).starts_with("pip.")) {
        for (Node n : m.at.child(Field::arguments).descendants())
            if (n.is(Kind::string_content) && n.text() == "install") return found(m.at, message);
        return silent;
    }
    Node command = m.at.child(Field::arguments).child(0u);
    if (command.is(Kind::keyword_argument)) command = command.child(Field::value);
    std::string words = pip_install_from_code_words(m, command);
    if (!pip_install_from_code_installs(words)) return silent;
    // Some tools create environments: `env/bin/pip`, `--target`, `--prefix`, a wheelhouse.
    for (std::string_view other : {"--target", "--prefix", "--root", "--python", "-t "})
        if (words.find(" " + std::string(other)) != words.npos) return silent;
    return found(m.at, message);
}

}  // namespace zen::rules

// zenlint completion: scripts that make bash, zsh and fish complete zenlint, made of the command line's definition.

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/shell.h"
#include "system/streams.h"
#include "text/formatted.h"

namespace zen {
namespace {

// Codes and names of all rules, as a shell command: those of the folder's own pages too.
constexpr std::string_view list_rules =
    R"(zenlint rule --all --color never 2>/dev/null | sed -nE 's/^([^ ]+) (\[.\])? *([^ ]+) .*/\1\n\3/p')";

bool takes_rules(std::string_view value) {
    return value.starts_with("RULE");
}

bool takes_file(const OptionHelp& option) {
    return option.value.find("FILE") != std::string::npos || option.value == "FOLDER";
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

std::string bash(const std::vector<CommandHelp>& commands) {
    std::string names;
    for (std::size_t i = 1; i < commands.size(); ++i) names += (names.empty() ? "" : " ") + commands[i].name;
    std::string out =
        "# bash completion of zenlint: source it, or put it into ~/.local/share/bash-completion/completions/zenlint\n"
        "_zenlint_words() {\n"
        "    # Completes the word after the last comma.\n"
        "    local done=\n"
        "    [[ $cur == *,* ]] && done=${cur%,*},\n"
        "    COMPREPLY=($(compgen -P \"$done\" -W \"$1\" -- \"${cur##*,}\"))\n"
        "}\n"
        "_zenlint_rules() {\n"
        "    _zenlint_words \"$(";
    out += list_rules;
    out +=
        ")\"\n"
        "}\n"
        "_zenlint() {\n"
        "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command= word\n"
        "    [[ $prev == '=' ]] && prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
        "    [[ $cur == '=' ]] && prev=${COMP_WORDS[COMP_CWORD - 1]} cur=\n"
        "    COMPREPLY=()\n"
        "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
        "        [[ $word == -* ]] || { command=$word; break; }\n"
        "    done\n"
        "    case $command in\n";
    for (const CommandHelp& command : commands) {
        std::string options, values;
        for (const OptionHelp& option : command.options) {
            options += (options.empty() ? "" : " ") + joined(option.names);
            std::string pattern;
            for (const std::string& name : option.names) pattern += (pattern.empty() ? "" : "|") + name;
            if (!option.choices.empty())
                append(values, "        {}) _zenlint_words {}; return ;;\n", pattern,
                       shell_quoted(joined(option.choices)));
            else if (takes_rules(option.value))
                append(values, "        {}) _zenlint_rules; return ;;\n", pattern);
            else if (takes_file(option))
                append(values, "        {}) COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n", pattern);
            else if (!option.value.empty())
                append(values, "        {}) return ;;\n", pattern);
        }
        out += command.name.empty() || command.name == "zenlint" ? "    '')\n" : formatted("    {})\n", command.name);
        if (!values.empty()) append(out, "        case $prev in\n{}        esac\n", values);
        append(out, "        [[ $cur == -* ]] && {{ COMPREPLY=($(compgen -W {} -- \"$cur\")); return; }}\n",
               shell_quoted(options));
        if (&command == &commands.front())
            append(out, "        COMPREPLY=($(compgen -W {} -- \"$cur\")) ;;\n", shell_quoted(names));
        else if (!command.choices.empty())
            append(out, "        COMPREPLY=($(compgen -W {} -- \"$cur\")) ;;\n", shell_quoted(joined(command.choices)));
        else if (takes_rules(command.takes))
            out += "        _zenlint_rules ;;\n";
        else if (!command.takes.empty())
            out += "        COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n";
        else
            out += "        ;;\n";
    }
    return formatted("{}    esac\n}}\ncomplete -o filenames -o bashdefault -F _zenlint zenlint\n", out);
}

// A meaning inside the brackets of zsh's _arguments.
std::string bracketed(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string zsh_action(const OptionHelp& option) {
    if (option.value.empty()) return "";
    std::string out = formatted(":{}:", bracketed(option.value));
    // Only a report may be one of several, each with a file behind `=`.
    if (option.value.ends_with("[=FILE]"))
        return formatted("{}_sequence -s , compadd -S '' - {}", out, joined(option.choices));
    if (!option.choices.empty()) return formatted("{}({})", out, joined(option.choices));
    if (takes_rules(option.value)) return formatted("{}_sequence _zenlint_rules", out);
    return takes_file(option) ? out + "_files" : out + " ";
}

std::string zsh(const std::vector<CommandHelp>& commands) {
    std::string out =
        "#compdef zenlint\n"
        "# zsh completion of zenlint: put it into a folder of $fpath as _zenlint\n"
        "_zenlint_rules() {\n"
        "    local -a rules\n"
        "    rules=(${(f)\"$(";
    out += list_rules;
    out +=
        ")\"})\n"
        "    compadd \"$@\" -a rules\n"
        "}\n"
        "_zenlint() {\n"
        "    local context state state_descr line\n"
        "    typeset -A opt_args\n"
        "    _arguments -C";
    for (const OptionHelp& option : commands.front().options)
        for (const std::string& name : option.names)
            out += " \\\n        " + shell_quoted(formatted("{}[{}]", name, bracketed(option.meaning)));
    out +=
        " \\\n        '1:command:->command' '*::argument:->argument'\n"
        "    case $state in\n"
        "    command)\n"
        "        local -a commands=(\n";
    for (std::size_t i = 1; i < commands.size(); ++i)
        append(out, "            {}\n", shell_quoted(formatted("{}:{}", commands[i].name, commands[i].meaning)));
    out += "        )\n        _describe command commands ;;\n    argument)\n        case $line[1] in\n";
    for (std::size_t i = 1; i < commands.size(); ++i) {
        const CommandHelp& command = commands[i];
        append(out, "        {})\n            _arguments", command.name);
        for (const OptionHelp& option : command.options)
            for (const std::string& name : option.names) {
                std::string sign = option.value.empty() ? "" : name.starts_with("--") ? "=" : "+";
                // Lists may be given again.
                std::string again = option.value.find("…") != std::string::npos ? "*" : "";
                out += " \\\n                " + shell_quoted(formatted("{}{}{}[{}]{}", again, name, sign,
                                                                        bracketed(option.meaning), zsh_action(option)));
            }
        std::string what = !command.choices.empty()     ? formatted("({})", joined(command.choices))
                           : takes_rules(command.takes) ? "_zenlint_rules"
                                                        : "_files";
        if (!command.takes.empty())
            out += " \\\n                " + shell_quoted(formatted("*:{}:{}", command.takes, what));
        out += " ;;\n";
    }
    return formatted(
        "{}        esac ;;\n"
        "    esac\n"
        "}}\n"
        "if [ \"$funcstack[1]\" = _zenlint ]; then _zenlint \"$@\"; else compdef _zenlint zenlint; fi\n",
        out);
}

std::string fish(const std::vector<CommandHelp>& commands) {
    std::string out =
        "# fish completion of zenlint: put it into ~/.config/fish/completions/zenlint.fish\n"
        "function __zenlint_rules\n"
        "    ";
    out += list_rules;
    out +=
        "\n"
        "end\n";
    auto text = [](std::string_view s) {
        std::string escaped;
        for (char c : s) {
            if (c == '\'' || c == '\\') escaped += '\\';
            escaped += c;
        }
        return formatted("'{}'", escaped);
    };
    for (const CommandHelp& command : commands) {
        bool program = &command == &commands.front();
        std::string when = program ? "__fish_use_subcommand" : "__fish_seen_subcommand_from " + command.name;
        if (!program)
            append(out, "complete -c zenlint -n __fish_use_subcommand -f -a {} -d {}\n", command.name,
                   text(command.meaning));
        std::string start = formatted("complete -c zenlint -n {}", text(when));
        for (const OptionHelp& option : command.options) {
            out += start;
            for (const std::string& name : option.names)
                out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            if (!option.choices.empty())
                append(out, " -x -a {}", text(joined(option.choices)));
            else if (takes_rules(option.value))
                out += " -x -a '(__fish_complete_list , __zenlint_rules)'";
            else if (takes_file(option))
                out += " -r -F";
            else if (!option.value.empty())
                out += " -x";
            append(out, " -d {}\n", text(option.meaning));
        }
        if (!command.choices.empty())
            append(out, "{} -f -a {}\n", start, text(joined(command.choices)));
        else if (takes_rules(command.takes))
            append(out, "{} -f -a '(__zenlint_rules)'\n", start);
        else if (!program && command.takes.empty())
            out += start + " -f\n";
    }
    return out;
}

}  // namespace

int completion_command(const CommandLine& line) {
    std::vector<CommandHelp> commands = command_helps();
    const std::string& shell = line.names.front();
    Output out(streams::output);
    out.write(shell == "bash" ? bash(commands) : shell == "zsh" ? zsh(commands) : fish(commands));
    return out.finish() ? Exit::clean : Exit::trouble;
}

}  // namespace zen

// zenlint rule: a rule's page as an explanation.
#include <unistd.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/output.h"
#include "driver/project.h"
#include "engine/rule_table.h"
#include "report/json_text.h"
#include "report/report.h"
#include "text/markdown.h"

namespace zen {
namespace {

std::string_view fix_text(FixSafety fix) {
    switch (fix) {
        case FixSafety::none:
            return "none";
        case FixSafety::safe:
            return "safe";
        case FixSafety::unsafe:
            return "unsafe";
        case FixSafety::sometimes_safe:
            return "sometimes-safe";
        case FixSafety::display:
            return "display";
    }
    return "";
}

std::string_view default_text(Default by_default) {
    return by_default == Default::on ? "on" : by_default == Default::off ? "off" : "preview";
}

std::string joined_aliases(const RuleBook::Entry& rule, std::string_view between) {
    std::string out;
    for (Str alias : RulePack::of(rule.pack->strings, rule.data->aliases))
        out += (out.empty() ? "" : std::string(between)) + std::string((*rule.pack)[alias]);
    return out;
}

// Prose with `code` and **bold** in colours; on plain output, the Markdown as it is.
void write_prose(std::string& out, const Look& look, std::string_view text) {
    if (!look.color) {
        out += text;
        return;
    }
    while (!text.empty()) {
        std::size_t mark = std::min(text.find_first_of("`*"), text.size());
        out += text.substr(0, mark);
        text.remove_prefix(mark);
        if (text.empty()) break;
        std::string_view fence = text.starts_with("**") ? "**" : text.substr(0, 1);
        std::size_t close = text.find(fence, fence.size());
        if (close == text.npos || text.substr(0, close).find("\n\n") != text.npos) {
            out += fence;
            text.remove_prefix(fence.size());
            continue;
        }
        paint(out, look, fence == "`" ? Ink::cyan : Ink::bold, text.substr(fence.size(), close - fence.size()));
        text.remove_prefix(close + fence.size());
    }
}

void write_code(std::string& out, const Look& look, Ink ink, std::string_view label, std::string_view code) {
    paint(out, look, ink, label);
    out += '\n';
    while (!code.empty()) {
        std::size_t end = std::min(code.find('\n'), code.size());
        paint(out, look, Ink::dim, "  |");
        if (end > 0) out += ' ';
        out += code.substr(0, end);
        out += '\n';
        code.remove_prefix(std::min(end + 1, code.size()));
    }
    out += '\n';
}

void write_page(std::string& out, const Look& look, const RuleBook& book, RuleId id) {
    const RuleBook::Entry& rule = book[id];
    paint(out, look, severity_ink(rule.data->severity), rule.code());
    out += ' ';
    paint(out, look, Ink::bold, rule.name());
    out += "\n";
    write_prose(out, look, rule.title());
    out += "\n\n";

    if (auto page = read_markdown((*rule.pack)[rule.data->path], (*rule.pack)[rule.data->page])) {
        for (const MarkdownBlock& block : page->blocks) {
            if (!block.fenced) {
                write_prose(out, look, block.text);
                out += '\n';
                continue;
            }
            std::vector<std::string_view> words = info_words(block.info);
            std::string_view sort = words.size() > 1 && words[0] == "python" ? words[1] : "";
            bool unsafe = words.size() > 2 && words[2] == "unsafe";
            if (sort == "bad")
                write_code(out, look, Ink::red, "Instead of", block.text);
            else if (sort == "good")
                write_code(out, look, Ink::green, unsafe ? "write (the fix is unsafe here)" : "write", block.text);
            else if (sort == "ok")
                write_code(out, look, Ink::blue, "Fine as it is", block.text);
            else if (block.info != "zen")
                write_code(out, look, Ink::plain, "", block.text);
        }
    }
    auto fact = [&](std::string_view label, std::string_view text) {
        if (text.empty()) return;
        paint(out, look, Ink::dim, std::string(label) + std::string(12 - label.size(), ' '));
        out += text;
        out += '\n';
    };
    fact("fix", fix_text(rule.data->fix));
    fact("default", default_text(rule.data->by_default));
    fact("severity", severity_name(rule.data->severity));
    if (rule.data->python_major)
        fact("python", "from " + version_text({rule.data->python_major, rule.data->python_minor}));
    fact("also known", joined_aliases(rule, ", "));
    for (const OptionData& o : RulePack::of(rule.pack->options, rule.data->options))
        fact("option", std::string((*rule.pack)[o.name]) + " = " + std::string((*rule.pack)[o.value]) + ": " +
                           std::string((*rule.pack)[o.meaning]));
    if (const CourseSection* section = book.section(id)) {
        paint(out, look, Ink::dim, "learn       ");
        std::string text(section->lesson);
        if (!section->heading.empty()) text += " › " + std::string(section->heading);
        link(out, look, text, section->url);
        out += '\n';
    }
}

void write_json(std::string& out, const RuleBook& book, RuleId id) {
    const RuleBook::Entry& rule = book[id];
    auto text = [&](Str s) { return (*rule.pack)[s]; };
    auto member = [&](std::string_view key, std::string_view value) {
        append_json(out, key);
        out += ':';
        append_json(out, value);
        out += ',';
    };
    out += '{';
    member("code", rule.code());
    member("name", rule.name());
    member("title", rule.title());
    out += "\"aliases\":[";
    bool first = true;
    for (Str alias : RulePack::of(rule.pack->strings, rule.data->aliases)) {
        if (!first) out += ',';
        first = false;
        append_json(out, text(alias));
    }
    out += "],";
    member("fix", fix_text(rule.data->fix));
    member("default", default_text(rule.data->by_default));
    member("severity", severity_name(rule.data->severity));
    out += "\"python\":";
    if (rule.data->python_major)
        append_json(out, version_text({rule.data->python_major, rule.data->python_minor}));
    else
        out += "null";
    out += ",\"section\":";
    const CourseSection* section = book.section(id);
    if (section) {
        out += '{';
        member("lesson", section->lesson);
        member("heading", section->heading);
        out += "\"url\":";
        append_json(out, section->url);
        out += "},";
        member("url", section->url);
    } else {
        out += "null,\"url\":null,";
    }
    member("explanation", text(rule.data->prose));
    out += "\"options\":[";
    first = true;
    for (const OptionData& o : RulePack::of(rule.pack->options, rule.data->options)) {
        out += first ? "{" : ",{";
        first = false;
        member("name", text(o.name));
        member("default", text(o.value));
        out += "\"meaning\":";
        append_json(out, text(o.meaning));
        out += '}';
    }
    out += "],\"examples\":[";
    first = true;
    for (const ExampleData& e : RulePack::of(rule.pack->examples, rule.data->examples)) {
        out += first ? "{" : ",{";
        first = false;
        member("kind", e.sort == ExampleData::Sort::bad ? "bad" : e.sort == ExampleData::Sort::good ? "good" : "ok");
        out += "\"code\":";
        append_json(out, text(e.code));
        out += '}';
    }
    out += "]}";
}

void write_lines(std::string& out, const Look& look, const RuleBook& book, const std::vector<RuleId>& rules) {
    std::size_t widest = 0;
    for (RuleId id : rules) widest = std::max(widest, book[id].name().size());
    for (RuleId id : rules) {
        const RuleBook::Entry& rule = book[id];
        paint(out, look, severity_ink(rule.data->severity), rule.code());
        bool fixes = rule.data->fix != FixSafety::none && rule.data->fix != FixSafety::display;
        out += rule.data->fix == FixSafety::safe ? " [*] " : fixes ? " [-] " : "     ";
        out += rule.name();
        out.append(widest - rule.name().size() + 2, ' ');
        write_prose(out, look, rule.title());
        out += '\n';
    }
}

// The rules that a code or name means, those that carry it as an alias too.
std::vector<RuleId> named(const RuleBook& book, const std::string& name) {
    if (auto rule = book.find(name)) return {*rule};
    std::vector<RuleId> out;
    for (RuleId id = 0; id < book.rules().size(); ++id)
        for (Str alias : RulePack::of(book[id].pack->strings, book[id].data->aliases))
            if ((*book[id].pack)[alias] == name) {
                out.push_back(id);
                break;
            }
    return out;
}

}  // namespace

int rule_command(const CommandLine& line) {
    std::string folder = current_folder();
    Project project(Overrides{}, folder);
    const RuleBook& book = project.profile(folder).book();
    if (project.trouble()) {
        say_error(*project.trouble());
        return Exit::trouble;
    }
    std::vector<RuleId> rules;
    for (const std::string& name : line.names) {
        std::vector<RuleId> meant = named(book, name);
        if (meant.empty()) {
            say_error(unknown_rule(book, name));
            return Exit::trouble;
        }
        rules.insert(rules.end(), meant.begin(), meant.end());
    }
    if (line.all) {
        rules.clear();
        for (RuleId id = 0; id < book.rules().size(); ++id) rules.push_back(id);
        std::ranges::sort(rules, {}, [&](RuleId id) { return book[id].code(); });
    }
    Look look = look_for(STDOUT_FILENO, line.color);
    std::string out;
    if (line.json) {
        // One rule is an object; what may be several is a list.
        bool list = line.all || rules.size() != 1;
        if (list) out += '[';
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (list) out += i ? ",\n" : "\n";
            write_json(out, book, rules[i]);
        }
        out += list ? "\n]\n" : "\n";
    } else if (line.all) {
        write_lines(out, look, book, rules);
    } else {
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (i) out += '\n';
            write_page(out, look, book, rules[i]);
        }
    }
    Output output(STDOUT_FILENO);
    output.write(out);
    return output.finish() ? Exit::clean : Exit::trouble;
}

int course_command(const CommandLine& line) {
    if (!line.check.paths.empty()) {
        CommandLine reading = line;
        if (reading.check.output_format.empty()) reading.check.output_format = {"course"};
        // A reading list is no judgement: only trouble is a reason to fail.
        reading.check.exit_zero = true;
        return check_command(reading);
    }
    RuleBook book(builtin_rules(), course_sections());
    Look look = look_for(STDOUT_FILENO, line.color);
    std::string out;
    std::string_view lesson;
    for (const CourseSection& section : book.sections()) {
        if (section.heading.empty()) continue;
        if (section.lesson != lesson) {
            if (!lesson.empty()) out += '\n';
            paint(out, look, Ink::bold, section.lesson);
            out += '\n';
            lesson = section.lesson;
        }
        out += "  ";
        link(out, look, section.heading, section.url);
        out += '\n';
    }
    Output output(STDOUT_FILENO);
    output.write(out);
    return output.finish() ? Exit::clean : Exit::trouble;
}

}  // namespace zen

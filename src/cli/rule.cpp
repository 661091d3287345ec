// zenlint rule, and zenlint course without paths.

#include <algorithm>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/rule_page.h"
#include "cli/starting_page.h"
#include "driver/project.h"
#include "engine/matching/vocabulary.h"
#include "engine/scanning/rule_table.h"
#include "report/prose.h"
#include "report/report.h"
#include "report/rule_json.h"
#include "system/files.h"
#include "system/streams.h"
#include "text/diff.h"
#include "text/formatted.h"
#include "text/markdown.h"
#include "text/path.h"
#include "text/trimmed.h"

namespace zen {
namespace {

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

namespace {

// The code that a page says it has.
std::string code_of(const std::string& path) {
    const Result<std::string> text = files::read(path);
    const auto page = read_markdown(path, text ? *text : std::string_view());
    if (!page) return "";
    for (std::string_view line : split_lines(page->front))
        if (line.starts_with("code:")) return std::string(trimmed(line.substr(5)));
    return "";
}

// A code that no page of the folder has: the one after the highest of those that are there.
std::string free_code(const std::string& folder) {
    std::string best;
    const Result<std::vector<files::Entry>> entries = files::list(folder.empty() ? "." : folder);
    for (const files::Entry& entry : entries ? *entries : std::vector<files::Entry>()) {
        if (!entry.name.ends_with(".md")) continue;
        const std::string code = code_of(joined(folder, entry.name));
        const std::size_t digits = code.find_last_not_of("0123456789") + 1;
        if (digits == code.size() || digits == 0 || code.size() - digits > 6) continue;
        if (std::pair(code.size(), code) > std::pair(best.size(), best)) best = code;
    }
    if (best.empty()) return "MY001";
    const std::size_t digits = best.find_last_not_of("0123456789") + 1;
    std::string number = std::to_string(std::stoi(best.substr(digits)) + 1);
    if (number.size() < best.size() - digits) number.insert(0, best.size() - digits - number.size(), '0');
    return best.substr(0, digits) + number;
}

// `zenlint rule new NAME`
int new_page(const std::string& name) {
    std::string path = name.ends_with(".md") ? name : name + ".md";
    std::string_view stem = name_of(path);
    stem.remove_suffix(3);
    if (files::exists(path)) {
        say_error(formatted("{}: the file exists already", path));
        return Exit::trouble;
    }
    const std::string folder(path.find('/') == path.npos ? std::string_view() : folder_of(path));
    if (!folder.empty()) files::make_folders(folder);
    if (!files::write(path, starting_page(stem, free_code(folder)))) {
        say_error(formatted("{}: cannot be written", path));
        return Exit::trouble;
    }
    Output out(streams::output);
    out.write(formatted("Wrote {}. Edit it, then run: zenlint test {}\n", path, path));
    return out.finish() ? Exit::clean : Exit::trouble;
}

// `zenlint rule --words`: those that conditions have from the vocabulary, with their meanings.
int write_words() {
    using Form = Question::Form;
    Output out(streams::output);
    for (const Question& q : vocabulary()) {
        if (q.words.empty()) continue;
        const bool has = q.words.starts_with("has ");
        out.write(formatted("{} {}{}{}\n    {}\n", q.form == Form::run ? "$$xs" : "$x", has ? "" : "is ", q.words,
                            q.form == Form::in ? " $y" : "", q.meaning));
    }
    return out.finish() ? Exit::clean : Exit::trouble;
}

}  // namespace

int rule_command(const CommandLine& line) {
    if (line.names.size() == 2 && line.names[0] == "new") return new_page(line.names[1]);
    if (line.names.size() == 1 && line.names[0] == "new") {
        say_error("`rule new` needs the name of the page: zenlint rule new lint/no-print");
        return Exit::trouble;
    }
    if (line.words) return write_words();
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
    Look look = look_for(streams::output, line.color);
    std::string out;
    if (line.json) {
        // One rule is an object; what may be several is a list.
        bool list = line.all || rules.size() != 1;
        if (list) out += '[';
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (list) out += i ? ",\n" : "\n";
            write_rule_json(out, book, rules[i]);
        }
        out += list ? "\n]\n" : "\n";
    } else if (line.all) {
        write_lines(out, look, book, rules);
    } else {
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (i) out += '\n';
            write_rule_page(out, look, book, rules[i], prose_width(streams::output));
        }
    }
    Output output(streams::output);
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
    Look look = look_for(streams::output, line.color);
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
    Output output(streams::output);
    output.write(out);
    return output.finish() ? Exit::clean : Exit::trouble;
}

}  // namespace zen

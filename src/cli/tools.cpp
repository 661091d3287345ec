// The commands for authors of rules: zenlint test, zenlint tree, zenlint model; and zenlint version.

#include <algorithm>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/why_page.h"
#include "driver/environment.h"
#include "driver/modules.h"
#include "driver/project.h"
#include "driver/rule_pages.h"
#include "engine/pages/page.h"
#include "report/json_text.h"
#include "semantics/model_json.h"
#include "semantics/types/type_listing.h"
#include "syntax/parse.h"
#include "system/files.h"
#include "system/streams.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

constexpr std::size_t longest_leaf = 60;  // bytes of a token's text that are shown

// Depth of every node, in the order of the array.
std::vector<std::uint32_t> depths(const Tree& tree) {
    std::vector<std::uint32_t> out(tree.nodes.size(), 0);
    for (NodeId id = 1; id < tree.nodes.size(); ++id) out[id] = out[tree.nodes[id].parent] + 1;
    return out;
}

void write_json(Output& out, const Tree& tree) {
    std::vector<std::uint32_t> depth = depths(tree);
    out.write("[");
    std::string line;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        const NodeRecord& n = tree.nodes[id];
        line = id ? ",\n{\"kind\":" : "\n{\"kind\":";
        append_json(line, kind_name(n.kind));
        line += n.flags & NodeRecord::named ? ",\"named\":true,\"field\":" : ",\"named\":false,\"field\":";
        if (n.field == Field::none)
            line += "null";
        else
            append_json(line, field_name(n.field));
        append(line, ",\"start\":{},\"end\":{},\"depth\":{}}}", n.start, n.end, depth[id]);
        out.write(line);
    }
    out.write(tree.nodes.empty() ? "]\n" : "\n]\n");
}

// The named nodes, indented; what has no children with its text.
void write_text(Output& out, const Tree& tree, const Source& source, const Look& look) {
    std::vector<std::uint32_t> depth = depths(tree);
    std::string line;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        const NodeRecord& n = tree.nodes[id];
        if (!(n.flags & (NodeRecord::named | NodeRecord::missing))) continue;
        // Beyond a screen's width, indentation says nothing any more, and hostile input would make it quadratic.
        line.assign(std::min<std::size_t>(depth[id], 60) * 2, ' ');
        if (n.field != Field::none) paint(line, look, Ink::cyan, std::string(field_name(n.field)) + ": ");
        bool broken = n.kind == Kind::error || (n.flags & NodeRecord::missing);
        paint(line, look, broken ? Ink::red : Ink::plain, kind_name(n.kind));
        if (n.flags & NodeRecord::missing) line += " (missing)";
        Place from = source.place(n.start), to = source.place(n.end);
        auto place = [](Place p) { return formatted("{}:{}", p.row, p.column); };
        paint(line, look, Ink::dim, formatted("  {}-{}", place(from), place(to)));
        bool leaf = n.next == id + 1;
        if (leaf && n.end > n.start) {
            std::string_view text = tree.text.substr(n.start, n.end - n.start);
            line += "  ";
            std::string shown;
            append_safe(shown, text.substr(0, bytes_of_columns(text, longest_leaf, ColumnUnit::code_points)));
            paint(line, look, Ink::green, shown);
            if (columns(text, ColumnUnit::code_points) > longest_leaf) line += "…";
        }
        out.write(line += '\n');
    }
}

Result<Source> read_source(const std::string& path) {
    Result<std::string> bytes = path == "-" ? streams::read_all(streams::input, path) : files::read(path);
    if (!bytes) return bytes.trouble();
    return Source::decode(path, std::move(*bytes));
}

}  // namespace

int model_command(const CommandLine& line) {
    Overrides overrides;
    overrides.settings = line.check.settings;
    if (!line.target_version.empty()) {
        Result<PythonVersion> asked = asked_version(line.target_version);
        if (!asked) {
            say_error(asked.trouble());
            return Exit::trouble;
        }
        overrides.target = *asked;
    }
    Result<Source> source = read_source(line.names.front());
    if (!source) {
        say_error(source.trouble());
        return Exit::trouble;
    }
    // As `check` sees the file: by the nearest configuration.
    const std::string current = current_folder(), &path = line.names.front();
    Project project(std::move(overrides), current);
    const Profile& profile = project.profile(std::string(folder_of(normal_path(joined(current, path)))));
    if (project.trouble()) {
        say_error(*project.trouble());
        return Exit::trouble;
    }
    Result<std::vector<std::string>> packages = package_folders(profile.settings(), current);
    if (!packages) {
        say_error(packages.trouble());
        return Exit::trouble;
    }
    std::vector<std::string> folders;
    if (profile.settings().project) folders.push_back(current);
    const Modules modules({}, current, files::read, nullptr, {folders, std::move(*packages), profile.target()});
    Tree tree = parse(*source);
    Output out(streams::output);
    Model model(tree, profile.target(), path, modules.world(path));
    out.write(line.types ? type_listing(model, line.json) : model_json(model));
    return out.finish() ? Exit::clean : Exit::trouble;
}

int tree_command(const CommandLine& line) {
    Result<Source> source = read_source(line.names.front());
    if (!source) {
        say_error(source.trouble());
        return Exit::trouble;
    }
    Tree tree = parse(*source);
    Output out(streams::output);
    if (line.json)
        write_json(out, tree);
    else
        write_text(out, tree, *source, look_for(streams::output, line.color));
    return out.finish() ? Exit::clean : Exit::trouble;
}

// Of a user's page with `python: 3.11`, tested with that, where `zenlint check` has an older target: what follows.
static std::string target_note(const std::string& path, Project& project, const std::string& current) {
    const Result<std::string> text = files::read(path);
    PackStore store;
    if (!text || read_page(store, path, *text, false) || store.rules.empty()) return "";
    const RuleData& rule = store.rules.front();
    const PythonVersion least{rule.python_major, rule.python_minor};
    const PythonVersion target = project.profile(std::string(folder_of(normal_path(joined(current, path))))).target();
    if (store.view()[rule.code].starts_with("ZEN") || !(target < least)) return "";
    return formatted(
        "{}: tested with Python {}.{}, as its `python` says; `zenlint check` has the target {}.{} here and does not "
        "use the rule: see `target-version`\n",
        path, least.major, least.minor, target.major, target.minor);
}

int test_command(const CommandLine& line) {
    if (!line.why.empty()) return why_page(line);
    Output out(streams::output);
    std::size_t passed = 0;
    const std::vector<JudgedPage> judged = judge_pages(line.names);
    const std::string current = current_folder();
    Project project(Overrides{}, current);
    for (std::size_t i = 0; i < judged.size(); ++i) {
        if (judged[i].wrong.empty()) {
            ++passed;
            if (line.verbose) out.write(formatted("{}: passed\n", line.names[i]));
            out.write(target_note(line.names[i], project, current));
        }
        for (const std::vector<Trouble>* told : {&judged[i].wrong, &judged[i].notes})
            for (const Trouble& trouble : *told) {
                std::string text = trouble.text();
                while (text.ends_with('\n')) text.pop_back();
                out.write(text + '\n');
            }
    }
    out.write(formatted("{} passed, {} failed\n", passed, judged.size() - passed));
    if (!out.finish()) return Exit::trouble;
    return passed == judged.size() ? Exit::clean : Exit::findings;
}

std::string_view program_version() {
    return ZENLINT_VERSION;
}

int version_command(const CommandLine&) {
    Output out(streams::output);
    out.write("zenlint " ZENLINT_VERSION "\n");
    return out.finish() ? Exit::clean : Exit::trouble;
}

}  // namespace zen

// What JavaScript calls. Text goes in as an address and a size in bytes of UTF-8, from memory of zenlint_alloc; what
// comes out lies at zenlint_result until the next call. The functions return the exit status that the command line
// would: 0 clean, 1 findings, 2 trouble, which the result then tells.
#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "driver/check.h"
#include "driver/project.h"
#include "engine/examples.h"
#include "engine/fix.h"
#include "engine/lint.h"
#include "engine/pages/page.h"
#include "engine/scanning/rule_table.h"
#include "report/json_text.h"
#include "report/rule_json.h"
#include "semantics/model_json.h"
#include "syntax/parse.h"

#define ZENLINT_EXPORT(name) extern "C" __attribute__((export_name(#name)))

namespace zen {
namespace {

std::string result;        // JSON, or what is wrong
std::string source_after;  // of a fix
std::unique_ptr<Project> project;

// As in formats(), whose other forms would all come along.
const Format json{.name = "json",
                  .meaning = "",
                  .head = "[",
                  .between = ",",
                  .tail = "\n]\n",
                  .tail_if_empty = "]\n",
                  .file = write_json};

int trouble(std::string message) {
    result = std::move(message);
    return 2;
}

// The pieces of a text that a byte separates; none of an empty text.
std::vector<std::string> pieces(std::string_view text, char separator) {
    std::vector<std::string> out;
    while (!text.empty()) {
        std::size_t end = std::min(text.find(separator), text.size());
        if (end) out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::vector<Written> selectors(const std::string& list) {
    std::vector<Written> out;
    for (std::string& word : pieces(list, ',')) out.push_back({std::move(word), "", 0, 0});
    return out;
}

const RuleSet& rules_for(const std::string& path) {
    return project->profile("/").rules("/" + path);
}

int report(const std::string& path, std::string bytes, Task::Mode mode, Applicability boldest) {
    const Form form{&json, {}};
    Task task;
    task.mode = mode;
    task.boldest = boldest;
    task.forms = std::span(&form, 1);
    Outcome outcome = check_bytes(path, bytes, rules_for(path), task);
    const std::string part = outcome.shown.empty() ? "" : outcome.shown[0];
    result = std::string(json.head) + part + std::string(part.empty() ? json.tail_if_empty : json.tail);
    source_after = outcome.bytes ? std::move(*outcome.bytes) : std::move(bytes);
    return outcome.tally.found() ? 1 : 0;
}

// The finding that a report lists at this place, counted from 0.
int make_one(const std::string& path, std::string bytes, std::size_t number) {
    const RuleSet& rules = rules_for(path);
    Result<Source> source = Source::decode(path, std::move(bytes));
    if (!source) return trouble(source.trouble().text());
    const std::vector<Finding> findings = lint(*source, rules);
    if (number >= findings.size() || !findings[number].fix) return trouble("there is no such fix");
    std::optional<Source> after = with_fix(*source, *findings[number].fix, rules.selection().target);
    if (!after) return trouble("this fix would change what other code means");
    std::optional<std::string> encoded = source->encode(after->text());
    if (!encoded) return trouble("the encoding of this file has no such character");
    result.clear();
    source_after = std::move(*encoded);
    return 0;
}

// The named nodes, in pre-order: [depth, field, kind, start, end], places in bytes.
void write_tree(const Tree& tree) {
    std::vector<std::uint32_t> depths(tree.nodes.size(), 0);
    result = "[";
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        const NodeRecord& n = tree.nodes[id];
        if (id) depths[id] = depths[n.parent] + 1;
        if (!(n.flags & (NodeRecord::named | NodeRecord::missing))) continue;
        result += result.size() == 1 ? "\n[" : ",\n[";
        result += std::to_string(depths[id]) + ',';
        append_json(result, n.field == Field::none ? "" : field_name(n.field));
        result += ',';
        append_json(result, kind_name(n.kind));
        result += ',' + std::to_string(n.start) + ',' + std::to_string(n.end) + ']';
    }
    result += "\n]\n";
}

void write_troubles(const std::vector<Trouble>& troubles) {
    result = "[";
    for (const Trouble& t : troubles) {
        result += result.size() == 1 ? "" : ",";
        result += "{\"line\":" + std::to_string(t.line) + ",\"message\":";
        append_json(result, t.message);
        result += '}';
    }
    result += "]";
}

// What is wrong with a page of the user's, judged by its examples beside the rules that there are.
int judge_page(const std::string& path, std::string_view page) {
    PackStore store;
    if (auto wrong = read_page(store, path, page, false)) {
        write_troubles({*wrong});
        return 1;
    }
    const RulePack pack = store.view();
    RuleBook book(builtin_rules(), course_sections());
    const RuleData& rule = pack.rules.front();
    if (book.find(pack[rule.code]) || book.find(pack[rule.name])) {
        write_troubles({{path, 1, 0, "zenlint has a rule of this code or name: take another"}});
        return 1;
    }
    const auto own = static_cast<RuleId>(book.rules().size());
    book.add(pack);
    const std::vector<Trouble> troubles = check_examples(book, own, true);
    write_troubles(troubles);
    return troubles.empty() ? 0 : 1;
}

// What the rule of a user's page, and no other, finds in a text.
int try_page(const std::string& page_path, std::string_view page, const std::string& path, std::string text) {
    PackStore store;
    if (auto wrong = read_page(store, page_path, page, false)) return trouble(wrong->text());
    const RulePack pack = store.view();
    RuleBook book(pack, course_sections());
    Selection selection = Selection::of(book);
    selection.select(book, 0);
    const RuleSet rules(book, std::move(selection));
    Result<Source> source = Source::decode(path, std::move(text));
    if (!source) return trouble(source.trouble().text());
    const std::vector<Finding> findings = lint(*source, rules);
    result = "[";
    write_json(result, {*source, book, findings}, {});
    result += "\n]\n";
    return findings.empty() ? 0 : 1;
}

std::string text_at(const char* at, std::size_t size) {
    return std::string(at, size);
}

}  // namespace
}  // namespace zen

ZENLINT_EXPORT(zenlint_alloc) char* zenlint_alloc(std::size_t size) {
    return static_cast<char*>(std::malloc(size ? size : 1));
}
ZENLINT_EXPORT(zenlint_release) void zenlint_release(char* at) {
    std::free(at);
}
ZENLINT_EXPORT(zenlint_result) const char* zenlint_result() {
    return zen::result.data();
}
ZENLINT_EXPORT(zenlint_result_size) std::size_t zenlint_result_size() {
    return zen::result.size();
}
ZENLINT_EXPORT(zenlint_source) const char* zenlint_source() {
    return zen::source_after.data();
}
ZENLINT_EXPORT(zenlint_source_size) std::size_t zenlint_source_size() {
    return zen::source_after.size();
}

ZENLINT_EXPORT(zenlint_version) int zenlint_version() {
    zen::result = ZENLINT_VERSION;
    return 0;
}

// Settings as lines `key=value`: select, extend-select, ignore (rules by commas), target-version, preview (`true`), and
// any number of lines `config=` with a `key = value` of TOML. To be called before the functions below.
ZENLINT_EXPORT(zenlint_configure) int zenlint_configure(const char* at, std::size_t size) {
    zen::Overrides overrides;
    overrides.isolated = true;
    for (const std::string& line : zen::pieces({at, size}, '\n')) {
        const std::size_t equals = std::min(line.find('='), line.size());
        const std::string key = line.substr(0, equals);
        const std::string value = equals < line.size() ? line.substr(equals + 1) : "";
        if (key == "select") {
            overrides.choices.select = zen::selectors(value);
        } else if (key == "extend-select") {
            overrides.choices.extend_select = zen::selectors(value);
        } else if (key == "ignore") {
            overrides.choices.ignore = zen::selectors(value);
        } else if (key == "preview") {
            overrides.preview = value == "true";
        } else if (key == "config") {
            overrides.settings.push_back(value);
        } else if (key == "target-version") {
            overrides.target = zen::python_version(value);
            if (!overrides.target)
                return zen::trouble("'" + value + "' is not a Python version: write it as py310 or 3.10");
        } else {
            return zen::trouble("unknown setting '" + key + "'");
        }
    }
    zen::project = std::make_unique<zen::Project>(std::move(overrides), "/");
    zen::rules_for("-");
    if (zen::project->trouble()) return zen::trouble(zen::project->trouble()->text());
    zen::result.clear();
    return 0;
}

ZENLINT_EXPORT(zenlint_check)
int zenlint_check(const char* path, std::size_t path_size, const char* at, std::size_t size) {
    return zen::report(zen::text_at(path, path_size), {at, size}, zen::Task::Mode::report, zen::Applicability::safe);
}
ZENLINT_EXPORT(zenlint_fix)
int zenlint_fix(const char* path, std::size_t path_size, const char* at, std::size_t size, int unsafe_too) {
    const auto boldest = unsafe_too ? zen::Applicability::unsafe : zen::Applicability::safe;
    return zen::report(zen::text_at(path, path_size), {at, size}, zen::Task::Mode::fix, boldest);
}
ZENLINT_EXPORT(zenlint_fix_one)
int zenlint_fix_one(const char* path, std::size_t path_size, const char* at, std::size_t size, std::size_t number) {
    return zen::make_one(zen::text_at(path, path_size), {at, size}, number);
}

// All rules, as `zenlint rule --all --output-format json` writes them.
ZENLINT_EXPORT(zenlint_rules) int zenlint_rules() {
    const zen::RuleBook& book = zen::project->profile("/").book();
    std::vector<zen::RuleId> ids;
    for (zen::RuleId id = 0; id < book.rules().size(); ++id) ids.push_back(id);
    std::ranges::sort(ids, {}, [&](zen::RuleId id) { return book[id].code(); });
    zen::result = "[";
    for (zen::RuleId id : ids) {
        zen::result += zen::result.size() == 1 ? "\n" : ",\n";
        zen::write_rule_json(zen::result, book, id);
    }
    zen::result += "\n]\n";
    return 0;
}

ZENLINT_EXPORT(zenlint_tree) int zenlint_tree(const char* at, std::size_t size) {
    zen::Source source = zen::Source::from_text("-", {at, size});
    zen::write_tree(zen::parse(source));
    return 0;
}
ZENLINT_EXPORT(zenlint_model) int zenlint_model(const char* at, std::size_t size) {
    zen::Source source = zen::Source::from_text("-", {at, size});
    zen::Tree tree = zen::parse(source);
    zen::result = zen::model_json(zen::Model(tree, zen::PythonVersion{}, "-"));
    return 0;
}

// A list of {line, message}: what is wrong with a rule page; empty when its examples prove it.
ZENLINT_EXPORT(zenlint_judge_page)
int zenlint_judge_page(const char* path, std::size_t path_size, const char* at, std::size_t size) {
    return zen::judge_page(zen::text_at(path, path_size), {at, size});
}
ZENLINT_EXPORT(zenlint_try_page)
int zenlint_try_page(const char* path, std::size_t path_size, const char* page, std::size_t page_size, const char* at,
                     std::size_t size) {
    return zen::try_page(zen::text_at(path, path_size), {page, page_size}, "-", {at, size});
}

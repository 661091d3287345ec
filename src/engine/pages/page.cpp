#include "engine/pages/page.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

#include "engine/matching/spelled_parts.h"
#include "engine/matching/vocabulary.h"
#include "engine/pages/compile.h"
#include "engine/pages/line_reading.h"
#include "engine/pages/zen_block.h"
#include "semantics/library/python_version.h"
#include "text/formatted.h"
#include "text/markdown.h"
#include "text/wildcard.h"

namespace zen {
namespace {

std::vector<PageLine> lines_of(std::string_view page, std::uint32_t first) {
    std::vector<PageLine> out;
    std::uint32_t number = first - 1;
    while (!page.empty()) {
        std::size_t end = std::min(page.find('\n'), page.size());
        std::string_view line = page.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        out.push_back({line, ++number});
        page.remove_prefix(std::min(end + 1, page.size()));
    }
    return out;
}

template <class T>
struct Named {
    std::string_view name;
    T value;
};

template <class T, std::size_t n>
bool choose(const Named<T> (&table)[n], std::string_view name, T& out) {
    for (const Named<T>& row : table)
        if (row.name == name) return out = row.value, true;
    return false;
}

constexpr Named<FixSafety> fix_names[] = {{"none", FixSafety::none},
                                          {"safe", FixSafety::safe},
                                          {"unsafe", FixSafety::unsafe},
                                          {"sometimes-safe", FixSafety::sometimes_safe},
                                          {"display", FixSafety::display}};
constexpr Named<Default> default_names[] = {{"on", Default::on}, {"off", Default::off}, {"preview", Default::preview}};
constexpr Named<Severity> severity_names[] = {
    {"error", Severity::error}, {"warning", Severity::warning}, {"info", Severity::info}};

class Reader {
  public:
    Reader(PackStore& store, std::string_view path, std::string_view page, bool has_native)
        : store_(store), path_(path), text_(page), has_native_(has_native) {
        rule_ = {};
        store.overflown = false;  // by an earlier page
        rule_.path = store.add(path);
        rule_.page = store.add_page(page);
        std::string_view name = path.substr(path.rfind('/') + 1);
        rule_.name = store.add(name.substr(0, name.rfind('.')));
        rule_.severity = Severity::warning;
        rule_.kind = RuleKind::idiom;
    }

    std::optional<Trouble> read() {
        auto page = read_markdown(path_, text_);
        if (!page) return page.trouble();
        front_matter(*page);
        if (!trouble_) body(*page);
        if (!trouble_) compile();
        if (!trouble_) finish();
        if (store_.overflown) {  // whatever else was said may come of it
            trouble_.reset();
            fail(1, formatted("a text of this page has more than {} bytes, a list more than {} items, or all pages "
                              "together are too long",
                              Str::most, Slice::most));
        }
        return trouble_;
    }

  private:
    void fail(std::uint32_t line, std::string why) {
        if (!trouble_) trouble_ = Trouble{std::string(path_), line, 0, std::move(why)};
    }

    void front_matter(const MarkdownPage& page) {
        if (page.front_line == 0) return fail(1, "a page must begin with `---` and its front matter");
        for (auto [text, number] : lines_of(page.front, page.front_line)) {
            std::size_t colon = text.find(':');
            if (colon == text.npos) return fail(number, "expected `key: value`");
            key(trimmed(text.substr(0, colon)), trimmed(text.substr(colon + 1)), number);
            if (trouble_) return;
        }
        if (code_.empty()) fail(1, "no `code:` in the front matter");
    }

    void key(std::string_view name, std::string_view value, std::uint32_t line) {
        if (name == "code") {
            code_ = value;
            rule_.code = store_.add(value);
        } else if (name == "fix") {
            if (!choose(fix_names, value, rule_.fix))
                fail(line, "`fix:` is none, safe, unsafe, sometimes-safe or display");
        } else if (name == "default") {
            if (!choose(default_names, value, rule_.by_default)) fail(line, "`default:` is on, off or preview");
        } else if (name == "kind") {
            auto kind = rule_kind_named(value);
            if (!kind) return fail(line, "`kind:` is bug, idiom, upgrade or taste");
            rule_.kind = *kind;
        } else if (name == "severity") {
            if (!choose(severity_names, value, rule_.severity)) fail(line, "`severity:` is error, warning or info");
        } else if (name == "python") {
            auto version = python_version(value);
            if (!version) return fail(line, "`python:` is a version such as 3.11");
            rule_.python_major = version->major;
            rule_.python_minor = version->minor;
        } else if (name == "aka") {
            aliases_ = value;
        } else if (name == "yields") {
            yields_ = value;
        } else if (name == "option") {
            option(value, line);
        } else if (name == "unsafe because") {
            rule_.unsafe_because = store_.add(value);
        } else if (name == "stubs") {
            if (value != "yes") return fail(line, "`stubs:` is yes, or is left out");
            rule_.in_stubs = true;
        } else if (name == "fold") {
            if (value != "yes" && value != "often") return fail(line, "`fold:` is yes or often, or is left out");
            rule_.folded_from = value == "yes" ? 2 : 3;
        } else if (name == "zen") {
            if (value != "1" && value != "2")
                return fail(line, formatted("`zen:` is the version of the language, 1 or 2, but this page has {}: a "
                                            "newer zenlint may support it",
                                            value));
        } else if (name == "made by") {
            if (value != "engine") return fail(line, "`made by:` is engine, or is left out");
            rule_.made_by_engine = true;
        } else {
            fail(line, formatted("unknown key `{}`: zen, code, kind, fix, aka, default, severity, python, option, "
                                 "yields, unsafe because, stubs, fold, made by",
                                 name));
        }
    }

    // `limit = 2, loops in one comprehension`
    void option(std::string_view text, std::uint32_t line) {
        std::size_t equals = text.find('=');
        if (equals == text.npos) return fail(line, "an option is `name = default, meaning`");
        std::string_view rest = trimmed(text.substr(equals + 1));
        std::string_view value, meaning;
        if (rest.starts_with('"')) {  // a default that holds commas
            std::size_t close = rest.find('"', 1);
            if (close == rest.npos) return fail(line, "the option's default is not closed by a quote");
            value = rest.substr(1, close - 1);
            rest.remove_prefix(close + 1);
            meaning = rest.substr(std::min(rest.find_first_not_of(" ,"), rest.size()));
        } else {
            std::size_t comma = std::min(rest.find(','), rest.size());
            value = trimmed(rest.substr(0, comma));
            meaning = trimmed(rest.substr(std::min(comma + 1, rest.size())));
        }
        if (meaning.empty()) return fail(line, "an option is `name = default, meaning`");
        option_lines_.push_back(line);
        option_names_.emplace_back(trimmed(text.substr(0, equals)));
        options_.push_back({store_.add(trimmed(text.substr(0, equals))), store_.add(value), store_.add(meaning)});
    }

    void body(const MarkdownPage& page) {
        if (page.title.empty()) return fail(1, "no `# title`, which is the rule's message");
        rule_.title = store_.add(page.title);
        std::string prose;
        for (const MarkdownBlock& b : page.blocks) {
            if (b.fenced) {
                block(b.info, b.line - 1, lines_of(b.text, b.line), b.text);
            } else {
                if (!prose.empty()) prose += '\n';
                prose += b.text;
            }
            if (trouble_) return;
        }
        if (prose.empty()) return fail(1, "no prose: explain below the title why, and when not to");
        while (prose.ends_with('\n')) prose.pop_back();
        rule_.prose = store_.add_of_page(prose);
    }

    void block(std::string_view info, std::uint32_t line, const std::vector<PageLine>& inside, std::string_view text) {
        if (info == "zen") {
            if (auto fault = zen_.read(inside)) fail(fault->line, std::move(fault->why));
            return;
        }
        if (!info.starts_with("python ") && info != "python") return;  // any other language is prose
        std::string_view rest = trimmed(info.substr(std::min<std::size_t>(7, info.size())));
        ExampleData example{};
        auto word = [&](std::string_view w) {
            if (rest != w && !(rest.starts_with(w) && rest[w.size()] == ' ')) return false;
            rest = trimmed(rest.substr(w.size()));
            return true;
        };
        if (word("bad"))
            example.sort = ExampleData::Sort::bad;
        else if (word("good"))
            example.sort = ExampleData::Sort::good;
        else if (word("ok"))
            example.sort = ExampleData::Sort::ok;
        else
            return;
        if (word("safe"))
            example.safety = 1;
        else if (word("unsafe"))
            example.safety = 2;
        if (word("only")) example.only = true;
        if (word("default")) example.by_default = true;
        example.context = store_.add(rest);
        example.code = store_.add_of_page(text);
        example.line = line;
        examples_.push_back(example);
    }

    void compile() {
        std::set<std::string, std::less<>> all_aliases;
        Slice own = add_list(store_, aliases_);
        for (Str a : RulePack::of(std::span<const Str>(store_.strings), own))
            all_aliases.emplace(std::string_view(store_.text).substr(a.start, a.size));
        if (zen_.empty() && !rule_.made_by_engine)
            return fail(1, "no `match` and no `native on`: the rule cannot report anything");
        // What zenlint's own pages have in tables of operators and their order, the fixtures test.
        const bool users = !std::string_view(store_.text).substr(rule_.code.start).starts_with("ZEN");
        PageFacts facts{aliases_, rule_.kind, {}, has_native_, rule_.fix != FixSafety::none, users};
        facts.options.assign(option_names_.begin(), option_names_.end());
        std::vector<MatchData> matches;
        const std::size_t before = store_.clauses.size();
        if (auto fault = zen_.compile(store_, facts, matches, all_aliases))
            return fail(fault->line, std::move(fault->why));
        if (auto fault = zen_.compile_types(store_, before, rule_.types))
            return fail(fault->line, std::move(fault->why));
        if (!has_native_) check_options(before);
        rule_.matches = store_.add_rows(store_.matches, matches);
        std::string joined;
        for (const std::string& alias : all_aliases) joined += alias + ",";
        rule_.aliases = add_list(store_, joined);
        rule_.yields = add_list(store_, yields_);
    }

    // Of the page's options: is each read by a condition, and a number where one is counted with?
    void check_options(std::size_t first_clause) {
        using Form = Question::Form;
        for (std::size_t at = 0; at < options_.size(); ++at) {
            const std::string& name = option_names_[at];
            bool read = false, counted = false;
            for (std::size_t i = first_clause; i < store_.clauses.size(); ++i) {
                const Clause& c = store_.clauses[i];
                const Form form = vocabulary()[c.question].form;
                const bool counts = form == Form::at_least || form == Form::at_most || form == Form::exactly;
                if (!counts && form != Form::spelled && form != Form::file_name && form != Form::folder) continue;
                for (Str s : RulePack::of(std::span<const Str>(store_.strings), c.names)) {
                    std::string_view text = std::string_view(store_.text).substr(s.start, s.size);
                    if (!counts && text.starts_with(any_case)) text.remove_prefix(1);
                    const bool here = counts ? text == name : text == option_names + name;
                    read = read || here;
                    counted = counted || (here && counts);
                }
            }
            const Str value = options_[at].value;
            const std::string_view text = std::string_view(store_.text).substr(value.start, value.size);
            if (!read)
                return fail(option_lines_[at],
                            formatted("no condition reads the option `{}`: write `has at least {} arguments`, or for a "
                                      "list of names `$x is spelled option {}` or `the file is called option {}`",
                                      name, name, name, name));
            if (counted && !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
                return fail(
                    option_lines_[at],
                    formatted("the option `{}` is a number in a condition, and its default is `{}`", name, text));
        }
    }

    void finish() {
        rule_.options = store_.add_rows(store_.options, options_);
        rule_.examples = store_.add_rows(store_.examples, examples_);
        if (!store_.overflown) store_.rules.push_back(rule_);
    }

    PackStore& store_;
    std::string_view path_;
    std::string_view text_;
    bool has_native_;
    RuleData rule_;
    std::string_view code_, aliases_, yields_;
    std::vector<OptionData> options_;
    std::vector<ExampleData> examples_;
    std::vector<std::string> option_names_;
    std::vector<std::uint32_t> option_lines_;
    ZenBlock zen_;
    std::optional<Trouble> trouble_;
};

}  // namespace

std::optional<Trouble> read_page(PackStore& store, std::string_view path, std::string_view page, bool has_native) {
    return Reader(store, path, page, has_native).read();
}

}  // namespace zen

#include "engine/pages/page.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

#include "engine/pages/compile.h"
#include "semantics/library/python_version.h"
#include "text/markdown.h"

namespace zen {
namespace {

std::string_view trimmed(std::string_view s) {
    std::size_t from = s.find_first_not_of(" \t\r"), to = s.find_last_not_of(" \t\r");
    return from == s.npos ? std::string_view() : s.substr(from, to - from + 1);
}

struct Line {
    std::string_view text;
    std::uint32_t number;
};

std::vector<Line> lines_of(std::string_view page, std::uint32_t first) {
    std::vector<Line> out;
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

// The indented lines below a section's name, four blanks taken off.
std::string dedented(const std::vector<Line>& lines) {
    std::string out;
    for (const Line& l : lines) {
        out += l.text.substr(
            std::min<std::size_t>({4, l.text.size(), std::min(l.text.find_first_not_of(' '), l.text.size())}));
        out += '\n';
    }
    while (out.ends_with('\n')) out.pop_back();
    return out;
}

// A match as the page writes it, before it is compiled.
struct RawMatch {
    struct Code {
        std::string text;
        std::uint32_t line;
    };
    std::vector<Code> patterns;
    std::optional<Code> rewrite;
    std::vector<Line> where, safe_when;
    std::string say, unsafe_because, kinds, called;
    std::optional<std::string> aliases;
    std::optional<RuleKind> kind;
    bool native = false, closed = false;
    std::uint32_t line = 0;
};

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

Kind kind_named(std::string_view name) {
    for (unsigned k = kind_bound; k-- > 1;)  // named kinds come after the tokens of the same name
        if (kind_names[k] == name) return static_cast<Kind>(k);
    return Kind::nothing;
}

class Reader {
  public:
    Reader(PackStore& store, std::string_view path, std::string_view page, bool has_native)
        : store_(store), path_(path), text_(page), has_native_(has_native) {
        rule_ = {};
        rule_.path = store.add(path);
        rule_.page = store.add(page);
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
        return trouble_;
    }

  private:
    void fail(std::uint32_t line, std::string why) {
        if (!trouble_) trouble_ = Trouble{std::string(path_), line, 0, std::move(why)};
    }

    void front_matter(const MarkdownPage& page) {
        if (page.front_line == 0) return fail(1, "a page opens with `---` and its front matter");
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
        } else if (name == "made by") {
            if (value != "engine") return fail(line, "`made by:` is engine, or is left out");
            rule_.made_by_engine = true;
        } else {
            fail(line, "unknown key `" + std::string(name) +
                           "`: code, kind, fix, aka, default, severity, python, option, yields, unsafe because, stubs, "
                           "made by");
        }
    }

    // `limit = 2, loops in one comprehension`
    void option(std::string_view text, std::uint32_t line) {
        std::size_t equals = text.find('=');
        if (equals == text.npos) return fail(line, "an option reads `name = default, meaning`");
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
        if (meaning.empty()) return fail(line, "an option reads `name = default, meaning`");
        options_.push_back({store_.add(trimmed(text.substr(0, equals))), store_.add(value), store_.add(meaning)});
    }

    void body(const MarkdownPage& page) {
        if (page.title.empty()) return fail(1, "no `# title`: it is the rule's message");
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
        if (prose.empty()) return fail(1, "no prose: say why, and when not to");
        while (prose.ends_with('\n')) prose.pop_back();
        rule_.prose = store_.add(prose);
    }

    void block(std::string_view info, std::uint32_t line, const std::vector<Line>& inside, std::string_view text) {
        if (info == "zen") return zen_block(inside);
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
        example.context = store_.add(rest);
        example.code = store_.add(text);
        example.line = line;
        examples_.push_back(example);
    }

    void zen_block(const std::vector<Line>& inside) {
        for (std::size_t i = 0; i < inside.size() && !trouble_;) {
            auto [header, number] = inside[i++];
            if (trimmed(header).empty()) continue;
            if (header.starts_with(' '))
                return fail(number, "an indented line belongs to a section: match, where, rewrite, say …");
            std::vector<Line> content;
            while (i < inside.size() && (inside[i].text.starts_with(' ') || inside[i].text.empty()))
                content.push_back(inside[i++]);
            while (!content.empty() && content.back().text.empty()) content.pop_back();
            section(trimmed(header), number, content);
        }
    }

    static std::vector<Line> conditions(const std::vector<Line>& content) {
        std::vector<Line> out;
        for (const Line& l : content)
            if (!trimmed(l.text).empty()) out.push_back({trimmed(l.text), l.number});
        return out;
    }

    RawMatch& open_match(std::uint32_t line) {
        if (raw_.empty() || raw_.back().closed) {
            raw_.emplace_back();
            raw_.back().line = line;
        }
        return raw_.back();
    }

    void section(std::string_view header, std::uint32_t line, const std::vector<Line>& content) {
        if (header == "match") {
            open_match(line).patterns.push_back({dedented(content), content.empty() ? line : content.front().number});
            return;
        }
        if (header.starts_with("native on ")) {
            raw_.emplace_back();
            RawMatch& m = raw_.back();
            m.line = line;
            m.kinds = header.substr(10);
            if (std::size_t to = m.kinds.find(" to "); to != m.kinds.npos) {
                m.called = m.kinds.substr(to + 4);
                m.kinds = m.kinds.substr(0, to);
            }
            m.native = m.closed = true;
            return;
        }
        if (header == "always") {
            always_ = conditions(content);
            return;
        }
        if (raw_.empty()) return fail(line, "`" + std::string(header) + "` before any `match`");
        RawMatch& m = raw_.back();
        m.closed = true;
        if (header == "native")
            m.native = true;
        else if (header == "rewrite")
            m.rewrite = RawMatch::Code{dedented(content), content.empty() ? line : content.front().number};
        else if (header == "where")
            m.where = conditions(content);
        else if (header == "safe when")
            m.safe_when = conditions(content);
        else if (header == "say")
            m.say = say_text(content);
        else if (header == "unsafe because")
            m.unsafe_because = say_text(content);
        else if (header.starts_with("aka "))
            m.aliases = header.substr(4);
        else if (header.starts_with("kind ")) {
            m.kind = rule_kind_named(trimmed(header.substr(5)));
            if (!m.kind) fail(line, "`kind` is followed by bug, idiom, upgrade or taste");
        } else
            fail(line,
                 "unknown section `" + std::string(header) +
                     "`: match, aka, kind, where, say, rewrite, safe when, unsafe because, native, native on, always");
    }

    static std::string say_text(const std::vector<Line>& content) {
        std::string out;
        for (const Line& l : conditions(content)) {
            if (!out.empty()) out += ' ';
            out += l.text;
        }
        return out;
    }

    Slice clauses(const std::vector<Line>& lines, const Holes& holes,
                  std::initializer_list<const std::vector<Line>*> more = {}) {
        std::vector<Clause> compiled;
        auto each = [&](const std::vector<Line>& some) {
            for (const Line& l : some) {
                Clause clause{};
                clause.line = l.number;
                if (std::string why = compile_clause(store_, l.text, holes, clause); !why.empty()) fail(l.number, why);
                compiled.push_back(clause);
            }
        };
        each(lines);
        for (auto* some : more) each(*some);
        Slice out{static_cast<std::uint32_t>(store_.clauses.size()), static_cast<std::uint32_t>(compiled.size())};
        store_.clauses.insert(store_.clauses.end(), compiled.begin(), compiled.end());
        return out;
    }

    void compile() {
        std::set<std::string, std::less<>> all_aliases;
        std::vector<MatchData> matches;
        auto split = [&](std::string_view list) {
            for (std::uint32_t i = 0, first = 0; i <= list.size(); ++i)
                if (i == list.size() || list[i] == ',') {
                    if (auto item = trimmed(list.substr(first, i - first)); !item.empty()) all_aliases.emplace(item);
                    first = i + 1;
                }
        };
        split(aliases_);
        if (raw_.empty() && !rule_.made_by_engine)
            return fail(1, "no `match` and no `native on`: the rule can find nothing");
        for (const RawMatch& raw : raw_) {
            MatchData m{};
            m.line = raw.line;
            m.rewrite_precedence = -1;
            Holes holes;
            std::vector<PatternData> patterns;
            for (const auto& code : raw.patterns) {
                PatternData pattern{};
                if (std::string why = compile_pattern(store_, code.text, holes, pattern); !why.empty())
                    return fail(code.line, why);
                patterns.push_back(pattern);
            }
            m.patterns = {static_cast<std::uint32_t>(store_.patterns.size()),
                          static_cast<std::uint32_t>(patterns.size())};
            store_.patterns.insert(store_.patterns.end(), patterns.begin(), patterns.end());
            m.kinds = kinds(raw);
            m.called = add_list(store_, raw.called);
            m.where = clauses(raw.where, holes, {&always_});
            m.safe_when = clauses(raw.safe_when, holes);
            if (raw.rewrite)
                if (std::string why = compile_rewrite(store_, raw.rewrite->text, holes, m); !why.empty())
                    return fail(raw.rewrite->line, why);
            m.kind = raw.kind.value_or(rule_.kind);
            m.native = raw.native;
            if (m.native && !has_native_)
                return fail(raw.line, "`native`, but there is no C++ file of this name beside the page");
            if (raw.patterns.empty() && raw.kinds.empty()) return fail(raw.line, "no pattern");
            m.say = store_.add(raw.say);
            m.unsafe_because = store_.add(raw.unsafe_because);
            std::string_view own = raw.aliases ? std::string_view(*raw.aliases) : std::string_view(aliases_);
            split(own);
            m.aliases = add_list(store_, own);
            m.hole_names = {static_cast<std::uint32_t>(store_.strings.size()),
                            static_cast<std::uint32_t>(holes.names.size())};
            for (const std::string& name : holes.names) store_.strings.push_back(store_.add(name));
            matches.push_back(m);
        }
        rule_.matches = {static_cast<std::uint32_t>(store_.matches.size()), static_cast<std::uint32_t>(matches.size())};
        store_.matches.insert(store_.matches.end(), matches.begin(), matches.end());
        std::string joined;
        for (const std::string& alias : all_aliases) joined += alias + ",";
        rule_.aliases = add_list(store_, joined);
        rule_.yields = add_list(store_, yields_);
    }

    Slice kinds(const RawMatch& raw) {
        Slice out{static_cast<std::uint32_t>(store_.kinds.size()), 0};
        std::string_view rest = raw.kinds;
        while (!rest.empty()) {
            std::size_t comma = std::min(rest.find(','), rest.size());
            std::string_view name = trimmed(rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
            Kind kind = kind_named(name);
            if (kind == Kind::nothing) fail(raw.line, "the grammar has no node `" + std::string(name) + "`");
            store_.kinds.push_back(kind);
            ++out.count;
        }
        return out;
    }

    void finish() {
        rule_.options = {static_cast<std::uint32_t>(store_.options.size()),
                         static_cast<std::uint32_t>(options_.size())};
        store_.options.insert(store_.options.end(), options_.begin(), options_.end());
        rule_.examples = {static_cast<std::uint32_t>(store_.examples.size()),
                          static_cast<std::uint32_t>(examples_.size())};
        store_.examples.insert(store_.examples.end(), examples_.begin(), examples_.end());
        store_.rules.push_back(rule_);
    }

    PackStore& store_;
    std::string_view path_;
    std::string_view text_;
    bool has_native_;
    RuleData rule_;
    std::string_view code_, aliases_, yields_;
    std::vector<OptionData> options_;
    std::vector<ExampleData> examples_;
    std::vector<RawMatch> raw_;
    std::vector<Line> always_;
    std::optional<Trouble> trouble_;
};

}  // namespace

std::optional<Trouble> read_page(PackStore& store, std::string_view path, std::string_view page, bool has_native) {
    return Reader(store, path, page, has_native).read();
}

}  // namespace zen

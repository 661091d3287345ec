// Compiles the matches of a `zen` block.
#include <algorithm>
#include <cctype>

#include "engine/matching/hole_text.h"
#include "engine/matching/vocabulary.h"
#include "engine/pages/compile.h"
#include "engine/pages/line_reading.h"
#include "engine/pages/table_rows.h"
#include "engine/pages/zen_block.h"
#include "text/formatted.h"
#include "text/trimmed.h"

namespace zen {
namespace {

using Lines = std::vector<RawMatch::Line>;

Kind kind_named(std::string_view name) {
    for (unsigned k = kind_bound; k-- > 1;)  // named kinds come after the tokens of the same name
        if (kind_names[k] == name) return static_cast<Kind>(k);
    return Kind::nothing;
}

std::uint16_t choice_question() {
    const auto row = std::ranges::find(vocabulary(), Question::Form::choice, &Question::form);
    return static_cast<std::uint16_t>(row - vocabulary().begin());
}

}  // namespace

// One match.
class ZenCompiler {
  public:
    ZenCompiler(PackStore& store, const PageFacts& page) : store_(store), page_(page), context_{holes_, page.options} {}

    std::optional<PageFault> compile(const RawMatch& raw, const Lines& always, MatchData& m) {
        m.line = raw.line;
        m.native = raw.native;
        m.kind = raw.kind.value_or(page_.kind);
        m.report_place = place_match;
        patterns(raw, m);
        m.kinds = kinds(raw.kinds, raw.line);
        m.called = add_list(store_, raw.called);
        std::string names;
        m.kinds_below = kinds(raw.below, raw.line, &names);
        m.names_below = add_list(store_, names);
        Lines where, late;
        for (const RawMatch::Line& l : always) (named_for(raw, l) ? where : late).push_back(l);
        where.insert(where.end(), raw.where.begin(), raw.where.end());
        where.insert(where.end(), late.begin(), late.end());
        m.where = clauses(where, true);
        names_spelled(raw, m);
        lets(raw, m);
        m.safe_when = clauses(raw.safe_when, false);
        says(raw, m);
        edits(raw, m);
        idle_edits(raw);
        report(raw, m);
        m.fix_title = store_.add(raw.fix_title);
        m.unsafe_because = store_.add(raw.unsafe_because);
        if (!raw.native) check_holes(raw.fix_title, raw.line);
        if (m.native && !page_.has_native)
            fail(raw.line, "`native`, but there is no C++ file of this name next to the page");
        if (raw.patterns.empty() && raw.kinds.empty()) fail(raw.line, "no pattern");
        m.aliases = add_list(store_, raw.aliases ? std::string_view(*raw.aliases) : page_.aliases);
        m.hole_names = store_.run(store_.strings.size(), holes_.names.size());
        for (const std::string& name : holes_.names) {
            Str s = store_.add(name);
            store_.strings.push_back(s);
        }
        return fault_;
    }

  private:
    void fail(std::uint32_t line, std::string why) {
        if (!fault_) fault_ = PageFault{line, std::move(why)};
    }
    void check(std::uint32_t line, std::string why) {
        if (!why.empty()) fail(line, std::move(why));
    }

    void patterns(const RawMatch& raw, MatchData& m) {
        std::vector<PatternData> out;
        for (const RawMatch::Pattern& p : raw.patterns)
            for (const std::string& code : p.either_way ? either_way(p.code.text) : std::vector{p.code.text}) {
                PatternData pattern{};
                pattern.several = p.several;
                pattern.exact = raw.native;
                if (page_.numbered && raw.patterns.size() > 1) pattern.line = static_cast<std::uint16_t>(p.code.line);
                check(p.code.line, compile_pattern(store_, code, holes_, false, pattern));
                heads_.push_back(pattern.head);
                note_functions(pattern);
                out.push_back(pattern);
            }
        m.patterns = store_.add_rows(store_.patterns, out);
    }

    // The holes that stand for the function of a call.
    void note_functions(const PatternData& pattern) {
        const auto nodes = RulePack::of(std::span<const PatternNode>(store_.pattern_nodes), pattern.nodes);
        for (std::size_t at = 0; at + 1 < nodes.size(); ++at)
            if (nodes[at].kind == Kind::call && nodes[at].op == PatternNode::Op::node &&
                nodes[at + 1].op == PatternNode::Op::one && nodes[at + 1].hole != no_hole)
                functions_.push_back(nodes[at + 1].hole);
    }

    // Does the line of `always` name something (`$sql is argument sql or 1 of the match`) of which a line of the match
    // speaks? All else that it mentions must be in the pattern.
    bool named_for(const RawMatch& raw, const RawMatch::Line& l) const {
        const std::string_view line = l.text;
        const auto [name, end] = hole_in_text(line, 0);
        if (!l.others.empty() || name.empty() || holes_.find(name) != no_hole) return false;
        const std::string_view rest = line.substr(end);
        if (!rest.starts_with(" is argument ") && !rest.starts_with(" is the ")) return false;
        for (std::size_t at = 0; at < rest.size();) {
            const auto [other, after] = hole_in_text(rest, at);
            if (!other.empty() && other != "_" && holes_.find(other) == no_hole) return false;
            at = other.empty() ? at + 1 : after;
        }
        auto names_it = [&](const RawMatch::Line& asking) {
            for (std::size_t at = 0; at < asking.text.size();) {
                const auto [other, after] = hole_in_text(asking.text, at);
                if (other == name) return true;
                at = other.empty() ? at + 1 : after;
            }
            return false;
        };
        return std::ranges::any_of(raw.where, [&](const RawMatch::Line& asking) {
            return names_it(asking) || std::ranges::any_of(asking.others, names_it);
        });
    }

    // `name $x` alone would be every name of a file.
    static bool rare_name(const Question& question) {
        return question.form == Question::Form::spelled || question.words == "undefined" ||
               question.words == "read before it is bound" || question.words == "used above its global statement";
    }
    void names_spelled(const RawMatch& raw, const MatchData& m) {
        for (const RawMatch::Pattern& p : raw.patterns) {
            if (!p.code.text.starts_with(name_pattern) || fault_) continue;
            const std::uint8_t hole = holes_.find(hole_in_text(p.code.text, name_pattern.size() - 1).name);
            bool asked = false;
            for (const Clause& c : RulePack::of(std::span<const Clause>(store_.clauses), m.where)) {
                const auto subjects = RulePack::of(std::span<const std::uint8_t>(store_.holes), c.subjects);
                asked = asked || (rare_name(vocabulary()[c.question]) && !c.negated &&
                                  std::ranges::find(subjects, hole) != subjects.end());
            }
            if (!asked)
                fail(p.code.line,
                     "a pattern of a name needs a line `$x is spelled token, *_token` or `$x is undefined`");
        }
    }

    // Cheap conditions first. A line that names what an earlier one binds comes after that one; else their order does
    // not matter.
    static std::vector<Clause> cheapest_first(const std::vector<Clause>& clauses, const std::vector<bool>& binds) {
        std::vector<Clause> out;
        std::vector<bool> taken(clauses.size());
        while (out.size() < clauses.size()) {
            std::size_t best = clauses.size();
            for (std::size_t i = 0; i < clauses.size(); ++i) {
                if (!taken[i] && (best == clauses.size() || cost_of(clauses[i]) < cost_of(clauses[best]))) best = i;
                if (!taken[i] && binds[i]) break;
            }
            taken[best] = true;
            out.push_back(clauses[best]);
        }
        return out;
    }

    // `safe when` has the reason in the line: `$d is a dict, else …`.
    Clause condition(const RawMatch::Line& l, bool in_where) {
        std::string_view text = l.text, reason;
        if (std::size_t other = text.find(", else "); !in_where && other != text.npos) {
            reason = text.substr(other + 7);
            text = text.substr(0, other);
        }
        Clause out{};
        out.line = l.line;
        check(l.line, compile_condition(store_, text, context_, out));
        out.reason = store_.add(reason);
        if (!fault_) asks_call(out);
        return out;
    }

    // Lines that are joined by `or`.
    Clause choice(const RawMatch::Line& l, bool in_where) {
        Clause out{};
        out.question = choice_question();
        out.line = l.line;
        out.binds = no_hole;
        out.or_questions.fill(no_question);
        context_.joined = true;
        std::vector<Clause> all{condition(l, in_where)};
        std::string text = l.text;
        for (const RawMatch::Line& other : l.others) {
            all.push_back(condition(other, in_where));
            append(text, " or {}", other.text);
        }
        context_.joined = context_.binds = false;
        for (const Clause& one : all)
            if (one.reason.size != 0) out.reason = one.reason;
        out.text = store_.add_of_page(std::string_view(text).substr(0, text.rfind(", else ")));
        std::ranges::stable_sort(all, {}, cost_of);
        out.choice = store_.add_rows(store_.clauses, all);
        return out;
    }

    Slice clauses(const Lines& lines, bool in_where) {
        std::vector<Clause> compiled;
        std::vector<bool> binds;
        for (const RawMatch::Line& l : lines) {
            compiled.push_back(l.others.empty() ? condition(l, in_where) : choice(l, in_where));
            binds.push_back(context_.binds);
        }
        if (!fault_) compiled = cheapest_first(compiled, binds);
        return store_.add_rows(store_.clauses, compiled);
    }

    // `argument` asks calls: a match that is none would never have it.
    void asks_call(const Clause& clause) {
        const bool asks =
            vocabulary()[clause.question].form == Question::Form::argument || clause.items == Clause::Items::argument;
        const auto subjects = RulePack::of(std::span<const std::uint8_t>(store_.holes), clause.subjects);
        const bool itself = clause.items == Clause::Items::given || clause.items == Clause::Items::argument;
        if (!asks || !itself || heads_.empty()) return;
        if (std::ranges::any_of(subjects,
                                [&](auto hole) { return std::ranges::find(functions_, hole) != functions_.end(); }))
            fail(clause.line,
                 "`argument` is about a call, and this is the function of one: ask `the match`, or name the call by a "
                 "line `$call is `$f($$_)`` or a hole of the pattern");
        if (std::ranges::find(subjects, place_match) == subjects.end()) return;
        if (std::ranges::find(heads_, Kind::call) != heads_.end()) return;
        fail(clause.line,
             "`argument` is about a call, and the match is not one: name the call by a hole of the pattern, as in "
             "`raise "
             "$call` or `@$call`, and ask that hole");
    }

    // The conditions of a header's `when`, which is taken off it.
    Slice when(std::string_view& header, std::uint32_t line) {
        std::size_t at = header.starts_with("when ") ? 0 : header.find(" when ");
        if (at == header.npos) return {};
        std::string_view conditions = header.substr(at + (at ? 6 : 5));
        header = header.substr(0, at);
        Lines lines;
        for (std::string_view c : split_conditions(conditions)) lines.push_back({std::string(c), line});
        return clauses(lines, true);
    }

    void says(const RawMatch& raw, MatchData& m) {
        std::vector<SayData> out;
        for (const RawMatch::Section& s : raw.says) {
            std::string_view header = s.header;
            take(header, "say ");
            SayData say{};
            say.place = no_hole;
            say.when = when(header, s.content.line);
            say.text = store_.add(s.content.text);
            if (!raw.native) check_holes(s.content.text, s.content.line);
            out.push_back(say);
        }
        m.says = store_.add_rows(store_.says, out);
        m.also = store_.run(store_.says.size(), raw.also.size());
        for (const RawMatch::Line& l : raw.also) {
            std::string_view line = l.text;
            std::string why;
            SayData say{};
            say.place = take_place(line, holes_, why);
            if (say.place == no_hole || !take(line, ": ")) fail(l.line, why.empty() ? "expected `$x: text`" : why);
            say.text = store_.add(line);
            check_holes(line, l.line);
            store_.says.push_back(say);
        }
    }

    // Messages name holes that there are.
    void check_holes(std::string_view text, std::uint32_t line) {
        for (std::size_t at = 0; (at = text.find('$', at)) != text.npos;) {
            const auto [name, end] = hole_in_text(text, at);
            bool number = !name.empty() && std::isdigit(static_cast<unsigned char>(name[0]));
            if (!name.empty() && !number && name != "rewrite" && name != "match" && holes_.find(name) == no_hole)
                fail(line, formatted("`${}` is not in the pattern", name));
            at = std::max(end, at + 1);
        }
    }

    void edits(const RawMatch& raw, MatchData& m) {
        std::vector<EditData> out;
        for (const RawMatch::Section& s : raw.edits) {
            EditData edit{};
            edit.line = s.content.line;
            edit.precedence = -1;
            std::string_view header = s.header;
            edit.when = when(header, s.content.line);
            edit_target(header, s, edit);
            bool code = edit.op != EditData::Op::remove;
            if (code && s.content.text.empty() && edit.op != EditData::Op::rename) fail(s.content.line, "no code");
            if (!code && !s.content.text.empty()) fail(s.content.line, "`remove` takes no code");
            if (code && !fault_ && !s.content.text.empty())
                check(s.content.line, compile_rewrite(store_, s.content.text, holes_, edit));
            if (edit.place == place_match && std::ranges::find(heads_, Kind::module) != heads_.end())
                fail(s.content.line,
                     "the match is the file: name what the fix edits, as in `rewrite each `CODE` in the file` or "
                     "`rewrite $x`");
            out.push_back(edit);
        }
        m.edits = store_.add_rows(store_.edits, out);
    }

    // With `fix: none`, a rewrite is for the message alone.
    void idle_edits(const RawMatch& raw) {
        const bool told = std::ranges::any_of(
            raw.says, [](const RawMatch::Section& s) { return s.content.text.find("$rewrite") != std::string::npos; });
        if (page_.fixes || raw.native || raw.edits.empty() || told) return;
        fail(raw.edits[0].content.line,
             "the page says `fix: none`: write `fix: safe`, `unsafe`, `sometimes-safe` or `display`, or use `$rewrite` "
             "in a `say`");
    }

    void edit_target(std::string_view header, const RawMatch::Section& s, EditData& edit) {
        using Op = EditData::Op;
        const std::uint32_t line = s.content.line;
        edit.place = place_match;
        std::string why;
        if (take(header, "rewrite each ")) {
            edit.op = Op::rewrite_each;
            check(line, compile_codes(store_, header, holes_, edit.codes));
            if (!take(header, " in ")) fail(line, "`in` is missing: `rewrite each CODE in $$body`");
        } else if (take(header, "rewrite")) {
            edit.op = Op::rewrite;
            if (header.empty()) return;
        } else if (take(header, "remove")) {
            edit.op = Op::remove;
        } else if (take(header, "insert above")) {
            edit.op = Op::insert_above;
        } else if (take(header, "insert below")) {
            edit.op = Op::insert_below;
        } else {
            take(header, "rename");
            edit.op = Op::rename;
        }
        take(header, " ");
        edit.place = take_place(header, holes_, why);
        if (edit.place == no_hole)
            return fail(line, why.empty() ? formatted("`{}` has no `$x` and no place", s.header) : why);
        if (edit.op == Op::rename) {
            if (!take(header, " to ")) return fail(line, "`to` is missing: `rename $x to $y`");
            check(line, compile_rewrite(store_, header, holes_, edit));
            header = "";
        }
        if (!header.empty()) fail(line, formatted("not expected: `{}`", header));
    }

    // `$item is a new name for an item of $seq`
    void lets(const RawMatch& raw, MatchData& m) {
        std::vector<LetData> out;
        for (const RawMatch::Line& l : raw.lets) {
            std::string_view line = l.text;
            LetData let{};
            let.place = place_match;
            if (!take(line, "$")) {
                fail(l.line, "a `let` line is `$name is …`");
                break;
            }
            std::size_t end = 0;
            while (end < line.size() && name_character(line[end])) ++end;
            std::string_view name = line.substr(0, end);
            line.remove_prefix(end);
            if (!take(line, " is ")) fail(l.line, "a `let` line is `$name is …`");
            if (holes_.find(name) != no_hole) fail(l.line, formatted("`${}` is in the pattern", name));
            value(line, l.line, let);
            if (!raw.native) check_holes(store_.text.substr(let.text.start, let.text.size), l.line);
            let.hole = holes_.number(name);
            if (let.hole == no_hole) fail(l.line, formatted("more than {} holes", most_holes));
            out.push_back(let);
        }
        m.lets = store_.add_rows(store_.lets, out);
    }

    void value(std::string_view line, std::uint32_t number, LetData& let) {
        using Sort = LetData::Sort;
        std::string why;
        auto of = [&](Sort sort) {
            let.sort = sort;
            let.place = take_place(line, holes_, why);
            if (let.place == no_hole) fail(number, why.empty() ? "of what?" : why);
        };
        if (take(line, "a new name for an item of ")) return of(Sort::item_name);
        if (take(line, "a new name like ")) {
            let.sort = Sort::new_name;
            let.text = store_.add(line);
            return;
        }
        if (take(line, "the opposite of ")) return of(Sort::opposite);
        if (line.starts_with('"') && line.size() > 1 && line.ends_with('"')) {
            let.sort = Sort::text;
            let.text = store_.add(line.substr(1, line.size() - 2));
            return;
        }
        if (line.starts_with('$') || line.starts_with("the ")) {
            of(Sort::text);
            if (take(line, " as a Path")) {
                let.sort = Sort::path;
                return;
            }
            if (take(line, " without its brackets")) {
                let.sort = Sort::inside;
                return;
            }
            const bool with = take(line, " with the prefix ");
            if (with || take(line, " without the prefix ")) {
                let.sort = Sort::prefixed;
                if (line.size() != 1 || std::string_view("bfru").find(line[0]) == line.npos)
                    return fail(number, formatted("a prefix is `b`, `f`, `r` or `u`, not {}", quoted(line)));
                let.text = store_.add(formatted("{}{}", with ? '+' : '-', line));
                return;
            }
            if (take(line, " without its quotes")) {
                let.sort = Sort::inside;
                let.text = store_.add("quotes");
                return;
            }
            if (take(line, " joined by \"") && line.ends_with('"')) {
                let.sort = Sort::joined;
                let.text = store_.add(line.substr(0, line.size() - 1));
                return;
            }
        }
        fail(number,
             "a `let` is `a new name for an item of $seq`, `a new name like result`, `the opposite of $test`, "
             "`$path as a Path`, `$list without its brackets`, `$text without its quotes`, `$text with the prefix f`, "
             "`$text without the prefix f`, `$$xs joined by \", \"` or "
             "a text in double quotes");
    }

    void report(const RawMatch& raw, MatchData& m) {
        std::string_view line = raw.report;
        if (line.empty()) return;
        if (take(line, "the head")) {
            m.report = ReportPart::head;
            if (line.ends_with(" without decorators")) {
                m.report = ReportPart::bare_head;
                line.remove_suffix(19);
            }
            if (line.empty()) return;
            if (!take(line, " of ")) return fail(raw.report_line, "`the head of` needs a hole or a place");
        } else if (take(line, "the first word of ")) {
            m.report = ReportPart::first_word;
        }
        std::string why;
        m.report_place = take_place(line, holes_, why);
        if (m.report_place == no_hole || !line.empty())
            fail(raw.report_line,
                 why.empty()
                     ? "`report` needs `the head`, `the head without decorators`, `the head of the loop`, `$x`, `the "
                       "first word of $$tail`"
                     : why);
    }

    // Kinds of the grammar, and names in backticks where `names` is given.
    Slice kinds(std::string_view list, std::uint32_t line, std::string* names = nullptr) {
        const std::size_t first = store_.kinds.size();
        while (!list.empty()) {
            const std::size_t comma = std::min(list.find(','), list.size());
            std::string_view name = trimmed(list.substr(0, comma));
            list.remove_prefix(std::min(comma + 1, list.size()));
            if (names && name.size() > 2 && name.starts_with('`') && name.ends_with('`')) {
                (names->empty() ? * names : * names += ',') += name.substr(1, name.size() - 2);
                continue;
            }
            Kind kind = kind_named(name);
            if (kind == Kind::nothing) fail(line, formatted("the grammar has no node `{}`", name));
            store_.kinds.push_back(kind);
        }
        return store_.run(first, store_.kinds.size() - first);
    }

    PackStore& store_;
    const PageFacts& page_;
    Holes holes_;
    std::vector<Kind> heads_;              // of the patterns
    std::vector<std::uint8_t> functions_;  // see note_functions
    ConditionContext context_;
    std::optional<PageFault> fault_;
};

std::optional<PageFault> ZenBlock::compile(PackStore& store, const PageFacts& page, std::vector<MatchData>& out,
                                           std::set<std::string, std::less<>>& aliases) const {
    auto one = [&](const RawMatch& raw) -> std::optional<PageFault> {
        MatchData m{};
        if (auto fault = ZenCompiler(store, page).compile(raw, always_, m)) return fault;
        for (Str s : RulePack::of(std::span<const Str>(store.strings), m.aliases))
            aliases.emplace(std::string_view(store.text).substr(s.start, s.size));
        out.push_back(m);
        return std::nullopt;
    };
    for (std::size_t i = 0; i < raw_.size(); ++i) {
        const Table* table = nullptr;
        for (const auto& [first, t] : tables_)
            if (first <= i) table = &t;
        if (!table) {
            if (auto fault = one(raw_[i])) return fault;
            continue;
        }
        // One that names no column is the same for all rows.
        std::optional<RawMatch> before;
        for (const std::vector<std::string>& row : table->rows) {
            RawMatch match = filled(raw_[i], table->columns, row);
            if (match == before) continue;
            if (auto fault = one(match)) return fault;
            before = std::move(match);
        }
    }
    return std::nullopt;
}

}  // namespace zen

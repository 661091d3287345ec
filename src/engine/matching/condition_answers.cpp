#include "engine/matching/condition.h"

#include <algorithm>

#include "engine/matching/items.h"
#include "engine/matching/matcher.h"
#include "engine/matching/names_asked.h"
#include "engine/matching/search.h"
#include "engine/matching/spelled_parts.h"
#include "semantics/code/functions.h"
#include "semantics/flow/ways.h"
#include "semantics/types/classes.h"
#include "semantics/types/evidence.h"
#include "semantics/types/inherited.h"
#include "semantics/types/instances.h"
#include "semantics/types/named_classes.h"
#include "text/name_byte.h"
#include "text/wildcard.h"

namespace zen {

bool Condition::of_file() const {
    switch (question_.form) {
        case Form::file:
            return std::ranges::any_of(names(), [&](Str s) { return match_.ask.imports(pack_[s]); });
        case Form::since:
            return match_.ask.target() >= PythonVersion{static_cast<std::uint8_t>(clause_.number / 100),
                                                        static_cast<std::uint8_t>(clause_.number % 100)};
        case Form::folder:
            return std::ranges::any_of(names(), [&](Str s) {
                return one_name(match_, pack_[s], [&](std::string_view one) { return file_in(match_.path(), one); });
            });
        default:
            return std::ranges::any_of(names(), [&](Str s) {
                return one_name(match_, pack_[s],
                                [&](std::string_view one) { return file_called(match_.path(), one); });
            });
    }
}

bool Condition::like_one(std::string_view text) const {
    const char first = text.empty() ? '\0' : text[0];
    return std::ranges::any_of(names(), [&](Str s) {
        // Most differ in the first character.
        const std::string_view pattern = pack_[s];
        const bool letter = !pattern.empty() && is_name_byte(pattern[0]);
        return (!letter || pattern[0] == first) && spelled_like(pattern, text);
    });
}

bool Condition::spelled(std::string_view text, Node from) {
    if (clause_.number == 0) return like_one(text);  // without holes
    return std::ranges::any_of(names(), [&](Str s) { return parts_fit(match_, pack_[s], text, from); });
}

bool Condition::right(std::size_t found, std::size_t wanted) const {
    return question_.form == Form::at_least  ? found >= wanted
           : question_.form == Form::at_most ? found <= wanted
                                             : found == wanted;
}

// Is it code like one of the patterns? What their holes catch is kept if the line asks for just that.
bool Condition::like(Node n) {
    for (const PatternData& p : codes())
        if (n && fits(p, n, match_)) return true;
    return false;
}

bool Condition::stands_in(Node n, Node inner) {
    const unsigned known = match_.caught();
    for (const PatternData& p : codes()) {
        if (!n || !fits_around(p, n, inner, match_)) continue;
        if (!clause_.gives) match_.forget_since(known);
        return true;
    }
    return false;
}

bool Condition::shaped(Node n) {
    for (const PatternData& p : codes())
        if (n && looks_like(p, n, match_)) return true;
    return false;
}

bool Condition::calls(const Run& run) const {
    if (run.empty()) return false;
    const Tree& tree = run.parent.tree();
    for (NodeId id = run.first; id < run.end; ++id) {
        ++steps_walked;
        if (Node n(tree, id); n.is(Kind::call) && named_so(n)) return true;
    }
    return false;
}

// `retry = tenacity.retry(stop=3)` is a name for that call, where nothing else is stored in it.
static Node made_by(const Model& ask, Node decorator) {
    if (!decorator.is(Kind::identifier)) return decorator;
    const std::vector<Node>& values = stored_values(ask, decorator);
    return values.size() == 1 && values[0].is(Kind::call) ? values[0] : decorator;
}

bool Condition::named_so(Node n) const {
    return std::ranges::any_of(names(), [&](Str s) { return named(match_.ask, n, pack_[s]); });
}

// Has the call that argument, or does it unpack a literal that has it?
bool Condition::given(Node call) {
    if (!call.is(Kind::call)) return false;
    const std::string_view name = pack_[RulePack::of(pack_.strings, clause_.names)[0]];
    const int position = clause_.number == no_position ? -1 : static_cast<int>(clause_.number);
    return static_cast<bool>(argument(match_.ask, call, name, position));
}

// May `*arguments` or `**options` be that argument?
bool Condition::may_be_given(Node call) {
    for (Node a : call.child(Field::arguments).children())
        if ((a.is(Kind::dictionary_splat) || (a.is(Kind::list_splat) && clause_.number != no_position)) &&
            !unpacked(match_.ask, a))
            return true;
    return false;
}

bool Condition::is_so(Node n) {
    if (question_.node(match_, n) || shaped(n)) return true;
    return std::ranges::any_of(clause_.or_questions, [&](std::uint16_t row) {
        return row != no_question && vocabulary()[row].node(match_, n);
    });
}

bool Condition::answer_of_node(Node n) {
    switch (question_.form) {
        case Form::node:
            return is_so(n);
        case Form::in:
            return std::ranges::any_of(RulePack::of(pack_.holes, clause_.places), [&](std::uint8_t place) {
                return some_run(place, [&](const Run& run) { return question_.in(match_, n, run); });
            });
        case Form::one_of:
            return std::ranges::any_of(names(), [&](Str s) { return means(n, pack_[s]); });
        case Form::instance:
            return is_instance_of(match_.ask, n, names_as_text(), given_types(types_of_page()));
        case Form::argument:
            // `**options` may give it, and then it is certain neither that the call has it nor that it has none.
            return given(n) || (clause_.negated && may_be_given(n));
        case Form::brings:
            return std::ranges::any_of(names(), [&](Str s) { return brings_module(n, match_.path(), pack_[s]); });
        case Form::has_decorator:
            return !each_decorator(
                n, [&](Node decorator) { return !named_so(decorator) && !named_so(made_by(match_.ask, decorator)); });
        case Form::has_parameter:
            return std::ranges::any_of(parameters(definition_of(n)),
                                       [&](const Parameter& p) { return like_one(p.name()); });
        case Form::derives:
            return std::ranges::any_of(names(), [&](Str s) {
                const bool text = pack_[s].find('*') != std::string_view::npos, itself = clause_.number != 0;
                return text ? names_class_like(match_.ask, n, pack_[s], itself)
                            : names_class(match_.ask, n, pack_[s], itself);
            });
        case Form::has_method:
            if (const ClassInfo* info = class_info(match_.ask, definition_of(n)))
                return std::ranges::any_of(info->methods, [&](const ClassMethod& m) { return like_one(m.name); });
            return false;
        case Form::inherits_method:
            return class_info(match_.ask, definition_of(n)) &&
                   has_or_inherits(match_.ask, definition_of(n), Member::method, names_as_text(), bases_asked());
        case Form::inherits_attribute:
            return class_info(match_.ask, definition_of(n)) &&
                   has_or_inherits(match_.ask, definition_of(n), Member::attribute, names_as_text(), bases_asked());
        case Form::has_attribute:
            if (const ClassInfo* info = class_info(match_.ask, definition_of(n)))
                return has_own_attribute(match_.ask, *info, [&](std::string_view name) { return like_one(name); });
            return false;
        case Form::fits:
            return true;  // asked when the rewrite is made
        case Form::spelled:
            if (n.is(Kind::concatenated_string)) return spelled(joined_spelling(n), n);
            return spelled(spelling(n), n);
        case Form::code:
            return kept(n);
        case Form::around:
            return around(n);
        case Form::inside:
            for (Node part = n, up = n.parent(); up; part = up, up = up.parent())
                if (inside_part(part) && stands_in(up, n)) return true;
            return false;
        case Form::directly:
            return directly(n);
        case Form::before:
        case Form::after:
            return beside(n);
        case Form::always_after:
            return on_every_way(n);
        case Form::followed:
            return kept(among_neighbours(n).next_sibling());
        case Form::preceded:
            return kept(among_neighbours(n).previous_sibling());
        default:
            return false;
    }
}

// Of a decorator the neighbours are decorators; so are those above a definition if the line asks for one.
Node Condition::among_neighbours(Node n) const {
    if (n.parent().is(Kind::decorator)) n = n.parent();
    if (n.is(Kind::decorator)) return n;
    const bool decorators =
        std::ranges::all_of(codes(), [](const PatternData& p) { return p.head == Kind::decorator; });
    const Node definition = definition_of(n);
    if (decorators && definition.parent().is(Kind::decorated_definition)) return definition;
    const Node statement = statement_or_clause(n);
    return statement.parent().is(Kind::decorated_definition) ? statement.parent() : statement;
}

bool Condition::on_every_way(Node n) {
    Run around = match_.place(place_function);
    if (around.empty()) around = match_.place(place_file);
    std::vector<Node> others;
    search(match_, clause_.codes, around, [&](Node other) {
        others.push_back(other);
        return true;
    });
    return always_after(match_.ask, n, others);
}

bool Condition::beside(Node n) {
    bool found = false;
    for (std::uint8_t place : RulePack::of(pack_.holes, clause_.places))
        search(match_, clause_.codes, match_.place(place), [&](Node other) {
            const bool there = question_.form == Form::before ? n.end() <= other.start() : other.end() <= n.start();
            return !(found = there && !exclusive(n, other) && runs_with(match_.place(place), n, other));
        });
    return found;
}

// Code in a function of its own runs when that is called.
bool Condition::runs_with(const Run& where, Node n, Node other) const {
    const Node function = match_.ask.enclosing_function(other);
    const bool own = function && where.span().contains(function.span()) && function.span() != where.span();
    return !own || function.span().contains(n.span());
}

// A name with `.*` is any name of that module or class.
bool Condition::means(Node n, std::string_view name) const {
    if (!name.ends_with(".*")) return match_.ask.means(n, name);
    const std::string path = match_.ask.qualified(n);
    name.remove_suffix(2);
    return match_.ask.leads_to(path, name, true) && !match_.ask.leads_to(path, name);
}

std::vector<std::string_view> Condition::names_as_text() const {
    std::vector<std::string_view> out;
    for (Str s : names()) out.push_back(pack_[s]);
    return out;
}

std::vector<std::string_view> Condition::types_of_page() const {
    std::vector<std::string_view> out;
    for (Str s : RulePack::of(pack_.strings, match_.rule().types)) out.push_back(pack_[s]);
    return out;
}

// The classes that the match's lines name with `is derived from`.
std::vector<std::string_view> Condition::bases_asked() const {
    std::vector<std::string_view> out;
    for (const Clause& c : RulePack::of(pack_.clauses, match_.data().where))
        if (vocabulary()[c.question].form == Form::derives && !c.negated)
            for (Str s : RulePack::of(pack_.strings, c.names)) out.push_back(pack_[s]);
    return out;
}

// As far out as the pattern is deep: what the node is a part of must take it in.
bool Condition::around(Node n) {
    for (const PatternData& p : codes()) {
        std::uint32_t depth = depth_of(pack_, p);
        for (Node up = n.parent(); up && depth > 0; up = up.parent()) {
            if (up.is(Kind::parenthesized_expression)) continue;
            if (clause_.gives ? fits(p, up, match_) : looks_like(p, up, match_)) return true;
            --depth;
        }
    }
    return false;
}

bool Condition::directly(Node n) {
    Node up = n.parent();
    if (is_statement(n.kind()) && up.is(Kind::decorated_definition)) up = up.parent();
    while (up.is_any({Kind::block, Kind::parenthesized_expression, Kind::argument_list, Kind::expression_statement}))
        up = up.parent();
    return stands_in(up, n);
}

}  // namespace zen

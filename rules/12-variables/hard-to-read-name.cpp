// The first name that a statement binds and that is hard to tell from another.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

bool hard_to_read_letter(std::string_view name) {
    return name == "l" || name == "O" || name == "I";
}

bool hard_to_read_foreign(std::string_view name) {
    return std::ranges::any_of(name, [](unsigned char c) { return c > 127; });
}

// Has the file any name with such letters?
struct HardToReadFile {
    bool foreign = false;
    explicit HardToReadFile(const Model& ask) {
        // A name that Python takes for another, in ASCII, is in the text as it is written.
        foreign = !is_ascii(ask.tree().text);
    }
};

using HardToRead = bool (*)(std::string_view name);

// The first name stored in the place.
Node hard_to_read_stored(const Match& m, Node place, HardToRead hard) {
    for (Node n : place.descendants()) {
        if (!n.is(Kind::identifier) || !hard(n.text())) continue;
        const Reference* r = m.ask.reference(n);
        if (r && (r->access == Access::store || r->access == Access::declare)) return n;
    }
    return {};
}

// `K = 75`: an assignment to one letter.
bool hard_to_read_letter_stored(Node statement) {
    const Node assignment = statement.is(Kind::expression_statement) ? statement.child(0) : Node();
    return assignment.is(Kind::assignment) && assignment.child(Field::left).is(Kind::identifier) &&
           assignment.child(Field::left).text().size() == 1;
}

// One of a set of single letters, `l, r` or `h, l, s`, or of a table of them, a line each: the others say what it is.
bool hard_to_read_in_a_set(Node name) {
    const Node all = name.parent();
    if (all.is(Kind::assignment)) {
        const Node statement = statement_of(name);
        return hard_to_read_letter_stored(statement) && hard_to_read_letter_stored(statement.previous_sibling()) &&
               hard_to_read_letter_stored(statement.next_sibling());
    }
    if (!all.is_any({Kind::pattern_list, Kind::tuple_pattern}) || all.has_children(1)) return false;
    return std::ranges::all_of(all.children(), [](Node n) { return n.is(Kind::identifier) && n.text().size() == 1; });
}

Node hard_to_read_parameter(Node function, HardToRead hard) {
    for (const Parameter& parameter : parameters(function))
        if (hard(parameter.name())) return parameter.identifier;
    return {};
}

}  // namespace

Verdict hard_to_read_name(const Match& m) {
    constexpr std::uint32_t attributes = 10;
    const bool letters = m.index() < 4 || (m.index() >= 7 && m.index() < attributes);
    if (!letters && !m.of_file<HardToReadFile>().foreign) return silent_in_file;
    HardToRead hard = letters ? hard_to_read_letter : hard_to_read_foreign;
    Node name;
    if (m.index() == attributes) {
        const Node target = m.at.child(Field::left);
        if (!target.is(Kind::attribute) || !hard(target.child(Field::attribute).text())) return silent;
        return found(target, m.message("`$name` has letters outside ASCII: use ASCII letters",
                                       {{"name", target.child(Field::attribute).text()}}));
    }
    switch (m.at.kind()) {
        case Kind::lambda:
            name = hard_to_read_parameter(m.at, hard);
            break;
        case Kind::function_definition:
            if (m.index() == 1 || m.index() == 5) name = hard_to_read_parameter(m.at, hard);
            if (m.index() != 1 && hard(m.at.child(Field::name).text())) name = m.at.child(Field::name);
            break;
        case Kind::class_definition:
            if (hard(m.at.child(Field::name).text())) name = m.at.child(Field::name);
            break;
        case Kind::case_clause:
            for (Node pattern : m.at.children())
                if (!name && pattern.is(Kind::case_pattern)) name = hard_to_read_stored(m, pattern, hard);
            break;
        case Kind::global_statement:
        case Kind::nonlocal_statement:
            name = hard_to_read_stored(m, m.at, hard);
            break;
        case Kind::as_pattern_target:
            name = hard_to_read_stored(m, m.at, hard);
            break;
        case Kind::named_expression:
            name = hard_to_read_stored(m, m.at.child(Field::name), hard);
            break;
        case Kind::import_statement:
        case Kind::import_from_statement:
            for (Node n : m.at.children()) {
                if (name || n == m.at.child(Field::module_name)) continue;
                Node bound = n.is(Kind::aliased_import) ? n.child(Field::alias) : n;
                if (hard(bound.text())) name = bound;
            }
            break;
        default:
            name = hard_to_read_stored(m, m.at.child(Field::left), hard);
    }
    if (!name) return silent;
    // One finding a name: where it is bound first. The last matches have the others.
    const Binding* bound = letters ? m.ask.binding(name) : nullptr;
    const bool again = bound && bound->first_store != name.id();
    if ((again || hard_to_read_in_a_set(name)) != (m.index() >= 7)) return silent;
    return found(name, m.message(letters ? "`$name` is easily read as another character: use a word"
                                         : "`$name` has letters outside ASCII: use ASCII letters",
                                 {{"name", name.text()}}));
}

}  // namespace zen::rules

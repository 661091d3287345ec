// Placeholders of a literal against the arguments that are written beside it.
#include <algorithm>
#include <set>

#include "rule.h"

namespace zen::rules {

namespace {

// In the order of the page's matches.
enum class FormatProblem : std::uint8_t {
    too_many,
    too_few,
    missing_key,
    unused_key,
    bad_key,
    bad_character,
    truncated,
    mixed,
    needs_mapping,
    f_string,
    missing,
    unused,
    numbered_and_not,
    bad_field,
    no_placeholder,
    needs_sequence,
    star_with_key,
    unused_name,
    none
};

struct FormatFields {
    std::vector<std::string> names;  // "" for the next positional one
    FormatProblem problem = FormatProblem::none;
};

// The code between the quotes; nothing for f-strings and bytes with code.
std::optional<std::string> format_text(Node literal) {
    if (!literal.is_any({Kind::string, Kind::concatenated_string})) return std::nullopt;
    std::string text;
    for (Node part : literal.is(Kind::string) ? std::vector<Node>{literal} : literal.children().list()) {
        std::string_view prefix = part.child(0u).text(), code = part.text();
        if (!part.is(Kind::string) || prefix.find_first_of("fFtT") != std::string_view::npos) return std::nullopt;
        text += code.substr(prefix.size(), code.size() - prefix.size() - part.last_child().text().size());
    }
    if (text.find("\\N{") != std::string::npos || text.find("\\x") != std::string::npos) return std::nullopt;
    return text;
}

// `%(key)-5.2f`; a `*` takes an argument of its own.
FormatFields format_percent_fields(std::string_view text, bool bytes) {
    FormatFields fields;
    bool keys = false, positions = false;
    for (std::size_t i = text.find('%'); i != std::string_view::npos; i = text.find('%', i)) {
        std::string key;
        if (++i < text.size() && text[i] == '(') {
            std::size_t end = text.find(')', i);
            if (end == std::string_view::npos) return {{}, FormatProblem::truncated};
            key = "." + std::string(text.substr(i + 1, end - i - 1));
            i = end + 1;
        }
        bool star = false;
        for (; i < text.size() && std::string_view("#0- +123456789.*hlL").find(text[i]) != std::string_view::npos; ++i)
            if (text[i] == '*') fields.names.emplace_back(), star = true;
        if (i >= text.size()) return {{}, FormatProblem::truncated};
        if (std::string_view("diouxXeEfFgGcrsab%").find(text[i]) == std::string_view::npos ||
            (text[i] == 'b' && !bytes))
            return {{}, FormatProblem::bad_character};
        if (star && !key.empty()) fields.problem = FormatProblem::star_with_key;
        positions = positions || star;
        if (text[i++] == '%') continue;
        (key.empty() ? positions : keys) = true;
        fields.names.push_back(key);
    }
    if (keys && positions && fields.problem == FormatProblem::none) fields.problem = FormatProblem::mixed;
    return fields;
}

FormatProblem format_percent(const Match& m, std::string& what) {
    Node literal = unparenthesized(m.at.child(Field::left)), right = unparenthesized(m.at.child(Field::right));
    if (literal.is(Kind::string) && literal.child(0u).text().find_first_of("fF") != std::string_view::npos) {
        // `f"%-{width}s" % text` builds the format first.
        for (Node part : literal.children())
            if (!part.is(Kind::interpolation) && part.text().find('%') != std::string_view::npos)
                return FormatProblem::none;
        return FormatProblem::f_string;
    }
    auto text = format_text(literal);
    if (!text) return FormatProblem::none;
    const Node first = literal.is(Kind::string) ? literal : literal.child(0u);
    FormatFields fields =
        format_percent_fields(*text, first.child(0u).text().find_first_of("bB") != std::string_view::npos);
    if (fields.problem != FormatProblem::none) return fields.problem;
    if (text->find('%') == std::string::npos) return FormatProblem::no_placeholder;
    bool keyed = !fields.names.empty() && !fields.names[0].empty();
    if (right.is(Kind::dictionary) && keyed) {
        std::set<std::string> given, wanted;
        for (Node pair : right.children()) {
            Node key = pair.child(Field::key);
            if (!pair.is(Kind::pair) || !m.ask.constant(key)) return FormatProblem::none;
            auto name = format_text(key);
            if (!name) return what = short_code(key.text(), 30), FormatProblem::bad_key;
            given.insert("." + *name);
        }
        for (const std::string& name : fields.names)
            if (wanted.insert(name); !given.contains(name)) return what = name.substr(1), FormatProblem::missing_key;
        for (const std::string& name : given)
            if (!wanted.contains(name)) return what = name.substr(1), FormatProblem::unused_key;
        return FormatProblem::none;
    }
    const bool tuple = right.is(Kind::tuple);
    // Asked last, since it may take the types of much other code.
    auto single = [&](std::uint32_t or_else) {
        return m.ask.type(right).only(number_types | Type::str | Type::bytes | Type::list | Type::set |
                                      Type::generator | Type::none | or_else);
    };
    if (keyed) return tuple || single(0) ? FormatProblem::needs_mapping : FormatProblem::none;
    if (!tuple) {
        const bool counts = right.is(Kind::dictionary) || fields.names.size() > 1 || m.ask.constant(right);
        if (!counts || !single(Type::dict)) return FormatProblem::none;
    }
    if (!tuple && fields.names.size() > 1 && right.is_any({Kind::dictionary, Kind::dictionary_comprehension}))
        return FormatProblem::needs_sequence;
    std::size_t count = tuple ? right.child_count() : 1;
    if (tuple)
        for (Node item : right.children())
            if (item.is(Kind::list_splat)) return FormatProblem::none;
    what = formatted("{} placeholders, {}{}", fields.names.size(), count, count == 1 ? " argument" : " arguments");
    // Any mapping may be given where there is no placeholder.
    if (fields.names.empty() && !tuple) return FormatProblem::none;
    return count > fields.names.size()   ? FormatProblem::too_many
           : count < fields.names.size() ? FormatProblem::too_few
                                         : FormatProblem::none;
}

// Is what follows the name in a field, from an offset, well formed: `.attribute`, `[index]`, `!r`?
bool format_field_complete(std::string_view field, std::size_t at) {
    while (at < field.size() && (field[at] == '.' || field[at] == '[')) {
        const bool index = field[at] == '[';
        const std::size_t end =
            index ? field.find(']', at) : std::min(field.find_first_of(".[!:", at + 1), field.size());
        if (end == std::string_view::npos || end == at + 1) return false;
        at = index ? end + 1 : end;
    }
    if (at >= field.size() || field[at] == ':') return true;
    return field[at] == '!' && at + 1 < field.size() &&
           std::string_view("rsa").find(field[at + 1]) != std::string_view::npos &&
           (at + 2 == field.size() || field[at + 2] == ':');
}

// The names of `{name.attribute!r:{width}}`, fields in the format included.
void format_braces_fields(std::string_view text, FormatFields& fields, int depth = 0) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool doubled = depth == 0 && i + 1 < text.size() && text[i + 1] == text[i];
        if ((text[i] == '{' || text[i] == '}') && doubled) {
            ++i;
            continue;
        }
        if (text[i] == '}') fields.problem = FormatProblem::bad_field;
        if (text[i] != '{') continue;
        std::size_t end = i + 1, level = 1;
        for (; end < text.size(); ++end) {
            level += text[end] == '{' ? 1 : 0;
            if (text[end] == '}' && --level == 0) break;
        }
        if (end >= text.size() || depth > 1) return void(fields.problem = FormatProblem::bad_field);
        std::string_view field = text.substr(i + 1, end - i - 1);
        std::size_t name_end = field.find_first_of(".[!:");
        std::string_view name = field.substr(0, name_end);
        if (name.find('{') != std::string_view::npos) return void(fields.problem = FormatProblem::bad_field);
        fields.names.emplace_back(name);
        if (name_end != std::string_view::npos && !format_field_complete(field, name_end))
            return void(fields.problem = FormatProblem::bad_field);
        std::size_t colon = field.find(':');
        if (colon != std::string_view::npos) format_braces_fields(field.substr(colon + 1), fields, depth + 1);
        i = end;
    }
}

FormatProblem format_braces(const Match& m, std::string& what) {
    auto text = format_text(unparenthesized(m.at.child(Field::function).child(Field::object)));
    Node arguments = m.at.child(Field::arguments);
    if (!text || !arguments.is(Kind::argument_list)) return FormatProblem::none;
    FormatFields fields;
    format_braces_fields(*text, fields);
    if (fields.problem != FormatProblem::none) return fields.problem;
    std::set<std::string> given, wanted;
    std::size_t count = 0, next = 0, numbered = 0;
    bool star = false, stars = false;
    for (Node argument : arguments.children()) {
        star = star || argument.is(Kind::list_splat);
        stars = stars || argument.is(Kind::dictionary_splat);
        if (argument.is(Kind::keyword_argument))
            given.insert(std::string(argument.child(Field::name).text()));
        else if (!argument.is_any({Kind::list_splat, Kind::dictionary_splat}))
            given.insert(std::to_string(count++));
    }
    for (std::string name : fields.names) {
        bool number = !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
        numbered += number ? 1 : 0;
        if (name.empty()) name = std::to_string(next++), number = true;
        wanted.insert(name);
        if (!given.contains(name) && !(number ? star : stars)) {
            if (numbered == 0 || next == 0)
                return what = formatted("no argument for `{{{}}}`", name), FormatProblem::missing;
        }
    }
    if (numbered > 0 && next > 0) return FormatProblem::numbered_and_not;
    for (const std::string& name : given) {
        bool number = name.find_first_not_of("0123456789") == std::string::npos;
        if (!wanted.contains(name) && !(star && number))
            return what = formatted("{} is not used", number ? "argument " + name : formatted("`{}`", name)),
                   number ? FormatProblem::unused : FormatProblem::unused_name;
    }
    return FormatProblem::none;
}

// What was found out of the node that one match after the other asks for.
struct FormatLast {
    explicit FormatLast(const Model&) {}
    mutable Node node;
    mutable FormatProblem problem = FormatProblem::none;
    mutable std::string what;
};

}  // namespace

Verdict format_arguments_mismatch(const Match& m) {
    if (m.at.is(Kind::binary_operator) && !m.at.child(Field::operator_).is(Kind::op_percent)) return silent_for_all;
    const FormatLast& last = m.of_file<FormatLast>();
    if (last.node != m.at) {
        last.node = m.at;
        last.what.clear();
        last.problem = m.at.is(Kind::call) ? format_braces(m, last.what) : format_percent(m, last.what);
    }
    const FormatProblem problem = last.problem;
    if (problem == FormatProblem::none) return silent_for_all;
    const std::string& what = last.what;
    if (static_cast<std::uint32_t>(problem) != m.index()) return silent;
    constexpr std::string_view messages[] = {
        "the format has $what: remove the superfluous ones",
        "the format has $what: pass the missing ones",
        "the mapping has no key `$what`, which the format names",
        "the format does not use the key `$what`",
        "the key `$what` is not a string, so no placeholder can use it",
        "a placeholder has an unknown type: double the `%` to print it",
        "a placeholder is incomplete: double the `%` to print it",
        "placeholders with and without names: use one kind",
        "the placeholders have names: pass a dict",
        "an f-string is formatted already: remove the `%`",
        "the format has $what",
        "the format has too many arguments: $what",
        "`{}` and `{0}` cannot be mixed: number all placeholders or none",
        "an unmatched brace: double it to print it",
        "the string has no placeholder: remove the `%` or add one",
        "several placeholders without names: pass a tuple",
        "`*` takes its width from a tuple, but placeholders with names need a dict",
        "the format has too many arguments: $what"};
    return found(m.span, m.message(messages[m.index()], {{"what", what}}));
}

}  // namespace zen::rules

// Reads the format, pairs its placeholders with the values, and writes the f-string where both are certain.
#include "rule.h"

namespace zen::rules {

namespace {

struct PercentHole {
    std::string_view key, flags, width, precision;
    char conversion = 0;
    bool starred = false;
};

// Reads one `%…` at `at` (which is on the `%`); moves `at` behind it. False when it is no conversion.
bool percent_format_hole(std::string_view text, std::size_t& at, PercentHole& hole) {
    std::size_t i = at + 1;
    auto run = [&](std::string_view set) {
        std::size_t from = i;
        while (i < text.size() && set.find(text[i]) != set.npos) ++i;
        return text.substr(from, i - from);
    };
    if (i < text.size() && text[i] == '(') {
        std::size_t close = text.find(')', i);
        if (close == text.npos) return false;
        hole.key = text.substr(i + 1, close - i - 1);
        i = close + 1;
    }
    hole.flags = run("#0- +");
    if (i < text.size() && text[i] == '*')
        hole.starred = true, ++i;
    else
        hole.width = run("0123456789");
    if (i < text.size() && text[i] == '.') {
        std::size_t from = i++;
        if (i < text.size() && text[i] == '*')
            hole.starred = true, ++i;
        else
            run("0123456789");
        hole.precision = text.substr(from, i - from);
    }
    run("hlL");
    if (i >= text.size() || std::string_view("diouxXeEfFgGcrsa%").find(text[i]) == std::string_view::npos) return false;
    hole.conversion = text[i];
    at = i + 1;
    return true;
}

// The replacement field that shows `value` as the conversion does; empty when none certainly does.
std::string percent_format_field(const Match& m, const PercentHole& hole, Node value, std::string_view code) {
    auto has = [&](char flag) { return hole.flags.find(flag) != hole.flags.npos; };
    std::string spec, show;
    bool text_like = false;
    Type type = m.ask.type(value);
    switch (hole.conversion) {
        case 's':
            text_like = true;
            break;
        case 'r':
            text_like = true, show = "!r";
            break;
        case 'a':
            text_like = true, show = "!a";
            break;
        case 'd':
        case 'i':
        case 'u':
        case 'x':
        case 'X':
        case 'o':
            if (!type.only(Type::int_) || !hole.precision.empty()) return "";  // of a float, `%d` drops the fraction
            break;
        case 'e':
        case 'E':
        case 'f':
        case 'F':
        case 'g':
        case 'G':
            if (!type.only(Type::int_ | Type::float_) && hole.conversion != 'f') return "";
            break;
        default:
            return "";
    }
    if (hole.starred || (has('#') && !text_like)) return "";
    if (text_like) {
        if (has('0') || has('+') || has(' ')) return "";
        if (!hole.width.empty()) spec = std::string(has('-') ? "" : ">") + std::string(hole.width);
        if (hole.precision.size() > 1)
            spec += hole.precision;
        else if (hole.precision.size() == 1)
            return "";
        if (!spec.empty() && show.empty() && !type.only(Type::str)) show = "!s";
    } else {
        if (has('-')) spec += '<';
        if (has('+'))
            spec += '+';
        else if (has(' '))
            spec += ' ';
        if (has('0') && !has('-')) spec += '0';
        spec += hole.width;
        if (hole.precision == ".")
            spec += ".0";
        else
            spec += hole.precision;
        char c = hole.conversion;
        if (c == 'i' || c == 'u') c = 'd';
        if (c != 'd' || !spec.empty()) spec += c;
    }
    // A value that opens with a brace would read as an escaped one.
    std::string field = code.starts_with('{') ? "{ " : "{";
    field += code;
    return formatted("{}{}{}}}", field, show, spec.empty() ? "" : ":" + spec);
}

bool percent_format_exempt(const Match& m) {
    Node call = m.at.parent().is(Kind::argument_list) ? m.at.parent().parent() : Node();
    Node function = call.child(Field::function);
    std::string_view name = function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
    for (std::string_view translation :
         {"_", "N_", "gettext", "ngettext", "gettext_lazy", "pgettext", "ugettext", "ugettext_lazy"})
        if (name == translation) return true;
    if (!function.is(Kind::attribute)) return false;
    std::string_view object = function.child(Field::object).text();
    bool logger = object.ends_with("log") || object.ends_with("logger") || object.ends_with("logging") ||
                  object.ends_with("LOG") || object.ends_with("LOGGER");
    for (std::string_view level :
         {"debug", "info", "warning", "warn", "error", "exception", "critical", "log", "fatal"})
        if (logger && name == level) return true;
    return false;
}

}  // namespace

Verdict percent_format(const Match& m) {
    if (!m.at.child(Field::operator_).is(Kind::op_percent)) return silent_for_all;
    Node format = unparenthesized(m.at.child(Field::left)), values = unparenthesized(m.at.child(Field::right));
    std::vector<Node> parts;
    if (format.is(Kind::string))
        parts.push_back(format);
    else if (format.is(Kind::concatenated_string))
        parts = format.children().list();
    else
        return silent;

    for (Node part : parts)
        if (looks_like_sql(part.text())) return silent;  // the values belong into query parameters
    std::vector<PercentHole> holes;
    bool braced = false;  // `{%s}`: three braces in a row in an f-string
    for (Node part : parts) {
        std::string_view start = part.child(0u).text();
        std::string_view prefix = start.substr(0, start.find_first_of("'\""));
        if (prefix.find_first_of("bBtT") != prefix.npos) return silent;
        bool interpolated = prefix.find_first_of("fF") != prefix.npos;
        if (interpolated) return silent;
        std::string_view body = part.text().substr(start.size());
        body.remove_suffix(std::min(body.size(), start.size() - prefix.size()));
        for (std::size_t at = 0; (at = body.find('%', at)) != body.npos;) {
            PercentHole hole;
            const std::size_t before = at;
            if (!percent_format_hole(body, at, hole)) return silent;  // it would fail, or means something else
            if (hole.conversion == '%') continue;
            holes.push_back(hole);
            braced = braced || (before > 0 && body[before - 1] == '{') || (at < body.size() && body[at] == '}');
        }
    }
    if (percent_format_exempt(m)) return silent;
    // C0209 leaves out what it cannot write as an f-string.
    bool plain =
        values.text().find('\\') == std::string_view::npos && format.text().find('{') == std::string_view::npos;
    if (!holes.empty() && !holes[0].key.empty()) plain = plain && values.is(Kind::dictionary);
    if (m.index() < 2 && plain != (m.index() == 0)) return silent;

    // Pair each hole with its value.
    std::vector<Node> paired;
    bool keyed = !holes.empty() && !holes[0].key.empty(), certain = true;
    if (values.is(Kind::tuple)) {
        for (Node v : values.children()) {
            certain = certain && !v.is(Kind::list_splat);
            paired.push_back(v);
        }
        certain = certain && paired.size() == holes.size();
    } else if (values.is(Kind::dictionary) && keyed) {
        for (const PercentHole& hole : holes) {
            Node found_value;
            for (Node pair : values.children()) {
                Node key = pair.is(Kind::pair) ? pair.child(Field::key) : Node();
                if (!key.is(Kind::string) || !key.has_children(3)) {
                    certain = false;
                    continue;
                }
                if (key.child(1u).text() == hole.key)
                    certain = certain && !found_value, found_value = pair.child(Field::value);
            }
            certain = certain && found_value;
            paired.push_back(found_value);
        }
        certain = certain && values.child_count() <= holes.size();
    } else {
        // A lone value may turn out to be a tuple or a mapping.
        Type type = m.ask.type(values);
        certain = holes.size() == 1 && !keyed &&
                  (type.known() ? !type.maybe(Type::tuple | Type::dict) : values.is(Kind::string));
        paired.push_back(values);
    }

    std::string message = holes.size() > 1 && !keyed
                              ? "`%` formatting pairs placeholders and values by position: use an f-string"
                              : "old `%` formatting: use an f-string";
    // One placeholder, and a value that would make the f-string harder to read.
    std::size_t calls = 0;
    for (Node value : paired)
        for (Node n : value.descendants()) calls += n.is(Kind::call);
    // So would several values that are calls in calls.
    const bool dense =
        braced || (calls > 3 && calls > paired.size()) ||
        (!certain && holes.size() == 1 &&
         (values.is_any({Kind::conditional_expression, Kind::lambda}) ||
          (m.ask.target() < PythonVersion{3, 12} && values.text().find('\\') != std::string_view::npos)));
    if (dense != (m.index() == 2)) return silent;
    Edits edits(m);
    std::string whole;
    std::size_t next = 0;
    std::uint32_t at = format.start();
    for (Node part : parts) {
        if (!certain) break;
        std::string_view text = part.text(), start = part.child(0u).text();
        std::size_t prefix = start.find_first_of("'\"");
        char quote = start.back();
        std::size_t quotes = start.size() - prefix;
        std::string_view body = text.substr(start.size(), text.size() - start.size() - quotes);
        std::string now;
        bool has_field = false;
        for (std::size_t i = 0; i < body.size() && certain;) {
            char c = body[i];
            if (c != '%') {
                // `\N{…}` keeps its braces, all others are doubled in an f-string.
                bool name_escape = (c == '{' && now.ends_with("\\N"));
                if (name_escape) {
                    std::size_t close = std::min(body.find('}', i), body.size() - 1);
                    now += body.substr(i, close + 1 - i);
                    i = close + 1;
                    continue;
                }
                if (c == '{' || c == '}') now += c;
                now += c;
                ++i;
                continue;
            }
            PercentHole hole;
            percent_format_hole(body, i, hole);
            if (hole.conversion == '%') {
                now += '%';
                continue;
            }
            Node value = paired[next++];
            std::string code = code_for(value, lambda_level, true);
            if (value.is(Kind::lambda) || value.is(Kind::named_expression) || value.is(Kind::yield))
                code = formatted("({})", code);
            if (const std::string other = without_quote(code, quote); !other.empty()) code = other;
            bool fits =
                code.find_first_of("\n#\\") == code.npos && code.find(quote) == code.npos && !code.ends_with('=');
            std::string field = fits ? percent_format_field(m, hole, value, code) : "";
            certain = certain && !field.empty();
            has_field = true;
            now += field;
        }
        if (!certain) break;
        // A part without a field keeps its plain literal, whose braces are not doubled.
        whole += m.ask.tree().text.substr(at, part.start() - at);
        at = part.end();
        bool braces = body.find_first_of("{}") != body.npos;
        if (has_field)
            append(whole, "f{}{}{}{}", text.substr(0, prefix), start.substr(prefix), now,
                   text.substr(text.size() - quotes));
        else if (!braces || holes.empty())
            whole += std::string(start) + (braces ? std::string(body) : now) +
                     std::string(text.substr(text.size() - quotes));
        else
            certain = false;
    }
    if (!certain || holes.empty()) return found(m.span, message);
    if (whole.find("fu") == 0 || whole.find("fU") == 0) whole.erase(1, 1);  // `u` goes with no other prefix
    for (char quote : {'\'', '"'})  // nested in another f-string of the same quotes: not before 3.12
        for (Node up = m.at.parent(); up; up = up.parent())
            if (up.is(Kind::interpolation) && up.parent().child(0u).text().find(quote) != std::string_view::npos &&
                whole.find(quote) != whole.npos)
                edits.give_up();
    // Implicitly joined parts that stood in the format's own parentheses keep them.
    if (format.parent().is(Kind::parenthesized_expression) && format.parent().within(m.at) &&
        whole.find('\n') != whole.npos)
        whole = formatted("({})", whole);
    if (m.too_long_now(whole)) edits.give_up();
    if (whole.find('\n') == whole.npos)
        edits.replace(with_own_parentheses(m.at), whole);
    else
        edits.replace(m.at, whole);
    return found(m.span, edits, m.message("`%` formatting: write $code", {{"code", short_fstring(whole)}}));
}

}  // namespace zen::rules

// The lists of names and spellings that conditions end in.
#include <algorithm>

#include "engine/matching/hole_text.h"
#include "engine/matching/spelled_parts.h"
#include "engine/pages/condition_parser.h"
#include "engine/pages/line_reading.h"
#include "semantics/library/builtins.h"
#include "text/formatted.h"
#include "text/identifier.h"
#include "text/trimmed.h"
#include "text/wildcard.h"

namespace zen {

// `TODO, FIXME`, each with no letter, digit or `_` before or behind it.
static void add_words(PackStore& store, std::string_view spellings) {
    while (!spellings.empty()) {
        const std::string one(take_item(spellings));
        if (one.empty()) continue;
        const std::string before = "*[!a-zA-Z0-9_]" + one, after = "[!a-zA-Z0-9_]*";
        for (const std::string& spelling : {one, one + after, before, before + after})
            store.strings.push_back(store.add(spelling));
    }
}

void ConditionParser::list(Form form, std::string_view what) {
    bool any = false;
    if (constexpr std::string_view words = " in any case"; form == Form::spelled && rest_.ends_with(words)) {
        rest_.remove_suffix(words.size());
        any = true;
    }
    if (constexpr std::string_view words = " as a word"; form == Form::spelled && rest_.ends_with(words)) {
        rest_.remove_suffix(words.size());
        if (rest_.find('$') != rest_.npos) return fail("`as a word` is for a spelling without holes");
        const std::size_t first = store_.strings.size();
        add_words(store_, rest_);
        out_.names = store_.run(first, store_.strings.size() - first);
    } else {
        out_.names = add_list(store_, rest_);
    }
    rest_ = {};
    if (out_.names.count == 0) fail(std::string(what));
    check_names(form);
    if (form == Form::spelled) spelled_parts();
    for (std::uint32_t i = out_.names.first; any && i < out_.names.end(); ++i) {
        const Str s = store_.strings[i];
        store_.strings[i] = store_.add(any_case + store_.text.substr(s.start, s.size));
    }
    find(form);
}

// `http://$rest`: holes that the pattern has stand for what their code says, new ones for a part of the text.
void ConditionParser::spelled_parts() {
    out_.number = 0;
    bool fresh = false;
    for (std::uint32_t i = out_.names.first; i < out_.names.end(); ++i) {
        const Str s = store_.strings[i];
        const std::string name = store_.text.substr(s.start, s.size);
        std::string encoded;
        constexpr std::string_view option = "option ";
        if (const std::string_view of_page = std::string_view(name).substr(std::min(option.size(), name.size()));
            name.starts_with(option) && std::ranges::find(context_.options, of_page) != context_.options.end()) {
            store_.strings[i] = store_.add(option_names + std::string(of_page));
            out_.number = 1;
            continue;
        }
        const std::size_t before = own_parts_.size();
        for (std::size_t at = 0; at < name.size();) {
            const auto [hole, end] = hole_in_text(name, at);
            if (hole.empty()) {
                encoded += name[at++];
                continue;
            }
            if (name.substr(at).starts_with("$$"))
                return fail(formatted("{}: a part of a text is `$x`, not `$$x`", quoted(name)));
            const bool adjacent = encoded.size() > 1 && encoded[encoded.size() - 2] == new_part;
            at = end;
            if (hole == "_") {
                encoded += '*';
                continue;
            }
            const bool known = context_.holes.find(hole) != no_hole;
            const std::uint8_t number = context_.holes.number(hole);
            if (number == no_hole) return fail(formatted("more than {} holes", most_holes));
            const bool own = !known || std::ranges::find(own_parts_, number) != own_parts_.end();
            if (own && std::find(own_parts_.begin() + static_cast<std::ptrdiff_t>(before), own_parts_.end(), number) !=
                           own_parts_.end())
                return fail(formatted("{} occurs twice in the spelling", quoted("$" + std::string(hole))));
            if (own && adjacent)
                return fail(
                    formatted("{}: the end of one hole and the start of the next are not certain", quoted(name)));
            if (own) own_parts_.push_back(number), context_.texts.emplace_back(hole);
            fresh = fresh || own;
            encoded += own ? new_part : known_part;
            encoded += static_cast<char>('A' + number);
            out_.number = 1;
        }
        store_.strings[i] = store_.add(encoded);
    }
    if (!fresh) return;
    if (out_.negated || out_.names.count > 1 || out_.subjects.count != 1 || out_.items != Clause::Items::given)
        fail(formatted("a new hole in a spelling is a part of one text: one `$x`, one spelling, and no negation ({})",
                       quoted(line_)));
}

// `the file is called option allowed`: the option's value is a list of names.
void ConditionParser::options_named() {
    constexpr std::string_view option = "option ";
    for (std::uint32_t i = out_.names.first; i < out_.names.end(); ++i) {
        const Str s = store_.strings[i];
        const std::string name = store_.text.substr(s.start, s.size);
        if (!name.starts_with(option)) continue;
        const std::string of_page = name.substr(option.size());
        if (std::ranges::find(context_.options, of_page) == context_.options.end())
            return fail(formatted("the page has no option {}", quoted(of_page)));
        store_.strings[i] = store_.add(option_names + of_page);
    }
}

// What could never be a name, and would be accepted without a word.
void ConditionParser::check_names(Form form) {
    const bool text = form == Form::spelled, path = form == Form::folder || form == Form::file_name;
    for (Str s : RulePack::of(std::span<const Str>(store_.strings), out_.names)) {
        const std::string name = store_.text.substr(s.start, s.size);
        if (name.starts_with('$') && !text)
            return fail(
                formatted("{}: only names are allowed here, not holes; for code with holes, use `contains `CODE``, `is "
                          "`CODE`` or `is in `CODE``",
                          quoted(name)));
        if (text && name.size() > 2 && name.starts_with('/') && name.ends_with('/'))
            return fail(formatted(
                "{} is not a regular expression: `*` is any text, `?` a character, `#` a digit, `[a-z]` one of these",
                quoted(name)));
        if (text && name.starts_with("like ")) return fail(formatted("write `is spelled {}`", name.substr(5)));
        if (form == Form::derives && name.find_first_not_of("*.") == name.npos)
            return fail(formatted("{} is any class: write a name, such as `*Mixin` or `acme.*.Base`", quoted(name)));
        if (form == Form::derives && name.find_first_of("*.") == name.npos && !is_ascii_name(name)) {
            const std::string last = name.substr(name.find_last_of("*.") + 1);
            return fail(formatted("{} is not the name of a class: write `module.{}`, or `{}` for one of the same file",
                                  quoted(name), last, last));
        }
        if (form == Form::instance && name.find('*') != name.npos)
            return fail(formatted("{} is not the name of a class: write its module too (`module.{}`)", quoted(name),
                                  name.substr(name.rfind('.') + 1)));
        if (form == Form::folder && name.ends_with(".py"))
            return fail(formatted("{} is not a folder: write `the file is called {}`", quoted(name), name));
        if (text || name.find(' ') == name.npos) continue;
        for (std::string_view word : {" and ", " or "})
            if (const std::size_t at = name.find(word); at != name.npos)
                return fail(formatted("{} is one name here: {}", quoted(name),
                                      name.find(" not ", at) != name.npos
                                          ? "write the second condition on a separate line"
                                      : word == " or " ? "separate alternatives with commas"
                                                       : "write one line for each if all must hold"));
        if (!path) return fail(formatted("{} is not a name: it contains a space", quoted(name)));
    }
}

void ConditionParser::one_of() {
    out_.names = add_list(store_, rest_);
    if (out_.names.count == 0) return fail("`one of` needs names");
    check_names(Form::one_of);
    for (Str s : RulePack::of(std::span<const Str>(store_.strings), out_.names)) {
        std::string_view name = std::string_view(store_.text).substr(s.start, s.size);
        if (const std::size_t star = name.find('*'); star != name.npos) {
            if (star + 1 == name.size() && star > 1 && name[star - 1] == '.') continue;
            return fail(
                formatted("{}: `*` is a whole last name here (`requests.*`); use `is spelled {}` for the spelling",
                          quoted(name), name));
        }
        if (name.find('.') != name.npos || is_builtin(name, {3, 14}) || is_builtin(name, {3, 8})) continue;
        return fail(formatted(
            "{} is not a builtin: write the module too (`module.{}`), or `is spelled {}` for any name of that spelling",
            quoted(name), name, name));
    }
    find(Form::one_of);
}

// "pathlib.Path", or several such with commas between them?
bool ConditionParser::dotted_names(std::string_view text) {
    while (true) {
        std::string_view name = text.substr(0, text.find(", "));
        if (name.find(' ') != name.npos || name.find('.') == name.npos) return false;
        if (name.size() == text.size()) return true;
        text.remove_prefix(name.size() + 2);
    }
}

}  // namespace zen

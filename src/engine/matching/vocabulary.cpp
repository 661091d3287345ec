#include "engine/matching/vocabulary.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/matching/spelled_parts.h"
#include "engine/matching/words.h"

namespace zen {
namespace {

using Form = Question::Form;

// The forms that have words of their own.
constexpr std::array forms = std::to_array<Question>({
    {Form::one_of, "one of", "the builtin or import of one of these names"},
    {Form::spelled, "spelled", "its code, or the text of the string literal, is like one of these; `*` is any text"},
    {Form::instance, "an instance of",
     "by its type, its annotation, or all that is stored in it, an instance of that class", nullptr, nullptr, nullptr,
     2},
    {Form::code, "CODE", "it matches this code"},
    {Form::around, "in CODE", "the enclosing code, as many levels out as the pattern is deep, matches", nullptr,
     nullptr, nullptr, 1},
    {Form::inside, "inside CODE", "some enclosing code matches", nullptr, nullptr, nullptr, 1},
    {Form::directly, "directly inside CODE", "the code of which it is a direct part matches", nullptr, nullptr, nullptr,
     1},
    {Form::followed, "followed by CODE", "the next statement matches", nullptr, nullptr, nullptr, 1},
    {Form::preceded, "preceded by CODE", "the previous statement matches", nullptr, nullptr, nullptr, 1},
    {Form::before, "before CODE", "such code follows it in the place named, and both may run", nullptr, nullptr,
     nullptr, 3},
    {Form::after, "after CODE", "the same, with code before it", nullptr, nullptr, nullptr, 3},
    {Form::always_after, "always after CODE", "such code runs on every path from the start of the function to it",
     nullptr, nullptr, nullptr, 3},
    {Form::contains, "contains CODE", "some code in it matches", nullptr, nullptr, nullptr, 3},
    {Form::holds_directly, "directly contains CODE", "some code in it matches, outside of functions and classes in it",
     nullptr, nullptr, nullptr, 3},
    {Form::there, "there", "there is such code", nullptr, nullptr, nullptr, 3},
    {Form::bind, "the first", "the first such code, with that name from here on", nullptr, nullptr, nullptr, 3},
    {Form::only, "the only", "the same, where there is just one", nullptr, nullptr, nullptr, 3},
    {Form::at_least, "has at least", "that many statements, arguments or items"},
    {Form::at_most, "has at most", "that many or fewer"},
    {Form::exactly, "has exactly", "that many"},
    {Form::argument, "has argument", "the call has that argument: `argument mode or 2`, by keyword or by position"},
    {Form::derives, "derived from",
     "the class, or a class of the file or the run that it derives from, has that base; of a tuple, one of them"},
    {Form::has_method, "has a method", "the class defines such a method itself"},
    {Form::inherits_method, "has or inherits a method",
     "the class or one of its bases defines such a method, or a base is not known; bases that the match asks for with "
     "`derived from` aside",
     nullptr, nullptr, nullptr, 2},
    {Form::inherits_attribute, "has or inherits an attribute",
     "the same of an attribute, which a name with an annotation alone is too", nullptr, nullptr, nullptr, 2},
    {Form::has_attribute, "has an attribute",
     "the class sets such an attribute itself, or has a name with an annotation alone"},
    {Form::has_decorator, "has a decorator", "it has a decorator of one of these names, or spelled like one of them"},
    {Form::has_parameter, "has a parameter", "the function has a parameter of such a name"},
    {Form::calls, "calls", "some call in it is of one of these names, or spelled like one of them", nullptr, nullptr,
     nullptr, 3},
    {Form::brings, "imports", "the import statement brings one of these modules, or something from them", nullptr,
     nullptr, nullptr, 1},
    {Form::fits, "fits", "the lines of the rewrite are within the line length"},
    {Form::file, "imports", "the file imports one of these modules, or from them"},
    {Form::since, "since", "the target version is that or a later one; `before` is the opposite"},
    {Form::file_name, "called", "the file's name, or the end of its path, is like one of these"},
    {Form::folder, "in", "the file is below a folder of one of these names"},
    {Form::choice, "", "one of the lines that `or` joins holds", nullptr, nullptr, nullptr, 3},
});

// Apart from `vocabulary()`, which is asked for each condition.
[[gnu::noinline]] std::vector<Question> all_rows() {
    std::vector<Question> out;
    auto add = [&](std::span<const Question> rows, auto&& of_node_alone) {
        for (Question row : rows) {
            row.of_node_alone = row.of_node_alone || (row.form == Form::node && of_node_alone(row));
            out.push_back(row);
        }
    };
    auto always = [](const Question&) { return true; };
    auto never = [](const Question&) { return false; };
    add(code_words(), always);
    add(place_words(), always);
    add(type_words(), always);
    add(use_words(), never);
    // Of a definition, what asks for its class may lead to other files.
    add(definition_words(), [](const Question& row) { return row.cost == 0; });
    add(forms, never);
    return out;
}

}  // namespace

std::span<const Question> vocabulary() {
    static const std::vector<Question> rows = all_rows();
    return rows;
}

bool asks_file(const RulePack& pack, const MatchData& data, const Clause& clause) {
    const Form form = vocabulary()[clause.question].form;
    // What an option says, each rule has for itself.
    if (form == Form::file_name || form == Form::folder)
        return std::ranges::none_of(RulePack::of(pack.strings, clause.names),
                                    [&](Str s) { return pack[s].starts_with(option_names); });
    if (form == Form::file || form == Form::since) return true;
    if (form != Form::contains && form != Form::there) return false;
    for (std::uint8_t subject : RulePack::of(pack.holes, clause.subjects))
        if (subject != place_file) return false;
    auto own = [&](std::uint8_t hole) {
        return hole == no_hole || pack[pack.strings[data.hole_names.first + hole]].empty();
    };
    for (Slice codes : {clause.codes, clause.item_codes})
        for (const PatternData& p : RulePack::of(pack.patterns, codes))
            for (const PatternNode& n : RulePack::of(pack.pattern_nodes, p.nodes))
                if (!own(n.hole)) return false;
    return true;
}

}  // namespace zen

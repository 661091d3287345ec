// The grammar of conditions: whom a line speaks of, a verb, and what it asks. For the condition_*.cpp files.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/matching/vocabulary.h"
#include "engine/pages/compile.h"

namespace zen {

// One line; used once.
class ConditionParser {
  public:
    using Form = Question::Form;

    ConditionParser(PackStore& store, std::string_view line, ConditionContext& context, Clause& out)
        : store_(store), line_(line), context_(context), out_(out) {}

    std::string parse();

  private:
    void fail(std::string why);
    // The same, unless it is plain what the author meant by the line.
    void fail_as_meant(std::string why);
    bool find(Form form, std::string_view words);
    bool find(Form form);
    bool of_file();
    Slice places(std::string_view& rest);
    bool binding();
    void bind_to(std::string_view name);
    void chosen(std::string_view rest);
    void subject();
    void quantified(Clause::Quantifier quantifier);
    void predicate();
    void list(Form form, std::string_view what);
    void spelled_parts();
    void check_names(Form form);
    void options_named();
    void code_form(Form form);
    bool of_one() const;
    void one_of();
    void argument_name(std::string_view rest);
    void has();
    void unit(std::string_view word);
    bool mixed(std::string_view lead);
    bool either(std::string_view lead, std::string_view asked);
    void words(std::string_view lead);
    // "; did you mean …?", where the text opens with something like one of the words.
    static std::string meant(std::string_view text, std::span<const std::string_view> known);
    static bool dotted_names(std::string_view text);

    PackStore& store_;
    std::string_view line_, rest_;
    ConditionContext& context_;
    Clause& out_;
    std::string why_;
    std::string_view after_argument_;
    std::vector<std::uint8_t> own_parts_;  // new holes of `is spelled`
    bool flip_ = false;
};

// The verbs of conditions, the longer before those that they begin with.
struct Verb {
    std::string_view words;
    std::string_view lead;  // what the rows of this verb begin with
    bool negated;
};
constexpr Verb condition_verbs[] = {
    {" has or inherits no ", "has or inherits", true},
    {" have or inherit no ", "has or inherits", true},
    {" has or inherits ", "has or inherits", false},
    {" have or inherit ", "has or inherits", false},
    {" does not directly contain ", "directly contains", true},
    {" directly contains no ", "directly contains", true},
    {" directly contains ", "directly contains", false},
    {" is not ", "", true},
    {" is ", "", false},
    {" are not ", "", true},
    {" are ", "", false},
    {" has no ", "has ", true},
    {" have no ", "has ", true},
    {" has ", "has ", false},
    {" have ", "has ", false},
    {" does not contain ", "contains", true},
    {" do not contain ", "contains", true},
    {" contains no ", "contains", true},
    {" contain no ", "contains", true},
    {" contains ", "contains", false},
    {" contain ", "contains", false},
    {" does not call ", "calls", true},
    {" do not call ", "calls", true},
    {" calls ", "calls", false},
    {" call ", "calls", false},
    {" does not import ", "imports", true},
    {" do not import ", "imports", true},
    {" imports ", "imports", false},
    {" import ", "imports", false},
};

}  // namespace zen

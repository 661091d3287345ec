// The grammar's text compiled into flat arrays.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace zen::verdict {

// What kind of expression an alternative makes; `part` is no expression of its own.
enum class Kind : std::uint8_t {
    part,
    token,
    Statement,
    Parameter,
    Tuple,
    IfExp,
    Yield,
    Starred,
    NamedExpr,
    BinOp,
    Compare,
    In,
    Await,
    Attribute,
    Call,
    Subscript,
    Name,
    True,
    False,
    None,
    Literal,
    Ellipsis,
    Lambda,
    List,
    Set,
    Dict,
    Comprehension,
    ListComp,
    SetComp,
    GeneratorExp,
    DictComp,
    Arguments,
    Keyword,
    DoubleStarred,
    Format,
    Template,
    Target,
    Targets
};

struct Item {
    enum Op : std::uint8_t {
        spelled,   // the keyword or operator `what`
        soft,      // the name `what`
        sort,      // a token of class `what`
        any_soft,  // some soft keyword
        rule,      // rule `what`
        optional,
        many,
        some,    // item `what`
        gather,  // item `what`, with item `between` between
        ahead,
        not_ahead,  // item `what`
        force,      // the operator `what` must come
        cut
    };
    Op op;
    std::uint8_t label = 0;  // 1 is a, 2 is b
    std::uint32_t what = 0, between = 0;
};

struct Alternative {
    std::uint32_t first, end;        // items
    std::uint8_t from = 0, to = 99;  // minor versions
    Kind kind = Kind::part;
    bool mistaken = false;  // nothing but a rule `invalid_…`
    std::string_view verb;  // what to do about it; empty for sound ones
    bool takes_a = false, takes_b = false;
    std::string message;
};

struct Rule {
    std::string_view name;
    std::uint32_t first = 0, end = 0;  // alternatives
    bool left = false, memo = false, quiet = false, known = false, group = false;
};

struct Rules {
    std::vector<Rule> rules;
    std::vector<Alternative> alternatives;
    std::vector<Item> items;
    std::vector<std::string_view> spellings;  // of tokens, by number
    std::unordered_map<std::string_view, std::uint32_t> spelling_numbers;
    std::vector<bool> keywords;  // by number: a word that is no name
    std::uint32_t start = 0;
};

// Compiled when it is first asked for.
const Rules& rules();

}  // namespace zen::verdict

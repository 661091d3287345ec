// What control flow says of an expression that is read again: the conditions that hold wherever it is read.
#pragma once
#include <string_view>
#include <vector>

#include "semantics/model_data.h"

namespace zen {

// What is read: a name, or attributes of one (`self.driver.name`).
struct Variable {
    const Reference* root = nullptr;  // the name that it starts with
    std::string_view text;            // "" for the name alone
    explicit operator bool() const { return root != nullptr; }
};

// Of a name or a chain of attributes; none for other expressions, and for names that nothing in the file binds.
Variable variable_of(const Model& model, Node expression);
// Is the expression (or what a `:=` in it stores) the variable?
bool is_variable(const Model& model, Node expression, const Variable& variable);

// One condition that is known to hold, or not to hold, where the variable is read; or an `if` statement before it that
// can be passed in some ways only.
struct Fact {
    Node condition;  // or the `if_statement`
    bool holds = true;
    NodeId from = 0, to = 0;  // where it is known: a store in there comes after it
};

// The facts about a variable where it is read, the outermost first.
struct Facts {
    std::vector<Fact> all;
    bool clear = true;  // false: it may have changed since a condition asked for it
};
Facts facts_about(const Model& model, const Variable& variable, Node load);
// Does a value that the store puts in the name pass the fact on its way to the load?
bool passes(const Fact& fact, Node store, Node load);
// Does control get from the start of the block to its end with the value that the name had?
bool passed_unchanged(const Model& model, const Variable& variable, Node block);

}  // namespace zen

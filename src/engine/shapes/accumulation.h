// Loops that do nothing but fill one collection, and the comprehension that says the same.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/fixing/verdict.h"

namespace zen {

// `for` and `if` statements, one inside the other, around a single statement.
struct Accumulation {
    Node loop;                  // the outermost `for`
    Node step;                  // the statement that runs for each item
    std::vector<Node> clauses;  // the `for` and `if` statements in order of nesting; `if …: continue` among them
    unsigned loops = 0, conditions = 0;

    Node only_loop() const { return loops == 1 ? loop : Node(); }
    bool asynchronous() const;
};

// None when the loop has an `else`, does more than one thing, or stands in a nest that is itself one (the outermost
// counts).
std::optional<Accumulation> accumulation(Node for_statement);

// Would a comprehension at this place do the same to the collection that `name` (inside the step) stands for? Not if
// the nest reads it elsewhere, awaits, yields or binds by walrus; nor if names of the loop are read later, belong to
// other scopes or are no names.
bool collapses(const Model& model, const Accumulation& nest, Node name);

// `names.append(user.name)`: the collection, by name, and what goes into it.
struct Filling {
    Node collection, item;
};
std::optional<Filling> filling(Node statement, std::string_view method);

// Does the loop hold what means something else in a comprehension: `super()`, `locals()` and the like? (What the
// outermost `for` iterates over stays outside.)
bool depends_on_scope(const Model& model, Node loop);

// May the names of the nest's loops go away with them: plain names that nobody reads later, of this scope?
bool collapsible_target(const Model& model, const Accumulation& nest);

// Is the name read where an exception in the statement is swallowed: in a handler around it or behind it, or after a
// `with suppress(…)`? A loop that fails halfway leaves part of its result in the name; one expression leaves nothing.
bool read_after_failure(const Model& model, Node statement, Node name);

// The assignment `name = value` before the loop, in its block, that alone says what the collection holds as the loop
// begins.
struct Birth {
    Node statement, value;

    std::string_view left() const;  // `name = `
};
std::optional<Birth> birth(const Model& model, const Accumulation& nest, Node name);

// Does nobody see what the collection is before the nest ends? It belongs to a function, no other function names it, no
// `try` or `with` around goes on after an exception, and no `break` or `continue` leads past the loop, where its birth
// moves to. Nor may a function that the loop makes see the loop's names change later.
bool unseen_until_done(const Model& model, const Accumulation& nest, Node name, const Birth& birth);

// " for user in users if user.active"
std::string clauses(const Accumulation& nest);
// `before` + `item` + clauses + `after`, such as "[", "user.name", "]"; over several lines if it is long. `left` is
// what stands left of it, after the indentation.
std::string comprehension(const Match& m, const Accumulation& nest, std::string_view left, std::string_view before,
                          std::string_view item, std::string_view after);

// Puts `value` into the assignment and takes the loop away; comments of the loop move above the assignment.
void collapse_into(Edits& edits, const Model& model, const Accumulation& nest, const Birth& birth,
                   const std::string& value);
// Puts a statement in the loop's place, below the loop's comments.
void collapse_to(Edits& edits, const Model& model, const Accumulation& nest, const std::string& statement);

}  // namespace zen

// What the names in a file mean: scopes, bindings, references, and the questions that rules ask about them.
// Scopes and bindings are built in one pass; every other answer is worked out when it is first asked for.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/library/python_version.h"
#include "semantics/types/types.h"
#include "syntax/tree.h"

namespace zen {

using NameId = std::uint32_t;     // an identifier's spelling, interned for the file
using ScopeId = std::uint32_t;    // 0 is the module
using BindingId = std::uint32_t;  // a name in a scope
inline constexpr std::uint32_t no_id = 0xffffffffu;

struct Scope {
    enum Sort : std::uint8_t { module, class_, function, lambda, comprehension, type_parameters };
    Sort sort;
    ScopeId parent;  // the module's is itself
    NodeId node;     // the definition, lambda, comprehension; 0 for the module
};

// How a reference touches its name. `declare` neither reads nor writes: a bare `x: int`, `global x`, `nonlocal x`.
enum class Access : std::uint8_t { load, store, del, declare };

struct Reference {
    NodeId node;  // the identifier (the keyword in the rare `type(x).y = z` and `print >> f`)
    NameId name;
    ScopeId scope;      // where it stands
    BindingId binding;  // what it means; no_id for builtins and undefined names
    Access access;      // an augmented target is a store (and `reads_too`)
    bool reads_too;
    bool annotation;  // inside an annotation, which Python may never evaluate

    bool reads() const { return access == Access::load || reads_too; }
    bool writes() const { return access == Access::store || access == Access::del; }
};

struct Binding {
    enum Flag : std::uint16_t {
        import = 1,  // bound by an import statement, and by nothing else
        parameter = 2,
        definition = 4,  // def or class
        loop_target = 8,
        global_declared = 16,    // a function or class says `global` for it
        nonlocal_declared = 32,  // an inner scope says `nonlocal` for it
        cell = 64,               // read or written from an inner scope
        other_store = 128,       // assignments and the rest
        type_parameter = 256,
        annotated = 512,  // `x: int`, with or without a value
        deleted = 1024,   // there is a `del` of it
        implicit = 2048,  // `__class__`, which Python makes for methods
    };
    NameId name;  // private names of a class as Python stores them: `_Class__name`
    ScopeId scope;
    std::uint16_t flags;
    NodeId first_store;    // the first binding identifier, in reading order; its bare annotation when nothing stores it
    std::uint32_t stores;  // how many
};

struct ModelData;
struct World;

class Model {
  public:
    // `path` is the file's, as the user gave it; some questions hang on it (`__init__.py`).
    explicit Model(const Tree& tree, PythonVersion target = {}, std::string_view path = {});
    // With what other files say (see world.h).
    Model(const Tree& tree, PythonVersion target, std::string_view path, const World& world);
    ~Model();
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;

    const Tree& tree() const { return *tree_; }
    PythonVersion target() const;
    // The file's path; "" when there is none, "-" for standard input.
    std::string_view path() const;

    // ---- Names, scopes, bindings ------------------------------------------------------------------------------------
    std::span<const Scope> scopes() const;
    std::span<const Binding> bindings() const;
    std::span<const Reference> references() const;  // in reading order (ascending node)
    std::string_view name(NameId id) const;
    std::uint32_t name_count() const;
    // The reference at an identifier; null when the identifier is no reference (attribute and keyword names).
    const Reference* reference(Node identifier) const;
    // Its binding; null for builtins, undefined names and nodes that are no references.
    const Binding* binding(Node identifier) const;
    // The references of a binding in reading order.
    std::span<const Reference* const> references_of(BindingId id) const;
    // The scope that the node's code runs in.
    ScopeId scope_of(Node node) const;
    // The innermost def or lambda around the node (not itself); none at module or class level.
    Node enclosing_function(Node node) const;
    // The class whose body directly holds the node's function or statement.
    Node enclosing_class(Node node) const;
    // By Python's scoping rules, from where `at` stands.
    std::optional<BindingId> lookup(std::string_view name, Node at) const;

    // ---- Imports and qualified names --------------------------------------------------------------------------------
    // What an expression of names and attributes means: "len" for the builtin, "os.path.join" through imports and
    // aliases; relative imports keep their dots (".utils.helper"); "" when it is neither or not certain (bound again).
    std::string qualified(Node expression) const;
    // qualified(expression) == name, without building the string; a builtin may be given as "len" or "builtins.len".
    bool means(Node expression, std::string_view name) const;
    // Does a path that qualified() gives lead to the name, or, with `below`, to one of that module? Relative imports
    // start at the package of the file.
    bool leads_to(std::string_view path, std::string_view name, bool below = false) const;
    // A builtin of the target version, not shadowed.
    bool is_builtin_function(Node identifier) const;
    // Is it a builtin that `import *` replaces, as that of numpy does `sum`, or may replace?
    bool replaced_by_star(std::string_view builtin) const;
    // Has the target version a builtin of that name?
    bool names_builtin(std::string_view name) const;
    // Does the file import the module, or anything from it or below it?
    bool imports(std::string_view module) const;
    // How code at `at` would spell the qualified name with the imports there are ("Path", "pathlib.Path", "p.Path" …);
    // "" when an import is missing or the name is shadowed there. For a builtin: its name unless shadowed.
    std::string spelling(std::string_view qualified, Node at) const;

    // ---- Values -----------------------------------------------------------------------------------------------------
    Type type(Node expression) const;
    // Reading it has no effect and cannot run foreign code that matters: names, attributes, literals, arithmetic,
    // comparisons, subscripts and displays of such. Calls, await, yield and walrus are not.
    bool pure(Node expression) const;
    // As pure, and nothing but literals (negated, or in tuples).
    bool constant(Node expression) const;
    // Cheap enough to evaluate when it is not needed: constants, names, attributes, empty displays.
    bool cheap(Node expression) const;
    // Builds a new mutable object each time: list, dict and set displays, comprehensions, calls of list, dict, set, …
    bool builds_mutable(Node expression) const;

    // ---- Uses and changes -------------------------------------------------------------------------------------------
    // It is assigned to, deleted or bound where it stands (a name, attribute or subscript).
    bool stored(Node expression) const;
    // Is any name that `expression` reads bound again inside `where` (assignment, for, del, with, walrus, import …), or
    // an attribute or item that it goes through? A call counts for names that functions store to by `global`.
    bool rebound(Node expression, Node where) const;
    // Does `where` change the object that `expression` names, as far as one can see: a mutating method called on it, an
    // item or attribute of it stored or deleted, augmented assignment to it, such a method taken as a value
    // (`put = items.append`; of a plain name anywhere, if `where` calls something)? With `or_passed`, handing it to a
    // call, or calling a method of it that nobody knows, counts too.
    bool mutated(Node expression, Node where, bool or_passed = false) const;
    // Is the name read inside `where` (`+=` reads)?
    bool read_in(Node identifier, Node where) const;
    // Is the name's value at the end of `statement` read (or deleted) later, as far as control can flow, loops
    // included? What functions and lambdas read counts wherever they stand.
    bool used_after(Node identifier, Node statement) const;
    // The loads that the store at this identifier may reach, in order (conservative: may include too many).
    std::vector<Node> uses(Node stored_identifier) const;
    // The stores that may reach this load, when that is certain to be the full list; empty when unknown.
    std::vector<Node> definitions(Node load) const;

    // ---- Control flow -----------------------------------------------------------------------------------------------
    // `mixed`: it never falls through, and leaves in several ways or not at all.
    enum class Exit : std::uint8_t { falls_through, returns, raises, breaks, continues, mixed };
    // How control leaves a statement or a block: falls_through if its end may be reached.
    Exit exit(Node statement_or_block) const;
    bool leaves(Node statement_or_block) const { return exit(statement_or_block) != Exit::falls_through; }
    // The innermost for/while whose body (not else) holds it, inside the same function.
    Node enclosing_loop(Node node) const;
    bool in_async_function(Node node) const;
    // A yield or await (or async loop) of the same function inside `where`?
    bool contains_yield(Node where) const;
    bool contains_await(Node where) const;

    // ---- Text services ----------------------------------------------------------------------------------------------
    // `wish`, or `wish_1`… when a name like that is visible or used in the scope of `at`; never a keyword.
    std::string fresh(std::string_view wish, Node at) const;
    // Is there a comment inside the span?
    bool has_comment(Span span) const;

    // For the files of this module: what was built, and what was worked out so far.
    ModelData& data() const { return *data_; }

  private:
    const Tree* tree_;  // as in the data, without a look there: it is asked for more than all else
    std::unique_ptr<ModelData> data_;
};

// A name for one item of what the expression names: `names` → "name", `self.entries` → "entry", `data` → "item".
std::string singular(std::string_view plural);

}  // namespace zen

// What a Model keeps: the tables that the one pass builds, and the answers that were worked out since.
// For the files of this module only.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "semantics/ascent.h"
#include "semantics/flow/listing.h"
#include "semantics/model.h"
#include "semantics/names/name_table.h"
#include "semantics/types/type_table.h"
#include "semantics/world.h"

namespace zen {

struct Flow;
struct ClassInfo;
struct Evidence;

// `global x` or `nonlocal x` in a scope: stands in for the binding that it means until that is known.
struct Declaration {
    NameId name;
    ScopeId scope;
    NodeId node;
    bool global;
    BindingId target = no_id;
    std::uint16_t flags = 0;  // what the scope does to the name
    NodeId first_store = no_id;
    std::uint32_t stores = 0;
};
// A BindingId with this bit is an index into the declarations. None is left once the model is built.
inline constexpr BindingId declaration_bit = 0x80000000u;

// From this node on (in reading order) code runs in that scope.
struct Transition {
    NodeId from;
    ScopeId scope;
};

// One name that an import statement binds, or a module that it mentions.
struct ImportedName {
    NodeId statement;
    NodeId node;         // the identifier bound; no_id for `*`
    std::string path;    // what it is bound to: "os" for `import os.path`, "a.b" for `from a import b`
    std::string module;  // the module named: "os.path", "a"
    bool typing_only;    // under `if TYPE_CHECKING:`
    bool from;           // `from … import …`
};

// Of a binding, beyond what its flags say.
struct BindingFacts {
    bool known = false;
    bool read_later = false;         // by functions, lambdas or kept generators, which run at another time
    bool written_elsewhere = false;  // by such code, through `global` or `nonlocal`
    bool changer_known = false;
    bool changer_taken = false;  // `put = items.append`: calls of another name may change the object
};

struct ModelData {
    const Tree* tree = nullptr;
    PythonVersion target;
    std::string path;
    World world;             // other files of the run; empty: none are known
    bool exporting = false;  // types name classes that the file imports by "@" and their path

    // Built at once.
    NameTable names;
    std::vector<Scope> scopes;
    std::vector<Binding> bindings;
    std::vector<Reference> references;
    std::vector<Declaration> declarations;
    std::vector<Transition> transitions;
    std::size_t last_transition = 0;  // the one that was asked for last
    std::vector<NodeId> import_statements;
    bool future_annotations = false;

    // Worked out on first question.
    DeepExpression deep;
    std::vector<std::uint32_t> reference_at;           // by node: 1 + index of its reference
    std::vector<const Reference*> grouped_references;  // by binding
    std::vector<std::uint32_t> group_start;            // by binding, one more than there are
    std::vector<std::vector<NodeId>> nodes_of_name;    // by name: the references, in reading order
    bool by_scope_ready = false;
    std::unordered_map<std::uint64_t, BindingId> by_scope;  // scope << 32 | name
    bool listings_ready = false;
    std::vector<Listing> listings;  // by owner
    bool imports_ready = false;
    std::vector<ImportedName> imports;
    std::uint64_t import_shapes = 0;  // a filter for Model::imports: a bit for each first part of what is imported
    std::unordered_map<BindingId, std::string> import_paths;
    // Of names that are imported as several things: their places in `imports`, and whether all stand at the module's
    // top.
    struct SeveralImports {
        std::vector<std::uint32_t> places;
        bool at_top = true;
    };
    std::unordered_map<BindingId, SeveralImports> several_imports;
    std::unordered_map<BindingId, std::vector<NodeId>> several_stores;  // of names that other statements bind too
    std::unordered_map<BindingId, std::string> alias_paths;             // through a name's only assignment
    std::vector<std::uint8_t> builtin_names;                            // by name: 0 not asked yet, 1 no, 2 a builtin
    bool star_import = false;                                           // of a module whose exports are not known
    bool star_of_package = false;                                       // of which only the builtins are known
    std::optional<bool> open_to_names;                                  // may code bind names that it does not write?
    std::optional<std::vector<bool>> expected_missing;             // by name: does a `try` ask whether it is there?
    std::vector<std::string_view> star_builtins;                   // that `import *` replaces
    std::unordered_map<std::string_view, std::string> star_paths;  // of what it brings; "" where it is not certain
    std::unordered_map<NodeId, std::uint8_t> swallowing;           // by the definition of a context manager
    std::vector<BindingFacts> facts;                               // by binding
    std::unordered_map<BindingId, std::vector<std::pair<NodeId, NodeId>>> reaching;  // (load, store)
    std::unordered_map<BindingId, std::vector<bool>> wanted_blocks;                  // by block of the flow graph
    std::vector<std::uint8_t> exits;  // by node: the ways out of it; 0: not asked yet
    TypeTable types;
    TypeTable stored_types;  // by what classes store in their attributes, where `types` has none
    std::unordered_map<BindingId, bool> unchanged_inside;  // is what the object holds what the store said?
    std::unordered_map<ScopeId, std::shared_ptr<const Flow>> flows;
    std::unordered_map<NodeId, std::shared_ptr<const ClassInfo>> classes;  // by definition
    int classes_open = 0;
    std::unordered_map<BindingId, bool> subclassed;  // by the class's name
    std::shared_ptr<Evidence> evidence;
    std::optional<std::vector<NodeId>> yields;                             // all of the file, in reading order
    std::unordered_map<std::string, Type> instances;                       // of classes of other files
    std::unordered_map<std::string, Referent> referents, classes_by_name;  // by path, and by Type::qualified
    std::unordered_map<const ExportedClass*, std::shared_ptr<const Ancestry>> ancestries;
    std::map<std::pair<std::shared_ptr<const Exports>, std::string>, Referent> referents_of_others;  // by file and path
    std::vector<std::shared_ptr<const Exports>> star_modules;  // that `import *` reads: star_builtins are theirs
};

// Reads the import statements, once.
void read_imports(const Model& model);
// `module.name`; `..name` for `..` and `name`.
std::string joined_path(std::string_view module, std::string_view name);
// Fills the tables of the first part.
void bind_names(ModelData& data);
// The references inside a node, as a range of `references`.
std::span<const Reference> references_within(const ModelData& data, Node where);

}  // namespace zen

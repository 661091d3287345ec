// What names mean within the stubs, and what annotations say, as types of the table.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "semantics/library/host/stubs.h"
#include "semantics/library/library_table.h"

namespace zen::host {

using library::TypeId;
using library::TypeRow;

// A type, kept once. 0 is unknown.
struct TypeData {
    TypeRow::Op op = TypeRow::unknown;
    std::uint16_t ref = 0;
    std::vector<TypeId> arguments;
    std::string value;  // of a literal, as one would write it; strings without their quotes
    auto operator<=>(const TypeData&) const = default;
};

class Types {
  public:
    Types() { intern({}); }
    TypeId intern(TypeData data);
    TypeId one_of(std::vector<TypeId> parts);  // a union; unknown if a part is
    const TypeData& operator[](TypeId id) const { return *rows_[id]; }
    std::size_t size() const { return rows_.size(); }

  private:
    std::map<TypeData, TypeId> ids_;
    std::vector<const TypeData*> rows_;
};

// What a name leads to.
struct Target {
    enum Sort : std::uint8_t { nothing, class_, module_, function, variable };
    Sort sort = nothing;
    ClassEntity* entity = nullptr;
    int module = -1;
    const Declaration* declaration = nullptr;  // of a function or variable
    const Scope* scope = nullptr;              // where that stands
    bool bound = false;                        // a method of an object: `random = _inst.random`
    explicit operator bool() const { return sort != nothing; }
    friend bool operator==(const Target&, const Target&) = default;
};

// Where an annotation stands.
struct Context {
    const Scope* scope;
    Mask mask;
    std::vector<std::string>* function_variables = nullptr;  // of a function, in order of appearance
    std::set<std::string> self_variables;                    // those that stand for the type of `self`
    std::vector<std::string> own_variables;                  // PEP 695 parameters of the function or alias
    ClassEntity* of_class = nullptr;                         // whose type variables count; else that of the scope

    ClassEntity* owner() const { return of_class ? of_class : scope->owner; }
};

class Resolver {
  public:
    explicit Resolver(Stubs& stubs) : stubs_(stubs) {}

    Target find(const Scope& scope, const std::string& name, Mask mask, int depth = 0);
    Target find(const Scope& scope, Node expression, Mask mask, int depth = 0);
    Target member(ClassEntity& entity, const std::string& name, Mask mask, int depth = 0);
    Target of_declaration(const Scope& scope, const Declaration& d, Mask mask, int depth);
    // "typing.Optional": the module and name of what the expression leads to, for special forms; "" for others.
    std::string path_of(const Target& target) const;

    TypeId type(Node annotation, Context& context, int depth = 0);
    // The declared type of a variable.
    TypeId variable_type(const Scope& scope, const Declaration& d, int depth = 0);
    const std::vector<std::string>& parameters_of(ClassEntity& entity);
    bool derives(ClassEntity& entity, std::string_view path, int depth = 0);
    std::vector<Target> bases(ClassEntity& entity);
    std::string full_name(const ClassEntity& entity) const;
    ClassEntity* class_named(const std::string& module, const std::string& name);
    std::uint16_t index_of(ClassEntity& entity);

    // Is the variable an alias of a type?
    bool is_alias(const Scope& scope, const Declaration& d);
    bool is_type_variable(const Scope& scope, const Declaration& d);

    Stubs& stubs() { return stubs_; }
    Types types;
    std::vector<ClassEntity*> classes;           // by index
    std::map<std::string, std::string> aliases;  // names of classes that the stubs don't show as such

  private:
    bool same(const Target& a, const Target& b) const;
    TypeId instance(ClassEntity& entity, std::vector<TypeId> arguments);
    TypeId generic(Node base, const std::vector<Node>& arguments, Context& context, int depth);
    TypeId named(Node n, Context& context, int depth);
    TypeId literal(Node n, Context& context);
    TypeId alias(const Target& target, const std::vector<TypeId>& arguments, int depth);
    TypeId substituted(TypeId type, const std::vector<TypeId>& arguments);
    TypeId variable(const std::string& name, Context& context, TypeId bound = 0);
    TypeId bound_of(const Target& variable, const Context& context, int depth);

    Stubs& stubs_;
};

// What is in the brackets of `list[int]`, in any of the grammar's shapes; the base in `base`. Empty for other nodes.
std::vector<Node> bracketed(Node n, Node& base);
Node without_type(Node n);

}  // namespace zen::host

// The stub files of the standard library as read for the library table: what each module and class declares, and under
// which versions and platforms.
#pragma once
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "syntax/tree.h"

namespace zen::host {

// Where a declaration holds: a bit for each platform (linux, darwin, win32, any other) and version (3.8 to 3.15).
using Mask = std::uint32_t;
inline constexpr Mask everywhere = 0xffffffffu;
inline constexpr Mask on_linux = 0xffu;

struct Declaration {
    enum Sort : std::uint8_t { class_, function, variable, import_from, import_module };
    Sort sort;
    Mask mask;
    std::string name;
    Node node;             // the definition, or the assignment
    Node decorated;        // the decorated definition around it, if there is one
    std::string module;    // of an import: the module, absolute
    std::string symbol;    // of `from module import symbol`
    bool exported = true;  // false for imports that the stub keeps to itself
};

struct ClassEntity;

// What a module's or a class's body declares.
struct Scope {
    int module = -1;
    ClassEntity* owner = nullptr;  // the class; null for a module
    std::deque<Declaration> declarations;
    std::unordered_map<std::string, std::vector<const Declaration*>> by_name;
    std::vector<std::string> order;  // the names, as first declared

    void add(Declaration declaration);
};

// A class under its name; declarations in several branches make one class, each with a mask of its own.
struct ClassEntity {
    int module;
    std::string path;  // within the module: "Outer.Inner"
    ClassEntity* outer;
    std::vector<const Declaration*> variants;
    Scope body;
    std::map<std::string, std::unique_ptr<ClassEntity>> nested;
    std::vector<std::string> parameters;  // type variables, in order
    bool parameters_known = false;
    int index = -1;  // in the table
};

struct StarImport {
    std::string module;
    Mask mask;
};

struct Module {
    std::string name;
    Mask mask = everywhere;
    bool package = false;
    std::string text;
    Tree tree;
    Scope scope;
    std::map<std::string, std::unique_ptr<ClassEntity>> classes;
    std::vector<StarImport> stars;
    bool has_all = false;
    std::map<std::string, Mask> all;                   // the names in `__all__`
    std::vector<std::pair<std::string, Mask>> all_of;  // modules whose `__all__` it takes in
    bool stars_done = false;
};

struct Stubs {
    std::deque<Module> modules;
    std::unordered_map<std::string, int> by_name;

    int find(const std::string& name) const {
        auto at = by_name.find(name);
        return at == by_name.end() ? -1 : at->second;
    }
};

// Reads all stubs below the folder, which holds a file VERSIONS. Throws std::runtime_error with what is wrong.
Stubs read_stubs(const std::filesystem::path& folder);

// Does the declaration's decorator list hold one whose last name is this?
bool has_decorator(Node decorated, std::string_view name);
// The text of the strings in an expression, joined; "" for what is no string.
std::string string_value(Node expression);

}  // namespace zen::host

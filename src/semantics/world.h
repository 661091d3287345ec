// What other files of the same run say: the names that their modules have, as small values without a tree. A model asks
// for them by the paths of its imports; whoever makes the model decides which files there are.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/library/python_version.h"
#include "semantics/types/types.h"

namespace zen {

class Model;

// A path is a qualified name as the file itself would write it: "os.path.join", ".models.User" through a relative
// import, ":User" for what the file defines; "" for what has none. A Type in an Exports names the classes that only the
// reader can look up by "@" and their path.
struct ExportedName {
    enum Kind : std::uint8_t { unknown, class_, function, value, import_ };
    std::string name;
    Kind kind = unknown;
    bool async = false;       // a coroutine function
    std::uint32_t index = 0;  // of a class in Exports::classes
    std::string path = {};    // of an import, and of what is a name for something else
    Type type = {};           // of a function's calls, awaited if it is async, by its annotation; of a value
};

struct ExportedMember {
    // stored: an attribute without an annotation; its type is that of all that the class stores in it
    enum Kind : std::uint8_t { unknown, method, attribute, property, stored };
    std::string name;
    Kind kind = unknown;
    bool async = false;
    Type type = {};  // of a method's calls, awaited if it is async; of an attribute; of a property's value
};

struct ExportedClass {
    std::string name;
    std::vector<std::string> bases;       // paths
    std::vector<std::string> decorators;  // paths
    std::string metaclass;                // a path; "?" when there is one that has none; "" without one
    std::vector<ExportedMember> members;  // sorted by name

    const ExportedMember* find(std::string_view member) const;
};

struct Exports {
    // Not of the text, but of where it lies.
    std::string path;    // the file's; relative imports start there
    std::string module;  // its dotted name, no other file of the run has it: "pkg.models"

    std::vector<ExportedName> names;  // all that the module binds; sorted by name
    std::vector<ExportedClass> classes;
    std::vector<std::string> stars;  // paths of the modules of `from … import *`
    // The strings of `__all__` where it is one literal; none without it.
    std::optional<std::vector<std::string>> all;
    bool unclear_all = false;  // there is an `__all__`, and it is no literal
    bool open = false;         // it may bind names that are not listed: damage, `globals()`

    const ExportedName* find(std::string_view name) const;
};

// Gives the module of that name as the file at `importer` would import it (".utils", "pkg.models"); with importer "",
// the one whose Exports::module it is. Null for what is no file of the run.
struct World {
    std::function<std::shared_ptr<const Exports>(std::string_view importer, std::string_view module)> find;
    explicit operator bool() const { return static_cast<bool>(find); }
};

// What a path leads to, through re-exports and imports of whole modules.
struct Referent {
    // elsewhere: something of a module that is neither a file of the run nor of the library.
    enum Kind : std::uint8_t { none, module, class_, function, value, member, library, elsewhere };
    Kind kind = none;
    std::shared_ptr<const Exports> file;      // that has it
    const ExportedName* name = nullptr;       // of a class, function or value; what has a member
    const ExportedClass* of_class = nullptr;  // of a class or a member
    std::string path;                         // library, elsewhere: the qualified name there; member: its name
    explicit operator bool() const { return kind != none && kind != elsewhere; }
    // "pkg.models.User": the name of a class or module in types.
    std::string qualified() const;
};

// `from` is the file that writes the path, null for one whose exports are not known (then it has no ":User").
Referent referent_of(const World& world, const std::shared_ptr<const Exports>& from, std::string_view importer,
                     std::string_view path, PythonVersion version);
// Of a path that the model's file writes, worked out once; nothing without a world.
const Referent& referent_of(const Model& model, std::string_view path);
// Of the class that Type::qualified names, when it is one of another file.
const Referent& class_named(const Model& model, std::string_view qualified);

// The names that `from module import *` may bind, those of the modules that it imports so included; nothing when that
// cannot be told. `owners` keep the names' texts.
std::optional<std::vector<std::string_view>> star_names(const World& world, const std::shared_ptr<const Exports>& file,
                                                        std::vector<std::shared_ptr<const Exports>>& owners);

// What a class derives from, itself first: classes of the run, and names of the library.
struct Ancestry {
    std::vector<Referent> classes;       // Referent::class_ or Referent::library
    std::vector<std::string> elsewhere;  // qualified names of bases that are neither
    bool complete = true;                // every base is known
    bool plain_metaclass = true;         // calls of the class make an instance of it
    // From that class of the library?
    bool derives(std::string_view library_class) const;
    // Has one of them a member of that name, `object` left out?
    bool has(std::string_view member, PythonVersion version) const;
};
Ancestry ancestry(const World& world, const Referent& of_class, PythonVersion version);

}  // namespace zen

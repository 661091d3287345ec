// What the file says of its classes: bases, kind, methods, attributes.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/model.h"
#include "semantics/world.h"

namespace zen {

enum class ClassKind : std::uint8_t {
    plain,
    dataclass,  // by decorator: dataclasses, pydantic.dataclasses
    attrs,
    named_tuple,
    enumeration,
    protocol,
    abstract,  // an ABC, or one whose metaclass is ABCMeta
    typed_dict,
    exception,
    framework,  // pydantic, SQLAlchemy, Django, ctypes …: the class body is a declaration that others read
    unknown,    // a base or metaclass that the file does not show, or a decorator nobody knows
};

struct ClassBase {
    Node expression;        // without the brackets of `Generic[T]`
    std::string qualified;  // "" for classes of the file and for what is not known
    Node own;               // the definition, when it is a class of this file
    // What a class of another file derives from, itself first; null for other bases.
    std::shared_ptr<const Ancestry> ancestors = nullptr;
};

struct ClassMethod {
    enum Flag : std::uint8_t {
        static_ = 1,
        class_ = 2,
        property = 4,
        setter = 8,
        abstract = 16,
        async = 32,
        decorated = 64
    };
    Node definition;  // the `def`, without its decorators
    std::string_view name;
    std::uint8_t flags;  // decorated: by something other than what the other flags say
};

struct ClassAttribute {
    std::string_view name;
    Node first;      // where it is set first: a name in the class body, else `self.name`
    Node method;     // the method that sets it; none for the class body
    bool in_body;    // set or annotated in the class body
    bool in_init;    // set in `__init__` (or `__new__`, `__post_init__`)
    bool annotated;  // has an annotation somewhere
    std::uint32_t stores;
};

struct ClassInfo {
    Node definition;
    std::string_view name;
    ClassKind kind = ClassKind::plain;
    std::vector<ClassBase> bases;
    std::string metaclass;                   // qualified; "" without one, or when it is not known
    std::vector<std::string> decorators;     // qualified; "" for those not known
    std::vector<ClassMethod> methods;        // in order; the class body's own, conditional ones too
    std::vector<ClassAttribute> attributes;  // in order of their first store
    bool has_slots = false;                  // `__slots__`, or `@dataclass(slots=True)`
    std::vector<std::string_view> slots;     // the names in `__slots__`, as far as they are literals
    // Are all bases classes of the file, of another one of the run with known bases, or of Python and its library?
    bool bases_known = true;

    const ClassMethod* method(std::string_view method_name) const;
    const ClassAttribute* attribute(std::string_view attribute_name) const;
};

// Of a class definition (or the decorated definition around it); worked out once a file. Null for other nodes.
const ClassInfo* class_info(const Model& model, Node definition);
// Does the class, or a class of the file or the run that it derives from, derive from that class (qualified, or the
// name of a class of the file)?
bool derives_from(const Model& model, Node definition, std::string_view base);
// Does a class of Python or its library derive from another one there? False for the class itself, and for other names.
bool derives_in_library(std::string_view name, std::string_view base, PythonVersion version);
// The class whose method (or lambda under a name) the function is: it stands in the class body, not in another
// function.
Node class_of_method(const Model& model, Node function);
// Does another class of the file name this one as a base?
bool subclassed(const Model& model, Node definition);
// The same of a name that the file gives a class, its own or an imported one.
bool named_as_base(const Model& model, Node identifier);
// The method of a base class in this file that the method (a `def` in a class body) overrides; none when there is none.
Node overridden(const Model& model, Node method);
// Has a base class a method of that name: in this file, in another one of the run or in Python's library?
bool overrides(const Model& model, Node method);
// What the expression names, if it is defined by another file; nothing for all else.
const Referent& defined_elsewhere(const Model& model, Node expression);
// Does the call make a coroutine, and no async generator: is it one of an `async def` of this file (`save()`,
// `self.load()`) or of another? A decorator may make something else of the function.
bool makes_coroutine(const Model& model, Node call);

}  // namespace zen

// Is a value an instance of its class itself, or may it be one of a subclass?
#pragma once
#include <string>

#include "semantics/model.h"

namespace zen {

// Is the value made in sight: by a literal, a comprehension, an operator or method of such, or a call of a builtin or
// imported class or function, directly or through what is assigned to this name or attribute? Then its type is exact.
// An annotation proves no such thing: a parameter `name: str` may be given a `(str, Enum)`.
bool made_in_sight(const Model& model, Node expression);

// Does `literal == x` always give what `x == literal` does, whatever the class of `x` is, and `<` what `>` does? So it
// is where the literal's class leaves the answer to other classes and to its own subclasses, as int, str, bytes and
// None do. A float or `True` compares itself with an int of a subclass without asking that class.
bool leaves_answer_to_others(Node literal);

// Is it certainly a `pathlib.Path`, or an instance of a subclass?
bool is_path(const Model& model, Node expression);
// What the code as a Path begins with, and the attributes and calls that stand for functions of `os.path` around it:
// `name` and ".absolute().parent" of `os.path.dirname(os.path.abspath(name))`.
struct PathSource {
    Node start;
    std::string members;
};
PathSource path_source(const Model& model, Node expression);
// Is it certainly bytes, which a `pathlib.Path` does not take?
bool is_bytes_path(const Model& model, Node expression);

// Is it a path that `Path(…)` certainly accepts and keeps: a Path that is created in this file (an annotation allows
// subclasses, and does not exclude a string), or a literal that is not empty (`Path("")` is the current directory)?
bool plain_path(const Model& model, Node expression);
// Is it no path that could become a Path: a number, which is a file descriptor, or bytes by what the code calls them
// (`b_path`, `to_bytes(path)`), or maybe one by the parameter's annotation (`str | bytes`)?
bool is_no_path(const Model& model, Node expression);

}  // namespace zen

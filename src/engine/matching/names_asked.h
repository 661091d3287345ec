// What the names in a condition are held against: code, imports, and the path of the file.
#pragma once
#include <string>
#include <string_view>

#include "semantics/model.h"

namespace zen {

// The name of a definition, the text of a string literal or of a comment, else the code itself.
std::string_view spelling(Node n);

// The text of string literals side by side.
std::string joined_spelling(Node strings);

// Does the expression mean that builtin or import, or is it spelled like that? A name with `*` or without a dot is held
// against the spelling: `*.route`, `self.assert*`; without a dot, also against the last name (`assert*`).
bool named(const Model& model, Node expression, std::string_view name);

// Does the import statement bring that module, one below it, or something from one of them? `*` is any text. A relative
// import is looked up from the folder of `path`, the file's.
bool brings_module(Node statement, std::string_view path, std::string_view module);

// Is the file's name like that or, where the pattern has a slash, the end of its path?
bool file_called(std::string_view path, std::string_view pattern);
// Is it below a folder of that name: `core`, `acme/core`? `*` is any text.
bool file_in(std::string_view path, std::string_view folder);

}  // namespace zen

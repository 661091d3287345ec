// Names that code reads and nothing gives it, and those that a module may have.
#pragma once
#include <string_view>

#include "semantics/model.h"

namespace zen {

// Does the file lie in a package: a folder with `__init__`, or one that its imports take for one? Of an `__init__`: is
// its package part of another? Without a run, every folder is taken for one.
bool in_package(const Model& model);

// Could the module have that name: bound by its code, made by Python (`__file__`) or, in an `__init__`, a module of the
// package? Any, where code may bind names that it does not write: `import *`, `exec`, `globals()`, `__getattr__`.
bool may_have(const Model& model, std::string_view name);

// A name that nothing binds, neither code of the file nor Python. Names that programs get from elsewhere (`_` of
// gettext, `get_ipython`) count as bound, and so do all in a file whose code may bind names that it does not write.
bool undefined(const Model& model, Node identifier);
// The same for a name in the text of a quoted annotation at a place.
bool undefined_in_text(const Model& model, std::string_view name, Node at);

// Does the read run before all that binds the name, so that it raises NameError? Not what a handler expects to fail.
bool read_before_bound(const Model& model, Node identifier);

// Is there any such name in the file?
bool misses_names(const Model& model);

// Does code that runs where it stands read the name above all that binds it?
bool read_too_early(const Model& model, const Reference& r, const Binding& b);

}  // namespace zen

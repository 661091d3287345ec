// Is a value an instance of a class, where types know nothing of the class: by annotations and what is stored.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "semantics/model.h"

namespace zen {

// What somebody says of a library's function, method, attribute or value, of which nothing else is known.
struct GivenType {
    std::string_view name;        // `acme.connect`, `acme.Connection.rows`; a `*` in the last part is any text
    bool called, awaited, items;  // `acme.connect()`, `await …`, `each item of …`
    std::string_view class_name;
};
// From the texts of pairs: "await acme.connect()", "acme.Connection".
std::vector<GivenType> given_types(std::span<const std::string_view> texts);

// Certainly an instance of the class of that qualified name, of one derived from it, or, by its annotation, of it or
// None. For classes of Python's library the type decides where it is known.
bool is_instance_of(const Model& model, Node expression, std::string_view class_name);
// The same of several classes: of one of them in each case, as `A | B` promises.
bool is_instance_of(const Model& model, Node expression, std::span<const std::string_view> class_names,
                    std::span<const GivenType> given = {});

// Is it a name that is annotated with a class of another package, which may answer as it likes whether it is true?
bool annotated_with_foreign_class(const Model& model, Node name);

}  // namespace zen

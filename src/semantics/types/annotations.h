// Annotations: where they stand, who evaluates them, and the names in quoted ones.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "semantics/model.h"
#include "text/span.h"

namespace zen {

// Who meets the code: Python evaluates it as any expression; it is part of an annotation that Python evaluates when the
// `def` or the class runs; or of one that nobody evaluates unless asked (of a local variable, of a `type` statement,
// or any from Python 3.14 on or under `from __future__ import annotations`).
enum class TypePlace : std::uint8_t { expression, evaluated_annotation, lazy_annotation };
TypePlace type_place(const Model& model, Node node);

// Does the file begin with `from __future__ import annotations`?
bool postpones_annotations(const Model& model);

// Does a library evaluate the annotation later, though Python does not: that of a field of a model (pydantic,
// SQLAlchemy …), or of a function with a decorator from outside (`@app.get("/")`, `@show.register`)?
bool evaluated_by_library(const Model& model, Node node);

// Must a type be written here as a Python before the one that `int | None` or `list[int]` needs knows it? Python does
// not evaluate it in an annotation that it postpones, but a library may.
bool needs_old_types(const Model& model, Node node);

// Does code of the file ask of what form a type is (`get_origin(kind) is Union`, `kind.__origin__`)? `int | None` and
// `Optional[int]` differ in that.
struct FormsAsked {
    bool anywhere = false;
    explicit FormsAsked(const Model& model);
};

// A name, dotted or not, in the text of a quoted annotation.
struct QuotedName {
    Span span;
    std::string qualified;  // never empty; names that no import of the file brings are left out
};
// Of a `type` node that is one plain string; empty for others, and where the text is no type (`Literal["a"]`).
std::vector<QuotedName> quoted_names(const Model& model, Node type);

// Does the text of a string that stands for a type name what is none and so no operand of `|`, such as `callable`?
bool quotes_no_type(const Model& model, Node string);

// Where quoted annotations, or parts of them (`list["User"]`), name the binding, in reading order. Strings that are
// values (`Literal["user"]`), raw strings and those with escapes are left out.
std::vector<Span> quoted_uses(const Model& model, BindingId binding);

// The names, dotted or not, in a plain string that is a type, or a part of one whose other parts are forms of Python's
// own
// (`list["User"]`): other classes may take text (`Float["rows columns"]`). Empty for other strings, and for texts that
// are no type.
std::vector<Span> quoted_type_names(const Model& model, Node string);

// Can the type be an operand of `|` when Python evaluates it? Classes and generic aliases can; strings and functions
// that are used as types (`threading.Lock`, `multiprocessing.Queue`) cannot. A name that this file does not explain may
// be any.
enum class UnionOperand : std::uint8_t { no, unknown, yes };
UnionOperand union_operand(const Model& model, Node type);

// Where the arguments of such a name stand in the text: `Dict[str, int]`.
struct QuotedArguments {
    Span brackets;                      // with what they hold
    std::vector<Span> arguments;        // without the blanks around them
    std::vector<std::uint32_t> commas;  // offsets
};
// None when the name has no brackets, or they do not match.
std::optional<QuotedArguments> quoted_arguments(const Model& model, const QuotedName& name);

// The arguments of a name such as `Union` in `Union[int, str]`, in the shapes that the grammar has for it.
struct TypeArguments {
    Node whole;               // name and brackets
    std::vector<Node> items;  // a tuple counts as its items
};
// None when the name stands without brackets.
std::optional<TypeArguments> type_arguments(Node name);

// Is the qualified name that one of `typing`, or of `typing_extensions`, which brings it to older versions?
bool is_typing(std::string_view qualified, std::string_view name);
// Does the expression mean it?
bool means_typing(const Model& model, Node expression, std::string_view name);

}  // namespace zen

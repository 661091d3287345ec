#include "semantics/types/exact.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/code/arguments.h"
#include "semantics/library/library.h"
#include "semantics/types/evidence.h"
#include "semantics/world.h"

namespace zen {
namespace {

constexpr int deepest = 12;  // names and operators in a row; more is not worth the time

class Making {
  public:
    explicit Making(const Model& model) : model_(model) {}

    // What a library function or class makes is of the class that its signature says. A function of the project may
    // hide a subclass behind the annotation of its result; of a package without types, nothing is known.
    bool made_by_call(Node call, const std::string& function, int depth) {
        const PythonVersion version = model_.target();
        if (!library::find(function, version)) return referent_of(model_, function).kind != Referent::function;
        if (!library::gives_back(function, version)) return true;
        constexpr std::string_view cutting[] = {"os.path.basename", "os.path.dirname", "os.path.split"};
        if (std::ranges::find(cutting, function) != std::end(cutting)) return true;  // a slice of what they are given
        if (function == "round" && model_.type(call).only(Type::int_)) return true;
        const Node arguments = call.child(Field::arguments);
        return std::ranges::all_of(arguments.children().list(), [&](Node argument) {
            return model_.type(argument).only(Type::str | Type::bytes) && made(argument, depth + 1);
        });
    }

    // Is each item that one gets by iterating it of its class itself?
    bool made_items(Node source, int depth) {
        source = unparenthesized(source);
        if (source.is_any({Kind::list, Kind::tuple, Kind::set}))
            return std::ranges::all_of(source.children().list(),
                                       [&](Node item) { return item.is(Kind::comment) || made(item, depth + 1); });
        if (model_.type(source).only(Type::str | Type::bytes | Type::range)) return true;
        // `text.split()`
        const Node function = source.is(Kind::call) ? source.child(Field::function) : Node();
        return function.is(Kind::attribute) &&
               model_.type(function.child(Field::object)).only(Type::str | Type::bytes) && model_.type(source).known();
    }

    bool made(Node n, int depth) {
        n = unparenthesized(n);
        if (depth > deepest) return false;
        switch (n.kind()) {
            case Kind::string:
            case Kind::concatenated_string:
            case Kind::integer:
            case Kind::float_:
            case Kind::true_:
            case Kind::false_:
            case Kind::none:
            case Kind::list:
            case Kind::dictionary:
            case Kind::set:
            case Kind::tuple:
            case Kind::list_comprehension:
            case Kind::dictionary_comprehension:
            case Kind::set_comprehension:
            case Kind::generator_expression:
            case Kind::comparison_operator:
            case Kind::not_operator:
                return true;
            case Kind::binary_operator:
            case Kind::boolean_operator:
                return made(n.child(Field::left), depth + 1) && made(n.child(Field::right), depth + 1);
            case Kind::conditional_expression:
                return made(n.child(0u), depth + 1) && made(n.last_child(), depth + 1);
            case Kind::call: {
                Node function = n.child(Field::function);
                if (model_.means(function, "typing.cast") || model_.means(function, "typing_extensions.cast"))
                    return false;
                if (const std::string name = model_.qualified(function); !name.empty())
                    return made_by_call(n, name, depth);
                // What methods of str and bytes return is of the builtin class, even when their object is not.
                return function.is(Kind::attribute) &&
                       model_.type(function.child(Field::object)).only(Type::str | Type::bytes) &&
                       model_.type(n).known();
            }
            case Kind::subscript: {
                const Node value = n.child(Field::value), index = n.child(Field::subscript);
                if (model_.type(value).only(Type::str | Type::bytes)) return true;  // a slice is of no subclass either
                // The extension is a slice. The rest may be all of the path, as it is.
                return value.is(Kind::call) && model_.means(value.child(Field::function), "os.path.splitext") &&
                       index.text() == "1";
            }
            case Kind::attribute: {
                const std::vector<Node>& values = stored_values(model_, n);
                return !values.empty() && values.size() < 10 &&
                       std::ranges::all_of(values, [&](Node value) { return made(value, depth + 1); });
            }
            case Kind::identifier: {
                // Where it is stored: what it is from there on.
                if (const Reference* r = model_.reference(n); r && r->access == Access::store)
                    return n.parent().is(Kind::assignment) && n.field() == Field::left &&
                           made(n.parent().child(Field::right), depth + 1);
                std::vector<Node> stores = model_.definitions(n);
                for (Node store : stores) {
                    // `n = n + 1` in a loop: as far as the others are.
                    if (std::ranges::find(asked_, store.id()) != asked_.end()) continue;
                    asked_.push_back(store.id());
                    Node parent = store.parent();
                    // `*args` is a tuple, `**options` a dict.
                    if (parent.is_any({Kind::list_splat_pattern, Kind::dictionary_splat_pattern}) &&
                        (parent.parent().is_any({Kind::parameters, Kind::lambda_parameters, Kind::typed_parameter})))
                        continue;
                    bool assigned = parent.is(Kind::assignment) && parent.child(Field::left) == store &&
                                    parent.child(Field::right) && made(parent.child(Field::right), depth + 1);
                    Node source =
                        parent.is_any({Kind::for_statement, Kind::for_in_clause}) && parent.child(Field::left) == store
                            ? parent.child(Field::right)
                            : Node();
                    if (source && made_items(source, depth)) continue;
                    bool added = parent.is(Kind::augmented_assignment) && made(parent.child(Field::right), depth + 1);
                    if (!assigned && !added) return false;
                }
                return !stores.empty();
            }
            default:
                return false;
        }
    }

  private:
    const Model& model_;
    std::vector<NodeId> asked_;  // stores of names
};

}  // namespace

bool made_in_sight(const Model& model, Node expression) {
    return Making(model).made(expression, 0);
}

bool leaves_answer_to_others(Node literal) {
    const Node n = unparenthesized(literal);
    if (n.is(Kind::unary_operator)) return n.last_child().is(Kind::integer);
    if (n.is_any({Kind::integer, Kind::none})) return true;
    if (!n.is_any({Kind::string, Kind::concatenated_string})) return false;
    for (const Node part : n.descendants()) {
        if (part.is(Kind::interpolation)) return false;
        if (part.is(Kind::string_start) && part.text().find_first_of("tT") != std::string_view::npos) return false;
    }
    return true;
}

bool is_path(const Model& model, Node expression) {
    if (model.type(expression).instance_of("pathlib.Path")) return true;
    Node plain = unparenthesized(expression);
    return plain.is(Kind::call) && model.means(plain.child(Field::function), "pathlib.Path");
}

PathSource path_source(const Model& model, Node expression) {
    struct Step {
        std::string_view function, member;
    };
    static constexpr Step steps[] = {
        {"os.path.abspath", ".absolute()"}, {"os.path.dirname", ".parent"}, {"os.path.expanduser", ".expanduser()"}};
    PathSource out{expression, ""};
    for (bool found = true; found;) {
        found = false;
        const Node call = unparenthesized(out.start), argument = call.is(Kind::call) ? sole_argument(call) : Node();
        if (!argument || is_path(model, call)) break;
        for (const Step& step : steps)
            if (model.means(call.child(Field::function), step.function)) {
                out.start = argument, out.members = std::string(step.member) + out.members;
                found = true;
                break;
            }
    }
    return out;
}

bool is_bytes_path(const Model& model, Node expression) {
    return model.type(expression).only(Type::bytes);
}

namespace {

// Does the annotation of the parameter allow bytes: `str | bytes`, `StrOrBytesPath`?
bool may_be_bytes_parameter(const Model& model, Node name) {
    const Binding* b = model.binding(name);
    if (!b || !(b->flags & Binding::parameter)) return false;
    const std::string_view annotation = Node(model.tree(), b->first_store).parent().child(Field::type).text();
    for (std::string_view word : {"bytes", "Bytes", "FileDescriptor"})
        if (annotation.find(word) != std::string_view::npos) return true;
    return false;
}

}  // namespace

bool is_no_path(const Model& model, Node expression) {
    if (model.type(expression).only(Type::int_ | Type::bool_)) return true;
    Node named = unparenthesized(expression);
    if (named.is(Kind::identifier) && may_be_bytes_parameter(model, named)) return true;
    bool call = named.is(Kind::call);
    if (call) named = named.child(Field::function);
    if (named.is(Kind::attribute)) named = named.child(Field::attribute);
    std::string_view name = named.is(Kind::identifier) ? named.text() : "";
    if (call) return name == "to_bytes" || name == "fsencode" || name == "encode";
    return name.starts_with("b_") || name.ends_with("_bytes");
}

bool plain_path(const Model& model, Node expression) {
    if (is_path(model, expression)) return made_in_sight(model, expression);
    if (!model.type(expression).only(Type::str)) return false;
    for (Node n : unparenthesized(expression).descendants())
        if (n.is(Kind::string_content)) return expression.is_any({Kind::string, Kind::concatenated_string});
    return false;
}

}  // namespace zen

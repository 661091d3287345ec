#include "semantics/types/type_listing.h"

#include <algorithm>

#include "text/formatted.h"
#include "text/line_index.h"

namespace zen {
namespace {

constexpr std::uint32_t longest_code = 60;

bool is_expression(const Model& model, Node n) {
    if (n.is(Kind::identifier)) {
        const Reference* r = model.reference(n);
        return r && r->reads() && !r->annotation;
    }
    if (n.is_any({Kind::attribute, Kind::subscript})) {
        bool annotation = false;
        for (Node up = n; up && !annotation && !is_statement(up.kind()); up = up.parent())
            annotation = up.is(Kind::type);
        return !annotation && !model.stored(n);
    }
    return n.is_any({Kind::call,
                     Kind::await,
                     Kind::binary_operator,
                     Kind::comparison_operator,
                     Kind::boolean_operator,
                     Kind::conditional_expression,
                     Kind::unary_operator,
                     Kind::not_operator,
                     Kind::list,
                     Kind::tuple,
                     Kind::dictionary,
                     Kind::set,
                     Kind::list_comprehension,
                     Kind::set_comprehension,
                     Kind::dictionary_comprehension,
                     Kind::generator_expression,
                     Kind::string,
                     Kind::concatenated_string,
                     Kind::integer,
                     Kind::float_,
                     Kind::lambda,
                     Kind::named_expression});
}

}  // namespace

std::string type_listing(const Model& model, bool json) {
    const Tree& tree = model.tree();
    LineIndex lines(tree.text);
    auto place = [&](std::uint32_t offset) {
        std::uint32_t row = lines.row(offset), start = lines.start(row);
        return formatted("{}:{}", row, columns(tree.text.substr(start, offset - start), ColumnUnit::code_points) + 1);
    };
    std::string out;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node n(tree, id);
        if (!is_expression(model, n)) continue;
        std::string type = type_text(model.type(n));
        if (json) {
            out += out.empty() ? "[\n" : ",\n";
            append(out, "{{\"start\":{},\"end\":{},\"type\":\"{}\"}}", n.start(), n.end(), type);
            continue;
        }
        std::string code(n.text().substr(0, n.text().find('\n')));
        if (code.size() > longest_code) code.resize(bytes_of_columns(code, longest_code, ColumnUnit::code_points));
        if (code.size() < n.text().size()) code += "…";
        append(out, "{}-{}  {}  {}\n", place(n.start()), place(n.end()), type, code);
    }
    if (json) out += out.empty() ? "[]\n" : "\n]\n";
    return out;
}

}  // namespace zen

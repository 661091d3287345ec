// Prints what the model says of every expression of a file: start and end (bytes), the type; tab-separated, a line each. For
// against_checker.py.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "semantics/model.h"
#include "syntax/parse.h"
#include "text/source.h"

namespace {

bool asked(zen::Node n) {
    using zen::Kind;
    if (n.is(Kind::identifier)) {
        zen::Field f = n.field();
        bool name_only = n.parent().is_any({Kind::keyword_argument, Kind::attribute}) && (f == zen::Field::name || f == zen::Field::attribute);
        return !name_only;
    }
    return n.is_any({Kind::attribute, Kind::call, Kind::subscript, Kind::binary_operator, Kind::comparison_operator, Kind::boolean_operator,
                     Kind::conditional_expression, Kind::unary_operator, Kind::not_operator});
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2 && argc != 3) {
        std::fprintf(stderr, "usage: expression-types FILE [VERSION]\n");
        return 2;
    }
    std::ifstream in(argv[1], std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    zen::Tree tree = zen::parse(text);
    zen::PythonVersion target{3, 12};
    if (argc == 3) target = zen::python_version(argv[2]).value_or(target);
    zen::Model model(tree, target, argv[1]);
    for (zen::NodeId id = 0; id < tree.nodes.size(); ++id) {
        zen::Node n(tree, id);
        if (!asked(n)) continue;
        std::printf("%u\t%u\t%s\n", n.start(), n.end(), zen::type_text(model.type(n)).c_str());
    }
}

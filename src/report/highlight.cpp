#include "report/highlight.h"

#include <algorithm>
#include <cctype>

#include "syntax/parse.h"

namespace zen {
namespace {

bool word(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return std::isalpha(c); });
}

}  // namespace

std::vector<Shaded> highlighted(std::string_view code) {
    std::vector<Shaded> out;
    Tree tree = parse(code);
    auto add = [&](Span span, Shade shade) {
        if (span.empty()) return;
        bool joins = !out.empty() && out.back().shade == shade && out.back().span.end == span.start;
        if (joins)
            out.back().span.end = span.end;
        else
            out.push_back({span, shade});
    };
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node node(tree, id);
        switch (node.kind()) {
            case Kind::comment:
                add(node.span(), Shade::comment);
                break;
            case Kind::string_start:
            case Kind::string_content:
            case Kind::string_end:
                // What an interpolation holds is code again; content holds escapes, which are text too.
                add(node.span(), Shade::text);
                if (node.is(Kind::string_content)) id = node.record().next - 1;
                break;
            case Kind::integer:
            case Kind::float_:
                add(node.span(), Shade::number);
                break;
            case Kind::true_:
            case Kind::false_:
            case Kind::none:
                add(node.span(), Shade::keyword);
                break;
            default:
                if (node.is_leaf() && !node.named() && word(node.text())) add(node.span(), Shade::keyword);
        }
    }
    return out;
}

}  // namespace zen

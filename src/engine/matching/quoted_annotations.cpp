#include "engine/matching/quoted_annotations.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "engine/matching/hole_text.h"

namespace zen {
namespace {

bool in_annotation(Node n) {
    for (n = n.parent(); n && !is_statement(n.kind()); n = n.parent())
        if (n.is(Kind::type)) return true;
    return false;
}

bool means(const Model& model, std::string_view dotted, Node at, std::string_view name) {
    const std::string_view head = dotted.substr(0, dotted.find('.'));
    const auto id = model.lookup(head, at);
    if (!id) return dotted == name && name.find('.') == name.npos;
    const Node first(model.tree(), model.bindings()[*id].first_store);
    return model.leads_to(model.qualified(first) + std::string(dotted.substr(head.size())), name);
}

bool named(const Model& model, const Run& run, std::string_view name) {
    if (run.empty()) return false;
    for (NodeId id = run.first; id < run.end; ++id) {
        const Node n(run.parent.tree(), id);
        if (!n.is(Kind::string_content) || !in_annotation(n)) continue;
        const std::string_view text = n.text();
        auto of_name = [&](std::size_t at) {
            const auto c = static_cast<unsigned char>(text[at]);
            return std::isalnum(c) || c == '_' || c == '.' || c >= 0x80;
        };
        for (std::size_t at = 0; at < text.size(); ++at) {
            std::size_t end = at;
            while (end < text.size() && of_name(end)) ++end;
            if (end > at && means(model, text.substr(at, end - at), n, name)) return true;
            at = end;
        }
    }
    return false;
}

}  // namespace

bool quoted_name(const Model& model, Node string, std::string_view name) {
    if (!string.is(Kind::string) || !in_annotation(string)) return false;
    const Node content = string.child(1u);
    if (string.child(0u).text().find_first_of("fFbBtT") != std::string_view::npos) return false;
    return content.is(Kind::string_content) && content.next_sibling().is(Kind::string_end) &&
           means(model, content.text(), string, name);
}

bool named_in_quotes(const Match& match, std::span<const PatternData> codes, const Run& run) {
    return std::ranges::any_of(codes, [&](const PatternData& p) {
        const PatternNode& head = match.pack().pattern_nodes[p.nodes.first];
        return p.nodes.count == 1 && head.op == PatternNode::Op::free_name &&
               !match.pack()[head.text].ends_with(any_member) && named(match.ask, run, match.pack()[head.text]);
    });
}

}  // namespace zen

#include "syntax/reference.h"

#include <tree_sitter/api.h>

#include <memory>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace zen {
namespace {

struct Delete {
    void operator()(TSParser* p) const { ts_parser_delete(p); }
    void operator()(TSTree* t) const { ts_tree_delete(t); }
};

TSParser& reference_parser() {
    static thread_local std::unique_ptr<TSParser, Delete> parser = [] {
        std::unique_ptr<TSParser, Delete> made(ts_parser_new());
        ts_parser_set_language(made.get(), tree_sitter_python());
        return made;
    }();
    return *parser;
}

NodeRecord record_of(const TSTreeCursor& cursor, NodeId parent) {
    TSNode node = ts_tree_cursor_current_node(&cursor);
    std::uint8_t flags = 0;
    if (ts_node_is_named(node)) flags |= NodeRecord::named;
    if (ts_node_is_extra(node)) flags |= NodeRecord::extra;
    if (ts_node_has_error(node)) flags |= NodeRecord::damaged;
    if (ts_node_is_missing(node)) flags |= NodeRecord::missing | NodeRecord::damaged;
    return {static_cast<Kind>(ts_node_symbol(node)),
            static_cast<Field>(ts_tree_cursor_current_field_id(&cursor)),
            flags,
            ts_node_start_byte(node),
            ts_node_end_byte(node),
            parent,
            0};
}

}  // namespace

Tree parse_by_runtime(std::string_view text) {
    Tree tree{text, {}};
    std::unique_ptr<TSTree, Delete> parsed(
        ts_parser_parse_string(&reference_parser(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(parsed.get()));
    tree.nodes.reserve(text.size() / 4 + 16);
    NodeId parent = 0;
    for (bool more = true; more;) {
        auto id = static_cast<NodeId>(tree.nodes.size());
        tree.nodes.push_back(record_of(cursor, parent));
        if (ts_tree_cursor_goto_first_child(&cursor)) {
            parent = id;
            continue;
        }
        tree.nodes[id].next = id + 1;
        while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
            more = ts_tree_cursor_goto_parent(&cursor);
            if (!more) break;
            tree.nodes[parent].next = static_cast<NodeId>(tree.nodes.size());
            parent = tree.nodes[parent].parent;
        }
    }
    ts_tree_cursor_delete(&cursor);
    // The runtime's root begins at the first token; ours is the whole file.
    tree.nodes[0].start = 0;
    return tree;
}

}  // namespace zen

// Python code as input: parser, model, notebooks.
#include "parse_compare.h"
#include "semantics/model_json.h"
#include "syntax/pieces.h"
#include "targets.h"
#include "text/notebook.h"

namespace zen::fuzz {
namespace {

// What every reader of a tree relies on.
void promise_sound(const Tree& tree) {
    promise(!tree.nodes.empty() && (tree.nodes[0].kind == Kind::module || tree.damaged()), "a tree has a root");
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        const NodeRecord& n = tree.nodes[id];
        promise(n.start <= n.end && n.end <= tree.text.size(), "a node lies in the text");
        promise(n.next > id && n.next <= tree.nodes.size(), "a node ends behind itself");
        if (id == 0) continue;
        const NodeRecord& parent = tree.nodes[n.parent];
        promise(n.parent < id && n.next <= parent.next, "a node lies in its parent's range");
        promise(parent.start <= n.start && n.end <= parent.end, "a node lies in its parent");
    }
}

}  // namespace

void parse_target(std::string_view bytes) {
    Result<Source> source = Source::decode("a.py", std::string(bytes));
    if (!source) return;
    static Parser parser;
    promise(tests::compare(parser, source->text()) != tests::Verdict::different, "one tree, whoever parses");
    promise_sound(parse(*source));
    promise_sound(parse_by_pieces(source->text()));
}

void model_target(std::string_view bytes) {
    Result<Source> source = Source::decode("a.py", std::string(bytes));
    if (!source) return;
    Tree tree = parse_by_pieces(source->text());
    Model model(tree, {3, 12}, source->path());
    model_json(model);
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node node(tree, id);
        if (!node.named()) continue;
        if (node.is(Kind::identifier)) {
            model.binding(node);
            model.qualified(node);
            model.definitions(node);
        }
        model.pure(node);
        model.enclosing_function(node);
    }
}

void notebook_target(std::string_view bytes) {
    Result<NotebookText> notebook = read_notebook("a.ipynb", std::string(bytes));
    if (!notebook) return;
    std::optional<std::string> same = notebook->with_text(notebook->text);
    promise(same && *same == bytes, "a notebook that nobody changes keeps its bytes");
}

}  // namespace zen::fuzz

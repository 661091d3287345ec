// A model that was brought up to date says what a new one does.
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "semantics/names/patch.h"
#include "semantics/types/typer.h"
#include "syntax/parse.h"
#include "syntax/pieces.h"

using namespace zen;

namespace {

const char* statements[] = {
    "a = 1\n",
    "a = b = 2\n",
    "b: int\n",
    "c: list = [a for a in b]\n",
    "def a(b, *, c=a):\n    d = b\n    return [d for d in c if (e := d)] + [a, len(d)]\n",
    "def b():\n    def inner():\n        nonlocal n\n        n = a\n    n = 1\n    return inner\n",
    "def c():\n    global a\n    a = 3\n",
    "class a(b):\n    c = a\n    def m(self):\n        return __class__, self.__x, c, super()\n",
    "class b:\n    __x = 1\n    def a(self):\n        return lambda q: (q, a, b.__x)\n",
    "import a\n",
    "from b import c as a\n",
    "print(a, b, c, [d := a for a in b])\n",
    "del a\n",
    "for a in b:\n    c = a\nelse:\n    d = c\n",
    "d += a\n",
    "f = lambda a=b: (a, c)\n",
    "def g[T](x: T) -> a:\n    yield x\n",
    "type d = list[a]\n",
    "with a as b:\n    pass\n",
    "try:\n    a()\nexcept b as c:\n    pass\n",
    "return [(\n",
    "def x(:\n    a = b\n",
    "# a comment\n"};

std::string described(const Model& model) {
    std::string out;
    auto add = [&](auto... numbers) { ((out += std::to_string(numbers) + ' '), ...); };
    auto scope = [&](ScopeId id) {
        const Scope& s = model.scopes()[id];
        add(static_cast<int>(s.sort), s.node, model.scopes()[s.parent].node);
    };
    for (const Reference& r : model.references()) {
        add(r.node, static_cast<int>(r.access), r.reads_too, r.annotation);
        out += model.name(r.name);
        scope(r.scope);
        if (r.binding != no_id) {
            const Binding& b = model.bindings()[r.binding];
            out += ": " + std::string(model.name(b.name)) + ' ';
            add(b.flags, b.first_store, b.stores, model.references_of(r.binding).size());
            scope(b.scope);
        }
        out += '\n';
    }
    for (NodeId id = 0; id < model.tree().nodes.size(); ++id) {
        Node node(model.tree(), id);
        scope(model.scope_of(node));
        for (std::string_view name : {"a", "b", "c", "d", "n", "__class__", "_b__x"}) {
            auto found = model.lookup(name, node);
            add(found ? static_cast<int>(model.bindings()[*found].first_store) : -1);
        }
        if (node.is(Kind::identifier)) out += model.qualified(node);
        if (node.is(Kind::function_definition)) add(is_generator_function(model, node));
    }
    return out;
}

}  // namespace

TEST_CASE("a patched model says what a new one does") {
    std::mt19937 chance(11);
    auto any = [&] { return std::string(statements[chance() % std::size(statements)]); };
    int patched = 0;
    for (int file = 0; file < 40; ++file) {
        std::vector<std::string> parts;
        for (int i = 0; i < 9; ++i) parts.push_back(any());
        auto joined = [&] {
            std::string out;
            for (const std::string& part : parts) out += part;
            return out;
        };
        // The nodes that begin at or behind a place.
        auto at = [](const Tree& tree, std::size_t place) {
            NodeId id = 1;
            while (id < tree.nodes.size() && tree.nodes[id].start < place) id = tree.nodes[id].next;
            return id;
        };
        auto text = std::make_unique<std::string>(joined());
        auto tree = std::make_unique<Tree>(parse_by_pieces(*text));
        auto model = std::make_unique<Model>(*tree);
        for (int step = 0; step < 60; ++step) {
            std::size_t which = chance() % parts.size(), start = 0;
            for (std::size_t i = 0; i < which; ++i) start += parts[i].size();
            const std::size_t stop = start + parts[which].size();
            parts[which] = any();
            if (chance() % 4 == 0) parts[which] += any();
            const std::size_t now_stop = start + parts[which].size();
            auto now = std::make_unique<std::string>(joined());
            Tree next = parse_by_pieces(*now);
            const TreeChange change{at(*tree, start), at(*tree, stop), at(next, now_stop)};
            auto u32 = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
            const Tree before = part_of(*tree, change.first, change.end_before, u32(start), u32(stop));
            const Tree after = part_of(next, at(next, start), change.end_after, u32(start), u32(now_stop));
            // What stands on may be cut another way when it is damaged.
            const bool same = at(next, start) == change.first &&
                              tree->nodes.size() - change.end_before == next.nodes.size() - change.end_after;
            *tree = std::move(next);
            if (same && patch_model(*model, before, after, change))
                ++patched;
            else
                model = std::make_unique<Model>(*tree);
            *text = std::string(text->size(), '?');  // nobody may look at it any more
            text = std::move(now);
            INFO(*text);
            Model fresh(*tree);
            REQUIRE(described(*model) == described(fresh));
        }
    }
    CHECK(patched > 100);
}

TEST_CASE("replacing nodes gives the tree of the new text") {
    std::string text = "a = 1\nb = f(2)\nc = 3\n", now = "a = 1\ndef g():\n    pass\nc = 3\n";
    Tree tree = parse(std::string_view(text)), wanted = parse(std::string_view(now));
    NodeId first = tree.nodes[1].next, end = tree.nodes[first].next;
    Tree fresh = part_of(wanted, first, wanted.nodes[first].next, 6, 23);
    replace_nodes(tree, first, end, fresh, static_cast<std::uint32_t>(now.size() - text.size()));
    tree.text = now;
    close_root(tree);
    REQUIRE(tree.nodes.size() == wanted.nodes.size());
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        const NodeRecord &is = tree.nodes[id], &should = wanted.nodes[id];
        CHECK((is.kind == should.kind && is.start == should.start && is.end == should.end));
        CHECK((is.parent == should.parent && is.next == should.next && is.field == should.field));
    }
}

// Which keys of a dict literal repeat a key before them, and where the first of them is.
#include <string>
#include <unordered_map>

#include "rule.h"

namespace zen::rules {

namespace {

struct CollidingDictKeysFile {
    std::unordered_map<NodeId, NodeId> first;  // of each repeated key

    explicit CollidingDictKeysFile(const Model& ask) {
        const Tree& tree = ask.tree();
        for (NodeId id = 0; id < tree.nodes.size(); ++id)
            if (tree.nodes[id].kind == Kind::dictionary) add(Node(tree, id));
    }

  private:
    void add(Node dict) {
        std::unordered_map<std::string, NodeId> seen;
        for (Node item : dict.children()) {
            // `**others` may replace the values of the keys before it, on purpose.
            if (item.is(Kind::dictionary_splat)) seen.clear();
            if (!item.is(Kind::pair)) continue;
            const Node key = item.child(Field::key);
            std::string value = value_key(key);
            if (value.empty()) continue;
            const auto [known, fresh] = seen.try_emplace(std::move(value), key.id());
            if (!fresh) first.emplace(key.id(), known->second);
        }
    }
};

bool colliding_dict_keys_attribute(Node key) {
    if (!key.is(Kind::attribute)) return false;
    while (key.is(Kind::attribute)) key = key.child(Field::object);
    return key.is(Kind::identifier);
}

}  // namespace

Verdict colliding_dict_keys(const Match& m) {
    const auto& first = m.of_file<CollidingDictKeysFile>().first;
    if (first.empty()) return silent_in_file;
    const Node key = m.at.child(Field::key);
    const auto known = first.find(key.id());
    if (known == first.end()) return silent_for_all;
    const Node bare = unparenthesized(key);
    const bool fits = m.index() < 2   ? m.ask.constant(bare)
                      : m.index() < 4 ? bare.is(Kind::identifier)
                                      : colliding_dict_keys_attribute(bare);
    // The pages' lines for the same value come first: the whole pair is repeated.
    const Node before = Node(m.ask.tree(), known->second).parent().child(Field::value);
    const bool same = value_key(before) == value_key(m.at.child(Field::value)) && !value_key(before).empty();
    if (!fits || (m.index() < 4 && same != (m.index() % 2 == 0))) return silent;
    return found(key, m.message("the key `$key` is repeated, and only its last value is kept: change or remove one",
                                {{"key", key.text()}}))
        .related(Node(m.ask.tree(), known->second).span(), "the first value of this key is lost");
}

}  // namespace zen::rules

// Is it the first store of an attribute that neither `__init__`, nor a method that it calls, nor a base class has?
#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

using AttributeOutsideInitNames = std::unordered_set<std::string_view>;

constexpr std::string_view attribute_outside_init_first[] = {
    "__init__",     "__new__", "__post_init__", "__attrs_post_init__", "__enter__", "__aenter__", "__setstate__",
    "__set_name__", "setUp",   "asyncSetUp",    "setup_method",        "setup",     "setUpClass", "setUpTestData"};

// What the methods that run first, and those that they call on `self`, store; asked for one class after the other.
class AttributeOutsideInit {
  public:
    explicit AttributeOutsideInit(const Model& model) : model_(&model) {}
    const AttributeOutsideInitNames& created(const ClassInfo& info) const {
        const auto [known, fresh] = by_class_.try_emplace(info.definition.id());
        if (fresh) known->second = read(info);
        return known->second;
    }

  private:
    AttributeOutsideInitNames read(const ClassInfo& info) const {
        AttributeOutsideInitNames out, seen;
        std::vector<Node> todo;
        for (const ClassMethod& m : info.methods) {
            const Binding* own = model_->binding(m.definition.child(Field::name));
            // `size = property(_size, _set_size)`
            const bool named =
                own &&
                model_->references_of(model_->reference(m.definition.child(Field::name))->binding).size() > own->stores;
            if (named ||
                std::ranges::find(attribute_outside_init_first, m.name) != std::end(attribute_outside_init_first))
                todo.push_back(m.definition);
        }
        for (std::size_t i = 0; i < todo.size(); ++i)
            for (Node n : todo[i].descendants()) {
                if (!n.is(Kind::attribute)) continue;
                const std::string_view name = n.child(Field::attribute).text();
                if (model_->stored(n)) out.insert(name);
                if (!info.method(name) || !seen.insert(name).second) continue;
                for (const ClassMethod& m : info.methods)
                    if (m.name == name) todo.push_back(m.definition);
            }
        return out;
    }
    const Model* model_;
    mutable std::unordered_map<NodeId, AttributeOutsideInitNames> by_class_;
};

// Has the class the attribute by its body, by `__slots__` or by one of its bases, or may it have it?
bool attribute_outside_init_declared(const Model& model, const ClassInfo& info, std::string_view name, int depth) {
    if (depth > 20 || info.kind == ClassKind::framework || info.method("__getattr__")) return true;
    for (const ClassBase& base : info.bases) {
        const ClassInfo* parent = base.own ? class_info(model, base.own) : nullptr;
        if (!parent && base.qualified != "object" && base.qualified != "abc.ABC" && base.qualified != "typing.Generic")
            return true;
        if (parent && (parent->attribute(name) || parent->method(name) ||
                       attribute_outside_init_declared(model, *parent, name, depth + 1)))
            return true;
    }
    return false;
}

}  // namespace

Verdict attribute_outside_init(const Match& m) {
    const Node object = m.at.child(Field::object), method = m.ask.enclosing_function(m.at);
    if (!object.is(Kind::identifier) || !m.ask.stored(m.at)) return silent;
    const Node owner = method ? class_of_method(m.ask, method) : Node();
    const ClassInfo* info = owner ? class_info(m.ask, owner) : nullptr;
    const std::string_view name = m.at.child(Field::attribute).text();
    const ClassAttribute* attribute = info ? info->attribute(name) : nullptr;
    if (!attribute || attribute->first != m.at || attribute->in_body || attribute->in_init) return silent;
    // What a mixin fills in, the class that it is mixed into may have created.
    if ((!info->method("__init__") && info->name.ends_with("Mixin")) || info->method(name) ||
        std::ranges::find(info->slots, name) != info->slots.end())
        return silent;
    if (m.of_file<AttributeOutsideInit>().created(*info).contains(name)) return silent;
    if (attribute_outside_init_declared(m.ask, *info, name, 0)) return silent;
    return found(m.at, m.message("`$name` does not exist before `$method()` is called: set it in `__init__()`",
                                 {{"name", name}, {"method", method.child(Field::name).text()}}));
}

}  // namespace zen::rules

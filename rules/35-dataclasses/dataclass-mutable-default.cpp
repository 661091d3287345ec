// Which defaults of dataclass fields are mutable objects, or calls that return a new value each time.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view dataclass_mutable_default_moments[] = {"datetime.datetime.now",
                                                                  "datetime.datetime.utcnow",
                                                                  "datetime.datetime.today",
                                                                  "datetime.date.today",
                                                                  "time.time",
                                                                  "time.monotonic",
                                                                  "time.perf_counter",
                                                                  "uuid.uuid1",
                                                                  "uuid.uuid4",
                                                                  "random.random",
                                                                  "random.randint",
                                                                  "random.choice",
                                                                  "secrets.token_hex",
                                                                  "threading.Lock",
                                                                  "threading.RLock",
                                                                  "collections.defaultdict",
                                                                  "collections.deque",
                                                                  "collections.Counter",
                                                                  "collections.OrderedDict",
                                                                  "asyncio.Lock",
                                                                  "asyncio.Queue",
                                                                  "queue.Queue",
                                                                  "threading.Event",
                                                                  "asyncio.Event",
                                                                  "itertools.count"};

bool dataclass_mutable_default_frozen_type(std::string_view annotation) {
    while (!annotation.empty() && (annotation[0] == '"' || annotation[0] == '\'')) annotation.remove_prefix(1);
    annotation = annotation.substr(0, annotation.find_first_of("[\"' "));
    annotation = annotation.substr(annotation.rfind('.') + 1);
    for (std::string_view frozen : {"Sequence", "Mapping", "Iterable", "Collection", "Container", "AbstractSet",
                                    "FrozenSet", "frozenset", "Tuple", "tuple", "MappingProxyType"})
        if (annotation == frozen) return true;
    return false;
}

// Would all objects share something that can change, if this object of a class of the file is the default?
bool dataclass_mutable_default_own(const Match& m, Node type) {
    const ClassInfo* info = class_info(m.ask, type);
    if (!info || info->method("__get__") || info->method("__set__")) return false;
    if (info->kind == ClassKind::dataclass || info->kind == ClassKind::attrs) {
        Node around = info->definition.parent();
        for (Node decorator : around.children())
            if (decorator.is(Kind::decorator) && decorator.text().find("frozen") != std::string_view::npos)
                return false;
        return std::ranges::any_of(info->attributes, [](const ClassAttribute& a) { return a.annotated; });
    }
    if (info->kind != ClassKind::plain) return false;
    return std::ranges::any_of(info->attributes, [](const ClassAttribute& a) { return bool(a.method); });
}

// What the callee is in this file: its `def` or `class`; none for everything else.
Node dataclass_mutable_default_definition(const Match& m, Node callee) {
    const Binding* binding = callee.is(Kind::identifier) ? m.ask.binding(callee) : nullptr;
    if (!binding || binding->stores != 1 || !(binding->flags & Binding::definition)) return {};
    return Node(m.ask.tree(), binding->first_store).parent();
}

}  // namespace

Verdict dataclass_mutable_default(const Match& m) {
    Node name = m.at.child(Field::left), value = m.at.child(Field::right), annotation = m.at.child(Field::type);
    if (!name.is(Kind::identifier) || !value || !annotation) return silent_for_all;
    const Scope& scope = m.ask.scopes()[m.ask.scope_of(m.at)];
    if (scope.sort != Scope::class_) return silent_for_all;
    const ClassInfo* info = class_info(m.ask, Node(m.ask.tree(), scope.node));
    if (!info || (info->kind != ClassKind::dataclass && info->kind != ClassKind::attrs)) return silent;
    if (std::ranges::find(info->decorators, "pydantic.dataclasses.dataclass") != info->decorators.end()) return silent;
    std::string_view said = annotation.text();
    if (said.find("ClassVar") != said.npos || said.find("InitVar") != said.npos) return silent;
    value = unparenthesized(value);
    bool by_field = value.is(Kind::call) && (m.ask.means(value.child(Field::function), "dataclasses.field") ||
                                             m.ask.means(value.child(Field::function), "attrs.field") ||
                                             m.ask.means(value.child(Field::function), "attr.ib"));
    if (by_field) {
        Node given;
        for (Node argument : value.child(Field::arguments).children())
            if (argument.is(Kind::keyword_argument) && argument.child(Field::name).text() == "default")
                given = unparenthesized(argument.child(Field::value));
        if (!given) return silent;
        value = given;
    }
    std::string field = formatted("`{}: {}{}", name.text(), short_code(said, 40),
                                  info->kind == ClassKind::attrs ? " = field(factory=" : " = field(default_factory=");
    std::string owner(info->name);
    if (m.ask.builds_mutable(value)) {
        // `@dataclass` rejects a list, dict or set whatever the annotation promises.
        const bool rejected =
            info->kind == ClassKind::dataclass && m.ask.type(value).only(Type::list | Type::dict | Type::set);
        if (m.index() != 0 || (!rejected && dataclass_mutable_default_frozen_type(said))) return silent;
        Node made = value.is(Kind::call) ? value.child(Field::function) : value;
        bool empty = value.is(Kind::call) ? !value.child(Field::arguments).child(0u) : !value.child(0u);
        std::string factory = value.is(Kind::list)         ? "list"
                              : value.is(Kind::dictionary) ? "dict"
                              : value.is(Kind::set)        ? "set"
                                                           : std::string(made.text());
        if (!empty) factory = "lambda: " + short_code(value.text(), 30);
        return found(value, m.message("all objects of `$class` share this default: use $field$factory)`",
                                      {{"class", owner}, {"field", field}, {"factory", factory}}));
    }
    if (m.index() == 0 || !value.is(Kind::call)) return silent;
    Node callee = value.child(Field::function), definition = dataclass_mutable_default_definition(m, callee);
    const bool unbound = callee.is(Kind::identifier) && !m.ask.binding(callee) && !m.ask.is_builtin_function(callee);
    if (unbound != (m.index() == 2)) return silent;
    bool moment = std::ranges::any_of(dataclass_mutable_default_moments,
                                      [&](std::string_view known) { return m.ask.means(callee, known); });
    if (!moment && definition.is(Kind::class_definition)) {
        if (!dataclass_mutable_default_own(m, definition)) return silent;
    } else if (!moment && !unbound) {
        if (!definition.is(Kind::function_definition) || m.ask.type(value).only(immutable_types | Type::tuple))
            return silent;
        for (Node n : definition.descendants())
            if (m.ask.means(n, "dataclasses.field") || m.ask.means(n, "attrs.field") || m.ask.means(n, "attr.ib"))
                return silent;
    }
    bool bare = !value.child(Field::arguments).child(0u);
    std::string factory = bare ? std::string(callee.text()) : "lambda: " + short_code(value.text(), 30);
    return found(value, m.message("called once for all objects of `$class`: use $field$factory)`",
                                  {{"class", owner}, {"field", field}, {"factory", factory}}));
}

}  // namespace zen::rules

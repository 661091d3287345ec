// The table of names that moved, and the import statement split by their new modules.
#include <algorithm>
#include <unordered_set>
#include <utility>

#include "rule.h"

namespace zen::rules {

namespace {

// From that version on, the names of the module `from` (separated by spaces; `*` for all) are in `to`.
struct MovedNames {
    std::string_view from;
    PythonVersion since;
    std::string_view to, names;
};

constexpr std::string_view abstract_collections =
    "AsyncGenerator AsyncIterable AsyncIterator Awaitable ByteString Collection Container Coroutine Generator Hashable "
    "ItemsView Iterable Iterator KeysView Mapping MappingView MutableMapping MutableSequence MutableSet Reversible "
    "Sequence Sized ValuesView";

// Sources: the "Changed in version" and "Added in version" notes of the library's documentation, and the changelog of
// typing_extensions. A name stays with typing_extensions where its version there can do more.
constexpr MovedNames moved_names[] = {
    {"collections", {3, 3}, "collections.abc", abstract_collections},
    {"collections", {3, 3}, "collections.abc", "Callable Set"},
    {"pipes", {3, 3}, "shlex", "quote"},
    {"xml.etree.cElementTree", {3, 3}, "xml.etree.ElementTree", "*"},
    {"mypy_extensions", {3, 8}, "typing", "TypedDict"},
    {"typing_extensions",
     {3, 7},
     "typing",
     "AnyStr AsyncIterable AsyncIterator Awaitable BinaryIO ClassVar Collection Container Coroutine ForwardRef Generic "
     "Hashable IO ItemsView Iterable Iterator KeysView Mapping MappingView MutableMapping MutableSequence MutableSet "
     "NoReturn Optional Pattern Match Reversible Sequence Sized TYPE_CHECKING Text TextIO Union ValuesView cast "
     "no_type_check no_type_check_decorator"},
    {"typing_extensions", {3, 8}, "typing", "Final"},
    {"typing_extensions", {3, 9}, "typing", "Annotated"},
    {"typing_extensions", {3, 9}, "collections", "ChainMap Counter OrderedDict"},
    {"typing_extensions", {3, 9}, "collections.abc", abstract_collections},
    {"typing_extensions", {3, 10}, "collections.abc", "Callable"},
    {"typing_extensions",
     {3, 10},
     "typing",
     "Concatenate Literal NewType ParamSpecArgs ParamSpecKwargs TypeAlias TypeGuard get_args get_origin is_typeddict"},
    {"typing_extensions",
     {3, 11},
     "typing",
     "Any LiteralString Never NotRequired Required Self assert_never assert_type clear_overloads final get_overloads "
     "get_type_hints overload reveal_type"},
    {"typing_extensions",
     {3, 12},
     "typing",
     "NamedTuple SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsInt SupportsRound TypeAliasType "
     "Unpack dataclass_transform override"},
    {"typing_extensions", {3, 12}, "collections.abc", "Buffer"},
    {"typing_extensions", {3, 12}, "types", "get_original_bases"},
    {"typing_extensions",
     {3, 13},
     "typing",
     "NoDefault ParamSpec Protocol ReadOnly SupportsIndex TypeIs TypeVar TypeVarTuple TypedDict get_protocol_members "
     "is_protocol runtime_checkable"},
    {"typing_extensions", {3, 13}, "warnings", "deprecated"},
    {"typing_extensions", {3, 13}, "types", "CapsuleType"},
    {"typing", {3, 9}, "collections.abc", abstract_collections},
    {"typing", {3, 10}, "collections.abc", "Callable"},
    {"typing", {3, 9}, "collections", "ChainMap Counter OrderedDict"},
    {"typing", {3, 9}, "re", "Match Pattern"},
    {"typing.re", {3, 9}, "re", "Match Pattern"},
    {"backports.strenum", {3, 11}, "enum", "StrEnum"},
    {"backports.zoneinfo", {3, 9}, "zoneinfo", "ZoneInfo ZoneInfoNotFoundError available_timezones"},
    {"importlib.abc", {3, 11}, "importlib.resources.abc", "ResourceReader Traversable TraversableResources"},
};

// Names that have another name in their new module; the same for typing and typing_extensions.
constexpr std::pair<std::string_view, std::string_view> renamed_names[] = {
    {"AbstractSet", "collections.abc.Set"},
    {"AsyncContextManager", "contextlib.AbstractAsyncContextManager"},
    {"ContextManager", "contextlib.AbstractContextManager"},
    {"DefaultDict", "collections.defaultdict"},
    {"Deque", "collections.deque"},
    {"Dict", "dict"},
    {"FrozenSet", "frozenset"},
    {"List", "list"},
    {"Set", "set"},
    {"Tuple", "tuple"},
    {"Type", "type"},
};

bool deprecated_import_lists(std::string_view names, std::string_view name) {
    if (names == "*") return true;
    for (std::size_t at = names.find(name); at != names.npos; at = names.find(name, at + 1)) {
        std::size_t end = at + name.size();
        if ((at == 0 || names[at - 1] == ' ') && (end == names.size() || names[end] == ' ')) return true;
    }
    return false;
}

// The module that has the name now, by the last row that applies; "" if it has not moved.
std::string_view deprecated_import_home(std::string_view module, std::string_view name, PythonVersion target) {
    std::string_view home;
    for (const MovedNames& row : moved_names)
        if (row.from == module && target >= row.since && deprecated_import_lists(row.names, name)) home = row.to;
    return home;
}

std::string_view deprecated_import_rename(std::string_view module, std::string_view name, PythonVersion target) {
    if ((module != "typing" && module != "typing_extensions") || target < PythonVersion{3, 9}) return {};
    for (auto [old, now] : renamed_names)
        if (old == name) return now;
    return {};
}

// `from module import …`, in one line beside the statement: it takes the names that move there.
Node deprecated_import_beside(Node statement, std::string_view module) {
    bool between = false, apart = false;  // behind the statement; another statement than an import stands between
    for (Node other : statement.parent().children()) {
        if (other == statement) {
            between = true;
            continue;
        }
        const bool from = other.is(Kind::import_from_statement);
        apart = apart || (between && !from && !other.is(Kind::import_statement));
        if (apart) return {};
        if (from && other.child(Field::module_name).text() == module && !other.last_child().is(Kind::wildcard_import) &&
            other.text().find_first_of("\n(;") == std::string_view::npos && comments_of(other).empty())
            return other;
    }
    return {};
}

// Adds the names to that import, in order if its own are; false if the line would be too long.
bool deprecated_import_join(const Match& m, Edits& edits, Node beside, const std::vector<Node>& names) {
    std::vector<std::string_view> all;
    const Node module = beside.child(Field::module_name), first = module.next_sibling();
    for (Node n = first; n; n = n.next_sibling()) all.push_back(n.text());
    const bool sorted = std::ranges::is_sorted(all);
    for (Node n : names)
        if (std::ranges::find(all, n.text()) == all.end()) all.push_back(n.text());
    if (sorted) std::ranges::sort(all);
    std::string list;
    for (std::string_view name : all) append(list, "{}{}", list.empty() ? "" : ", ", name);
    if (!m.fits(formatted("{}from {} import {}", indentation(beside), module.text(), list))) return false;
    edits.replace(Span{first.start(), beside.end()}, list);
    return true;
}

// Is the import for other versions of Python: in a `try` for ImportError, or under a test of the version?
bool deprecated_import_for_compatibility(const Match& m) {
    for (Node n = m.at.parent(); n; n = n.parent()) {
        if (n.is(Kind::try_statement))
            for (Node c : n.children())
                if (c.is(Kind::except_clause) &&
                    (catches(m.ask, c) != Catches::named || c.text().find("ImportError") != std::string_view::npos ||
                     c.text().find("ModuleNotFoundError") != std::string_view::npos))
                    return true;
        if (n.is_any({Kind::if_statement, Kind::elif_clause}) &&
            n.child(Field::condition).text().find("version_info") != std::string_view::npos)
            return true;
    }
    return false;
}

// The bindings of the file that are compared, or are keys, somewhere: `kind in (list, typing.Sequence)`.
struct DeprecatedImportFile {
    explicit DeprecatedImportFile(const Model& ask) {
        for (const Reference& r : ask.references()) {
            Node use(ask.tree(), r.node);
            if (r.binding == no_id || !use.is(Kind::identifier)) continue;
            while (use.parent().is_any({Kind::tuple, Kind::list, Kind::set, Kind::parenthesized_expression}))
                use = use.parent();
            const bool key = use.parent().is(Kind::pair) && use.field() == Field::key;
            if (key || use.parent().is(Kind::comparison_operator)) compared.insert(r.binding);
        }
    }

    std::unordered_set<BindingId> compared;
};

// Is what the import binds compared? An alias of `typing` is another object than the class it stands for.
bool deprecated_import_compared(const Match& m, Node part) {
    const Node name = part.is(Kind::aliased_import) ? part.child(Field::alias) : part.child(0u) ? part.child(0u) : part;
    const Reference* own = m.ask.reference(name);
    return own && own->binding != no_id && m.of_file<DeprecatedImportFile>().compared.contains(own->binding);
}

}  // namespace

Verdict deprecated_import(const Match& m) {
    Node module = m.at.child(Field::module_name);
    if (!module.is(Kind::dotted_name)) return silent;
    // Of most modules no name has moved.
    if (std::ranges::find(moved_names, module.text(), &MovedNames::from) == std::end(moved_names)) return silent;
    struct Home {
        std::string_view module;
        std::vector<Node> names;
    };
    std::vector<Home> homes;
    std::vector<Node> staying;
    std::string renamed;
    for (Node part : m.at.children()) {
        if (part == module) continue;
        if (part.is(Kind::wildcard_import)) {
            if (deprecated_import_home(module.text(), "*", m.ask.target()).empty()) return silent;
            return found(m.at, "`cElementTree` has been removed: import from `xml.etree.ElementTree`");
        }
        Node name = part.is(Kind::aliased_import) ? part.child(Field::name) : part;
        std::string_view home = deprecated_import_home(module.text(), name.text(), m.ask.target());
        std::string_view now = deprecated_import_rename(module.text(), name.text(), m.ask.target());
        if (!home.starts_with("typing") && module.text().starts_with("typing") && deprecated_import_compared(m, part))
            home = {};
        if (home.empty()) {
            staying.push_back(part);
            if (!now.empty())
                renamed += (renamed.empty() ? "" : ", ") +
                           m.message("`$new` instead of `$old`", {{"new", now}, {"old", name.text()}});
            continue;
        }
        std::size_t i = 0;
        while (i < homes.size() && homes[i].module != home) ++i;
        if (i == homes.size()) homes.push_back({home, {}});
        homes[i].names.push_back(part);
    }
    if ((homes.empty() && renamed.empty()) || deprecated_import_for_compatibility(m)) return silent;
    if (homes.empty())
        return found(m.at, m.message("deprecated names of `$module`: use $names",
                                     {{"module", module.text()}, {"names", renamed}}));
    auto listed = [](const std::vector<Node>& names, std::string_view between) {
        std::string out;
        for (Node n : names) out += (out.empty() ? "" : std::string(between)) + std::string(n.text());
        return out;
    };
    std::string message;
    for (const Home& home : homes)
        message += m.message(message.empty() ? "deprecated import: use `from $module import $names`"
                                             : " and `from $module import $names`",
                             {{"module", home.module}, {"names", short_code(listed(home.names, ", "), 60)}});
    if (!renamed.empty()) message += m.message(", and $names", {{"names", renamed}});

    Edits edits(m);
    std::erase_if(homes, [&](const Home& home) {
        const Node beside = deprecated_import_beside(m.at, home.module);
        return beside && deprecated_import_join(m, edits, beside, home.names);
    });
    if (staying.empty() && homes.empty()) {
        edits.remove_statement(m.at);
        return found(m.at, edits, message).unsafe(m.ask.has_comment(m.at.span()));
    }
    if (staying.empty() && homes.size() == 1) {
        edits.replace(module.span(), std::string(homes[0].module));
        return found(m.at, edits, message);
    }
    std::string indent(indentation(m.at)), code;
    auto line = [&](std::string_view from, const std::vector<Node>& names) {
        if (names.empty()) return;
        if (!code.empty()) code += "\n" + indent;
        std::string head = formatted("from {} import ", from), all = listed(names, ", ");
        if (indent.size() + head.size() + all.size() <= 88)
            code += head + all;
        else
            append(code, "{}(\n{}    {},\n{})", head, indent, listed(names, formatted(",\n{}    ", indent)), indent);
    };
    homes.push_back({module.text(), staying});
    std::ranges::stable_sort(homes, {}, &Home::module);  // as isort does
    for (const Home& home : homes) line(home.module, home.names);
    if (!opens_line(m.at) || m.at.next_sibling().start() < whole_lines(m.ask.tree(), m.at.span()).end) {
        Node next = m.at.next_sibling();
        if (!opens_line(m.at) || next) edits.give_up();
    }
    edits.replace(m.at.span(), code);
    return found(m.at, edits, message).unsafe(m.ask.has_comment(m.at.span()));
}

}  // namespace zen::rules

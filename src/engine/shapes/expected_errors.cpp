#include "engine/shapes/expected_errors.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "semantics/flow/handlers.h"
#include "semantics/library/library.h"
#include "semantics/library/stdlib_modules.h"
#include "semantics/types/instances.h"

namespace zen {
namespace {

using Row =
    std::pair<std::string_view, std::string_view>;  // what is called, and what it raises, one or two; "" is nothing

// Functions, by qualified name. Source: the library's documentation of each.
constexpr Row functions[] = {
    {"int", "ValueError"},
    {"float", "ValueError"},
    {"complex", "ValueError"},
    {"open", "OSError"},
    {"next", "StopIteration"},
    {"chr", "ValueError"},
    {"input", ""},
    {"print", ""},
    {"len", ""},
    {"str", ""},
    {"repr", ""},
    {"isinstance", ""},
    {"list", ""},
    {"dict", ""},
    {"set", ""},
    {"tuple", ""},
    {"range", ""},
    {"enumerate", ""},
    {"zip", ""},
    {"abs", ""},
    {"round", ""},
    {"sorted", ""},
    {"ast.literal_eval", "ValueError"},
    {"base64.b64decode", "ValueError"},
    {"datetime.date.fromisoformat", "ValueError"},
    {"datetime.datetime.fromisoformat", "ValueError"},
    {"datetime.datetime.strptime", "ValueError"},
    {"decimal.Decimal", "decimal.InvalidOperation"},
    {"importlib.import_module", "ImportError"},
    {"ipaddress.ip_address", "ValueError"},
    {"json.load", "ValueError"},
    {"json.loads", "ValueError"},
    {"os.listdir", "OSError"},
    {"os.makedirs", "OSError"},
    {"os.mkdir", "OSError"},
    {"os.remove", "OSError"},
    {"os.rename", "OSError"},
    {"os.replace", "OSError"},
    {"os.rmdir", "OSError"},
    {"os.scandir", "OSError"},
    {"os.stat", "OSError"},
    {"os.unlink", "OSError"},
    {"os.path.getmtime", "OSError"},
    {"os.path.getsize", "OSError"},
    {"os.path.exists", ""},
    {"os.path.join", ""},
    {"pathlib.Path", ""},
    {"re.compile", "re.error"},
    {"shutil.copy", "OSError"},
    {"shutil.copyfile", "OSError"},
    {"shutil.copytree", "OSError"},
    {"shutil.move", "OSError"},
    {"shutil.rmtree", "OSError"},
    {"struct.unpack", "struct.error"},
    {"struct.unpack_from", "struct.error"},
    // With OSError for a program that is not there.
    {"subprocess.check_call", "subprocess.CalledProcessError OSError"},
    {"subprocess.check_output", "subprocess.CalledProcessError OSError"},
    {"urllib.request.urlopen", "OSError"},
    {"uuid.UUID", "ValueError"},
    {"zoneinfo.ZoneInfo", "zoneinfo.ZoneInfoNotFoundError"},
};

// Methods whose name says enough, whatever the object is.
constexpr Row methods[] = {
    {"decode", "UnicodeDecodeError"},
    {"encode", "UnicodeEncodeError"},
    {"fromisoformat", "ValueError"},
    {"mkdir", "OSError"},
    {"read_bytes", "OSError"},
    {"read_text", "OSError"},
    {"rmdir", "OSError"},
    {"strptime", "ValueError"},
    {"unlink", "OSError"},
    {"write_bytes", "OSError"},
    {"write_text", "OSError"},
    {"append", ""},
    {"endswith", ""},
    {"format", ""},
    {"get", ""},
    {"items", ""},
    {"join", ""},
    {"keys", ""},
    {"lower", ""},
    {"lstrip", ""},
    {"replace", ""},
    {"rstrip", ""},
    {"split", ""},
    {"splitlines", ""},
    {"startswith", ""},
    {"strip", ""},
    {"title", ""},
    {"upper", ""},
    {"values", ""},
    {"close", ""},
};

// Methods that are named alike in classes of all kinds, which raise what they like: only those of a file.
constexpr Row file_methods[] = {
    {"read", "OSError"},
    {"readline", "OSError"},
    {"readlines", "OSError"},
    {"write", "OSError"},
};

// Those of a text file that decode.
constexpr Row text_file_methods[] = {
    {"read", "OSError UnicodeDecodeError"},
    {"readline", "OSError UnicodeDecodeError"},
    {"readlines", "OSError UnicodeDecodeError"},
};

const Row* row(std::span<const Row> rows, std::string_view name) {
    const auto at = std::ranges::find(rows, name, &Row::first);
    return at == rows.end() ? nullptr : &*at;
}

// What the call raises; none when the function is not known.
const Row* of_call(const Model& model, Node call) {
    const Node function = call.child(Field::function);
    if (const std::string name = model.qualified(function); !name.empty()) return row(functions, name);
    if (!function.is(Kind::attribute)) return nullptr;
    const std::string_view method = function.child(Field::attribute).text();
    if (const Row* known = row(methods, method)) return known;
    const Row* known = row(file_methods, method);
    const Node object = function.child(Field::object);
    if (const Row* text = row(text_file_methods, method); text && is_instance_of(model, object, "io.TextIOBase"))
        return text;
    const bool file =
        known && (is_instance_of(model, object, "io.IOBase") || is_instance_of(model, object, "typing.IO"));
    return file ? known : nullptr;
}

// Functions that take one sort of value, and raise TypeError for all others.
bool takes_text(std::string_view name) {
    return name == "int" || name == "float" || name == "json.loads" || name == "datetime.datetime.fromisoformat";
}
bool takes_bytes(std::string_view name) {
    return name == "struct.unpack" || name == "struct.unpack_from";
}

// `d.get(key)`, which is None where there is no such key.
bool is_get(Node n) {
    const Node function = n.child(Field::function);
    return n.is(Kind::call) && function.is(Kind::attribute) && function.child(Field::attribute).text() == "get" &&
           n.child(Field::arguments).has_children(1);
}

class Errors {
  public:
    explicit Errors(const Model& model) : model_(model) {}

    // False when it is not known what the node raises.
    bool look(Node n) {
        switch (n.kind()) {
            case Kind::call: {
                const Row* known = of_call(model_, n);
                if (!known) return false;
                const std::size_t gap = known->second.find(' ');
                add(known->second.substr(0, gap));
                if (gap != std::string_view::npos) add(known->second.substr(gap + 1));
                if (may_be_of_a_wrong_type(known->first, n.child(Field::arguments))) add("TypeError");
                return true;
            }
            case Kind::subscript:
                return look_up(n);
            case Kind::binary_operator: {
                const std::string_view op = n.child(Field::operator_).text();
                const Node divisor = unparenthesized(n.child(Field::right));
                if (divisor.is_any({Kind::integer, Kind::float_}) &&
                    divisor.text().find_first_of("123456789") != std::string_view::npos)
                    return true;
                if (counts_from_one(divisor)) return true;
                if (op == "/" || op == "//" || (op == "%" && !model_.type(n.child(Field::left)).maybe(Type::str)))
                    add("ZeroDivisionError");
                return true;
            }
            case Kind::import_statement:
            case Kind::import_from_statement:
                add("ImportError");
                return of_library(n);
            case Kind::assert_statement:
                add("AssertionError");
                return true;
            // What is raised, awaited or run inside is beyond a list of calls.
            case Kind::raise_statement:
            case Kind::await:
            case Kind::yield:
            case Kind::function_definition:
            case Kind::class_definition:
            case Kind::try_statement:
            case Kind::match_statement:
                return false;
            default:
                return true;
        }
    }

    // What is caught already, or comes with a wider one, need not be named.
    void leave_out(Node except_clause) {
        for (Node before : except_clause.parent().children()) {
            if (before == except_clause) break;
            if (!before.is(Kind::except_clause)) continue;
            for (Node caught : handler_classes(before)) {
                const std::string name = model_.qualified(caught);
                // One of its two classes.
                if (name == "IndexError" || name == "KeyError")
                    std::ranges::replace(names_, "LookupError", name == "KeyError" ? "IndexError" : "KeyError");
                std::erase_if(names_, [&](std::string_view expected) { return is(expected, name); });
            }
        }
    }

    std::string text() {
        const std::vector<std::string_view> all = names_;
        std::erase_if(names_, [&](std::string_view name) {
            return std::ranges::any_of(all, [&](std::string_view wide) { return wide != name && is(name, wide); });
        });
        std::string out;
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (i) out += i + 1 == names_.size() ? " or " : ", ";
            out += names_[i];
        }
        return out;
    }

  private:
    void add(std::string_view name) {
        if (!name.empty() && std::ranges::find(names_, name) == names_.end()) names_.push_back(name);
    }

    // What a handler may be for: None where a string is wanted, something else than bytes.
    bool may_be_of_a_wrong_type(std::string_view function, Node arguments) const {
        const Node first = arguments.child(0u);
        if (takes_text(function)) {
            const Type type = model_.type(first);
            return is_get(unparenthesized(first)) || (type.known() && type.maybe(Type::none));
        }
        return takes_bytes(function) && !model_.type(arguments.child(1u)).only(Type::bytes);
    }

    // Is the one exception the other, or derived from it? Both by their qualified names.
    bool is(std::string_view name, std::string_view base) const {
        if (name == base) return true;
        const std::uint16_t one = library::class_index(name, model_.target());
        const std::uint16_t other = library::class_index(base, model_.target());
        return one != library::nothing && other != library::nothing && library::derives(one, other, model_.target());
    }

    // `for i in range(2, n)`, and nothing else binds `i`: it is never 0.
    bool counts_from_one(Node name) const {
        const Binding* bound = name.is(Kind::identifier) ? model_.binding(name) : nullptr;
        if (!bound || bound->stores != 1) return false;
        const Node target(model_.tree(), bound->first_store), loop = target.parent();
        if (!loop.is_any({Kind::for_statement, Kind::for_in_clause}) || target.field() != Field::left) return false;
        const Node call = loop.child(Field::right), arguments = call.child(Field::arguments);
        return call.is(Kind::call) && model_.means(call.child(Field::function), "range") && arguments.has_children(2) &&
               arguments.child(0u).is(Kind::integer) && arguments.child(0u).text() != "0";
    }

    bool of_library(Node import) const {
        auto known = [&](Node name) {
            const std::string_view path = name.text();
            return is_stdlib_module(path.substr(0, path.find('.')), model_.target());
        };
        if (import.is(Kind::import_from_statement)) return known(import.child(Field::module_name));
        for (Node name : import.children())
            if (!known(name.is(Kind::aliased_import) ? name.child(Field::name) : name)) return false;
        return true;
    }

    bool look_up(Node subscript) {
        const Type holder = model_.type(subscript.child(Field::value));
        const Node key = subscript.child(Field::subscript);
        if (key.is(Kind::slice)) return true;
        if (holder.only(Type::list | Type::tuple | Type::str | Type::bytes))
            add("IndexError");
        else if (holder.only(Type::dict) || key.is(Kind::string))
            add("KeyError");
        else
            add("LookupError");
        return true;
    }

    const Model& model_;
    std::vector<std::string_view> names_;
};

}  // namespace

std::string expected_errors(const Model& model, Node block, Node except_clause) {
    constexpr unsigned most_statements = 4;
    if (block.child_count() > most_statements) return {};
    Errors errors(model);
    for (NodeId id = block.id() + 1; id < block.record().next; ++id)
        if (!errors.look(Node(model.tree(), id))) return {};
    errors.leave_out(except_clause);
    return errors.text();
}

}  // namespace zen

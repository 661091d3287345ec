// The lambda passes on exactly its arguments, to a function that is the same now as when it is called.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// The parameters, as the call would have to pass them; false with defaults or separators among them.
bool needless_lambda_parameters(Node lambda, std::vector<std::string>& out) {
    for (Node p : lambda.child(Field::parameters).children()) {
        if (p.is(Kind::list_splat_pattern))
            out.push_back("*" + std::string(p.child(0u).text()));
        else if (p.is(Kind::dictionary_splat_pattern))
            out.push_back("**" + std::string(p.child(0u).text()));
        else if (p.is(Kind::identifier))
            out.emplace_back(p.text());
        else
            return false;
    }
    return true;
}

// Is the lambda made while the code of the outer scope runs: in that scope, or in a class body or comprehension in it?
bool needless_lambda_at_once(const Match& m, ScopeId outer) {
    ScopeId scope = m.ask.scope_of(m.at);
    while (scope != outer && scope != 0 &&
           (m.ask.scopes()[scope].sort == Scope::class_ || m.ask.scopes()[scope].sort == Scope::comprehension))
        scope = m.ask.scopes()[scope].parent;
    return scope == outer;
}

// Will the name mean then what it means now?
bool needless_lambda_stable(const Match& m, Node function) {
    Node root = function;
    while (root.is(Kind::attribute)) root = root.child(Field::object);
    // `", ".join`
    if (root.is(Kind::string)) return function.child(Field::object) == root && m.ask.constant(root);
    if (!root.is(Kind::identifier)) return false;
    const Binding* b = m.ask.binding(root);
    if (!b) return m.ask.is_builtin_function(root);
    if (b->stores != 1 ||
        (b->flags & (Binding::global_declared | Binding::nonlocal_declared | Binding::deleted | Binding::loop_target)))
        return false;
    // Bound before the lambda is made, or in a scope that is through by then.
    Node store(m.ask.tree(), b->first_store);
    bool parameter = b->flags & Binding::parameter;
    if (!parameter && store.start() > m.at.start() && needless_lambda_at_once(m, b->scope)) return false;
    if (root == function)
        return parameter || (b->flags & (Binding::import | Binding::definition)) || store.start() < m.at.start();
    // A module's function, a class's: but an object that is imported may do much when it is asked for an attribute.
    bool constant = root.text()[0] >= 'A' && root.text()[0] <= 'Z';
    if (b->flags & Binding::import) return constant || statement_of(store).is(Kind::import_statement);
    if (b->flags & Binding::definition) return true;
    // A method of an object that a local name holds for good.
    if (function.child(Field::object) == root && !parameter && b->scope != 0 &&
        m.ask.scopes()[b->scope].sort == Scope::function)
        return true;
    // `self.method`, where the class defines it.
    Node object = function.child(Field::object), owner = m.ask.enclosing_class(m.ask.enclosing_function(m.at));
    if (object != root || root.text() != "self" || !owner) return false;
    for (Node statement : owner.child(Field::body).children()) {
        Node definition = statement.is(Kind::decorated_definition) ? statement.child(Field::definition) : statement;
        if (definition.is(Kind::function_definition) &&
            definition.child(Field::name).text() == function.child(Field::attribute).text())
            return statement == definition;
    }
    return false;
}

// Is it something else that is probably the same at each call: a method of an object, an item, a name that nothing in
// the file binds? A function that is computed by a call is not.
bool needless_lambda_likely(const Match& m, Node function) {
    Node root = unparenthesized(function);
    while (root.is_any({Kind::attribute, Kind::subscript}))
        root = unparenthesized(root.child(root.is(Kind::attribute) ? Field::object : Field::value));
    if (root.is_any({Kind::list, Kind::lambda})) return true;
    if (!root.is(Kind::identifier)) return false;
    const Binding* b = m.ask.binding(root);
    if (!b) return true;
    constexpr auto other = Binding::global_declared | Binding::nonlocal_declared | Binding::deleted |
                           Binding::loop_target | Binding::import;
    const bool below = Node(m.ask.tree(), b->first_store).start() > m.at.start();
    return b->stores == 1 && !(b->flags & other) && !(below && needless_lambda_at_once(m, b->scope));
}

// The `def` that the function names: of the file, or of the class that the lambda is in.
Node needless_lambda_definition(const Match& m, Node function) {
    if (function.is(Kind::attribute)) {
        Node owner = m.ask.enclosing_class(m.ask.enclosing_function(m.at));
        if (!owner || function.child(Field::object).text() != "self") return {};
        for (Node statement : owner.child(Field::body).children())
            if (statement.is(Kind::function_definition) &&
                statement.child(Field::name).text() == function.child(Field::attribute).text())
                return statement;
        return {};
    }
    const Binding* b = m.ask.binding(function);
    if (!b || !(b->flags & Binding::definition)) return {};
    Node definition = Node(m.ask.tree(), b->first_store).parent();
    return definition.is(Kind::function_definition) ? definition : Node();
}

// Might whoever gets the function pass more to it than to the lambda? Signals of Qt (and of psygnal) pass as many
// arguments as the function takes, so `clicked.connect(lambda: self.run())` is not `clicked.connect(self.run)` where
// `run` has a parameter with a default; `interact()` of ipywidgets makes a widget for each parameter. Builtins such as
// `map()` look at none of it.
bool needless_lambda_invites(const Match& m, Node function, std::size_t passed) {
    Node place = m.at.parent();
    if (place.is(Kind::keyword_argument)) place = place.parent();
    if (!place.is(Kind::argument_list)) return false;
    Node consumer = place.parent().child(Field::function);
    if (m.ask.is_builtin_function(consumer)) return false;
    Node definition = needless_lambda_definition(m, function);
    if (!definition) return consumer.is(Kind::attribute) && consumer.child(Field::attribute).text() == "connect";
    if (function.is(Kind::attribute)) ++passed;  // self
    std::size_t takes = 0;
    for (const Parameter& p : zen::parameters(definition)) {
        if (p.sort == Parameter::star) return true;
        if (p.positional()) ++takes;
    }
    return takes > passed;
}

// Are the items that the lambda is called with certainly strings?
bool needless_lambda_text_items(const Match& m, Node items) {
    items = unparenthesized(items);
    if (m.ask.type(items).only(Type::str)) return true;
    if (items.is(Kind::list) || items.is(Kind::tuple) || items.is(Kind::set)) {
        for (Node n : items.children())
            if (!m.ask.type(n).only(Type::str)) return false;
        return items.child_count() > 0;
    }
    if (!items.is(Kind::call)) return false;
    Node function = items.child(Field::function);
    if (m.ask.means(function, "os.listdir")) return true;
    std::string_view method = function.is(Kind::attribute) ? function.child(Field::attribute).text() : "";
    if (method != "split" && method != "splitlines" && method != "rsplit") return false;
    Node object = function.child(Field::object);
    return !m.ask.type(object).known() ? !m.ask.imports("pandas") && !object.is(Kind::attribute)
                                       : m.ask.type(object).only(Type::str);
}

// Methods of str that need nothing but the text.
constexpr std::string_view needless_lambda_methods[] = {
    "capitalize", "casefold",  "isalnum",     "isalpha",    "isascii", "isdecimal", "isdigit", "isidentifier",
    "islower",    "isnumeric", "isprintable", "isspace",    "istitle", "isupper",   "lower",   "lstrip",
    "rsplit",     "rstrip",    "split",       "splitlines", "strip",   "swapcase",  "title",   "upper"};

Verdict needless_lambda_method(const Match& m, const std::vector<std::string>& parameters, Node call) {
    Node function = call.child(Field::function);
    if (!function.is(Kind::attribute) || parameters.size() != 1 || !call.child(Field::arguments).has_children(0) ||
        function.child(Field::object).text() != parameters[0])
        return silent;
    if (!std::ranges::binary_search(needless_lambda_methods, function.child(Field::attribute).text())) return silent;
    Node place = m.at.parent(), items;
    if (place.is(Kind::keyword_argument)) {
        if (place.child(Field::name).text() != "key" && m.index() == 1) return silent;
        place = place.parent();
    }
    Node consumer = place.is(Kind::argument_list) ? place.parent().child(Field::function) : Node();
    if (m.ask.means(consumer, "map") || m.ask.means(consumer, "filter")) {
        if (place.has_children(2) && place.child(0u) == m.at) items = place.child(1u);
    } else if (m.ask.means(consumer, "sorted") || m.ask.means(consumer, "min") || m.ask.means(consumer, "max")) {
        items = place.child(0u);
    }
    const bool text = items && needless_lambda_text_items(m, items);
    if (text != (m.index() == 1)) return silent;
    // A column of a data frame has methods of these names, too.
    if (!text && (m.ask.imports("pandas") || m.ask.imports("numpy") || m.ask.imports("polars"))) return silent;
    Edits edits(m);
    std::string code = formatted("{}.{}", edits.name("str"), function.child(Field::attribute).text());
    edits.replace(m.at, code);
    return found(m.at, edits, m.message("the lambda only calls the method: pass `$code`", {{"code", code}}));
}

}  // namespace

Verdict needless_lambda(const Match& m) {
    Node body = unparenthesized(m.at.child(Field::body));
    std::vector<std::string> parameters;
    if (!body.is(Kind::call) || !needless_lambda_parameters(m.at, parameters)) return silent;
    if (!parameters.empty() && (parameters[0] == "self" || parameters[0] == "cls")) return silent;  // a method to be
    if (m.index() == 1 || m.index() == 2) return needless_lambda_method(m, parameters, body);
    Node function = body.child(Field::function), arguments = body.child(Field::arguments);
    if (!arguments.is(Kind::argument_list) || arguments.child_count() != parameters.size()) return silent;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (arguments.child(static_cast<unsigned>(i)).text() != parameters[i]) return silent;
    for (Node n : function.descendants())
        for (const std::string& p : parameters)
            if (n.is(Kind::identifier) && n.text() == p.substr(p.find_first_not_of('*')) && m.ask.reference(n))
                return silent;
    const bool stable = needless_lambda_stable(m, function);
    if (m.index() == 3 ? stable || !needless_lambda_likely(m, function) : !stable) return silent;
    if (needless_lambda_invites(m, function, parameters.size())) return silent;
    // In a class body, a lambda is a method.
    Node up = m.at.parent();
    while (up.is(Kind::parenthesized_expression)) up = up.parent();
    if (up.is(Kind::assignment) && m.ask.scopes()[m.ask.scope_of(up)].sort == Scope::class_) return silent;
    if (up.is(Kind::default_parameter)) return silent;
    // In a list of lambdas, of which others are needed, each looks like the next.
    Node row = up.is(Kind::argument_list) ? up.parent() : m.at;
    if (row.parent().is_any({Kind::list, Kind::tuple}))
        for (Node other : row.parent().children())
            if (other != row && other.is(Kind::lambda)) return silent;
    Edits edits(m);
    edits.replace(m.at, function.text());
    return found(
        m.at, edits,
        m.message("the lambda only calls a function: pass `$function`", {{"function", short_code(function.text())}}));
}

}  // namespace zen::rules

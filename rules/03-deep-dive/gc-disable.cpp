// Is the collector enabled again anywhere in the file? Does the loop wait for this collection?
#include "rule.h"

namespace zen::rules {

Verdict gc_disable(const Match& m) {
    if (m.index() == 0) {
        for (Node n : Node(m.ask.tree(), 0).descendants())
            if (n.is_any({Kind::attribute, Kind::identifier}) &&
                (m.ask.means(n, "gc.enable") || m.ask.means(n, "gc.freeze") || m.ask.means(n, "gc.isenabled")))
                return silent;
        // What is called so is meant to do so.
        std::string_view name = m.ask.enclosing_function(m.at).child(Field::name).text();
        return name.find("gc") != std::string_view::npos ? silent : found(m.span);
    }
    // A loop that tries until something is gone, or that does nothing but collect.
    Node loop = m.ask.enclosing_loop(m.at);
    bool dropped = statement_of(m.at).previous_sibling().is(Kind::delete_statement);  // something big, just now
    std::string_view function = m.ask.enclosing_function(m.at).child(Field::name).text();
    if (dropped || function.starts_with("test")) return silent;
    if (loop.is(Kind::while_statement) || loop.child(Field::body).has_children(1)) return silent;
    return m.at.parent().is(Kind::expression_statement) ? found(m.span) : silent;
}

}  // namespace zen::rules

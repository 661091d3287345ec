// Only if the loop may be the running loop of asyncio.
#include "rule.h"

namespace zen::rules {

namespace {

bool run_in_executor_loop(const Match& m, Node loop) {
    if (loop.is(Kind::identifier)) {
        std::vector<Node> stores = m.ask.definitions(loop);
        if (stores.size() != 1 || !stores[0].parent().is(Kind::assignment)) return false;
        if (m.ask.enclosing_function(stores[0]) != m.ask.enclosing_function(m.at)) return false;
        loop = stores[0].parent().child(Field::right);
    }
    if (!loop.is(Kind::call)) return false;
    Node function = loop.child(Field::function);
    return m.ask.means(function, "asyncio.get_running_loop") || m.ask.means(function, "asyncio.get_event_loop");
}

}  // namespace

Verdict run_in_executor(const Match& m) {
    const Run& call = m.run("call");
    if (call.empty() || m.ask.imports("tornado")) return silent;
    Edits edits(m);
    std::string_view text = m.ask.tree().text;
    std::string code =
        edits.name("asyncio.to_thread") + "(" + std::string(text.substr(call.span().start, call.span().size())) + ")";
    Node executed = m.at.child(0u);
    edits.replace(executed.span(), code);
    return found(m.at, edits,
                 m.message("`run_in_executor(None, …)` has a shorter form: use `await $code`",
                           {{"code", short_code(code, 70)}}))
        .unsafe(!run_in_executor_loop(m, m["loop"]));
}

}  // namespace zen::rules

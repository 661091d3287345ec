// The library that runs the loop decides how to wait.
#include "rule.h"

namespace zen::rules {

Verdict blocking_sleep_or_input(const Match& m) {
    bool sleep = m.index() == 0, trio = m.ask.imports("trio"), anyio = m.ask.imports("anyio");
    std::string arguments(m.at.child(Field::arguments).text());
    Edits edits(m);
    std::string code;
    if (sleep) {
        code = "await " + edits.name(trio ? "trio.sleep" : anyio ? "anyio.sleep" : "asyncio.sleep") + arguments;
    } else {
        std::string run = edits.name(trio    ? "trio.to_thread.run_sync"
                                     : anyio ? "anyio.to_thread.run_sync"
                                             : "asyncio.to_thread");
        code = "await " + run + "(input" + (arguments == "()" ? ")" : ", " + arguments.substr(1));
    }
    edits.replace(m.at, code);
    return found(m.at, edits,
                 m.message("`$call()` blocks the event loop: use `$code`",
                           {{"call", m.at.child(Field::function).text()}, {"code", short_code(code)}}));
}

}  // namespace zen::rules

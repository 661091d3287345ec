// The call is awaited directly, so that the thread starts at the same moment.
#include "rule.h"

namespace zen::rules {

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
                           {{"code", short_code(code, 70)}}));
}

}  // namespace zen::rules

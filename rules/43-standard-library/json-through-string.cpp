// Only a file accepts what `json.dump` writes; other objects with a `write` method may need it in one piece.
#include "rule.h"

namespace zen::rules {

Verdict json_through_string(const Match& m) {
    Node file = m["file"];
    std::string rest;
    for (Node a : m.run("more").nodes()) {
        if (!a.is(Kind::keyword_argument)) return silent;
        rest += ", " + std::string(a.text());
    }
    bool writes = m.index() == 1;
    if (writes && !m.ask.type(file).instance_of("io.TextIOWrapper")) return silent;
    if (!writes && !m.ask.pure(file) && !file.is(Kind::call)) return silent;
    Edits edits(m);
    std::string code = writes           ? edits.name("json.dump") + "(" + std::string(m["value"].text()) + ", "
                       : m.index() == 0 ? edits.name("json.load") + "("
                                        : edits.name("tomllib.load") + "(";
    code += std::string(file.text()) + rest + ")";
    edits.replace(m.at, code);
    // A value that cannot be serialized leaves a partial file; with `dumps`, nothing was written.
    return found(m.at, edits,
                 m.message("needless string between the file and `$module`: use `$code`",
                           {{"module", m.index() == 2 ? "tomllib" : "json"}, {"code", short_code(code)}}))
        .unsafe(writes);
}

}  // namespace zen::rules

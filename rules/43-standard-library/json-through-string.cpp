// Only a file takes what `json.dump` writes; other things with a `write` may expect one piece.
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
    // What cannot be encoded leaves half a file behind; as one text, nothing was written.
    return found(m.at, edits, "the module knows files: `" + short_code(code) + "`").unsafe(writes);
}

}  // namespace zen::rules

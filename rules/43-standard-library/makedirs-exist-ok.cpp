// The mode is passed on; with any other argument that `mkdir` does not have, there is no fix.
#include "rule.h"

namespace zen::rules {

Verdict makedirs_exist_ok(const Match& m) {
    Node make = m["make"], path = m["path"];
    if (is_no_path(m.ask, path)) return silent;
    bool method = !make;
    bool parents = m.ask.means(make, "os.makedirs");
    std::string rest;
    bool first = true, known = true, needless = false;
    for (Node a : m.run("more").nodes()) {
        bool keyword = a.is(Kind::keyword_argument);
        std::string_view name = keyword ? a.child(Field::name).text() : first ? "mode" : "";
        if (method && !keyword && !is_path(m.ask, path)) return silent;  // `mkdir` of an unknown object
        first = false;
        if (name == "parents" && a.child(Field::value).is(Kind::true_)) {
            parents = true;
        } else if (name == "exist_ok") {
            needless = needless || a.child(Field::value).is(Kind::true_);
        } else if (name == "mode") {
            rest += std::string(a.text()) + ", ";
        } else {
            if (name == "dir_fd") return silent;
            known = false;
        }
    }
    if (parents) rest += "parents=True, ";
    rest += "exist_ok=True";
    std::string message =
        needless ? "the call needs no test: `exist_ok=True` makes it silent for a folder that is there"
                 : m.message(
                       "another process may create it after the test: use `$path.mkdir($arguments)`",
                       {{"path", method ? short_code(path.text(), 40) : shown_path(m.ask, path)}, {"arguments", rest}});
    if (!known) return found(m.span, message);

    Edits edits(m);
    std::string code = method ? std::string(path.text()) : as_path(edits, m.ask, path);
    edits.replace(m.span, formatted("{}.mkdir({})", code, rest));
    // A file of that name raises now; after `isdir`, it raised before, too.
    bool folders = method ? m.index() == 2 : m.ask.means(m["check"], "os.path.isdir");
    return found(m.span, edits, message).unsafe(!folders || !plain_path(m.ask, path));
}

}  // namespace zen::rules

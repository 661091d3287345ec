// The mode is passed on; with any other argument that `mkdir` does not have, there is no fix.
#include "rule.h"

namespace zen::rules {

Verdict makedirs_exist_ok(const Match& m) {
    Node make = m["make"], path = m["path"];
    if (is_no_path(m.ask, path)) return silent;
    bool method = !make;
    bool makedirs = m.ask.means(make, "os.makedirs"), parents = makedirs;
    // A function of `os` stays one where the path is not a Path already.
    const bool text = !method && !is_path(m.ask, path);
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
            rest += (text && !keyword ? "mode=" : "") + std::string(a.text()) + ", ";
        } else {
            if (name == "dir_fd") return silent;
            known = false;
        }
    }
    if (parents && !text) rest += "parents=True, ";
    rest += "exist_ok=True";
    // `except FileExistsError` is then for a file of that name.
    if (needless && m.at.is(Kind::try_statement)) return silent;
    const std::string shown = short_code(path.text(), 40);
    const bool caught = m.at.is(Kind::try_statement);
    std::string message =
        caught ? m.message(text ? "no `try` is needed with `exist_ok=True`: use `os.makedirs($path, $arguments)`"
                                : "no `try` is needed with `exist_ok=True`: use `$path.mkdir($arguments)`",
                           {{"path", shown}, {"arguments", rest}})
        : needless ? "the call needs no test: `exist_ok=True` accepts an existing directory"
        : text     ? m.message("another process may create it after the test: use `os.makedirs($path, $arguments)`",
                               {{"path", shown}, {"arguments", rest}})
                   : m.message("another process may create it after the test: use `$path.mkdir($arguments)`",
                               {{"path", shown}, {"arguments", rest}});
    if (!known) return found(m.span, message);

    Edits edits(m);
    if (text)
        edits.replace(m.span, formatted("{}({}, {})", edits.name("os.makedirs"), path.text(), rest));
    else
        edits.replace(m.span, formatted("{}.mkdir({})", code_for(path, primary, true), rest));
    // A file of that name raises now; after `isdir`, it raised before, too.
    bool folders = method ? m.index() == 2 : m.ask.means(m["check"], "os.path.isdir");
    Verdict out = found(m.span, edits, message).unsafe(!folders || (!text && !plain_path(m.ask, path)));
    if (text && !makedirs) return std::move(out).unsafe_because("`makedirs()` creates missing parents as well");
    return text ? std::move(out).titled("Use `os.makedirs(..., exist_ok=True)`") : out;
}

}  // namespace zen::rules

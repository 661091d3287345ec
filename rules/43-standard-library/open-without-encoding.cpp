// Is the file opened in text mode, and without an encoding?
#include <algorithm>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

struct OpenWithoutEncoding {
    int mode, encoding;  // positions; -1 for none
    bool text;           // the mode when none is given
};

// In the order of the page's matches.
constexpr OpenWithoutEncoding open_without_encoding_calls[] = {
    {1, 3, true},    // open
    {1, 3, true},    // io.open
    {1, 2, true},    // codecs.open
    {1, 3, true},    // os.fdopen
    {-1, 1, true},   // io.TextIOWrapper
    {0, 2, false},   // tempfile.TemporaryFile
    {0, 2, false},   // tempfile.NamedTemporaryFile
    {1, 3, false},   // tempfile.SpooledTemporaryFile
    {1, 3, false},   // gzip.open
    {1, 3, false},   // bz2.open
    {1, -1, false},  // lzma.open
    {0, 2, true},    // Path.open
    {-1, 0, true},   // Path.read_text
    {-1, 1, true},   // Path.write_text
};
constexpr std::uint32_t open_without_encoding_compressed = 8, open_without_encoding_methods = 11;

// Is the mode certainly text?
bool open_without_encoding_text(const OpenWithoutEncoding& call, std::uint32_t index, Node mode) {
    if (!mode) return call.text;
    mode = unparenthesized(mode);
    if (mode.is(Kind::conditional_expression))
        return open_without_encoding_text(call, index, mode.child(0u)) &&
               open_without_encoding_text(call, index, mode.child(2u));
    if (!mode.is(Kind::string) || mode.child(1u).is(Kind::interpolation)) return false;
    std::string_view text = mode.text();
    bool compressed = index >= open_without_encoding_compressed && index < open_without_encoding_methods;
    return compressed ? text.find('t') != text.npos : text.find('b') == text.npos;
}

// Does the name hold None here, whatever it holds elsewhere?
bool open_without_encoding_none(const Match& m, Node name) {
    if (!name.is(Kind::identifier)) return false;
    std::vector<Node> stores = m.ask.definitions(name);
    return !stores.empty() && std::ranges::all_of(stores, [](Node store) {
        return store.parent().is(Kind::assignment) && store.parent().child(Field::left) == store &&
               store.parent().child(Field::right).is(Kind::none);
    });
}

// `with open(path, "w"): pass` creates the file too.
bool open_without_encoding_idle(Node call) {
    Node item = call.parent();
    while (item.is_any({Kind::with_item, Kind::with_clause})) item = item.parent();
    Node body = item.is(Kind::with_statement) ? item.child(Field::body) : Node();
    if (!body) return false;
    for (Node statement : body.children()) {
        Node only = statement.is(Kind::expression_statement) ? statement.child(0u) : Node();
        if (!statement.is(Kind::pass_statement) && !only.is(Kind::ellipsis)) return false;
    }
    return true;
}

// `file = NamedTemporaryFile("w")` of which only the name is used reads and writes no text.
bool open_without_encoding_name_only(const Match& m) {
    const Node assignment = m.at.parent(), name = assignment.child(Field::left);
    if (!assignment.is(Kind::assignment) || !name.is(Kind::identifier) || !m.ask.binding(name)) return false;
    const std::vector<Node> uses = m.ask.uses(name);
    return !uses.empty() && std::ranges::all_of(uses, [](Node use) {
        const std::string_view what = use.parent().child(Field::attribute).text();
        return use.parent().is(Kind::attribute) && (what == "name" || what == "close");
    });
}

// Does a comment on the line keep other tools from changing this `open()`? Then it stays, often because tests replace
// it with a function of their own, which may not accept `encoding`.
bool open_without_encoding_kept(const Match& m) {
    for (Node comment : comments_of(statement_of(m.at)))
        for (std::string_view code : {"PTH123", "SIM115", "R1732", "consider-using-with"})
            if (comment.text().find(code) != std::string_view::npos) return true;
    return false;
}

}  // namespace

Verdict open_without_encoding(const Match& m) {
    const OpenWithoutEncoding& call = open_without_encoding_calls[m.index()];
    // From 3.15 on, UTF-8 is the default.
    if (unpacks_unknown(m.ask, m.at) || m.ask.target() >= PythonVersion{3, 15}) return silent;
    Node function = m.at.child(Field::function), list = m.at.child(Field::arguments);
    bool method = m.index() >= open_without_encoding_methods;
    if (method && !is_path(m.ask, function.child(Field::object))) return silent;
    Node last = list.last_child(), first = list.child(0u);
    if (m.index() < 5 && !first) return silent;
    Node mode = call.mode < 0 ? Node() : argument(m.ask, m.at, "mode", call.mode);
    if (!open_without_encoding_text(call, m.index(), mode)) return silent;
    if (m.ask.means(first, "os.devnull") || first.text() == "\"/dev/null\"" || first.text() == "'/dev/null'")
        return silent;
    // `open(path, "w").close()` creates a file and writes no text.
    Node use = m.at.parent();
    if (use.is(Kind::attribute) && use.child(Field::attribute).text() == "close") return silent;
    if (open_without_encoding_idle(m.at) || open_without_encoding_name_only(m)) return silent;
    Node encoding = argument(m.ask, m.at, "encoding", call.encoding);
    if (encoding && !encoding.is(Kind::none) && !open_without_encoding_none(m, encoding)) return silent;

    char quote = '"';
    for (Node a : list.children())
        if (a.is(Kind::string)) quote = a.text().back();
    std::string name = formatted("{}utf-8{}", quote, quote), keyword = "encoding=" + name;
    Edits edits(m);
    if (encoding)
        edits.replace(encoding, name);
    else if (last)
        edits.insert(last.end(), ", " + keyword);
    else
        edits.insert(list.end() - 1, keyword);
    if (open_without_encoding_kept(m) || (encoding && !encoding.within(list))) edits.give_up();
    std::string code =
        formatted("{}({}{}{})", short_code(function.text(), 40), first ? short_code(first.text(), 30) + ", " : "",
                  list.child_count() > 1 && !encoding ? "..., " : "", keyword);
    if (encoding && encoding == first) code = formatted("{}({})", short_code(function.text(), 40), name);
    const std::string_view whole = function.text(), last_name = whole.substr(whole.rfind('.') + 1);  // npos + 1 is 0
    return found(function, edits, m.message("the encoding depends on the platform: use `$code`", {{"code", code}}))
        .titled(formatted("Pass `encoding=\"utf-8\"` to `{}()`", last_name));
}

}  // namespace zen::rules

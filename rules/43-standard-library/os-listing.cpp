// The use of the listing decides which method of Path replaces it.
#include "rule.h"

namespace zen::rules {

namespace {

std::string os_listing_of_folder(const Match& m, Node folder) {
    std::string path = folder ? shown_path(m.ask, folder) : "Path()";
    Node comparison = m.at.parent();
    Node sign = comparison.is(Kind::comparison_operator) && comparison.child(1u) == m.at
                    ? comparison.child(Field::operators)
                    : Node();
    if (sign.is(Kind::kw_in))
        return m.message("this lists a directory to find one entry: use `($path / $entry).exists()`",
                         {{"path", path}, {"entry", short_code(comparison.child(0u).text(), 30)}});
    if (boolean_context(m.at))
        return m.message("this lists a directory to test for one entry: use `any($path.iterdir())`", {{"path", path}});
    return m.message("`os.listdir()` returns names without the directory: use `$path.iterdir()`", {{"path", path}});
}

// `glob.glob("src/*.py")` shows the folder in the pattern.
std::string os_listing_of_pattern(const Match& m) {
    Node pattern = argument(m.at, "pathname", 0), root = argument(m.at, "root_dir"),
         recursive = argument(m.at, "recursive");
    std::string folder = "folder", rest = "pattern";
    if (pattern.is(Kind::string) && pattern.has_children(3) && pattern.child(1u).is(Kind::string_content) &&
        pattern.child(0u).text().size() == 1) {
        std::string_view text = pattern.child(1u).text();
        std::size_t magic = std::min(text.find_first_of("*?["), text.size());
        std::size_t slash = text.rfind('/', magic);
        std::string quote(pattern.child(0u).text());
        folder = slash == text.npos ? "" : quote + std::string(text.substr(0, std::max<std::size_t>(slash, 1))) + quote;
        rest = quote + std::string(slash == text.npos ? text : text.substr(slash + 1)) + quote;
        if (root) folder = short_code(root.text(), 30);
    }
    std::string call = rest.starts_with("\"**/") || rest.starts_with("'**/")
                           ? formatted("rglob({}{}", rest.substr(0, 1), rest.substr(4))
                           : std::string("glob(") + rest;
    if (recursive && recursive.is(Kind::true_) && rest == "pattern") call = "rglob(pattern";
    return m.message("`glob` returns strings: use `Path($folder).$call)`", {{"folder", folder}, {"call", call}});
}

}  // namespace

Verdict os_listing(const Match& m) {
    std::string_view parameter = m.index() == 3 ? "top" : m.index() == 0 ? "path" : "pathname";
    Node place = argument(m.at, parameter, 0);
    if (place && is_no_path(m.ask, place)) return silent;
    if (m.index() == 0) return found(m.at, os_listing_of_folder(m, place));
    if (m.index() < 3) return found(m.at, os_listing_of_pattern(m));
    if (m.ask.target() < PythonVersion{3, 12} || !place) return silent;
    return found(m.at,
                 m.message("`os.walk()` gives strings: use `$path.walk()`", {{"path", shown_path(m.ask, place)}}));
}

}  // namespace zen::rules

// Which argument becomes the Path, and which ones remain for its method.
#include "rule.h"

namespace zen::rules {

namespace {

// Parameters in the order of the function of `os`; `self` is the one that becomes the Path.
struct OsFileOperation {
    std::string_view method;
    std::vector<std::string_view> parameters;
    std::size_t positional, required;
    std::size_t self = 0;
    bool other_value = false;  // the method returns something else than the function
};

// In the order of the page's matches.
const OsFileOperation& os_file_operation_of(std::uint32_t index) {
    static const std::vector<OsFileOperation> table = {
        {"chmod", {"path", "mode", "follow_symlinks", "dir_fd"}, 2, 2},
        {"mkdir", {"path", "mode", "dir_fd"}, 2, 1},
        {"mkdir", {"name", "mode", "exist_ok"}, 3, 1},
        {"rename", {"src", "dst", "src_dir_fd", "dst_dir_fd"}, 2, 2, 0, true},
        {"replace", {"src", "dst", "src_dir_fd", "dst_dir_fd"}, 2, 2, 0, true},
        {"rmdir", {"path", "dir_fd"}, 1, 1},
        {"unlink", {"path", "dir_fd"}, 1, 1},
        {"unlink", {"path", "dir_fd"}, 1, 1},
        {"readlink", {"path", "dir_fd"}, 1, 1, 0, true},
        {"stat", {"path", "follow_symlinks", "dir_fd"}, 1, 1},
        {"symlink_to", {"src", "dst", "target_is_directory", "dir_fd"}, 3, 2, 1},
    };
    return table[index];
}

bool os_file_operation_in_folder(Node call) {
    for (Node a : call.child(Field::arguments).children())
        if (a.is(Kind::keyword_argument) && a.child(Field::name).text().ends_with("dir_fd") &&
            !a.child(Field::value).is(Kind::none))
            return true;
    return false;
}

}  // namespace

Verdict os_file_operation(const Match& m) {
    const OsFileOperation& operation = os_file_operation_of(m.index());
    if (m.run("arguments").empty() || os_file_operation_in_folder(m.at)) return silent;
    if (Node first = argument(m.at, operation.parameters[0], 0); first && is_no_path(m.ask, first)) return silent;
    Node path = argument(m.at, operation.parameters[operation.self], static_cast<int>(operation.self));
    std::string method = formatted(".{}(", operation.method);
    bool makedirs = m.index() == 2;
    auto message = [&](std::string_view rest) {
        return m.message("`Path` has a method for `$function()`: use `$path$method$rest)`",
                         {{"function", m.at.child(Field::function).text()},
                          {"path", path ? shown_path(m.ask, path) : "Path(...)"},
                          {"method", method},
                          {"rest", rest}});
    };

    auto bound = bound_arguments(m.at, operation.parameters, operation.positional);
    std::string rest;  // what follows the path
    bool complete = bound.has_value();
    for (std::size_t i = 0; complete && i < bound->size(); ++i) {
        Node value = (*bound)[i];
        std::string_view name = operation.parameters[i];
        if (!value && i < operation.required) complete = false;
        bool stands = makedirs && name == "exist_ok" && value.is(Kind::false_);
        bool usual = name == "follow_symlinks" && value.is(Kind::true_);
        usual = usual || (name == "target_is_directory" && value.is(Kind::false_));
        if (!value || i == operation.self || name.ends_with("dir_fd") || stands || usual) continue;
        if (!rest.empty()) rest += ", ";
        bool keyword = i >= operation.required && name != "mode";
        keyword = keyword || (name == "mode" && value.parent().is(Kind::keyword_argument));
        if (makedirs && name == "exist_ok") rest += "parents=True, ";
        rest += (keyword ? std::string(name) + "=" : "") + code_for(value, lambda_level, true);
    }
    if (makedirs && rest.find("parents=True") == rest.npos) rest += rest.empty() ? "parents=True" : ", parents=True";
    if (!complete) return found(m.at, message("..."));

    // `Path.readlink` is new in 3.9, and `follow_symlinks` of the methods in 3.10.
    PythonVersion least = operation.method == "readlink"                       ? PythonVersion{3, 9}
                          : rest.find("follow_symlinks=") != std::string::npos ? PythonVersion{3, 10}
                                                                               : PythonVersion{3, 8};
    if (m.ask.target() < least) return silent;
    Edits edits(m);
    edits.replace(m.at, formatted("{}{}{})", as_path(edits, m.ask, path), method, rest));
    bool used = operation.other_value && !statement_context(m.at);
    return found(m.at, edits, message(short_code(rest))).unsafe(used || !plain_path(m.ask, path));
}

}  // namespace zen::rules

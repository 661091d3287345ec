#include "files/changes.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

#include "system/files.h"
#include "system/process.h"
#include "text/diff.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

using process::Ran;

// Keeps git from the network, from questions and from writing to the repository.
constexpr std::string_view git_environment[] = {"GIT_ALLOW_PROTOCOL=none", "GIT_NO_LAZY_FETCH=1",
                                                "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0"};

// Runs git in a folder, without a shell and without a word on standard error. A repository that somebody else has
// packed may name programs to run in its configuration: none of them is.
std::optional<Ran> git(const std::string& folder, std::vector<std::string> arguments,
                       std::span<const std::string> settings = {}) {
    // What a user has configured for people's eyes must not change what we read.
    std::vector<std::string> all{"git", "-C", folder, "-c", "core.quotePath=false", "-c", "diff.renames=true"};
    for (const char* setting : {"core.fsmonitor=false", "core.hooksPath=/dev/null"}) {
        all.emplace_back("-c");
        all.emplace_back(setting);
    }
    for (const std::string& setting : settings) {
        all.emplace_back("-c");
        all.push_back(setting);
    }
    all.insert(all.end(), arguments.begin(), arguments.end());
    return process::run(std::move(all), git_environment);
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

// A path as a diff names it; in quotes, as C writes a string, if it holds anything odd.
std::string diff_path(std::string_view text) {
    // git puts a tab behind a name that holds blanks.
    if (text.ends_with('\t')) text.remove_suffix(1);
    if (text.size() < 2 || text.front() != '"') return std::string(text);
    text = text.substr(1, text.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        char c = text[++i];
        if (c >= '0' && c <= '7') {
            int value = 0;
            auto [end, error] = std::from_chars(text.data() + i, text.data() + std::min(i + 3, text.size()), value, 8);
            out += static_cast<char>(value);
            i = static_cast<std::size_t>(end - text.data()) - 1;
        } else {
            constexpr std::string_view letters = "abtnvfr", codes = "\a\b\t\n\v\f\r";
            std::size_t at = letters.find(c);
            out += at == letters.npos ? c : codes[at];
        }
    }
    return out;
}

// The `+start,count` of hunk heads, by path.
void read_diff(std::string_view diff, const std::string& top, ChangedLines& out) {
    std::vector<Rows>* rows = nullptr;
    std::uint32_t left = 0;  // lines of the hunk that follow, which may look like anything
    while (!diff.empty()) {
        std::size_t end = std::min(diff.find('\n'), diff.size());
        std::string_view line = diff.substr(0, end);
        diff.remove_prefix(std::min(end + 1, diff.size()));
        if (left && (line.starts_with('+') || line.starts_with('-'))) {
            --left;
            continue;
        }
        if (line.starts_with("+++ ")) {
            std::string path = diff_path(line.substr(4));
            rows = path == "/dev/null" ? nullptr : &out.files[joined(top, std::string_view(path).substr(2))];
        } else if (line.starts_with("@@ -")) {
            auto number = [&](std::size_t at) {
                std::uint32_t value = 0;
                std::from_chars(line.data() + at, line.data() + line.size(), value);
                return value;
            };
            auto count = [&](std::size_t at) {
                std::size_t stop = line.find_first_of(", ", at);
                return stop != line.npos && line[stop] == ',' ? number(stop + 1) : 1;
            };
            std::size_t plus = line.find(" +");
            if (plus == line.npos) continue;
            std::uint32_t start = number(plus + 2), added = count(plus + 2);
            left = count(4) + added;
            // Where lines were only taken out, nothing is left to look at.
            if (rows && added) rows->push_back({start, start + added - 1});
        }
    }
}

const std::vector<std::string> diff_options{
    "diff",
    "--unified=0",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--diff-filter=d",
    "--ignore-submodules=all",  // else it looks into them by their own settings
};

// Settings that undo the repository's own filters: programs that git would pass files through to compare them. Those
// of the user stay.
std::vector<std::string> without_filters(const std::string& folder) {
    std::vector<std::string> out;
    auto known =
        git(folder, {"config", "--includes", "--show-scope", "--name-only", "-z", "--get-regexp", "^filter[.]"});
    if (!known) return out;
    std::string_view rest = known->output;
    auto next = [&] {
        std::string_view word = rest.substr(0, rest.find('\0'));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        return word;
    };
    while (!rest.empty()) {
        std::string_view scope = next(), name = next();
        if (scope != "local" && scope != "worktree") continue;
        out.push_back(std::string(name) + (name.ends_with(".required") ? "=false" : "="));
    }
    return out;
}

std::vector<std::string> diff_of(std::vector<std::string> what) {
    std::vector<std::string> out = diff_options;
    out.insert(out.end(), what.begin(), what.end());
    out.push_back("--");
    return out;
}

// The absolute top folder of the repository.
Result<std::string> repository(const std::string& folder) {
    auto top = git(folder, {"rev-parse", "--show-toplevel"});
    if (!top) return Trouble{"", 0, 0, "cannot run git, which is needed to list the changes"};
    if (top->status) return Trouble{folder, 0, 0, "not a git repository, so the changes are unknown"};
    std::string path = first_line(top->output);
    // git resolves symbolic links, and we do not.
    auto prefix = git(folder, {"rev-parse", "--show-cdup"});
    if (prefix && prefix->status == 0) path = normal_path(joined(folder, first_line(prefix->output)));
    return path;
}

// The folders that `.gitmodules` names. Their own configurations are never read.
std::vector<std::string> submodules_of(const std::string& top) {
    std::vector<std::string> out;
    if (!files::exists(joined(top, ".gitmodules"))) return out;
    auto paths = git(top, {"config", "--file", ".gitmodules", "-z", "--get-regexp", "^submodule[.].*[.]path$"});
    for (std::string_view rest = paths ? paths->output : std::string_view(); !rest.empty();) {
        std::string_view entry = rest.substr(0, rest.find('\0'));  // the key, a line end, the value
        rest.remove_prefix(std::min(entry.size() + 1, rest.size()));
        if (std::size_t end = entry.find('\n'); end != entry.npos)
            out.push_back(normal_path(joined(top, entry.substr(end + 1))));
    }
    return out;
}

}  // namespace

bool ChangedLines::touches(const std::vector<Rows>& rows, std::uint32_t first, std::uint32_t last) {
    return std::ranges::any_of(rows, [&](const Rows& r) { return r.first <= last && first <= r.last; });
}

bool ChangedLines::touches(const std::string& path, std::uint32_t first, std::uint32_t last) const {
    auto file = files.find(path);
    return file != files.end() && touches(file->second, first, last);
}

Result<ChangedLines> changed_since(const std::string& folder, const std::string& revision) {
    Result<std::string> top = repository(folder);
    if (!top) return top.trouble();
    auto no_revision = [&] {
        return Trouble{"", 0, 0, formatted("git has no revision '{}' in this repository", revision)};
    };
    if (revision.empty() || revision.starts_with('-')) return no_revision();
    auto commit = git(folder, {"rev-parse", "--verify", "--quiet", revision + "^{commit}"});
    if (!commit || commit->status) return no_revision();
    std::string base = first_line(commit->output);
    if (auto common = git(folder, {"merge-base", base, "HEAD"}); common && common->status == 0)
        base = first_line(common->output);
    ChangedLines out;
    auto diff = git(folder, diff_of({base}), without_filters(folder));
    if (!diff || diff->status) return no_revision();
    read_diff(diff->output, *top, out);
    out.submodules = submodules_of(*top);
    auto fresh = git(*top, {"ls-files", "--others", "--exclude-standard", "-z"});
    if (fresh)
        for (std::string_view rest = fresh->output; !rest.empty();) {
            std::size_t end = std::min(rest.find('\0'), rest.size());
            out.files[joined(*top, rest.substr(0, end))].push_back({1, 0xffffffffu});
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    return out;
}

Result<ChangedLines> staged_lines(const std::string& folder) {
    Result<std::string> top = repository(folder);
    if (!top) return top.trouble();
    ChangedLines out;
    auto diff = git(folder, diff_of({"--cached"}), without_filters(folder));
    if (!diff || diff->status) return Trouble{folder, 0, 0, "git cannot list the staged changes"};
    read_diff(diff->output, *top, out);
    out.submodules = submodules_of(*top);
    for (auto& [path, rows] : out.files) {
        std::string_view inside = below(*top, path);
        auto staged = git(*top, {"cat-file", "blob", ":" + std::string(inside)});
        Result<std::string> now = files::read(path);
        if (staged && staged->status == 0 && now && staged->output != *now) {
            // What was changed after staging is not staged.
            rows = moved_rows(rows, staged->output, *now, false);
        }
    }
    return out;
}

std::vector<Rows> moved_rows(const std::vector<Rows>& rows, std::string_view before, std::string_view after,
                             bool fresh_too) {
    if (before == after) return rows;
    std::vector<Rows> out;
    std::uint32_t old_at = 0, new_at = 0;
    auto keep = [&](std::uint32_t old_end) {
        for (const Rows& r : rows) {
            std::uint32_t from = std::max(r.first - 1, old_at), to = std::min(r.last, old_end);
            if (from < to) out.push_back({from - old_at + new_at + 1, to - old_at + new_at});
        }
    };
    std::vector<std::string_view> old_lines = split_lines(before), new_lines = split_lines(after);
    for (const LineChange& change : line_changes(old_lines, new_lines)) {
        keep(change.before_start);
        if (fresh_too && change.after_end > change.after_start)
            out.push_back({change.after_start + 1, change.after_end});
        old_at = change.before_end, new_at = change.after_end;
    }
    keep(static_cast<std::uint32_t>(old_lines.size()));
    return out;
}

}  // namespace zen

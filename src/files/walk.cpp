#include "files/walk.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <utility>

#include "files/gitignore.h"
#include "system/files.h"
#include "system/process.h"
#include "text/path.h"

namespace zen {
namespace {

using files::Identity;
using Type = files::Entry::Type;

constexpr std::size_t longest_shebang = 128;  // bytes

bool python_file(const std::string& path) {
    std::string_view name = name_of(path);
    std::size_t dot = name.rfind('.');
    if (dot == name.npos) return python_shebang(files::read_start(path, longest_shebang));
    std::string_view suffix = name.substr(dot);
    return suffix == ".py" || suffix == ".pyi" || suffix == ".pyw" || suffix == ".ipynb";
}

// What a git configuration says of core.excludesFile; empty when it says nothing.
std::string excludes_file(const std::string& config, const std::string& home) {
    auto text = files::read(config);
    if (!text) return "";
    std::string_view rest = *text;
    std::string found;
    bool core = false;
    while (!rest.empty()) {
        std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        auto trim = [&] {
            line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
            line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
        };
        trim();
        if (line.starts_with('[')) {
            core = line == "[core]";
            continue;
        }
        std::string key(line.substr(0, line.find_first_of(" \t=")));
        std::ranges::transform(key, key.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        std::size_t equals = line.find('=');
        if (!core || key != "excludesfile" || equals == line.npos) continue;
        line.remove_prefix(equals + 1);
        trim();
        if (line.size() > 1 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
        found = line.starts_with("~/") ? joined(home, line.substr(2)) : std::string(line);
    }
    return found;
}

// The file of what git leaves out in every repository of this user (core.excludesFile, by default git/ignore in
// $XDG_CONFIG_HOME or ~/.config).
std::string global_excludes() {
    // git looks below ~/.config on Windows too.
    std::string home = process::home_folder(), xdg = process::variable("XDG_CONFIG_HOME");
    if (xdg.empty() && !home.empty()) xdg = joined(home, ".config");
    std::string found = home.empty() ? "" : excludes_file(joined(home, ".gitconfig"), home);
    if (found.empty() && !xdg.empty()) found = excludes_file(joined(xdg, "git/config"), home);
    if (found.empty() && !xdg.empty()) found = joined(xdg, "git/ignore");
    return found;
}

class Walker {
  public:
    explicit Walker(const Walk& walk) : walk_(walk) {}

    FileList run(std::span<const std::string> paths) {
        for (const std::string& given : paths) root(given);
        // What links lead to comes last, so that a file is known by its own name where that lies in the walk too.
        while (!pending_.empty() || !links_.empty()) {
            if (pending_.empty()) {
                pending_.push_back(std::move(links_.back()));
                links_.pop_back();
            }
            Folder next = std::move(pending_.back());
            pending_.pop_back();
            folder(std::move(next));
        }
        for (const auto& [path, id] : linked_files_)
            if (seen_files_.insert(id).second) found_.files.push_back(path);
        std::ranges::sort(found_.files);
        found_.files.erase(std::ranges::unique(found_.files).begin(), found_.files.end());
        return std::move(found_);
    }

  private:
    struct Folder {
        std::string shown, absolute;
        IgnoreChain::Link ignores;
        Identity id;
    };

    void trouble(const std::string& path, std::string message) {
        found_.troubles.push_back({path, 0, 0, std::move(message)});
    }

    void root(const std::string& given) {
        std::string shown = tidy_path(given);
        if (given.empty()) return trouble(given, "an empty path");
        const files::Status info = files::status(given);
        if (info.kind == files::Kind::missing) return trouble(given, info.why);
        const bool is_folder = info.kind == files::Kind::folder;
        std::string absolute = normal_path(joined(walk_.current, shown));
        if (walk_.refused && walk_.refused(absolute, is_folder)) return;
        if (is_folder) {
            pending_.push_back({shown, absolute, ignores_above(absolute), info.identity});
        } else if (info.kind != files::Kind::regular) {
            trouble(given, "neither a regular file nor a folder");
        } else {
            seen_files_.insert(info.identity);
            if (given_[info.identity].insert(real(absolute)).second) found_.files.push_back(shown);
        }
    }

    // Without links on the way. A hard link is a file of its own.
    static std::string real(const std::string& absolute) {
        std::string path = files::real_path(absolute);
        return path.empty() ? absolute : path;
    }

    bool given(const std::string& absolute, const Identity& id) const {
        auto names = given_.find(id);
        return names != given_.end() && names->second.contains(real(absolute));
    }

    // The ignore files above a folder, up to the top of its repository; outside of one, up to the current folder.
    IgnoreChain::Link ignores_above(const std::string& absolute) const {
        if (!walk_.gitignore) return nullptr;
        std::vector<std::string> above;
        bool in_repository = files::exists(joined(absolute, ".git"));
        for (std::string at = absolute; !in_repository && !is_root(at);) {
            at = folder_of(at);
            above.push_back(at);
            in_repository = files::exists(joined(at, ".git"));
        }
        if (!in_repository)
            std::erase_if(above,
                          [&](const std::string& f) { return f != walk_.current && below(walk_.current, f).empty(); });
        IgnoreChain::Link chain;
        if (in_repository) {
            std::string top = above.empty() ? absolute : above.back();
            chain = read(chain, top, global_excludes());
            chain = read(chain, top, joined(top, ".git/info/exclude"));
        }
        for (auto it = above.rbegin(); it != above.rend(); ++it) chain = own_ignores(chain, *it);
        return chain;
    }

    static IgnoreChain::Link read(IgnoreChain::Link above, const std::string& folder, const std::string& file) {
        auto text = files::read(file);
        return text ? IgnoreChain::with(std::move(above), folder, *text) : above;
    }
    static IgnoreChain::Link own_ignores(IgnoreChain::Link above, const std::string& folder) {
        IgnoreChain::Link chain = read(std::move(above), folder, joined(folder, ".gitignore"));
        return read(std::move(chain), folder, joined(folder, ".ignore"));
    }

    void folder(Folder at) {
        if (!seen_folders_.insert(at.id).second) return;
        Result<std::vector<files::Entry>> entries = files::list(at.absolute);
        if (!entries) return trouble(at.shown, entries.trouble().message);
        const bool ignore_file = std::ranges::any_of(
            *entries, [](const files::Entry& e) { return e.name == ".gitignore" || e.name == ".ignore"; });
        if (walk_.gitignore && ignore_file) at.ignores = own_ignores(std::move(at.ignores), at.absolute);
        for (const auto& [type, name] : *entries) entry_of(at, name, type);
    }

    void entry_of(const Folder& at, const std::string& name, Type type) {
        bool link = type == Type::link || type == Type::unknown;
        std::string absolute = joined(at.absolute, name);
        if (type == Type::regular && !python_name(name) && !said(absolute)) return;
        if (type == Type::unknown) link = files::is_link(absolute);
        const files::Status info = files::status(absolute);
        if (info.kind == files::Kind::missing) {
            if (info.path_too_long) too_long(at, name, absolute, type);
            return;  // a link to nowhere
        }
        bool is_folder = info.kind == files::Kind::folder;
        if (!is_folder && info.kind != files::Kind::regular) return;
        if (IgnoreChain::ignored(at.ignores, absolute, is_folder)) return;
        if (walk_.excluded && walk_.excluded(absolute, is_folder)) return;
        std::string shown = joined(at.shown, name);
        if (is_folder) {
            (link ? links_ : pending_).push_back({std::move(shown), std::move(absolute), at.ignores, info.identity});
        } else if (wanted(absolute)) {
            if (link) {
                linked_files_.emplace_back(std::move(shown), info.identity);
            } else if (!given(absolute, info.identity)) {
                seen_files_.insert(info.identity);
                found_.files.push_back(std::move(shown));
            }
        }
    }

    // The system cannot open what it has just listed.
    void too_long(const Folder& at, const std::string& name, const std::string& absolute, Type type) {
        const bool is_folder = type == Type::folder;
        if (!is_folder && (type != Type::regular || !python_name(name))) return;
        if (IgnoreChain::ignored(at.ignores, absolute, is_folder)) return;
        if (walk_.excluded && walk_.excluded(absolute, is_folder)) return;
        trouble(joined(at.shown, name), "not checked: the path is longer than the system allows");
    }

    // What the settings say of the file: they may speak of any name.
    std::optional<bool> said(const std::string& path) const {
        return walk_.included ? walk_.included(path) : std::nullopt;
    }

    bool wanted(const std::string& path) const {
        std::optional<bool> by_settings = said(path);
        return by_settings ? *by_settings : python_name(name_of(path)) && python_file(path);
    }

    // Could a regular file of this name be one of ours? Saves looking at all the others.
    static bool python_name(std::string_view name) {
        std::size_t dot = name.rfind('.');
        return dot == name.npos || name.substr(dot).starts_with(".py") || name.substr(dot) == ".ipynb";
    }

    const Walk& walk_;
    FileList found_;
    std::vector<Folder> pending_, links_;
    std::vector<std::pair<std::string, Identity>> linked_files_;
    std::set<Identity> seen_folders_, seen_files_;
    std::map<Identity, std::set<std::string>> given_;  // files: their names without links
};

}  // namespace

bool python_shebang(std::string_view text) {
    if (!text.starts_with("#!")) return false;
    std::string_view line = text.substr(0, text.find('\n'));
    for (std::string_view program : {"python", "pypy", "uv run"})
        if (line.find(program) != line.npos) return true;
    return false;
}

FileList find_files(std::span<const std::string> paths, const Walk& walk) {
    return Walker(walk).run(paths);
}

}  // namespace zen

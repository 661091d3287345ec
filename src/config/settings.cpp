#include "config/settings.h"

#include <algorithm>

#include "text/path.h"

namespace zen {
namespace {

// As ruff leaves out (https://docs.astral.sh/ruff/settings/#exclude), and what Python and we ourselves leave behind.
constexpr std::string_view default_exclude[] = {
    ".bzr",        ".direnv",  ".eggs",    ".git",    ".git-rewrite",   ".hg",           ".ipynb_checkpoints",
    ".mypy_cache", ".nox",     ".pants.d", ".pyenv",  ".pytest_cache",  ".pytype",       ".ruff_cache",
    ".svn",        ".tox",     ".venv",    ".vscode", ".zenlint_cache", "__pycache__",   "__pypackages__",
    "_build",      "buck-out", "build",    "dist",    "node_modules",   "site-packages", "venv"};

// An absolute pattern below its folder means the same as the relative one.
std::string relative(std::string_view folder, std::string_view pattern) {
    std::string_view rest = below(folder, pattern);
    return rest.empty() ? std::string(pattern) : "/" + std::string(rest);
}

}  // namespace

PathPattern::PathPattern(std::string folder_, std::string_view pattern)
    : folder(std::move(folder_)), glob(relative(folder, pattern), GlobStyle::config) {}

std::string_view PathPattern::inside(std::string_view path) const {
    std::string_view rest = below(folder, path);
    return rest.empty() ? path.substr(path.starts_with('/') ? 1 : 0) : rest;
}

bool PathPattern::matches(std::string_view path, bool is_folder) const {
    return glob.matches(inside(path), is_folder);
}

bool PathPattern::covers(std::string_view path) const {
    return glob.covers(inside(path));
}

Settings Settings::in(const std::string& folder) {
    Settings out;
    for (std::string_view pattern : default_exclude) out.exclude.emplace_back(folder, pattern);
    return out;
}

const Said* Settings::last_said(std::string_view key) const {
    const Said* out = nullptr;
    for (const Said& one : said)
        if (one.key == key) out = &one;
    return out;
}

bool Settings::excluded(std::string_view asked, bool is_folder, bool above) const {
    auto leaves_out = [&](const PathPattern& p) { return above ? p.covers(asked) : p.matches(asked, is_folder); };
    return std::ranges::any_of(exclude, leaves_out) || std::ranges::any_of(extend_exclude, leaves_out);
}

std::optional<bool> Settings::included(std::string_view asked) const {
    auto takes = [&](const PathPattern& p) { return p.matches(asked, false); };
    if (std::ranges::any_of(extend_include, takes)) return true;
    if (!include) return std::nullopt;
    return std::ranges::any_of(*include, takes);
}

const Pack* Settings::pack_of(const Written& pages) const {
    auto pack = std::ranges::find_if(packs, [&](const Pack& p) { return p.prefix.path == pages.path; });
    return pack == packs.end() ? nullptr : &*pack;
}

}  // namespace zen

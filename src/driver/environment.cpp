#include "driver/environment.h"

#include <algorithm>

#include "system/files.h"
#include "system/process.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

bool holds_packages(std::string_view folder) {
    const std::string_view name = name_of(folder);
    return name == "site-packages" || name == "dist-packages";
}

// lib/python3.12/site-packages, and Lib/site-packages on Windows.
std::vector<std::string> below_environment(const std::string& environment) {
    std::vector<std::string> out;
    auto take = [&](const std::string& folder) {
        for (const char* name : {"site-packages", "dist-packages"})
            if (std::string path = joined(folder, name); files::is_folder(path)) out.push_back(std::move(path));
    };
    take(joined(environment, "Lib"));
    for (const char* name : {"lib", "lib64"}) {
        const std::string lib = joined(environment, name);
        if (files::is_link(lib)) continue;  // to the other one
        Result<std::vector<files::Entry>> entries = files::list(lib);
        if (!entries) continue;
        std::vector<std::string> versions;
        for (const files::Entry& entry : *entries)
            if (entry.name.starts_with("python3")) versions.push_back(entry.name);
        std::ranges::sort(versions);
        for (const std::string& version : versions) take(joined(lib, version));
    }
    return out;
}

std::string active_environment(const std::string& folder) {
    if (std::string active = process::variable("VIRTUAL_ENV"); !active.empty()) return normal_path(active);
    for (const char* name : {".venv", "venv"})
        if (std::string path = joined(folder, name); files::is_regular(joined(path, "pyvenv.cfg"))) return path;
    return "";
}

}  // namespace

Result<std::vector<std::string>> package_folders(const std::string& environment) {
    if (files::is_folder(environment)) {
        if (holds_packages(environment)) return std::vector<std::string>{environment};
        if (std::vector<std::string> out = below_environment(environment); !out.empty()) return out;
    } else if (files::is_regular(environment)) {
        // The interpreter: bin/python, Scripts\python.exe, or python.exe beside Lib.
        const std::string folder(folder_of(environment));
        for (const std::string& around : {std::string(folder_of(folder)), folder})
            if (std::vector<std::string> out = below_environment(around); !out.empty()) return out;
    }
    return Trouble{"", 0, 0,
                   formatted("'{}' is not a Python environment: name its folder or its interpreter", environment)};
}

Result<std::vector<std::string>> package_folders(const Settings& settings, const std::string& current) {
    using Folders = std::vector<std::string>;
    if (settings.python.empty()) return Folders();
    const std::string around = settings.path.empty() ? current : std::string(folder_of(settings.path));
    const std::string environment = settings.python == "active" ? active_environment(around) : settings.python;
    if (environment.empty()) return Folders();
    Result<Folders> out = package_folders(environment);
    if (const Said* said = settings.last_said("python"); !out && said && !said->at.path.starts_with('-'))
        return said->at.trouble(out.trouble().message);
    return out;
}

}  // namespace zen

// The packages that are installed where the code runs. Nothing there is run; only names of folders are read.
#pragma once
#include <string>
#include <vector>

#include "config/settings.h"
#include "text/result.h"

namespace zen {

// The folders of packages (`site-packages`, `dist-packages`; absolute) of the environment at an absolute path: its
// folder, the Python interpreter in it, or such a folder itself. A Trouble without a place when there is none.
Result<std::vector<std::string>> package_folders(const std::string& environment);
// Those that the settings ask for; `current` is the folder that counts where there is no configuration. None when they
// ask for none, or for the active environment and there is none: $VIRTUAL_ENV, else `.venv` or `venv`.
Result<std::vector<std::string>> package_folders(const Settings& settings, const std::string& current);

}  // namespace zen

// All that lies below a folder.
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace zen {

// Calls `visit` with the path and the name of everything below the folder, in no order; for a folder, it tells whether
// to go in. Links to folders count as other things and are not followed: they may lead in a circle. What cannot be
// listed is empty.
void each_below(const std::string& folder,
                const std::function<bool(const std::string& path, std::string_view name, bool is_folder)>& visit);

}  // namespace zen

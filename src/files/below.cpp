#include "files/below.h"

#include <utility>
#include <vector>

#include "system/files.h"
#include "text/path.h"

namespace zen {

void each_below(const std::string& folder,
                const std::function<bool(const std::string& path, std::string_view name, bool is_folder)>& visit) {
    using Type = files::Entry::Type;
    for (std::vector<std::string> pending{folder}; !pending.empty();) {
        std::string at = std::move(pending.back());
        pending.pop_back();
        Result<std::vector<files::Entry>> entries = files::list(at);
        if (!entries) continue;
        for (const files::Entry& entry : *entries) {
            std::string path = joined(at, entry.name);
            const bool is_folder = entry.type == Type::unknown ? !files::is_link(path) && files::is_folder(path)
                                                               : entry.type == Type::folder;
            if (visit(path, entry.name, is_folder) && is_folder) pending.push_back(std::move(path));
        }
    }
}

}  // namespace zen

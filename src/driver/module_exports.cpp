// What the files of a run export, and who asked for it.
#include <algorithm>
#include <optional>
#include <utility>

#include "cache/exports.h"
#include "driver/modules.h"
#include "driver/modules_data.h"
#include "semantics/project/exports.h"
#include "text/source.h"

namespace zen {

// With the entry's lock held.
void Modules::load(Entry& entry, const std::string* given) const {
    if (entry.loaded) return;
    entry.loaded = true;
    Result<std::string> bytes = given ? Result<std::string>(*given) : read_(entry.file.path);
    Exports exports;
    exports.open = true;
    if (bytes) {
        const Digest key = cache_ ? exports_key(*bytes, entry.file.target) : Digest{};
        if (cache_)
            if (std::optional<std::string> kept = cache_->find(key)) {
                entry.packed = std::move(*kept);
                entry.digest = digest(entry.packed);
                return;
            }
        if (Result<Source> source = Source::decode(entry.file.path, std::move(*bytes)))
            exports = read_exports(source->text(), entry.file.target);
        if (cache_) {
            const std::string packed = stored(exports);
            cache_->keep(key, packed);
            entry.digest = digest(packed);
        }
    }
    exports.path = entry.file.path;
    exports.module = entry.module;
    entry.exports = std::make_shared<const Exports>(std::move(exports));
}

// With the entry's lock held.
Digest Modules::digest_of(Entry& entry) const {
    load(entry, nullptr);
    if (!entry.digest) entry.digest = digest(stored(*entry.exports));
    return *entry.digest;
}

std::shared_ptr<const Exports> Modules::exports(Entry& entry) const {
    std::scoped_lock lock(entry.lock);
    load(entry, nullptr);
    if (!entry.exports) {
        Exports exports;
        if (std::optional<Exports> kept = restored_exports(entry.packed))
            exports = std::move(*kept);
        else
            exports.open = true;
        exports.path = entry.file.path;
        exports.module = entry.module;
        entry.exports = std::make_shared<const Exports>(std::move(exports));
        entry.packed.clear();
    }
    return entry.exports;
}

World Modules::world(const std::string& path, ModuleReads* reads) const {
    if (auto at = by_path_.find(path); at != by_path_.end() && !at->second->file.sees) return {};
    // Most questions come from the same file as the one before.
    return {[this, reads, last = std::string(), folder = static_cast<Folder*>(nullptr)](
                std::string_view importer, std::string_view module) mutable -> std::shared_ptr<const Exports> {
        if (!importer.empty() && (!folder || importer != last)) {
            last = importer;
            folder = &folder_of_importer(importer);
        }
        Entry* entry = importer.empty() ? found(importer, module) : found_from(*folder, module);
        std::shared_ptr<const Exports> out = entry ? exports(*entry) : nullptr;
        if (!reads) return out;
        auto known = [&](std::string_view name) {
            return std::ranges::any_of(*reads,
                                       [&](const ModuleRead& r) { return r.module == name && r.importer == importer; });
        };
        // Of a package that is not there, no module is.
        const std::string_view top = module.substr(0, module.find('.'));
        if (!entry && !importer.empty() && !top.empty() && top != module && !names_.contains(std::string(top)) &&
            elsewhere_.folders.empty() && elsewhere_.installed.empty() && known(top))
            return out;
        if (known(module)) return out;
        reads->push_back({std::string(importer), std::string(module), Digest{}});
        if (!entry) return out;
        std::scoped_lock lock(entry->lock);
        reads->back().digest = digest_of(*entry);
        return out;
    }};
}

bool Modules::hold(const ModuleReads& reads) const {
    return std::ranges::all_of(reads, [&](const ModuleRead& read) {
        Entry* entry = found(read.importer, read.module);
        if (!entry) return read.digest == Digest{};
        std::scoped_lock lock(entry->lock);
        return digest_of(*entry) == read.digest;
    });
}

void Modules::keep(const std::string& path, std::string_view bytes) const {
    auto at = by_path_.find(path);
    if (at == by_path_.end()) return;
    const std::string text(bytes);
    std::scoped_lock lock(at->second->lock);
    load(*at->second, &text);
}

}  // namespace zen

// What the files of a run export, and who asked for it.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cache/exports.h"
#include "driver/modules.h"
#include "driver/modules_data.h"
#include "semantics/project/exports.h"
#include "text/identifier.h"
#include "text/source.h"

namespace zen {
namespace {

// Is the text of that file its bytes, as of most: ASCII without CR or NUL, and with no word of another encoding?
bool needs_no_decoding(std::string_view path, std::string_view bytes) {
    if (!path.ends_with(".py") || bytes.find('\r') != bytes.npos || bytes.find('\0') != bytes.npos) return false;
    const std::size_t second = bytes.find('\n', bytes.find('\n') + 1);
    if (bytes.substr(0, second).find("coding") != bytes.npos) return false;
    return is_ascii(bytes);
}

// Which of the notes are about a module. Whoever owns them may replace them at any time, so each is looked at again.
class Asked {
  public:
    bool noted(const ModuleReads& notes, std::string_view importer, std::string_view module) {
        if (notes.size() < count_) places_.clear(), count_ = 0;
        for (; count_ < notes.size(); ++count_) places_[notes[count_].module].push_back(count_);
        auto of_module = places_.find(module);
        return of_module != places_.end() && std::ranges::any_of(of_module->second, [&](std::size_t i) {
                   return i < notes.size() && notes[i].importer == importer && notes[i].module == module;
               });
    }

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, std::vector<std::size_t>, Hash, std::equal_to<>> places_;
    std::size_t count_ = 0;
};

}  // namespace

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
        if (needs_no_decoding(entry.file.path, *bytes))
            exports = read_exports(*bytes, entry.file.target);
        else if (Result<Source> source = Source::decode(entry.file.path, std::move(*bytes)))
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
    return {
        [this, reads, asked = std::make_shared<Asked>(), last = std::string(), folder = static_cast<Folder*>(nullptr)](
            std::string_view importer, std::string_view module) mutable -> std::shared_ptr<const Exports> {
            if (!importer.empty() && (!folder || importer != last)) {
                last = importer;
                folder = &folder_of_importer(importer);
            }
            Entry* entry = importer.empty() ? found(importer, module) : found_from(*folder, module);
            std::shared_ptr<const Exports> out = entry ? exports(*entry) : nullptr;
            if (!reads) return out;
            auto known = [&](std::string_view name) { return asked->noted(*reads, importer, name); };
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
    // Most reads have the importer of the one before.
    const std::string* last = nullptr;
    Folder* folder = nullptr;
    return std::ranges::all_of(reads, [&](const ModuleRead& read) {
        if (!read.importer.empty() && (!last || read.importer != *last))
            folder = &folder_of_importer(read.importer), last = &read.importer;
        Entry* entry = read.importer.empty() ? found(read.importer, read.module) : found_from(*folder, read.module);
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

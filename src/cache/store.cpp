#include "cache/store.h"

#include <cerrno>
#include <cstring>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <lmdb.h>

#include "system/files.h"
#include "text/formatted.h"
#include "text/trimmed.h"

namespace zen {
namespace {

// The first line is what tools for backups look for (https://bford.info/cachedir/).
constexpr std::string_view tag_text =
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder was made by zenlint and may be removed at any time.\n";
constexpr std::size_t most_bytes = std::size_t{1} << 30;     // of the file; then it begins anew
constexpr std::size_t worth_writing = std::size_t{4} << 20;  // bytes that are gathered before they are written
constexpr std::size_t lock_bytes = 512 * 64;                 // LMDB's table of some 500 readers
constexpr int patience_ms = 2000;                            // for another process that opens or writes

struct Failure {
    int code = 0;
    explicit operator bool() const { return code != 0; }
    bool damage() const {
        return code == MDB_INVALID || code == MDB_CORRUPTED || code == MDB_PAGE_NOTFOUND ||
               code == MDB_VERSION_MISMATCH || code == MDB_PANIC;
    }
};

Trouble trouble(const std::string& folder, Failure why) {
    // On Windows, LMDB's text of a system error ends with a line end.
    return {folder, 0, 0, formatted("the cache cannot be used: {}", trimmed(mdb_strerror(why.code)))};
}

// LMDB has a lock of its own for writers, but waits for it without end; and it cannot guard its own files against being
// made anew. So whoever opens or writes holds the folder.
using files::FolderLock;

bool write_small_file(const std::string& path, std::string_view text) {
    return files::exists(path) || files::write(path, text);
}

}  // namespace

struct Store::State {
    explicit State(std::string folder) : folder_(std::move(folder)) {}
    ~State() {
        if (reading_) mdb_txn_abort(reading_);
        if (env_) mdb_env_close(env_);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    // With the folder's lock held.
    Failure connect() {
        // LMDB maps its lock file and writes into it. On a full disk that would end the process (SIGBUS), unless the
        // bytes are there already.
        if (Failure f{files::reserve(folder_ + "/lock.mdb", lock_bytes)}) return f;
        if (Failure f{mdb_env_create(&env_)}) return f;
        if (Failure f{mdb_env_set_mapsize(env_, most_bytes)}) return f;
        // A commit then syncs once; a crash of the machine may undo the last one, and no more.
        if (Failure f{mdb_env_open(env_, folder_.c_str(), MDB_NOTLS | MDB_NOMETASYNC, 0666)}) return f;
        // Behind its end, a file that has been cut off has nothing to map, and reading there would end the process.
        MDB_envinfo info;
        MDB_stat stat;
        mdb_env_info(env_, &info);
        mdb_env_stat(env_, &stat);
        std::optional<std::uint64_t> size = files::size(folder_ + "/data.mdb");
        if (!size) return {errno};
        if (*size < (std::uint64_t{info.me_last_pgno} + 1) * stat.ms_psize) {
            // A new file is written only up to its first two pages.
            if (info.me_last_pgno > 1 || *size == 0) return {MDB_CORRUPTED};
        }
        int dead = 0;
        mdb_reader_check(env_, &dead);
        if (Failure f{mdb_txn_begin(env_, nullptr, MDB_RDONLY, &reading_)}) return f;
        return {mdb_dbi_open(reading_, nullptr, 0, &table_)};
    }

    std::optional<std::string> find(const Digest& key) {
        std::scoped_lock lock(mutex_);
        if (!reading_) return std::nullopt;
        MDB_val name = view(key), value;
        if (mdb_get(reading_, table_, &name, &value) != 0) return std::nullopt;
        std::string_view bytes(static_cast<const char*>(value.mv_data), value.mv_size);
        std::uint64_t sum;
        if (bytes.size() < sizeof sum) return std::nullopt;
        std::memcpy(&sum, bytes.data(), sizeof sum);
        bytes.remove_prefix(sizeof sum);
        if (checksum(bytes) != sum) return std::nullopt;
        return std::string(bytes);
    }

    void keep(const Digest& key, std::string_view value) {
        std::scoped_lock lock(mutex_);
        if (failed_) return;
        std::uint64_t sum = checksum(value);
        std::string bytes(sizeof sum, '\0');
        std::memcpy(bytes.data(), &sum, sizeof sum);
        bytes += value;
        waiting_bytes_ += bytes.size();
        waiting_.emplace_back(key, std::move(bytes));
        if (waiting_bytes_ >= worth_writing) write();
    }

    std::optional<Trouble> finish() {
        std::scoped_lock lock(mutex_);
        if (!failed_) write();
        return std::exchange(failed_, std::nullopt);
    }

    static MDB_val view(const Digest& key) { return {sizeof key, const_cast<Digest*>(&key)}; }

    void write() {
        if (waiting_.empty()) return;
        FolderLock lock(folder_, patience_ms);
        // Whoever holds it for so long is stopped, and nothing is lost but time.
        Failure failure = lock.held() ? try_to_write(false) : Failure{};
        if (failure.code == MDB_MAP_FULL) failure = try_to_write(true);
        waiting_.clear();
        waiting_bytes_ = 0;
        if (failure) failed_ = trouble(folder_, failure);
        // What has been written is not read by this run again, but an old snapshot would keep dead pages alive.
        if (reading_) {
            mdb_txn_reset(reading_);
            if (mdb_txn_renew(reading_) != 0) {
                mdb_txn_abort(reading_);
                reading_ = nullptr;
            }
        }
    }

    Failure try_to_write(bool anew) {
        MDB_txn* txn = nullptr;
        if (Failure f{mdb_txn_begin(env_, nullptr, 0, &txn)}) return f;
        int code = anew ? mdb_drop(txn, table_, 0) : 0;
        for (auto& [key, bytes] : waiting_) {
            if (code) break;
            MDB_val name = view(key), value{bytes.size(), bytes.data()};
            code = mdb_put(txn, table_, &name, &value, 0);
        }
        if (code) {
            mdb_txn_abort(txn);
            return {code};
        }
        return {mdb_txn_commit(txn)};
    }

    std::string folder_;
    MDB_env* env_ = nullptr;
    MDB_txn* reading_ = nullptr;
    MDB_dbi table_ = 0;
    std::mutex mutex_;
    std::vector<std::pair<Digest, std::string>> waiting_;
    std::size_t waiting_bytes_ = 0;
    std::optional<Trouble> failed_;
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

std::optional<std::string> Store::find(const Digest& key) {
    return state_->find(key);
}
void Store::keep(const Digest& key, std::string_view value) {
    state_->keep(key, value);
}
std::optional<Trouble> Store::finish() {
    return state_->finish();
}

Result<Store> Store::open(const std::string& folder) {
    if (int error = files::make_folders(folder)) return trouble(folder, {error});
    FolderLock lock(folder, patience_ms);
    if (!lock.held()) return trouble(folder, {EBUSY});
    errno = 0;
    if (!write_small_file(folder + "/CACHEDIR.TAG", tag_text) || !write_small_file(folder + "/.gitignore", "*\n"))
        return trouble(folder, {errno ? errno : EIO});
    for (bool again : {false, true}) {
        auto state = std::make_unique<State>(folder);
        Failure failure = state->connect();
        if (!failure) return Store(std::move(state));
        if (again || !failure.damage()) return trouble(folder, failure);
        state.reset();
        files::remove(folder + "/data.mdb");
        files::remove(folder + "/lock.mdb");
    }
    return trouble(folder, {EIO});
}

Result<bool> remove_store(const std::string& folder) {
    Result<std::string> tag = files::read(folder + "/CACHEDIR.TAG");
    if (!tag || *tag != tag_text) return false;
    FolderLock lock(folder, patience_ms);
    if (int error = files::remove_tree(folder))
        return Trouble{folder, 0, 0, formatted("cannot be removed: {}", std::strerror(error))};
    return true;
}

}  // namespace zen

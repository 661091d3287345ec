#include "cache/store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <lmdb.h>

namespace fs = std::filesystem;

namespace zen {
namespace {

// The first line is what tools for backups look for (https://bford.info/cachedir/).
constexpr std::string_view tag_text =
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder was made by zenlint and may be removed at any time.\n";
constexpr std::size_t most_bytes = std::size_t{1} << 30;     // of the file; then it begins anew
constexpr std::size_t worth_writing = std::size_t{4} << 20;  // bytes that are gathered before they are written
constexpr off_t lock_bytes = 512 * 64;                       // LMDB's table of some 500 readers
constexpr auto patience = std::chrono::milliseconds(2000);   // for another process that opens or writes

struct Failure {
    int code = 0;
    explicit operator bool() const { return code != 0; }
    bool damage() const {
        return code == MDB_INVALID || code == MDB_CORRUPTED || code == MDB_PAGE_NOTFOUND ||
               code == MDB_VERSION_MISMATCH || code == MDB_PANIC;
    }
};

Trouble trouble(const std::string& folder, Failure why) {
    return {folder, 0, 0, "the cache cannot be used: " + std::string(mdb_strerror(why.code))};
}

// Holds the folder for one process. LMDB has a lock of its own for writers, but waits for it without end; and it cannot
// guard its own files against being made anew.
class FolderLock {
  public:
    explicit FolderLock(const std::string& folder) : fd_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        if (fd_ < 0) return;
        auto until = std::chrono::steady_clock::now() + patience;
        while (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
            if ((errno != EWOULDBLOCK && errno != EINTR) || std::chrono::steady_clock::now() > until) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        held_ = true;
    }
    ~FolderLock() {
        if (fd_ >= 0) ::close(fd_);
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    bool held() const { return held_; }

  private:
    int fd_;
    bool held_ = false;
};

bool write_small_file(const std::string& path, std::string_view text) {
    if (::access(path.c_str(), F_OK) == 0) return true;
    std::ofstream out(path, std::ios::binary);
    out << text;
    out.close();
    return !out.fail();
}

// LMDB maps its lock file and writes into it. On a full disk that would end the process (SIGBUS), unless the bytes are
// there already.
Failure prepare_lock_file(const std::string& path) {
    int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return {errno};
    struct stat info;
    int error = ::fstat(fd, &info) != 0 ? errno : info.st_size >= lock_bytes ? 0 : ::posix_fallocate(fd, 0, lock_bytes);
    ::close(fd);
    return {error};
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
        if (Failure f = prepare_lock_file(folder_ + "/lock.mdb")) return f;
        if (Failure f{mdb_env_create(&env_)}) return f;
        if (Failure f{mdb_env_set_mapsize(env_, most_bytes)}) return f;
        // A commit then syncs once; a crash of the machine may undo the last one, and no more.
        if (Failure f{mdb_env_open(env_, folder_.c_str(), MDB_NOTLS | MDB_NOMETASYNC, 0666)}) return f;
        // Behind its end, a file that has been cut off has nothing to map, and reading there would end the process.
        MDB_envinfo info;
        MDB_stat stat;
        struct stat file;
        mdb_env_info(env_, &info);
        mdb_env_stat(env_, &stat);
        if (::stat((folder_ + "/data.mdb").c_str(), &file) != 0) return {errno};
        if (static_cast<std::uint64_t>(file.st_size) < (info.me_last_pgno + 1) * stat.ms_psize) {
            // A new file is written only up to its first two pages.
            if (info.me_last_pgno > 1 || file.st_size == 0) return {MDB_CORRUPTED};
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
        FolderLock lock(folder_);
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
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return trouble(folder, {error.value()});
    FolderLock lock(folder);
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
        ::unlink((folder + "/data.mdb").c_str());
        ::unlink((folder + "/lock.mdb").c_str());
    }
    return trouble(folder, {EIO});
}

Result<bool> remove_store(const std::string& folder) {
    std::ifstream in(folder + "/CACHEDIR.TAG", std::ios::binary);
    if (std::string(std::istreambuf_iterator<char>(in), {}) != tag_text) return false;
    FolderLock lock(folder);
    std::error_code error;
    fs::remove_all(folder, error);
    if (error) return Trouble{folder, 0, 0, "cannot be removed: " + error.message()};
    return true;
}

}  // namespace zen

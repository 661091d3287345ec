// The C interface: a project behind a lock, answers in memory of malloc's, and no exception that leaves.

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <mutex>
#include <new>
#include <string>

#include "capi/zenlint.h"
#include "driver/check.h"
#include "driver/project.h"
#include "report/rule_json.h"
#include "system/files.h"
#include "text/formatted.h"
#include "text/path.h"

struct zenlint_linter {
    zenlint_linter(zen::Overrides overrides, const std::string& in) : folder(in), project(std::move(overrides), in) {}

    std::string folder;
    std::mutex lock;  // of the project; the rule sets that it hands out need none
    zen::Project project;
};

namespace zen {
namespace {

// Null when there is no memory.
char* copied(std::string_view text) {
    char* out = static_cast<char*>(std::malloc(text.size() + 1));
    if (!out) return nullptr;
    std::memcpy(out, text.data(), text.size());
    out[text.size()] = 0;
    return out;
}

void fail(zenlint_answer* answer, int status, std::string_view message) {
    answer->status = status;
    if (!answer->error) answer->error = copied(message);
}

// Runs `work` on an empty answer; whatever it throws becomes a fault. Returns the status.
template <class Work>
int answered(zenlint_answer* answer, Work work) noexcept {
    *answer = {};
    try {
        work();
    } catch (const std::exception& fault) {
        zenlint_free(answer);
        fail(answer, ZENLINT_FAULT, fault.what());
    } catch (...) {
        zenlint_free(answer);
        fail(answer, ZENLINT_FAULT, "an unknown error");
    }
    return answer->status;
}

std::string_view text_of(const char* text) {
    return text ? std::string_view(text) : std::string_view();
}

// The words between commas and blanks.
std::vector<Written> words(const char* list) {
    std::vector<Written> out;
    std::string_view rest = text_of(list);
    while (!rest.empty()) {
        std::size_t end = std::min(rest.find_first_of(", \n"), rest.size());
        if (end) out.push_back({std::string(rest.substr(0, end)), "", 0, 0});
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

std::vector<std::string> lines(const char* text) {
    std::vector<std::string> out;
    std::string_view rest = text_of(text);
    while (!rest.empty()) {
        std::size_t end = std::min(rest.find('\n'), rest.size());
        if (end) out.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

Result<Overrides> overrides_of(const zenlint_settings& settings) {
    Overrides out;
    if (settings.select) out.choices.select = words(settings.select);
    out.choices.extend_select = words(settings.extend_select);
    out.choices.ignore = words(settings.ignore);
    out.isolated = settings.isolated != 0;
    out.preview = settings.preview != 0;
    out.config = text_of(settings.config);
    out.settings = lines(settings.settings);
    if (out.isolated && !out.config.empty())
        return Trouble{"", 0, 0, "`isolated` and `config` cannot be used together"};
    if (std::string_view version = text_of(settings.target_version); !version.empty()) {
        Result<PythonVersion> asked = asked_version(version);
        if (!asked) return asked.trouble();
        out.target = *asked;
    }
    return out;
}

// The rules for a path; null, with an answer that says why, when its configuration is wrong.
const RuleSet* rules_for(zenlint_linter& linter, const std::string& path, zenlint_answer* answer) {
    std::lock_guard hold(linter.lock);
    std::string absolute = normal_path(joined(linter.folder, path));
    Profile& profile = linter.project.profile(std::string(folder_of(absolute)));
    const RuleSet& rules = profile.rules(absolute);
    if (!linter.project.trouble()) return &rules;
    fail(answer, ZENLINT_TROUBLE, linter.project.trouble()->text());
    return nullptr;
}

void put(std::string_view text, char*& at, std::size_t& size) {
    at = copied(text);
    if (!at) throw std::bad_alloc();
    size = text.size();
}

void run(zenlint_linter& linter, const char* name, const char* bytes, std::size_t size, Task::Mode mode,
         Applicability boldest, zenlint_answer* answer) {
    std::string path = name && *name ? tidy_path(name) : "-";
    const RuleSet* rules = rules_for(linter, path, answer);
    if (!rules) return;
    const Form form{format("json"), {}};
    Task task;
    task.mode = mode;
    task.boldest = boldest;
    task.forms = std::span(&form, 1);
    std::string given(bytes ? bytes : "", bytes ? size : 0);
    Outcome outcome = check_bytes(path, given, *rules, task);

    const Format& json = *form.format;
    const std::string part = outcome.shown.empty() ? "" : outcome.shown[0];
    put(std::string(json.head) + part + std::string(part.empty() ? json.tail_if_empty : json.tail), answer->json,
        answer->json_size);
    if (mode == Task::Mode::fix) put(outcome.bytes ? *outcome.bytes : given, answer->source, answer->source_size);
    answer->fixed = outcome.fixed;
    answer->status = outcome.tally.found() ? ZENLINT_FINDINGS : ZENLINT_CLEAN;
    if (outcome.unreadable) fail(answer, ZENLINT_TROUBLE, formatted("{}: could not be read (ZEN0003)", path));
    for (const Trouble& trouble : outcome.troubles) fail(answer, ZENLINT_TROUBLE, trouble.text());
    if (outcome.fault) fail(answer, ZENLINT_FAULT, formatted("{}: internal error in zenlint (ZEN0007)", path));
}

}  // namespace
}  // namespace zen

const char* zenlint_version(void) {
    return ZENLINT_VERSION;
}

zenlint_linter* zenlint_open(const zenlint_settings* settings, zenlint_answer* answer) {
    zenlint_linter* linter = nullptr;
    int status = zen::answered(answer, [&] {
        zen::Result<zen::Overrides> overrides = zen::overrides_of(settings ? *settings : zenlint_settings{});
        if (!overrides) return zen::fail(answer, ZENLINT_TROUBLE, overrides.trouble().text());
        std::string folder = settings && settings->folder ? settings->folder : "";
        if (folder.empty()) folder = zen::files::current_folder();
        linter = new zenlint_linter(std::move(*overrides), zen::normal_path(folder));
        // Settings that are wrong are told here, not with every file.
        zen::rules_for(*linter, linter->folder + "/-", answer);
    });
    if (status == ZENLINT_CLEAN) return linter;
    delete linter;
    return nullptr;
}

void zenlint_close(zenlint_linter* linter) {
    delete linter;
}

int zenlint_check(zenlint_linter* linter, const char* path, const char* bytes, size_t size, zenlint_answer* answer) {
    return zen::answered(answer, [&] {
        zen::run(*linter, path, bytes, size, zen::Task::Mode::report, zen::Applicability::safe, answer);
    });
}

int zenlint_fix(zenlint_linter* linter, const char* path, const char* bytes, size_t size, int unsafe,
                zenlint_answer* answer) {
    return zen::answered(answer, [&] {
        auto boldest = unsafe ? zen::Applicability::unsafe : zen::Applicability::safe;
        zen::run(*linter, path, bytes, size, zen::Task::Mode::fix, boldest, answer);
    });
}

int zenlint_rules(zenlint_linter* linter, zenlint_answer* answer) {
    return zen::answered(answer, [&] {
        std::lock_guard hold(linter->lock);
        const zen::RuleBook& book = linter->project.profile(linter->folder).book();
        std::vector<zen::RuleId> ids;
        for (zen::RuleId id = 0; id < book.rules().size(); ++id) ids.push_back(id);
        std::ranges::sort(ids, {}, [&](zen::RuleId id) { return book[id].code(); });
        std::string out = "[";
        for (zen::RuleId id : ids) {
            out += out.size() == 1 ? "\n" : ",\n";
            zen::write_rule_json(out, book, id);
        }
        zen::put(out + "\n]\n", answer->json, answer->json_size);
    });
}

int zenlint_excluded(zenlint_linter* linter, const char* path) {
    int excluded = 0;
    zenlint_answer ignored{};
    zen::answered(&ignored, [&] {
        std::lock_guard hold(linter->lock);
        std::string absolute = zen::normal_path(zen::joined(linter->folder, path ? path : ""));
        zen::Profile& profile = linter->project.profile(std::string(zen::folder_of(absolute)));
        excluded = profile.settings().excluded(absolute, false, true);
    });
    zenlint_free(&ignored);
    return excluded;
}

void zenlint_free(zenlint_answer* answer) {
    std::free(answer->error);
    std::free(answer->json);
    std::free(answer->source);
    *answer = {};
}

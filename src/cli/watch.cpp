#include "cli/watch.h"

#include <algorithm>
#include <map>
#include <thread>

#include "cli/commands.h"
#include "cli/output.h"
#include "report/counted.h"
#include "system/streams.h"
#include "system/watcher.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

// Does a change of this file change what is found in others?
bool steers(const std::string& path) {
    std::string_view name = name_of(path);
    return name == "pyproject.toml" || name == "zenlint.toml" || name == ".zenlint.toml" || name == "ruff.toml" ||
           name == ".ruff.toml" || name == ".gitignore" || name == ".ignore" || name.ends_with(".md");
}

// True when there are folders that were not watched before.
bool watch_folders(Watcher& watcher, const std::set<std::string>& folders, bool& warned) {
    std::size_t before = watcher.count();
    for (const std::string& folder : folders)
        if (auto trouble = watcher.add(folder); trouble && !warned) {
            say_warning(formatted("{}; changes there are not seen", trouble->text()));
            warned = true;
        }
    return watcher.count() > before;
}

void say_watching(std::size_t files) {
    Output out(streams::error);
    out.write(formatted("Watching {}; press Ctrl-C to stop.\n", counted(files, "file")));
    out.finish();
}

}  // namespace

int watch(CheckRun& run, FilesToCheck& files, CheckReport& report, std::vector<Job> jobs) {
    Result<Watcher> watcher = Watcher::open();
    if (!watcher) {
        say_error(watcher.trouble());
        return Exit::trouble;
    }
    const Totals before = report.totals();
    bool warned = false;
    run.task.asked_again = true;
    std::map<std::string, Outcome> kept;  // by the absolute path
    auto absolute = [&](const std::string& path) { return normal_path(joined(run.current, path)); };
    unsigned threads = run.options.jobs ? run.options.jobs : std::max(1u, std::thread::hardware_concurrency());
    for (;;) {
        bool screen = streams::is_terminal(streams::output);
        // Watched before they are read: what changes meanwhile is not missed.
        for (const Job& job : jobs) files.folders().insert(std::string(folder_of(absolute(job.path))));
        for (const Profile* profile : run.project.profiles())
            if (!profile->settings().path.empty())
                files.folders().insert(std::string(folder_of(profile->settings().path)));
        watch_folders(*watcher, files.folders(), warned);
        if (!report.open(streams::output, jobs, screen ? "\033[2J\033[3J\033[H" : "")) return Exit::trouble;
        if (!files.modules()) files.know_modules(jobs);
        std::erase_if(kept,
                      [&](const auto& known) { return files.modules() && !files.modules()->hold(known.second.reads); });
        std::vector<Job> fresh;
        for (const Job& job : jobs)
            if (!kept.contains(absolute(job.path))) fresh.push_back(job);
        check_files(fresh, threads, run.task,
                    [&](const Job& job, Outcome outcome) { kept[absolute(job.path)] = std::move(outcome); });
        for (const Job& job : jobs) {
            const Outcome& outcome = kept[absolute(job.path)];
            if (!report.over_limit(outcome)) {
                report.take(job.path, outcome);
                continue;
            }
            Outcome shorter = outcome;
            report.cut(shorter, job);
            report.take(job.path, shorter);
        }
        report.finish();
        say_watching(jobs.size());

        report.totals() = before;
        run.old_code.restart();
        for (bool news = false; !news;) {
            for (const std::string& path : watcher->wait()) {
                if (steers(path)) return settings_changed;
                const bool known = kept.erase(path) > 0;
                news = known || news;
                if (known && files.modules()) files.modules()->forget_place(path);
            }
            // A folder may fill before it is watched: look again when there is a new one.
            FileList found;
            do found = files.find();
            while (watch_folders(*watcher, files.folders(), warned));
            std::vector<Job> now = files.jobs_for(found);
            if (run.settings_fail()) return Exit::trouble;
            if (!std::ranges::equal(now, jobs, {}, &Job::path, &Job::path)) {
                news = true;
                files.forget_modules();
            }
            if (news)
                for (const Trouble& trouble : found.troubles) report.note(trouble);
            jobs = std::move(now);
        }
    }
}

}  // namespace zen

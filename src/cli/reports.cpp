#include "cli/reports.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "system/process.h"
#include "system/streams.h"
#include "text/formatted.h"
#include "text/nearest.h"
#include "text/path.h"

namespace zen {
namespace {

// Begins the text with a format's name that ends there, with `=` or with a comma?
bool opens_report(std::string_view text) {
    std::string_view name = text.substr(0, text.find_first_of("=,"));
    return format(name) != nullptr;
}

// The parts of `a,b=FILE,c`. A comma parts only where a format follows, so that a file's name may hold one.
std::vector<std::string> parts_of(std::string_view word) {
    std::vector<std::string> out{""};
    while (!word.empty()) {
        bool in_file = out.back().find('=') != std::string::npos;
        if (word[0] == ',' && (!in_file || opens_report(word.substr(1))))
            out.emplace_back();
        else
            out.back() += word[0];
        word.remove_prefix(1);
    }
    return out;
}

std::string unknown_format(std::string_view name) {
    std::vector<std::string_view> names;
    std::string list;
    for (const Format& f : formats()) {
        names.push_back(f.name);
        list += (list.empty() ? "" : ", ") + std::string(f.name);
    }
    const std::string hint = did_you_mean(name, names);
    return formatted("--output-format: unknown format '{}'{}", name,
                     hint.empty() ? formatted("; it is one of {}", list) : hint);
}

// The folder that a server's reports take paths from: what it says itself, if we are inside.
std::string root_of(const Format& format, const std::string& current) {
    const char* variable = format.name == "gitlab"   ? "CI_PROJECT_DIR"
                           : format.name == "github" ? "GITHUB_WORKSPACE"
                           : format.name == "azure"  ? "BUILD_SOURCESDIRECTORY"
                                                     : nullptr;
    const std::string value = variable ? process::variable(variable) : "";
    if (!is_absolute(value)) return current;
    std::string root = normal_path(value);
    return at_or_below(root, current) ? root : current;
}

}  // namespace

Result<std::vector<Wanted>> wanted_reports(const std::vector<std::string>& words, const std::string& output_file,
                                           bool full) {
    std::vector<Wanted> out;
    for (const std::string& word : words)
        for (const std::string& part : parts_of(word)) {
            std::size_t sign = part.find('=');
            std::string name = part.substr(0, sign);
            const Format* found = format(name);
            if (!found) return Trouble{"", 0, 0, unknown_format(name)};
            std::string file = sign == part.npos ? "" : part.substr(sign + 1);
            if (sign != part.npos && file.empty())
                return Trouble{"", 0, 0, formatted("--output-format: '{}' has no file name after the =", part)};
            out.push_back({found, file == "-" ? "" : file});
        }
    if (out.empty()) out.push_back({format("text"), ""});
    for (Wanted& wanted : out)
        if (full && wanted.format->overview) wanted.format = format("full");
    if (!output_file.empty() && output_file != "-") {
        auto open = std::ranges::find(out, "", &Wanted::file);
        if (open == out.end()) return Trouble{"", 0, 0, "--output-file: every report already has a file"};
        open->file = output_file;
    }
    for (std::size_t i = 0; i < out.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (normal_path(out[i].file) == normal_path(out[k].file))
                return Trouble{"", 0, 0,
                               out[i].file.empty()
                                   ? "two reports would be written to standard output: write one to a file, such as "
                                     "--output-format full,sarif=report.sarif"
                                   : formatted("two reports would be written to {}", out[i].file)};
    return out;
}

Result<Reports> Reports::open(const std::vector<Wanted>& wanted, int descriptor, ColorChoice color,
                              const std::string& current, const std::string& version) {
    Reports out;
    for (const Wanted& w : wanted) {
        int to = descriptor;
        if (!w.file.empty()) {
            to = streams::create(w.file);
            if (to < 0) return Trouble{w.file, 0, 0, formatted("cannot write the report: {}", std::strerror(errno))};
        }
        ReportContext context;
        context.look = look_for(to, w.file.empty() ? color : ColorChoice::never);
        context.folder = current;
        context.root = root_of(*w.format, current);
        context.version = version;
        out.forms_.push_back({w.format, std::move(context)});
        out.places_.push_back({Output(to), w.file});
    }
    out.overviews_.resize(out.forms_.size());
    return out;
}

void Reports::know(const RuleSet& rules) {
    for (Form& form : forms_) form.context.add_rules(rules);
}

bool Reports::standard() const {
    return std::ranges::any_of(places_, [](const Place& p) { return p.file.empty(); });
}

void Reports::before_writing(std::function<void()> act) {
    for (Place& place : places_)
        if (place.file.empty()) place.output.before_writing(act);
}

void Reports::write_first(std::string_view text) {
    for (Place& place : places_)
        if (place.file.empty()) place.output.write(text);
}

void Reports::begin() {
    for (std::size_t i = 0; i < forms_.size(); ++i) places_[i].output.write(forms_[i].format->head);
}

void Reports::take(const Outcome& outcome) {
    harvest_.add(outcome.harvest);
    for (std::size_t i = 0; i < forms_.size() && i < outcome.shown.size(); ++i) {
        if (i < outcome.overviews.size()) overviews_[i].add(outcome.overviews[i], all_);
        if (outcome.shown[i].empty()) continue;
        if (places_[i].any) places_[i].output.write(forms_[i].format->between);
        places_[i].any = true;
        places_[i].output.write(outcome.shown[i]);
    }
}

void Reports::close_lines(std::size_t i, const Tally& tally, const RunSummary& summary) {
    const Look& look = forms_[i].context.look;
    const Format& format = *forms_[i].format;
    std::string text;
    std::set<std::string_view> codes;
    if (format.overview) codes = overviews_[i].codes(all_);
    const bool explains = format.lessons && !summary.only_note && tally.found();
    if (explains) text = lessons_text(tally, format.overview ? &codes : nullptr, look);
    if (!text.empty()) text += '\n';
    text += summary_text(tally, summary, format.lessons, look);
    if (explains)
        append(text, "`zenlint rule CODE` explains a rule{}.\n",
               format.overview && overviews_[i].hides(all_) ? ", `zenlint check --full` shows every finding" : "");
    places_[i].output.write(text);
}

void Reports::end(const Tally& tally, const RunSummary& summary, bool trouble, bool closing) {
    RunEnd run{tally, summary, harvest_, trouble, earlier_};
    for (std::size_t i = 0; i < forms_.size(); ++i) {
        const Format& format = *forms_[i].format;
        places_[i].output.write(places_[i].any ? format.tail : format.tail_if_empty);
        if (format.overview && !overviews_[i].empty()) {
            std::string text;
            overviews_[i].write(text, tally, forms_[i].context.look, all_);
            places_[i].output.write(text);
            places_[i].any = true;
        }
        if (format.end) {
            std::string text;
            format.end(text, run, forms_[i].context);
            places_[i].output.write(text);
        }
        if (!closing || !format.summary) continue;
        if (places_[i].any && format.name != "concise") places_[i].output.write("\n");
        close_lines(i, tally, summary);
    }
}

void Reports::statistics(const Tally& tally, const RunSummary& summary, bool closing) {
    for (std::size_t i = 0; i < forms_.size(); ++i) {
        const Format& format = *forms_[i].format;
        bool text = format.summary;
        places_[i].output.write(text ? statistics_text(tally, forms_[i].context.look) : statistics_json(tally));
        if (closing && text) places_[i].output.write(summary_text(tally, summary, false, forms_[i].context.look));
    }
}

bool Reports::finish() {
    bool good = true;
    for (Place& place : places_) {
        good = place.output.finish() && good;
        if (!place.file.empty()) good = place.output.close() && good;
    }
    return good;
}

}  // namespace zen

#include "driver/rule_pages.h"

#include <algorithm>
#include <array>
#include <map>

#include "config/read_config.h"
#include "driver/project.h"
#include "engine/examples.h"
#include "engine/near_misses.h"
#include "engine/page_notes.h"
#include "engine/pages/page.h"
#include "engine/scanning/rule_table.h"
#include "files/below.h"
#include "system/files.h"
#include "text/formatted.h"
#include "text/glob.h"
#include "text/path.h"

namespace zen {
namespace {

// The files that an absolute pattern fits, in order.
std::vector<std::string> expand(const std::string& pattern) {
    // Only what lies below the last folder that is spelled out can fit.
    std::size_t special = std::min(pattern.find_first_of("*?[{\\"), pattern.size());
    std::string folder(special == pattern.size() ? folder_of(pattern)
                                                 : folder_of(std::string_view(pattern).substr(0, special)));
    if (special < pattern.size() && pattern[special - 1] == '/')
        folder = pattern.substr(0, std::max(root_size(pattern), special - 1));
    std::vector<std::string> out;
    std::string_view rest = below(folder, pattern);
    Glob glob(rest.find('/') == rest.npos ? "/" + std::string(rest) : rest, GlobStyle::config);
    bool deep = rest.find('/') != rest.npos || rest.find("**") != rest.npos;
    each_below(folder, [&](const std::string& path, std::string_view, bool is_folder) {
        if (!is_folder && glob.matches(below(folder, path)) && files::is_regular(path)) out.push_back(path);
        return deep;
    });
    std::ranges::sort(out);
    return out;
}

// The built-in rules but for those that are named.
struct Rest {
    std::vector<RuleData> rules;
    std::vector<Native> natives;
    RulePack pack;

    explicit Rest(const std::vector<std::string_view>& left_out) : pack(builtin_rules()) {
        for (std::size_t i = 0; i < pack.rules.size(); ++i) {
            if (std::ranges::find(left_out, pack[pack.rules[i].name]) != left_out.end()) continue;
            rules.push_back(pack.rules[i]);
            natives.push_back(i < pack.natives.size() ? pack.natives[i] : nullptr);
        }
        pack.rules = rules;
        pack.natives = natives;
    }
};

// The folder of the configuration that names these pages; of a pack's, of the one that extends the pack.
std::string root_of(const Settings& settings, const Written& pages, const std::string& current) {
    std::string path = pages.path;
    while (const Pack* pack = settings.pack_of({"", path})) {
        if (pack->extended_by.empty()) break;
        path = pack->extended_by;
    }
    const bool of_project = is_absolute(path) && path != user_config();
    return of_project ? normal_path(folder_of(path)) : current;
}

std::string_view stem(std::string_view path) {
    std::string_view name = name_of(path);
    return name.substr(0, name.rfind('.'));
}

constexpr const char* name_taken = "zenlint has a rule named {}: use another name";

bool is_builtin_rule(std::string_view name) {
    const RulePack& pack = builtin_rules();
    return std::ranges::any_of(pack.rules, [&](const RuleData& rule) { return pack[rule.name] == name; });
}

Native builtin_native(std::string_view name) {
    const RulePack& pack = builtin_rules();
    for (std::size_t i = 0; i < pack.rules.size(); ++i)
        if (pack[pack.rules[i].name] == name) return i < pack.natives.size() ? pack.natives[i] : nullptr;
    return nullptr;
}

}  // namespace

Result<RulePages> RulePages::of_users(const Settings& settings, const RuleBook& builtin, const std::string& current) {
    RulePages out;
    out.store_ = std::make_unique<PackStore>();
    std::vector<std::string> read;
    std::vector<const Pack*> packs;  // of each rule
    for (const Written& pattern : settings.rule_pages) {
        std::vector<std::string> paths = expand(pattern.text);
        if (paths.empty()) return pattern.trouble(formatted("rules: no page fits {}", pattern.text));
        for (const std::string& path : paths) {
            if (std::ranges::find(read, path) != read.end()) continue;
            read.push_back(path);
            Result<std::string> page = files::read(path);
            if (!page) return page.trouble();
            if (auto trouble = read_page(*out.store_, path, *page, false)) return *trouble;
            packs.push_back(settings.pack_of(pattern));
            out.store_->rules.back().root = out.store_->add(root_of(settings, pattern, current));
        }
    }
    out.pack_ = std::make_unique<RulePack>(out.store_->view());
    const RulePack& pack = *out.pack_;
    for (std::size_t i = 0; i < pack.rules.size(); ++i) {
        const RuleData& rule = pack.rules[i];
        std::string path(pack[rule.path]), code(pack[rule.code]), name(pack[rule.name]);
        if (code.starts_with("ZEN"))
            return Trouble{path, 1, 0, "codes that begin with ZEN are reserved for zenlint: use another prefix"};
        if (packs[i] && !code.starts_with(packs[i]->prefix.text))
            return Trouble{path, 1, 0,
                           formatted("the codes of this pack must begin with {}: see {}", packs[i]->prefix.text,
                                     packs[i]->prefix.path)};
        if (builtin.find(name)) return Trouble{path, 0, 0, formatted(name_taken, name)};
        for (std::size_t k = 0; k < i; ++k)
            if (pack[pack.rules[k].code] == code || pack[pack.rules[k].name] == name)
                return Trouble{path, 1, 0,
                               formatted("another page has this code or name: {}", pack[pack.rules[k].path])};
    }
    return out;
}

std::vector<JudgedPage> judge_pages(std::span<const std::string> paths) {
    std::vector<JudgedPage> out(paths.size());
    PackStore store;
    std::vector<Native> natives;
    std::vector<std::string_view> names;
    std::map<std::string, std::string> codes;  // and the paths that have them
    std::vector<std::size_t> compiled;         // which path each rule of the store came from
    for (std::size_t i = 0; i < paths.size(); ++i) {
        Result<std::string> page = files::read(paths[i]);
        if (!page) {
            out[i].wrong.push_back(page.trouble());
            continue;
        }
        Native native = builtin_native(stem(paths[i]));
        // A page that does not compile leaves the store unusable: it is tried by itself first.
        PackStore alone;
        if (auto trouble = read_page(alone, paths[i], *page, native != nullptr)) {
            out[i].wrong.push_back(*trouble);
            continue;
        }
        if (std::ranges::find(names, stem(paths[i])) != names.end()) {
            out[i].wrong.push_back({paths[i], 0, 0, "another of these pages has the same name"});
            continue;
        }
        const std::string code(alone.view()[alone.rules.front().code]);
        if (const auto taken = codes.find(code); taken != codes.end()) {
            out[i].wrong.push_back(
                {paths[i], 1, 0, formatted("another page has the code {}: {}", code, taken->second)});
            continue;
        }
        codes.emplace(code, paths[i]);
        if (!code.starts_with("ZEN") && is_builtin_rule(stem(paths[i]))) {
            out[i].wrong.push_back({paths[i], 0, 0, formatted(name_taken, stem(paths[i]))});
            continue;
        }
        if (auto trouble = read_page(store, paths[i], *page, native != nullptr)) out[i].wrong.push_back(*trouble);
        natives.push_back(native);
        names.push_back(stem(paths[i]));
        compiled.push_back(i);
    }
    RulePack pack = store.view();
    pack.natives = natives;
    Rest rest(names);
    RuleBook book(rest.pack, course_sections());
    auto first = static_cast<RuleId>(book.rules().size());
    book.add(pack);
    for (std::size_t k = 0; k < compiled.size(); ++k) {
        const RuleId rule = first + static_cast<RuleId>(k);
        JudgedPage& judged = out[compiled[k]];
        judged.wrong = check_examples(book, rule, true);
        if (!judged.wrong.empty() || book[rule].code().starts_with("ZEN")) continue;
        constexpr std::size_t most_notes = 3;
        for (std::vector<PageNote>& notes : std::array{near_misses(book, rule), page_notes(book[rule])})
            for (PageNote& note : notes)
                if (judged.notes.size() < most_notes)
                    judged.notes.push_back({paths[compiled[k]], note.line, 0, "note: " + note.text});
    }
    return out;
}

namespace {

// The rule alone, with all else as the project has it for the file.
Selection only(const RuleBook& book, RuleId rule, const Selection& project) {
    Selection alone = Selection::of(book);
    alone.select(book, rule);
    alone.target = project.target;
    alone.target_known = project.target_known;
    alone.line_length = project.line_length;
    alone.current = project.current;
    alone.include_generated = project.include_generated;
    alone.doctests = project.doctests;
    return alone;
}

}  // namespace

Result<PageInProject> PageInProject::read(const std::string& path, Profile& profile, const std::string& file,
                                          const std::string& current) {
    PageInProject out;
    const RuleSet& project = profile.rules(file);
    const std::string absolute = normal_path(joined(current, path));
    const RuleBook& book = profile.book();
    for (RuleId id = 0; id < book.rules().size(); ++id) {
        if ((*book[id].pack)[book[id].data->path] != absolute) continue;
        out.named = true;
        out.selected = project.selected(id);
        out.id = id;
        Selection alone = only(book, id, project.selection());
        alone.options[id] = project.selection().options[id];
        out.rules = std::make_unique<RuleSet>(book, std::move(alone));
        return out;
    }
    Result<std::string> page = files::read(path);
    if (!page) return page.trouble();
    out.store_ = std::make_unique<PackStore>();
    const Native native = builtin_native(stem(path));
    if (auto trouble = read_page(*out.store_, path, *page, native != nullptr)) return *trouble;
    out.store_->rules[0].root = out.store_->add(root_of(profile.settings(), {"", profile.settings().path}, current));
    out.natives_ = std::make_unique<std::vector<Native>>(1, native);
    out.pack_ = std::make_unique<RulePack>(out.store_->view());
    out.pack_->natives = *out.natives_;
    out.book_ = std::make_unique<RuleBook>(*out.pack_, course_sections());
    if (const auto builtin = book.find(stem(path))) {
        out.named = true;
        out.selected = project.selected(*builtin);
    }
    out.rules = std::make_unique<RuleSet>(*out.book_, only(*out.book_, 0, project.selection()));
    return out;
}

}  // namespace zen

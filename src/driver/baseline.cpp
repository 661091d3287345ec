#include "driver/baseline.h"

#include <charconv>

#include "cache/digest.h"
#include "system/files.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

constexpr std::string_view title = "# zenlint baseline, version 1";
constexpr std::string_view what_it_is =
    "# Findings that were there before: number, code, fingerprint, path. `zenlint check --baseline-shrink` takes out "
    "those\n"
    "# that are gone.\n";

// Paths may hold anything but NUL.
std::string escaped(std::string_view path) {
    std::string out;
    for (char c : path) {
        if (c == '\\')
            out += "\\\\";
        else if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else
            out += c;
    }
    return out;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        char c = text[++i];
        out += c == 'n' ? '\n' : c == 'r' ? '\r' : c;
    }
    return out;
}

std::string hex(std::uint64_t n) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out(16, '0');
    for (std::size_t i = out.size(); i-- > 0; n >>= 4) out[i] = digits[n & 15];
    return out;
}

// The next word of a line, and the blank behind it taken off.
std::string_view word(std::string_view& line) {
    std::size_t end = std::min(line.find(' '), line.size());
    std::string_view out = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return out;
}

template <class Number>
bool read_number(std::string_view text, Number& out, int base) {
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, base);
    return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

}  // namespace

Fingerprint fingerprint(const Finding& finding, const Source& source, const RuleBook& book) {
    // The lines of the code, without what surrounds them: neither indentation nor blanks at the ends count.
    std::string code;
    std::uint32_t last = finding.span.end > finding.span.start ? finding.span.end - 1 : finding.span.end;
    for (std::uint32_t row = source.lines().row(finding.span.start); row <= source.lines().row(last); ++row) {
        std::string_view line = source.slice(source.line(source.lines().start(row)));
        std::size_t from = std::min(line.find_first_not_of(" \t\f"), line.size());
        line.remove_prefix(from);
        code.append(line.substr(0, line.find_last_not_of(" \t\f\r") + 1));
        code += '\n';
    }
    code += finding.message;
    return {std::string(book[finding.rule].code()), digest(code).low};
}

Result<Baseline> Baseline::read(const std::string& path) {
    Result<std::string> text = files::read(path);
    if (!text) return text.trouble();
    Baseline out;
    std::string folder(folder_of(path));
    std::string_view rest = *text;
    for (std::uint32_t number = 1; !rest.empty(); ++number) {
        std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (number == 1 && line != title)
            return Trouble{path, 1, 0, formatted("this is not a zenlint baseline, which begins with '{}'", title)};
        if (line.empty() || line.starts_with('#')) continue;
        std::uint32_t count = 0;
        std::uint64_t print = 0;
        bool good = read_number(word(line), count, 10);
        std::string code(word(line));
        good = read_number(word(line), print, 16) && good && count && !code.empty() && !line.empty();
        if (!good) return Trouble{path, number, 0, "expected a number, a code, a fingerprint and a path"};
        out.files_[joined(folder, unescaped(line))][{code, print}] += count;
    }
    return out;
}

std::optional<Trouble> Baseline::write(const std::string& path) const {
    std::string folder(folder_of(path));
    std::string text = formatted("{}\n{}", title, what_it_is);
    for (const auto& [file, prints] : files_) {
        std::string_view inside = below(folder, file);
        std::string shown = escaped(inside.empty() ? file : inside);
        for (const auto& [print, count] : prints)
            append(text, "{} {} {} {}\n", count, print.first, hex(print.second), shown);
    }
    if (files::exists(path)) return files::replace(path, text);
    if (!files::write(path, text)) return Trouble{path, 0, 0, "the baseline cannot be written"};
    return std::nullopt;
}

Fingerprints Baseline::take_out(const std::string& path, const Source& source, const RuleBook& book,
                                std::vector<Finding>& findings) const {
    Fingerprints taken;
    auto known = files_.find(path);
    if (known == files_.end()) return taken;
    std::erase_if(findings, [&](const Finding& f) {
        Fingerprint print = fingerprint(f, source, book);
        auto entry = known->second.find(print);
        if (entry == known->second.end()) return false;
        std::uint32_t& count = taken[print];
        if (count == entry->second) return false;
        ++count;
        return true;
    });
    std::erase_if(taken, [](const auto& entry) { return entry.second == 0; });
    return taken;
}

const Fingerprints* Baseline::of(const std::string& path) const {
    auto at = files_.find(path);
    return at == files_.end() ? nullptr : &at->second;
}

void Baseline::set(const std::string& path, Fingerprints fingerprints) {
    if (fingerprints.empty())
        files_.erase(path);
    else
        files_[path] = std::move(fingerprints);
}

std::uint32_t Baseline::size() const {
    std::uint32_t out = 0;
    for (const auto& [file, prints] : files_)
        for (const auto& [print, count] : prints) out += count;
    return out;
}

std::vector<std::string> Baseline::paths() const {
    std::vector<std::string> out;
    for (const auto& [file, prints] : files_) out.push_back(file);
    return out;
}

}  // namespace zen

#include "text/code_blocks.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/diff.h"
#include "text/markdown.h"
#include "text/sessions.h"

namespace zen {
namespace {

enum class Use : std::uint8_t { none, shown, run };

bool is_python(std::string_view word) {
    constexpr std::array<std::string_view, 5> names = {"python", "py", "python3", "ipython", "ipython3"};
    return std::ranges::find(names, word) != names.end();
}

// What the words behind a fence make of its block: `python`, `{.python}`; `{python}` of Quarto and R Markdown and
// `{code-cell}` of MyST are run. Marimo's are left alone: a name that two of them bind is an error. So are Jupytext's
// raw cells (`active=""`).
Use use_of(std::string_view info) {
    std::string words;
    for (char c : info) words += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (words.find("marimo") != words.npos || words.find("active=\"\"") != words.npos) return Use::none;
    const bool braces = words.starts_with('{');
    const std::string_view rest = std::string_view(words).substr(braces ? 1 : 0);
    const std::size_t end = std::min(rest.find_first_of(" \t,{}"), rest.size());
    std::string_view first = rest.substr(0, end);
    if (!braces) return is_python(first) ? Use::shown : Use::none;
    if (first.starts_with('.')) return is_python(first.substr(1)) ? Use::shown : Use::none;
    if (first != "code-cell") return is_python(first) ? Use::run : Use::none;
    const std::string_view language = rest.substr(std::min(rest.find_first_not_of("} \t", end), rest.size()));
    return language.empty() || is_python(language) ? Use::run : Use::none;
}

std::string_view without_end(std::string_view line) {
    return line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
}

// Takes off the options with which a MyST cell begins: `:tags: [hide-input]`, or YAML between `---` lines.
std::string_view below_options(std::string_view block) {
    std::string_view rest = block;
    auto take = [&] {
        const std::string_view line = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
        rest.remove_prefix(line.size());
        return without_end(line);
    };
    if (rest.starts_with("---") && take() == "---") {
        while (!rest.empty())
            if (take() == "---") return rest;
        return block;
    }
    rest = block;
    while (rest.starts_with(':')) take();
    return rest;
}

// Is it the record of a session, with prompts and output?
bool is_session(std::string_view block) {
    block.remove_prefix(std::min(block.find_first_not_of(" \t\r\n"), block.size()));
    return block.starts_with(">>>") || block.starts_with("In [") || block.starts_with("$ ");
}

// May examples with prompts stand in the block?
bool may_hold_sessions(const MarkdownBlock& block) {
    const std::vector<std::string_view> words = info_words(block.info);
    if (!block.fenced || words.empty()) return true;
    const std::string_view first = words.front();
    return first == "pycon" || first == "python-console" || first == "doctest" || first == "{doctest}" ||
           use_of(block.info) == Use::shown;
}

// A line that no block holds, to stand for those that are not Python.
std::string filler(const std::vector<std::string>& texts) {
    std::string out = "# %% not Python";
    while (std::ranges::any_of(texts, [&](const std::string& text) { return text.find(out) != text.npos; }))
        out += " -";
    return out;
}

// The code with the magics that are comments at the margin as IPython has them.
std::string with_magics(std::string_view code) {
    std::string out;
    for (std::string_view line : split_lines(code)) {
        if (line.starts_with("# ") && reads_as_magic(without_end(line.substr(2)))) line.remove_prefix(2);
        out += line;
    }
    return out;
}

}  // namespace

bool is_markdown(std::string_view path) {
    return path.ends_with(".md") || path.ends_with(".markdown") || path.ends_with(".qmd") || path.ends_with(".Rmd") ||
           path.ends_with(".rmd");
}

bool is_rest(std::string_view path) {
    return path.ends_with(".rst");
}

Result<CodeBlocks> read_code_blocks(const std::string& path, std::string file, bool sessions) {
    CodeBlocks out;
    out.file = std::move(file);
    out.sessions = sessions;
    const std::string_view all = out.file;
    Result<MarkdownPage> page = MarkdownPage();
    if (is_markdown(path))
        page = read_markdown(path, all);
    else
        page->blocks.push_back({false, 1, all, {}});
    if (!page) return page.trouble();
    const bool runs_all = page->front.find("jupyter:") != page->front.npos ||
                          page->front.find("jupytext:") != page->front.npos ||
                          page->front.find("kernelspec:") != page->front.npos;
    const bool braces = std::ranges::any_of(
        page->blocks, [](const MarkdownBlock& b) { return b.fenced && use_of(b.info) == Use::run; });
    out.examples = !runs_all && !braces;
    std::vector<std::string> texts;
    std::vector<ForeignCode> magics;
    auto add_sessions = [&](std::string_view block) {
        const auto at = static_cast<std::uint32_t>(block.data() - all.data());
        for (Session& session : read_sessions(block)) {
            CodeBlocks::Block& added = out.blocks.emplace_back();
            added.file = {at + session.span.start, at + session.span.end};
            added.indent = std::move(session.indent);
            std::string text;
            ForeignCode examples;
            for (const Session::Row& row : session.rows) {
                const auto start = static_cast<std::uint32_t>(text.size());
                if (row.first && start > 0) examples.cells.push_back(start);
                added.input.push_back({start, at + row.code.start, row.width});
                text += block.substr(row.code.start, row.code.size());
            }
            texts.push_back(std::move(text));
            magics.push_back(std::move(examples));
        }
    };
    for (const MarkdownBlock& block : page->blocks) {
        if (sessions && out.examples && may_hold_sessions(block) &&
            (!block.fenced || is_session(block.text) || use_of(block.info) == Use::none)) {
            add_sessions(block.text);
            continue;
        }
        if (!block.fenced || use_of(block.info) != (braces ? Use::run : Use::shown)) continue;
        const std::string_view code = braces ? below_options(block.text) : block.text;
        if (without_end(code).empty() || is_session(code)) continue;
        if (out.examples && !is_closed(code)) continue;
        std::string text(code);
        ForeignCode foreign;
        bool sound = mask_magics(text, foreign);
        if (sound && braces) {
            // Jupytext makes comments of magics in R Markdown: what `# %%writefile` begins is no Python either.
            std::string live = with_magics(code);
            ForeignCode commented;
            sound = mask_magics(live, commented);
            out.foreign.names.merge(commented.names);
        }
        out.foreign.names.insert(foreign.names.begin(), foreign.names.end());
        if (!sound) continue;
        const auto start = static_cast<std::uint32_t>(code.data() - all.data());
        out.blocks.push_back({{}, {start, start + static_cast<std::uint32_t>(code.size())}});
        texts.push_back(std::move(text));
        magics.push_back(std::move(foreign));
    }
    const std::string fill = filler(texts);
    std::size_t at = 0;
    auto add_filler = [&](std::size_t to) {
        const auto from = static_cast<std::uint32_t>(out.text.size());
        for (const std::string_view line : split_lines(all.substr(at, to - at))) {
            out.text += fill;
            out.text += line.ends_with("\r\n") ? "\r\n" : line.ends_with('\n') ? "\n" : "";
        }
        if (to > at) out.foreign.spans.push_back({from, static_cast<std::uint32_t>(out.text.size())});
    };
    for (std::size_t i = 0; i < texts.size(); ++i) {
        add_filler(out.blocks[i].file.start);
        const auto start = static_cast<std::uint32_t>(out.text.size());
        for (const Span s : magics[i].spans) out.foreign.spans.push_back({start + s.start, start + s.end});
        out.text += texts[i];
        out.blocks[i].text = {start, static_cast<std::uint32_t>(out.text.size())};
        for (CodeBlocks::Row& row : out.blocks[i].input) row.text += start;
        out.foreign.cells.push_back(start);
        for (const std::uint32_t cell : magics[i].cells) out.foreign.cells.push_back(start + cell);
        at = out.blocks[i].file.end;
    }
    add_filler(all.size());
    return out;
}

const CodeBlocks::Block* CodeBlocks::block_at(std::uint32_t offset) const {
    const auto after = std::ranges::upper_bound(blocks, offset, {}, [](const Block& b) { return b.text.start; });
    return after == blocks.begin() || (after - 1)->text.end < offset ? nullptr : &*(after - 1);
}

const CodeBlocks::Row* CodeBlocks::input_at(std::uint32_t offset) const {
    const Block* block = block_at(offset);
    if (!block || block->input.empty()) return nullptr;
    return &*(std::ranges::upper_bound(block->input, offset, {}, &Row::text) - 1);
}

std::optional<std::string> CodeBlocks::with_text(std::string_view fresh) const {
    std::string out;
    std::uint32_t read = 0, copied = 0;  // so far of the text, and of the file
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const Block& block = blocks[i];
        const std::string_view above = std::string_view(text).substr(read, block.text.start - read);
        if (!fresh.starts_with(above)) return std::nullopt;
        fresh.remove_prefix(above.size());
        const std::uint32_t next =
            i + 1 < blocks.size() ? blocks[i + 1].text.start : static_cast<std::uint32_t>(text.size());
        const std::string_view below = std::string_view(text).substr(block.text.end, next - block.text.end);
        const std::size_t end = below.empty() ? fresh.size() : fresh.find(below);
        if (end == fresh.npos || (!below.empty() && end > 0 && fresh[end - 1] != '\n')) return std::nullopt;
        out.append(file, copied, block.file.start - copied);
        const std::string_view raw = std::string_view(file).substr(block.file.start, block.file.size());
        const std::vector<std::string_view> before = split_lines(
                                                std::string_view(text).substr(block.text.start, block.text.size())),
                                            after = split_lines(fresh.substr(0, end)), bytes = split_lines(raw);
        if (bytes.size() != before.size()) return std::nullopt;
        const std::vector<bool> continued = block.input.empty() ? std::vector<bool>() : continued_rows(after);
        auto add = [&](std::uint32_t row) {
            if (block.input.empty()) {
                out += after[row];
                return;
            }
            const bool blank = without_end(after[row]).empty();
            out.append(block.indent).append(continued[row] ? "..." : ">>>").append(blank ? "" : " ");
            out += blank ? after[row].substr(after[row].find_last_not_of("\r\n") + 1) : after[row];
        };
        std::size_t at = 0;
        for (const LineChange& change : line_changes(before, after)) {
            for (; at < change.before_start; ++at) out += bytes[at];
            for (; at < change.before_end; ++at)
                if (block.input.empty() && bytes[at] != before[at]) return std::nullopt;  // a line that is not Python
            for (std::uint32_t row = change.after_start; row < change.after_end; ++row) add(row);
        }
        for (; at < bytes.size(); ++at) out += bytes[at];
        fresh.remove_prefix(end);
        read = block.text.end;
        copied = block.file.end;
    }
    if (fresh != std::string_view(text).substr(read)) return std::nullopt;
    return out.append(file, copied);
}

}  // namespace zen

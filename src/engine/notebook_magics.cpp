#include "engine/notebook_magics.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>

#include "engine/notebook_scripts.h"
#include "text/name_byte.h"

namespace zen {
namespace {

// Rules that look for what reads a name.
constexpr std::array<std::string_view, 5> of_unread_names = {"unused-import", "unused-variable", "unused-loop-variable",
                                                             "unused-unpacked-variable", "redefined-unused"};

constexpr std::string_view hidden_read = "a line of the notebook that is not Python reads a name bound here";

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == text.npos;
}

// Does Jupytext's header of a cell (`# %% language="bash"`, `# + language="sql"`) give it another language?
bool names_language(std::string_view marker) {
    const std::size_t at = marker.find("language=\"");
    return at != marker.npos && !marker.substr(at + 10).starts_with("python");
}

// Is it `# %%time` with which a cell may begin: not `# %%` and a title?
bool cell_magic(std::string_view line) {
    const std::size_t at = line.find("%%");
    return line.starts_with('#') && at != line.npos && at + 2 < line.size() && is_name_byte(line[at + 2]);
}

// Goes through the lines of a file with cells.
class Cells {
  public:
    explicit Cells(std::string_view text) : text_(text), loose_(!marks_every_cell(text)) {}

    ForeignCode read() {
        for (std::size_t at = 0; at < text_.size();) {
            const std::size_t next = std::min(text_.find('\n', at), text_.size() - 1) + 1;
            std::string_view line = text_.substr(at, next - at);
            const std::string_view ending = line.substr(line.find_last_not_of("\r\n") + 1);
            line.remove_suffix(ending.size());
            if (parts(line)) {
                finish(at);
                start_ = next;
                language_ = names_language(line);
                // Jupytext's light format: up to `# -`, empty lines do not end it.
                marked_ = line.starts_with("# +");
            } else {
                add(line, ending);
            }
            at = next;
        }
        finish(text_.size());
        return std::move(out_);
    }

  private:
    bool parts(std::string_view line) const {
        if (begins_cell(line)) return !(cell_magic(line) && is_blank(cell_));
        if (line == "\"\"" || line == "# COMMAND ----------" || line == "# -" || line.starts_with("# + ") ||
            line == "# +")
            return true;
        return loose_ && !marked_ && is_blank(line);
    }

    // Puts a magic that is a comment where IPython would read it.
    void add(std::string_view line, std::string_view ending) {
        if (line.find("get_ipython()") != line.npos) add_words(line, out_.names);
        const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
        std::string_view magic = line.substr(indent);
        for (const std::string_view prefix : {"# MAGIC ", "# ", "#"})
            if (magic.size() + indent == line.size() && magic.starts_with(prefix)) magic.remove_prefix(prefix.size());
        if (magic.size() + indent < line.size() && reads_as_magic(magic)) {
            // A cell magic has to be at the margin, and takes all of its cell; others keep their places.
            const std::string pad(line.size() - magic.size(), ' ');
            cell_ += magic.starts_with("%%") && indent == 0 ? std::string(magic) + pad : pad + std::string(magic);
        } else {
            cell_ += line;
        }
        cell_ += ending;
    }

    void finish(std::size_t end) {
        ForeignCode foreign;
        const auto from = static_cast<std::uint32_t>(start_);
        if (language_) add_words(cell_, foreign.names);
        if (language_ || !mask_magics(cell_, foreign))
            out_.spans.push_back({from, static_cast<std::uint32_t>(end)});
        else
            for (const Span s : foreign.spans) out_.spans.push_back({from + s.start, from + s.end});
        out_.names.merge(foreign.names);
        cell_.clear();
        start_ = end;
        language_ = marked_ = false;
    }

    std::string_view text_;
    std::string cell_;
    std::size_t start_ = 0;  // of the cell, below the line that begins it
    bool loose_;             // an empty line may end a cell
    bool language_ = false, marked_ = false;
    ForeignCode out_;
};

bool mentions(std::string_view text, std::string_view name) {
    std::set<std::string, std::less<>> words;
    add_words(text, words);
    return words.contains(name);
}

}  // namespace

ForeignCode foreign_in_script(std::string_view text) {
    return notebook_script(text) == NotebookScript::cells ? Cells(text).read() : ForeignCode();
}

ForeignCode foreign_in_script(const Source& source) {
    return notebook_script(source) == NotebookScript::cells ? Cells(source.text()).read() : ForeignCode();
}

void heed_magics(std::vector<Finding>& findings, const Model& model, const Source& source, const RuleBook& book) {
    if (findings.empty()) return;
    std::optional<ForeignCode> script;
    if (!source.is_notebook()) script = foreign_in_script(source);
    if (script ? script->names.empty() : source.foreign().empty()) return;
    struct Bound {
        Span span;
        std::string_view name;
    };
    std::vector<Bound> bound;
    for (const Reference& r : model.references()) {
        if (!r.writes()) continue;
        const std::string_view name = model.name(r.name);
        if (script ? script->names.contains(name) : source.named_by_foreign(name))
            bound.push_back({Node(model.tree(), r.node).span(), name});
    }
    if (bound.empty()) return;
    std::erase_if(findings, [&](const Finding& f) {
        return std::ranges::find(of_unread_names, book[f.rule].name()) != of_unread_names.end() &&
               std::ranges::any_of(bound, [&](const Bound& b) { return b.span.overlaps(f.span); });
    });
    for (Finding& f : findings) {
        if (!f.fix || f.fix->applicability == Applicability::display || f.fix->edits.empty()) continue;
        Span all = f.fix->edits.front().span;
        for (const Edit& e : f.fix->edits) all = {std::min(all.start, e.span.start), std::max(all.end, e.span.end)};
        const auto touched = [&](const Bound& b) { return b.span.overlaps(all); };
        if (std::ranges::none_of(bound, touched)) continue;
        const std::vector<Edit>& edits = f.fix->edits;
        const bool goes = std::ranges::any_of(bound, [&](const Bound& b) {
            return std::ranges::any_of(edits, [&](const Edit& e) { return b.span.overlaps(e.span); }) &&
                   std::ranges::none_of(edits, [&](const Edit& e) { return mentions(e.text, b.name); });
        });
        const bool safe = f.fix->applicability == Applicability::safe && !goes;
        f.fix->applicability = safe ? Applicability::unsafe : Applicability::display;
        f.fix->reason = hidden_read;
    }
}

}  // namespace zen

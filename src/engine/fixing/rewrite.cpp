#include "engine/fixing/rewrite.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "engine/fixing/imports.h"
#include "syntax/precedence.h"

namespace zen {

std::string_view indent_at(std::string_view text, std::uint32_t offset) {
    // On a line of megabytes with a finding every few bytes, this search is what takes the time.
    const void* above = ::memrchr(text.data(), '\n', offset);
    std::size_t line = above ? static_cast<std::size_t>(static_cast<const char*>(above) - text.data()) + 1 : 0;
    std::size_t end = line;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\f')) ++end;
    return text.substr(line, std::min<std::size_t>(end, offset) - line);
}

std::string local_name(const Model& model, std::string_view qualified, Node at, std::vector<std::string>& imports) {
    if (std::string here = model.spelling(qualified, at); !here.empty()) return here;
    if (qualified.find('.') == qualified.npos) return "";  // a builtin that is shadowed, or no builtin
    ImportStyle style = import_style(qualified);
    std::string_view bound = style.name.empty() ? style.module.substr(0, style.module.find('.')) : style.name;
    if (model.lookup(bound, at)) return "";  // the name means something else here
    imports.emplace_back(qualified);
    return std::string(style.name.empty() ? qualified : style.name);
}

std::string moved(const Run& run, std::string_view indent) {
    if (run.empty()) return "";
    const Tree& tree = run.parent.tree();
    Span span = run.span();
    std::string_view text = tree.text.substr(span.start, span.size());
    if (text.find('\n') == text.npos) return std::string(text);
    // Lines that begin inside a string are its contents.
    std::vector<Span> strings;
    for (NodeId id = run.parent.id(); id < tree.nodes.size() && tree.nodes[id].start < span.end; ++id)
        if (tree.nodes[id].kind == Kind::string && tree.nodes[id].end > span.start)
            strings.push_back({tree.nodes[id].start, tree.nodes[id].end});
    std::string_view was = indent_at(tree.text, span.start);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        std::string_view line = text.substr(at, end - at);
        auto offset = static_cast<std::uint32_t>(span.start + at);
        bool inside = std::ranges::any_of(strings, [&](Span s) { return s.start < offset && offset < s.end; });
        bool blank = line.find_first_not_of(" \t\r\n") == line.npos;
        if (at && !inside && !blank) {
            std::size_t common = 0;
            while (common < was.size() && common < line.size() && (line[common] == ' ' || line[common] == '\t'))
                ++common;
            out += indent;
            line.remove_prefix(common);
        }
        out += line;
        at = end;
    }
    return out;
}

namespace {

// One step of indentation as the code around the match makes it: of the first block in the match, else a tab or four
// blanks.
std::string_view indent_unit(const Match& match) {
    const Tree& tree = match.ask.tree();
    std::string_view base = indent_at(tree.text, match.span.start);
    for (NodeId id = match.at.id(); id < tree.nodes.size() && tree.nodes[id].start < match.span.end; ++id) {
        if (tree.nodes[id].kind != Kind::block) continue;
        std::string_view inner = indent_at(tree.text, tree.nodes[id].start);
        if (inner.size() > base.size() && inner.starts_with(base)) return inner.substr(base.size());
    }
    return base.find('\t') == base.npos ? "    " : "\t";
}

// The template's blanks, four a step, in the file's own steps.
std::string indented(std::string_view blanks, std::string_view unit) {
    std::string out;
    for (std::size_t i = 0; i + 4 <= blanks.size(); i += 4) out += unit;
    return out;
}

}  // namespace

std::optional<Rewritten> rewritten(const Match& match) {
    return rewritten(match, match.pack(), match.data(), {});
}

std::optional<Rewritten> rewritten(const Match& match, const RulePack& pack, const MatchData& data,
                                   std::span<const std::string> texts) {
    std::size_t own = match.data().hole_names.count;
    const Tree& tree = match.ask.tree();
    auto segments = RulePack::of(pack.segments, data.rewrite);
    // Code of one line, which most templates are, goes where the match stood and needs no indentation.
    bool lines = std::ranges::any_of(segments, [&](const Segment& s) {
        return s.op == Segment::Op::literal ? pack[s.text].find('\n') != std::string_view::npos
                                            : s.op == Segment::Op::hole && s.precedence < 0;
    });
    std::string base(lines ? indent_at(tree.text, match.span.start) : "");
    bool bracketed = data.rewrite_precedence >= 0 && inside_brackets(match.at);
    bool skip_comma = false;
    Rewritten out;
    std::string_view unit = lines ? indent_unit(match) : "";
    auto literal = [&](std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
            out.text += text.substr(at, end - at);
            at = end;
            if (!out.text.ends_with('\n')) break;
            std::size_t blanks = std::min(text.find_first_not_of(' ', at), text.size()) - at;
            out.text += base + indented(text.substr(at, blanks), unit);
            at += blanks;
        }
    };
    bool alone = segments.size() == 1 &&
                 data.rewrite_precedence >= 0;  // the template is one hole: it stands where the match stood
    for (const Segment& s : segments) {
        switch (s.op) {
            case Segment::Op::literal: {
                std::string_view text = pack[s.text];
                if (skip_comma && text.starts_with(", ")) text.remove_prefix(2);
                skip_comma = false;
                literal(text);
                break;
            }
            case Segment::Op::name: {
                std::string name = local_name(match.ask, pack[s.text], match.at, out.imports);
                if (name.empty()) return std::nullopt;
                out.text += name;
                break;
            }
            case Segment::Op::hole: {
                if (s.hole >= own) {
                    out.text += texts[s.hole - own];
                    break;
                }
                const Run& run = match.run(s.hole);
                if (run.empty()) {  // and its comma goes with it
                    if (out.text.ends_with(", "))
                        out.text.resize(out.text.size() - 2);
                    else if (std::size_t line = out.text.rfind('\n');
                             s.precedence < 0 && line != out.text.npos &&
                             out.text.find_first_not_of(" \t", line + 1) == out.text.npos)
                        out.text.resize(line);  // no statements, no line
                    else
                        skip_comma = true;
                    break;
                }
                if (s.precedence >= 0)
                    out.text += code_for(run.node(),
                                         alone ? required_precedence(match.at) : static_cast<Precedence>(s.precedence),
                                         s.bracketed || bracketed);
                else
                    out.text += moved(run, base + indented(pack[s.lead], unit));
                break;
            }
        }
    }
    if (data.rewrite_precedence >= 0) {
        Node place = match.at;
        bool wrap = static_cast<Precedence>(data.rewrite_precedence) < required_precedence(place);
        if (wrap) out.text = "(" + out.text + ")";
    }
    return out;
}

}  // namespace zen

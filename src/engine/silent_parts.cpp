#include "engine/silent_parts.h"

#include <algorithm>
#include <memory>
#include <set>

#include "engine/example_parts.h"
#include "syntax/parse.h"

namespace zen {
namespace {

// A part as a file of its own.
struct Part {
    std::string text;
    std::size_t at;  // in the block
    Tree tree;
    Model model;
    std::set<std::string, std::less<>> made, read;  // names that it binds, imports aside; names that it needs

    Part(std::string code, std::size_t from) : text(std::move(code)), at(from), tree(parse(text)), model(tree) {
        for (const Binding& b : model.bindings())
            if (b.scope == 0 && !(b.flags & Binding::import)) made.emplace(Node(tree, b.first_store).text());
        for (const Reference& r : model.references())
            if (r.binding == no_id || r.access == Access::declare) read.emplace(Node(tree, r.node).text());
    }
    Part(const Part&) = delete;

    bool makes_what(const Part& other) const {
        return std::ranges::any_of(made, [&](const std::string& name) { return other.read.contains(name); });
    }
};

}  // namespace

std::vector<SilentPart> silent_parts(std::string_view code, Span reported,
                                     const std::function<bool(const std::string&)>& finds,
                                     const std::function<bool(const Model&)>& near) {
    std::vector<std::unique_ptr<Part>> parts;
    const Part* main = nullptr;
    std::size_t from = 0;
    for (std::string& text : divided_at_blanks(code)) {
        const std::size_t at = code.find(text, from);
        if (at == code.npos || text.empty()) continue;
        from = at + text.size();
        if (only_imports(text)) continue;
        parts.push_back(std::make_unique<Part>(std::move(text), at));
        if (at <= reported.start && reported.start < from) main = parts.back().get();
    }
    std::vector<SilentPart> out;
    if (!main || parts.size() < 2) return out;
    for (const auto& part : parts) {
        const std::size_t end = part->at + part->text.size();
        if (part.get() == main || (part->at < reported.end && reported.start < end)) continue;
        if (part->makes_what(*main) || (main->makes_what(*part) && !near(part->model))) continue;
        std::string without(code.substr(0, part->at));
        without += code.substr(end);
        if (!finds(without)) continue;
        const auto row = std::ranges::count(code.substr(0, part->at), '\n') + 1;
        out.push_back({static_cast<std::uint32_t>(row), part->text});
    }
    return out;
}

bool makes_names_for(std::string_view code, std::string_view other) {
    return Part(std::string(code), 0).makes_what(Part(std::string(other), 0));
}

}  // namespace zen

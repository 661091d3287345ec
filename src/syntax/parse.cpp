#include "syntax/parse.h"

#include "syntax/flatten.h"
#include "syntax/lr_driver.h"
#include "syntax/newer_python.h"
#include "syntax/reference.h"

namespace zen {

struct Parser::Scratch {
    PaddedText text;
    BuildingMemory building;
    LrDriver driver;
    std::vector<NodeId> parents;
    std::optional<std::uint32_t> stray_line_end;  // of the last text
};

Parser::Parser() : scratch_(std::make_unique<Scratch>()) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;

Tree Parser::parse_undamaged(std::string_view text) {
    scratch_->stray_line_end.reset();
    // What is not worth a shortcut of its own: zero bytes, a second BOM behind the one that Source takes away.
    if (text.starts_with("\xEF\xBB\xBF") || !scratch_->text.assign(text)) return {text, {}};
    const std::uint32_t count = scratch_->driver.parse(scratch_->text, scratch_->building);
    scratch_->stray_line_end = scratch_->driver.stray_line_end();
    constexpr std::size_t large = std::size_t{8} << 20;
    if (text.size() > large) scratch_->text.release();
    Tree tree{text, flatten(scratch_->building.nodes, count, scratch_->parents)};
    if (text.size() > large) scratch_->building.nodes.release();
    return tree;
}

std::optional<std::uint32_t> Parser::stray_line_end() const {
    return scratch_->stray_line_end;
}

Tree Parser::parse(std::string_view text) {
    Tree tree = parse_undamaged(text);
    if (!tree.nodes.empty()) return tree;
    const StandIn newer = stand_in(text);
    if (newer.places.empty()) return parse_by_runtime(text);
    tree = parse_undamaged(newer.text);
    if (tree.nodes.empty()) tree = parse_by_runtime(newer.text);
    tree.text = text;
    mark_unsupported(tree, newer.places);
    return tree;
}

Tree parse(std::string_view text) {
    static thread_local Parser parser;
    return parser.parse(text);
}

}  // namespace zen

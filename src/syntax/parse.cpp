#include "syntax/parse.h"

#include "syntax/descent/descent.h"
#include "syntax/flatten.h"
#include "syntax/lr_driver.h"
#include "syntax/newer_python.h"
#include "syntax/reference.h"

namespace zen {

struct Parser::Scratch {
    static constexpr std::size_t large = std::size_t{8} << 20;  // bytes of text; memory beyond is given back

    // False for a text that only the runtime reads.
    bool assign(std::string_view source);
    void release(std::size_t size);
    // The nodes of the text; none if it is not for this way.
    std::vector<NodeRecord> by_descent();
    std::vector<NodeRecord> by_tables();

    PaddedText text;
    descent::Descent descent;
    BuildingMemory building;
    LrDriver driver;
    std::vector<NodeId> parents;
    std::optional<std::uint32_t> stray_line_end;  // of the last text
};

Parser::Parser() : scratch_(std::make_unique<Scratch>()) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;

bool Parser::Scratch::assign(std::string_view source) {
    stray_line_end.reset();
    // What is not worth a shortcut of its own: zero bytes, a second BOM behind the one that Source takes away.
    return !source.starts_with("\xEF\xBB\xBF") && text.assign(source);
}

void Parser::Scratch::release(std::size_t size) {
    if (size > large) text.release();
}

std::vector<NodeRecord> Parser::Scratch::by_descent() {
    std::vector<NodeRecord> nodes;
    if (!descent.parse(text, nodes)) nodes.clear();
    return nodes;
}

std::vector<NodeRecord> Parser::Scratch::by_tables() {
    const std::uint32_t count = driver.parse(text, building);
    stray_line_end = driver.stray_line_end();
    std::vector<NodeRecord> nodes = flatten(building.nodes, count, parents);
    if (building.nodes.capacity() > large / 4) building.nodes.release();
    return nodes;
}

Tree Parser::parse_undamaged(std::string_view text) {
    Tree tree{text, {}};
    if (!scratch_->assign(text)) return tree;
    tree.nodes = scratch_->by_descent();
    if (tree.nodes.empty()) tree.nodes = scratch_->by_tables();
    scratch_->release(text.size());
    return tree;
}

Tree Parser::parse_by_descent(std::string_view text) {
    if (!scratch_->assign(text)) return {text, {}};
    return {text, scratch_->by_descent()};
}

Tree Parser::parse_by_tables(std::string_view text) {
    if (!scratch_->assign(text)) return {text, {}};
    return {text, scratch_->by_tables()};
}

std::string_view Parser::given_up() const {
    return scratch_->descent.reason();
}

bool Parser::beyond_grammar() const {
    return scratch_->descent.beyond_grammar();
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

Tree Parser::parse_sound(std::string_view text) {
    Tree tree = parse_undamaged(text);
    if (!tree.nodes.empty()) return tree;
    const StandIn newer = stand_in(text);
    if (newer.places.empty()) return tree;
    tree = parse_undamaged(newer.text);
    tree.text = text;
    if (!tree.nodes.empty()) mark_unsupported(tree, newer.places);
    return tree;
}

namespace {

Parser& parser_of_thread() {
    static thread_local Parser parser;
    return parser;
}

}  // namespace

Tree parse(std::string_view text) {
    return parser_of_thread().parse(text);
}

Tree parse_sound(std::string_view text) {
    return parser_of_thread().parse_sound(text);
}

}  // namespace zen

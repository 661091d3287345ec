// A file in pieces: runs of lines that each begin with a top-level statement. Where a file is damaged, each piece is
// parsed by itself, so that a mistake costs the statement that holds it; and an edit touches few of them.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace zen {

namespace verdict {
struct Gathered;
}

// Where the piece after the one that begins at `from` begins; the text's size after the last. A piece begins at the
// start of a line, outside brackets and strings, with a statement that is no continuation of the one above. What only
// a statement can begin with (`def`, `import`) begins one even inside brackets: nobody has closed them.
// What decides it is the text up to there, the first lines behind it, and of strings that are still open at the end of
// their line, no more than the next `piece_lookahead` bytes.
inline constexpr std::uint32_t piece_lookahead = 4096;
std::uint32_t next_piece(std::string_view text, std::uint32_t from);
// The end of the string whose quote stands at `at` (its prefix lies before it); of one that nobody closes, the end of
// its line, or of the text.
std::size_t end_of_string(std::string_view text, std::size_t at);
// The starts of all pieces; the first is 0.
std::vector<std::uint32_t> piece_starts(std::string_view text);

// The tree of one piece, whose text is all there is. One that does not parse and is larger than the runtime's error
// recovery can take in passing is an error as a whole.
Tree parse_piece(std::string_view text);

// Puts what a piece's tree holds at the end of a file's tree. The root's end and flags are left for `close_root`.
void append_piece(Tree& tree, const Tree& piece, std::uint32_t start);
// Puts what `fresh` holds in the place of nodes [first, end), which are whole statements of the module; what is behind
// moves on by `by` bytes. Its text and the root's end and flags are the caller's.
void replace_nodes(Tree& tree, NodeId first, NodeId end, const Tree& fresh, std::uint32_t by);
// Those nodes under a root of their own that spans [start, stop) of the text.
Tree part_of(const Tree& tree, NodeId first, NodeId end, std::uint32_t start, std::uint32_t stop);
// A tree with nothing but its root, and the root's last touches once it has all it holds.
Tree open_root(std::string_view text);
void close_root(Tree& tree);

// As `parse` for sound texts; of damaged ones, the trees of their pieces. `gathered`: see suspects.h.
Tree parse_by_pieces(std::string_view text, verdict::Gathered* gathered = nullptr);

}  // namespace zen

// Ruff's comments: `# noqa`, `# ruff: noqa`, `# ruff: ignore[…]`, `# ruff: disable[…]` and their kin.
#pragma once
#include <vector>

#include "engine/suppression/directive_lines.h"
#include "engine/suppression/directives.h"

namespace zen {

// Takes the file's comments in their order.
class RuffComments {
  public:
    RuffComments(DirectiveLines& lines, std::vector<Suppression>& out) : lines_(lines), out_(out) {}
    void read(Node comment);
    // After the last comment: the ranges get their ends.
    void finish();

  private:
    enum class Role : std::uint8_t { disables, enables, other };
    // A directive, in the order of the file.
    struct Range {
        std::uint32_t row;
        std::string_view indentation;
        std::vector<std::string_view> codes;
        Role role;
        std::size_t index;  // in out_, of one that disables
    };

    void noqa(Node comment);
    void file_noqa(Node comment);
    void directive(Node comment, std::size_t hash);
    void close(std::size_t indentation, std::uint32_t row);
    Rows below(std::uint32_t row);

    DirectiveLines& lines_;
    std::vector<Suppression>& out_;
    std::vector<Range> ranges_;
    std::vector<Range> open_;  // while the ranges get their ends
};

// Is it one of ruff's codes, by its shape?
bool ruff_shaped(std::string_view code);

}  // namespace zen

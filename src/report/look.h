// How text looks on its way out: colours, hyperlinks, and how wide it is.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace zen {

struct Look {
    bool color = false;
    bool links = false;  // terminal hyperlinks (OSC 8)
    unsigned width = 0;  // columns of the terminal; 0 where there is none
};

// The lines of a diff, and in reverse what differs within such a line.
enum class Ink : std::uint8_t {
    plain,
    bold,
    dim,
    red,
    yellow,
    green,
    blue,
    cyan,
    removed,
    added,
    removed_part,
    added_part
};

// Appends the text in that colour; as it is when colours are off.
void paint(std::string& out, const Look& look, Ink ink, std::string_view text);
// Appends `text` in that ink as a hyperlink to the url; as it is without hyperlinks or without a url.
void link_only(std::string& out, const Look& look, Ink ink, std::string_view text, std::string_view url);
// Appends `text` as a hyperlink to the url. Without hyperlinks: the text, two spaces and the url.
void link(std::string& out, const Look& look, std::string_view text, std::string_view url);

// Appends text that came from a file, so that it cannot steer a terminal: control characters become pictures (␛), line
// ends blanks, and what is no UTF-8 the replacement character.
void append_safe(std::string& out, std::string_view text);

// How many cells of a terminal a code point takes: 0, 1 or 2 (Unicode 15: East Asian Width, combining marks).
unsigned cell_width(char32_t code_point);
// The code point that `text` begins with, and its length in bytes; U+FFFD and 1 for what is no UTF-8.
char32_t code_point(std::string_view text, unsigned& length);

}  // namespace zen

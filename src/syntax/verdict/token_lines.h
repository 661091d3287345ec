// Where lines begin and end: indentation, line ends, continuation lines.
#pragma once
#include <string_view>
#include <vector>

#include "syntax/verdict/token_maker.h"

namespace zen::verdict {

struct TokenLines {
    // The blanks in front of the text's first line, which are not in the text.
    explicit TokenLines(std::string_view indentation);

    // The indentation of a line that holds code, or the end of the text.
    void begin_line(TokenMaker& m);
    // Takes a line end; false where there is none.
    bool end_line(TokenMaker& m);
    // A backslash outside of literals, which must end its line.
    void backslash(TokenMaker& m);
    // At the end of the text. Where that is the file's, Python names its last line.
    void finish(TokenMaker& m);

    bool starts;         // nothing of the line has been read
    bool blank = false;  // the line holds no code

  private:
    void inconsistent(TokenMaker& m, std::size_t start);

    // Of the open blocks: their columns with tabs to the next multiple of eight, and with tabs as one.
    std::vector<std::size_t> columns{0}, narrows{0};
};

}  // namespace zen::verdict

// By which words, besides its code and its symbol, pylint's comments name a message.
#pragma once
#include <string_view>

namespace zen {

// Is the word the code, whose letter may be in lower case?
bool same_pylint_code(std::string_view word, std::string_view code);

// The checker that has the message, by the name that comments may write in any case; empty for codes that are not
// known. (pylint 4.1.4 with its extensions.)
std::string_view pylint_checker(std::string_view code);

// Is the word this checker's name, in any case; is it that of one of pylint's checkers?
bool same_pylint_checker(std::string_view word, std::string_view checker);
bool is_pylint_checker(std::string_view word);

// The extension of pylint's that has to be loaded for the message: the module below `pylint.extensions`, or `perflint`.
// Empty where pylint brings the message itself.
std::string_view pylint_extension(std::string_view code);

// Is the word a code or symbol that the message had in an earlier version? pylint 4.1.4 still takes these.
bool former_pylint_name(std::string_view word, std::string_view code);

}  // namespace zen

// Number literals.
#pragma once
#include "syntax/verdict/token_maker.h"

namespace zen::verdict {

// Takes the number that begins at the place that has been reached, or says what is wrong with it.
void number(TokenMaker& m);

}  // namespace zen::verdict

// What string literals may hold and how they may stand beside each other.
#pragma once
#include "syntax/verdict/reading.h"

namespace zen::verdict {

// Are the neighbouring literals, the node of all of them, sound? If not, `reading.mistake` says why.
bool strings_hold(NodeNumber literals, Reading& reading);

}  // namespace zen::verdict

// Code that only runs in the program that Python was started with.
#pragma once
#include "semantics/model.h"

namespace zen {

// Does it only run where `__name__ == "__main__"`: in that `if`, however its test is written, in the `else` of the
// opposite test, in such a `while`, `case` or operand? Functions that are defined there count too.
bool in_main_block(const Model& model, Node node);

}  // namespace zen

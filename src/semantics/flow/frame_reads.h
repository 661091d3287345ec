// Calls that look up names in the frame of their caller, by a string.
#pragma once
#include "semantics/model.h"

namespace zen {

// The string of such a call, which may name variables; none for another call. pandas: `frame.query("a < @high")`,
// `frame.eval()` and `pandas.eval()`; duckdb: `duckdb.sql("from data")` and the methods of connections, where each
// table that is not known is a variable. A comprehension or generator has a frame of its own, which holds of the
// function's variables only those that its code names (Python 3.12 and later: a generator).
Node frame_reading_string(const Model& model, Node call);

}  // namespace zen

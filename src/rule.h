// The one header that a native part of a rule includes. It is a function named like its page (`range-len-loop.md` →
// `range_len_loop`) in zen::rules, which gets the match and returns `silent` or `found(…)`.
#pragma once
#include "engine/fixing/verdict.h"
#include "engine/matching/logging_calls.h"
#include "engine/matching/names_asked.h"
#include "engine/shapes/accumulation.h"
#include "engine/shapes/comparisons.h"
#include "engine/shapes/expected_errors.h"
#include "engine/shapes/index_uses.h"
#include "engine/shapes/landmarks.h"
#include "engine/shapes/negation.h"
#include "engine/shapes/operand_row.h"
#include "engine/shapes/paths.h"
#include "engine/shapes/search_loop.h"
#include "engine/shapes/sql_text.h"
#include "engine/shapes/union_types.h"
#include "semantics/ascent.h"
#include "semantics/code/arguments.h"
#include "semantics/code/code_key.h"
#include "semantics/code/comments.h"
#include "semantics/code/context.h"
#include "semantics/code/functions.h"
#include "semantics/code/main_block.h"
#include "semantics/code/unpacked.h"
#include "semantics/flow/handlers.h"
#include "semantics/flow/listing.h"
#include "semantics/flow/missing.h"
#include "semantics/library/stdlib_modules.h"
#include "semantics/types/annotations.h"
#include "semantics/types/classes.h"
#include "semantics/types/evidence.h"
#include "semantics/types/exact.h"
#include "semantics/types/instances.h"
#include "syntax/literal_text.h"
#include "syntax/precedence.h"
#include "text/formatted.h"
#include "text/identifier.h"

namespace zen::rules {

using zen::Edits;
using zen::Verdict;

inline const Verdict silent{};
// Whichever of the rule's matches asks at this node: the others are not asked then. Only for what does not hang on
// `m.index()`.
inline const Verdict silent_for_all = [] {
    Verdict out;
    out.for_all = true;
    return out;
}();
// This match, which is a line `native on`, finds nothing in the file, at whatever node: it is not asked there again.
inline const Verdict silent_in_file = [] {
    Verdict out;
    out.for_file = true;
    return out;
}();

// A finding without a fix; without a message it says the match's `say`, or the rule's title.
inline Verdict found(Span span, std::string message = {}) {
    return Found{span, std::move(message), std::nullopt, false, {}, {}, {}};
}
inline Verdict found(Node node, std::string message = {}) {
    return found(node.span(), std::move(message));
}
// A finding with a fix.
inline Verdict found(Span span, Edits edits, std::string message = {}) {
    return Found{span, std::move(message), std::move(edits), false, {}, {}, {}};
}
inline Verdict found(Node node, Edits edits, std::string message = {}) {
    return found(node.span(), std::move(edits), std::move(message));
}

}  // namespace zen::rules

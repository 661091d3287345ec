// The one header that a native part of a rule includes. It is a function named like its page (`range-len-loop.md` →
// `range_len_loop`) in zen::rules, which gets the match and returns `silent` or `found(…)`.
#pragma once
#include "engine/accumulation.h"
#include "engine/context.h"
#include "engine/index_uses.h"
#include "engine/paths.h"
#include "engine/precedence.h"
#include "engine/search_loop.h"
#include "engine/verdict.h"
#include "semantics/annotations.h"
#include "semantics/arguments.h"
#include "semantics/classes.h"
#include "semantics/code_key.h"
#include "semantics/comments.h"
#include "semantics/evidence.h"
#include "semantics/functions.h"
#include "semantics/handlers.h"

namespace zen::rules {

using zen::Edits;
using zen::Verdict;

inline const Verdict silent{};

// A finding without a fix; without a message it says the match's `say`, or the rule's title.
inline Verdict found(Span span, std::string message = {}) {
    return Found{span, std::move(message), std::nullopt, false, {}, {}};
}
inline Verdict found(Node node, std::string message = {}) {
    return found(node.span(), std::move(message));
}
// A finding with a fix.
inline Verdict found(Span span, Edits edits, std::string message = {}) {
    return Found{span, std::move(message), std::move(edits), false, {}, {}};
}
inline Verdict found(Node node, Edits edits, std::string message = {}) {
    return found(node.span(), std::move(edits), std::move(message));
}

}  // namespace zen::rules

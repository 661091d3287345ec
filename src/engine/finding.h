// What a rule has to say about a place in a file, and how it would mend it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/edit.h"

namespace zen {

// Index of a rule in the RuleBook.
using RuleId = std::uint32_t;

// safe: the meaning stays, provably, and so does every comment. unsafe: an expert should look. display: a sketch of the
// better code, never applied.
enum class Applicability : std::uint8_t { safe, unsafe, display };
std::string_view applicability_name(Applicability applicability);

struct Fix {
    std::vector<Edit> edits;  // of the text that was linted; they do not overlap
    Applicability applicability = Applicability::unsafe;
    std::string title;  // what applying it does, in a few words
    // What no other fix may touch in the same round: lines whose indentation it changes, and expressions that it
    // replaces as a whole, though its edits spare what stays the same.
    std::vector<Span> held;
    std::string reason;  // of an unsafe fix: one clause on what may go wrong; may be empty in users' rules
};

// What a fix's title is followed by: " (unsafe: `d` may be a `defaultdict`)", " (unsafe)" without a reason, nothing
// for a fix that is not unsafe.
std::string unsafe_note(const Fix& fix);

// Another place that matters to a finding.
struct Related {
    Span span;
    std::string message;
};

struct Finding {
    RuleId rule = 0;
    std::uint32_t match = 0;  // which of the rule's matches: its aliases are the finding's
    Span span;
    std::string message;
    std::vector<Related> related;
    std::optional<Fix> fix;
    std::vector<Finding> repeats;  // what a report folds into this one: of the same rule, further on in the same file
    std::uint32_t noqa_row = 0;    // a noqa at the end of this row (from 1) silences it; 0: not asked
};

}  // namespace zen

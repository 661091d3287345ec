// Findings that stay from edit to edit.
#pragma once
#include <cstdint>
#include <string>

#include "engine/finding.h"

namespace zen {

// What whoever shows a finding keeps with it: empty as long as nothing was, and for a finding that was made anew.
struct Note {
    std::string before, after;
    std::uint32_t rows = 0;
};

struct KeptFinding : Finding {
    explicit KeptFinding(Finding&& f) : Finding(std::move(f)) {}
    Note note;
};

// A finding that somebody else owns; without a note when it is not kept.
struct FindingRef {
    const Finding* finding;
    Note* note = nullptr;

    const Finding& operator*() const { return *finding; }
    const Finding* operator->() const { return finding; }
};

}  // namespace zen

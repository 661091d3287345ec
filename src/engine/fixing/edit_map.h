// Where the places of a text are after its edits.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "text/edit.h"

namespace zen {

// Of edits that are sorted by place and do not overlap. All places are byte offsets, of the text before or after them.
class EditMap {
  public:
    explicit EditMap(std::span<const Edit> edits);

    std::size_t size() const { return before_.size(); }
    Span before(std::size_t edit) const { return before_[edit]; }  // what the edit replaces
    Span after(std::size_t edit) const { return after_[edit]; }    // what it puts there

    // Where the token that begins here, outside of the edits, begins afterwards.
    std::uint32_t moved(std::uint32_t start) const;
    // The edit that the token lies in, at least in part.
    std::optional<std::uint32_t> holding_before(Span token) const { return holding(before_, token); }
    std::optional<std::uint32_t> holding_after(Span token) const { return holding(after_, token); }
    // The edit that begins or ends where the token ends or begins: they may make one construct.
    std::optional<std::uint32_t> touching_before(Span token) const { return touching(before_, token); }
    std::optional<std::uint32_t> touching_after(Span token) const { return touching(after_, token); }
    // An edit in the stretch of code, or at its ends; insertions count.
    std::optional<std::uint32_t> meeting_before(Span code) const { return meeting(before_, code); }
    std::optional<std::uint32_t> meeting_after(Span code) const { return meeting(after_, code); }
    // The last edit that begins at or before a place of the new text, else the first one.
    std::uint32_t nearest_after(std::uint32_t at) const;

  private:
    static std::optional<std::uint32_t> holding(const std::vector<Span>& spans, Span token);
    static std::optional<std::uint32_t> meeting(const std::vector<Span>& spans, Span code);
    static std::optional<std::uint32_t> touching(const std::vector<Span>& spans, Span token);
    std::vector<Span> before_, after_;
};

}  // namespace zen

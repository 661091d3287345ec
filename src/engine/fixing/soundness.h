// May these edits be made? They must give text that parses, leave the code between them alone, and leave every name
// with its meaning.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/fixing/hygiene.h"
#include "text/source.h"

namespace zen {

// The text that edits are tried on, with its tree; its model is made when the first edits parse.
class Trial {
  public:
    Trial(const Source& source, PythonVersion target);
    ~Trial();
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;

    // Is the text damaged as it is?
    bool damaged() const { return tree_.damaged(); }

    // Does the text with the edits parse, with the same tokens between them?
    bool parses(std::span<const Edit> edits) const;
    // What the edits would change besides what they say; nothing when the text with them does not parse.
    std::optional<std::vector<Breach>> breaches(const RoundEdits& round);
    // Sorted edits of one fix.
    bool sound(std::vector<Edit> edits);

  private:
    bool parses(const Tree& after, std::span<const Edit> edits) const;
    Source source_;
    PythonVersion target_;
    Tree tree_;
    std::unique_ptr<Model> model_;
};

}  // namespace zen

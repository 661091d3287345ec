// Linting a text again and again while it is edited: what an edit cannot affect is kept.
#pragma once
#include <memory>
#include <vector>

#include "engine/lint.h"

namespace zen {

// One file's last state: its tree and model, and what the rules found in each of its pieces (see syntax/pieces.h). The
// rules must outlive it.
//
// An edit costs the parse of the pieces that it touches, one pass over the names of the file, and the rules on those
// pieces and on the others whose findings may hang on them: they use a name that the edit defines, or one whose uses
// the edit changes. Where that cannot be told (imports, what surrounds the head of the file), all pieces are looked at.
class Relinter {
  public:
    explicit Relinter(const RuleSet& rules);
    ~Relinter();
    Relinter(Relinter&&) noexcept;
    Relinter& operator=(Relinter&&) noexcept;

    // What `zen::lint` says of the source, whatever it has to do with the one before.
    std::vector<Finding> lint(const Source& source);
    // How many pieces the last call looked at, and of how many; for tests and measurements.
    std::size_t looked_at() const { return looked_at_; }
    std::size_t pieces() const;

  private:
    struct State;
    const RuleSet* rules_;
    std::unique_ptr<State> state_;
    std::size_t looked_at_ = 0;
};

}  // namespace zen

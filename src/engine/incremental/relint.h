// Linting a text again and again while it is edited: what an edit cannot affect is kept.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "engine/incremental/kept.h"
#include "engine/lint.h"

namespace zen {

// One file's last state: its tree and model, and what the rules found in each of its pieces (see syntax/pieces.h). The
// rules must outlive it.
//
// An edit costs the parse of the pieces that it touches, their names, and the rules on those pieces and on the others
// whose findings may hang on them: they use a name that the edit defines, or one whose uses the edit changes. Where
// that cannot be told (imports, what surrounds the head of the file), all pieces are looked at. The rest is shifted.
class Relinter {
  public:
    // The world may say nothing else as long as the Relinter lives.
    explicit Relinter(const RuleSet& rules, World world = {});
    ~Relinter();
    Relinter(Relinter&&) noexcept;
    Relinter& operator=(Relinter&&) noexcept;

    // Takes a source, whatever it has to do with the one before.
    void update(const Source& source);
    // What `zen::lint` says of it, but for the noqa rows. Good until the next update. A finding's note stays as it is
    // while the finding does: what surrounds it on its lines has not changed then, nor what lies between its places.
    std::span<const FindingRef> findings() const { return findings_; }
    // What `zen::lint` says of the source.
    std::vector<Finding> lint(const Source& source);

    // How many pieces the last update looked at, and of how many; for tests and measurements.
    std::size_t looked_at() const { return looked_at_; }
    std::size_t pieces() const;

  private:
    struct State;
    void begin(const Source& source);
    bool edit(const Source& source);
    bool look(const std::vector<bool>& pieces);
    void finish();
    void fall_back(const Source& source);

    const RuleSet* rules_;
    World world_;
    std::unique_ptr<State> state_;  // null: nothing to go on from
    std::vector<Finding> own_;
    std::vector<FindingRef> findings_;
    std::size_t looked_at_ = 0;
};

}  // namespace zen

// What the checks of names share: the models before and after a round of fixes, and which references and bindings of
// one are which of the other.
#pragma once
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/fixing/hygiene.h"
#include "engine/fixing/scope_pairs.h"

namespace zen {

using Fixes = std::vector<std::uint32_t>;  // numbers of fixes, or of edits, in ascending order

void add_fixes(Fixes& to, const Fixes& more);

// What binds a name, as far as it can be told from the rest: an assignment, the head of a loop, a parameter with its
// default. Where an edit touches it, it is the edit's doing.
Span binder_of(Node identifier);

struct NameChanges {
    NameChanges(const Model& model_before, const Model& model_after, const EditMap& edit_map, const RoundEdits& edits,
                std::vector<Breach>& breaches);

    // The edit that has to do with how the reference binds its name.
    std::optional<std::uint32_t> touched_before(const Reference& r) const;
    std::optional<std::uint32_t> touched_after(const Reference& r) const;

    // Without suspects, nothing is wrong.
    // `new_place`: where it shows in the new text.
    void breach(Fixes suspects, std::string_view name, std::string_view what,
                std::optional<std::uint32_t> new_place = {});
    // The fixes whose edits hold the name, before or after; without any, the one nearest to the place in the new text.
    Fixes suspects(std::string_view name, std::uint32_t new_place) const;

    // The binding of the old text that a new one stands for; no_id for a name that the edits bring in.
    BindingId counterpart_of(BindingId id);
    // A node of the old text that stands where the edit does.
    Node place_before(std::uint32_t edit) const;

    const Model &before, &after;
    const EditMap& map;
    const RoundEdits& round;
    std::vector<Breach>& out;
    const ScopePairs* scopes = nullptr;
    std::vector<std::vector<const Reference*>> before_in, after_in;  // by edit
    std::vector<BindingId> after_of, before_of;                      // by binding; no_id: not met outside of the edits
    std::unordered_map<std::string_view, Fixes> edits_by_name;       // edits in no order, where the name is bound

  private:
    std::map<std::pair<ScopeId, std::string_view>, BindingId> before_by_name;  // those not met outside of the edits
};

inline std::string_view name_of(const Model& model, const Reference& r) {
    return model.name(r.name);
}

}  // namespace zen

// Code that reads names without naming them: `locals()`, `dir()`, `eval(…)`.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "semantics/model.h"

namespace zen {

// How much it sees of a name: with `listed`, one that is brought in shows as well as one that goes away.
enum class NamesRead : std::uint8_t { never, looked_up, listed };

// A call that asks for the names of a scope. Kept in the model, since many names ask for it.
struct Listing {
    ScopeId owner;
    NamesRead how;
    std::string_view key;  // the string that it looks up; empty for any name
};

// Does code ask for the names of a scope, the name among them, by `locals()`, `vars()`, `dir()`, `eval` or `exec` in
// it, by the string of a query (see frame_reads.h), or those of the module by `globals()` or a literal that is
// evaluated anywhere? `owner` is the module or that of a function, lambda or class.
NamesRead names_read(const Model& model, ScopeId owner, std::string_view name);
// The same of a binding, in the scope that has it.
bool looked_up_by_name(const Model& model, const Binding& binding);
// The owners whose names any code asks for, in order.
std::vector<ScopeId> listed_scopes(const Model& model);

}  // namespace zen

// Examples with `>>>` prompts in docstrings, and what a fix may do to examples with prompts anywhere.
#pragma once
#include <vector>

#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "engine/suppression/suppress.h"
#include "semantics/model.h"
#include "semantics/world.h"
#include "text/source.h"

namespace zen {

// Adds what is found in the examples of the file's docstrings, with the places and edits of the file; those of one
// docstring are one text. `silenced`, if not null, gets what comments in them take out. `apart` gets those of
// docstrings with a `noqa`: flake8 and the file's comments would take it for one of the whole docstring. Left out:
// docstrings with an escape sequence in an example, and those that mention a builtin whose name the module binds, as
// doctest runs them in the module's namespace.
void find_in_docstrings(std::vector<Finding>& found, std::vector<Finding>& apart, const Model& model,
                        const Source& source, const RuleSet& rules, const World& world,
                        std::vector<Suppressed>* silenced);

// Takes away the fixes of examples with prompts after which they would have more rows of input, or show other values.
void keep_prompts(std::vector<Finding*>& findings, const Source& source);

}  // namespace zen

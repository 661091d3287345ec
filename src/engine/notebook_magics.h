// What notebooks hold that is not Python, and the names that it may read.
#pragma once
#include <string_view>
#include <vector>

#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "semantics/model.h"
#include "text/magics.h"
#include "text/source.h"

namespace zen {

// In a Python file with cells (see notebook_scripts.h): its magics, shell commands and cells in other languages, as
// Jupytext leaves them (`# %timeit f()`, `# %%writefile a.txt`, in its hydrogen format without the `#`) and nbconvert
// (`get_ipython().run_line_magic('timeit', 'f()')`). Nothing in files of other kinds. The spans hold comments too.
ForeignCode foreign_in_script(std::string_view text);
ForeignCode foreign_in_script(const Source& source);

// A line of a notebook that is not Python may read a name that the code binds. Takes out the findings that call such a
// name unused, and keeps fixes from taking it away: where they may, they are unsafe, and where they do, not made.
void heed_magics(std::vector<Finding>& findings, const Model& model, const Source& source, const RuleBook& book);

}  // namespace zen

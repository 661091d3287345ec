// From the settings of ruff, pylint and refurb to zenlint's.
#pragma once
#include <string>
#include <vector>

#include "engine/scanning/rule_set.h"
#include "text/result.h"

namespace zen {

struct Migrated {
    std::string toml;                // [tool.zenlint] and what belongs to it; empty when there was nothing to take over
    std::vector<std::string> notes;  // what could not be taken over, a line each
};

// Reads pyproject.toml ([tool.ruff], [tool.pylint], [tool.refurb]), ruff.toml and .ruff.toml, and pylint's .pylintrc,
// pylintrc and setup.cfg. Selectors that mean no rule of the book are left out and noted.
Result<Migrated> migrate(const std::vector<std::string>& paths, const RuleBook& book);

}  // namespace zen

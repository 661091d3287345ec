// From the settings of ruff, flake8, pylint and refurb to zenlint's.
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

// Reads pyproject.toml ([tool.ruff], [tool.flake8], [tool.pylint], [tool.refurb]), ruff.toml and .ruff.toml with what
// they extend, pylint's .pylintrc and pylintrc, flake8's .flake8, and both of these in setup.cfg and tox.ini. Zenlint's
// own rules stay as they are by default; of those that the tools have too, the ones are on that the tools select. What
// has no place here is noted.
Result<Migrated> migrate(const std::vector<std::string>& paths, const RuleBook& book);

}  // namespace zen

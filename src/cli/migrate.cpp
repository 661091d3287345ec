// zenlint migrate: the settings of other linters as zenlint's.

#include "config/migrate.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "engine/scanning/rule_table.h"
#include "system/files.h"
#include "system/streams.h"

namespace zen {

int migrate_command(const CommandLine& line) {
    std::vector<std::string> files = line.names;
    if (files.empty())
        for (const char* name :
             {"pyproject.toml", "ruff.toml", ".ruff.toml", ".pylintrc", "pylintrc", ".flake8", "setup.cfg", "tox.ini"})
            if (files::is_readable(name)) files.push_back(name);
    RuleBook book(builtin_rules(), course_sections());
    Result<Migrated> migrated = migrate(files, book);
    if (!migrated) {
        say_error(migrated.trouble());
        return Exit::trouble;
    }
    for (const std::string& note : migrated->notes) say_warning(note);
    if (migrated->toml.empty()) {
        say_error("found no settings of ruff, flake8, pylint or refurb: name the file that has them");
        return Exit::trouble;
    }
    Output out(streams::output);
    out.write(migrated->toml);
    return out.finish() ? Exit::clean : Exit::trouble;
}

}  // namespace zen

// Prints the public names of the standard library in a version, as the library table has them: module, name, kind;
// tab-separated. For library_names.py.
#include <cstdio>
#include <string>

#include "semantics/library/library.h"

int main(int argc, char** argv) {
    using namespace zen::library;
    if (argc != 2) {
        std::fprintf(stderr, "usage: library-names VERSION\n");
        return 2;
    }
    zen::PythonVersion version = zen::python_version(argv[1]).value_or(zen::PythonVersion{3, 12});
    const char* kinds[] = {"class", "function", "variable", "module"};
    for (const ModuleRow& row : table().modules) {
        std::string_view module = text(row.name);
        std::uint16_t index = module_index(module, version);
        if (index == nothing) continue;
        std::printf("%s\t\tmodule\t%d\n", std::string(module).c_str(), row.has_all);
        Text last = 0;
        for (const Symbol& s : names_of_module(index)) {
            if (s.name == last) continue;
            const Symbol* found = symbol_of(names_of_module(index), s.name, version);
            if (!found) continue;
            last = s.name;
            std::printf("%s\t%s\t%s\t%s\n", std::string(module).c_str(), std::string(text(s.name)).c_str(),
                        found->traits().flags & Symbol::callable_only ? "function" : kinds[found->traits().kind],
                        found->traits().platforms & 1 ? "" : "elsewhere");
            if (found->traits().kind != Symbol::class_ || s.name == 0) continue;
            const ClassRow& c = table().classes[found->ref];
            Text member = 0;
            for (const Symbol& m : table().symbols.subspan(c.first_member, c.members)) {
                if (m.name == member) continue;
                const Symbol* held = symbol_of(table().symbols.subspan(c.first_member, c.members), m.name, version);
                if (!held) continue;
                member = m.name;
                std::printf("%s\t%s.%s\t%s\t%s\n", std::string(module).c_str(), std::string(text(s.name)).c_str(),
                            std::string(text(m.name)).c_str(),
                            held->traits().flags & Symbol::property_ ? "variable" : kinds[held->traits().kind],
                            held->traits().platforms & 1 ? "" : "elsewhere");
            }
        }
    }
}

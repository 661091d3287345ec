// Makes the rows of the library table.
#pragma once
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "semantics/library/host/resolver.h"
#include "semantics/library/library_table.h"

namespace zen::host {

// The strings of the table, kept once. 0 is "".
class Texts {
  public:
    Texts() { of(""); }
    library::Text of(const std::string& text);
    const std::vector<std::string>& all() const { return all_; }

  private:
    std::unordered_map<std::string, library::Text> ids_;
    std::vector<std::string> all_;
};

// What the stubs don't say, from corrections.txt.
struct Corrections {
    std::map<std::string, int> since;            // the first minor version with the name
    std::set<std::string> absent;                // not there at run time
    std::map<std::string, std::string> aliases;  // of classes
    std::map<std::string, std::string> names;    // under which the table has a class
    std::map<std::string, int> functions;        // a class to the stubs, a function before that version
};
// Throws std::runtime_error with the line that is wrong.
Corrections read_corrections(const std::filesystem::path& path);

// A name with its traits.
struct SymbolEntry : library::Symbol::Traits {
    library::Text name;
    std::uint16_t ref;
};

// The number in a narrow type of the table; throws std::runtime_error where it does not fit.
template <class Narrow>
Narrow narrow(std::size_t number) {
    if (number > std::numeric_limits<Narrow>::max()) throw std::runtime_error("more rows than the table can number");
    return static_cast<Narrow>(number);
}

class Builder {
  public:
    Builder(Resolver& resolver, Corrections corrections)
        : resolver_(resolver), types_(resolver.types), corrections_(std::move(corrections)) {
        resolver_.aliases = corrections_.aliases;
    }
    void build();

    Texts texts;
    std::vector<library::ModuleRow> modules;
    std::vector<SymbolEntry> symbols;
    std::vector<library::ClassRow> classes;
    std::vector<library::Base> bases;
    std::vector<library::Function> functions;
    std::vector<library::Signature> signatures;
    std::vector<library::Parameter> parameters;
    std::vector<TypeRow> type_rows;
    std::vector<TypeId> arguments;

  private:
    using Active = std::vector<const Declaration*>;
    std::vector<SymbolEntry> scope_symbols(const Scope& scope, const std::string& prefix);
    bool symbol(const Scope& scope, const Active& active, Mask mask, SymbolEntry& out);
    void describe(const Target& target, const Scope& scope, Mask mask, SymbolEntry& out);
    std::uint16_t function(const std::vector<Target>& overloads, Mask mask);
    library::Signature signature(const Target& target, Mask mask);
    std::vector<library::Parameter> parameter_list(Node list, Context& context, bool drop_first);
    void build_class(ClassEntity& entity);
    std::vector<std::pair<Active, Mask>> by_target(const Scope& scope, const std::map<Active, Mask>& groups,
                                                   Mask apart);
    void find_names();
    std::string deprecation(Node decorated) const;

    Resolver& resolver_;
    Types& types_;
    Corrections corrections_;
    std::map<const ClassEntity*, std::string> names_;  // the best name of each class
    std::map<std::vector<std::tuple<int, int, int, int, int>>, std::uint16_t> parameter_lists_;
    std::map<std::vector<std::tuple<std::uint16_t, int, int, int, int>>, std::uint16_t> function_ids_;
};

// Writes the table as C++.
void emit(const Builder& builder, const std::filesystem::path& path);

}  // namespace zen::host

// Writes the table as C++: strings in order of their text, so that the rows of a scope can be searched by number.
#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>
#include <stdexcept>
#include <tuple>

#include "semantics/library/host/builder.h"
#include "text/formatted.h"

namespace zen::host {
namespace {

using namespace library;

struct Out {
    std::string text;
    template <class T, class Row>
    void array(std::string_view type, std::string_view name, const std::vector<T>& values, Row row) {
        append(text, "constexpr {} {}[] = {{\n", type, name);
        for (std::size_t i = 0; i < values.size(); ++i) {
            row(values[i]);
            text += i % 8 == 7 ? ",\n" : ",";
        }
        text += "};\n";
    }
    void number(std::uint64_t value) { text += std::to_string(value); }
    void row(auto... values) {
        text += '{';
        ((text += std::to_string(static_cast<std::uint64_t>(values)) + ","), ...);
        text.back() = '}';
    }
};

// A seed for each bucket of strings with which they fall into free slots.
void perfect_hash(const std::vector<std::string>& texts, std::vector<std::uint16_t>& seeds,
                  std::vector<std::uint16_t>& slots) {
    std::size_t buckets = texts.size() / 4 + 1, size = texts.size() * 5 / 4 + 1;
    std::vector<std::vector<std::uint16_t>> in(buckets);
    for (std::size_t i = 0; i < texts.size(); ++i)
        in[hash(texts[i]) % buckets].push_back(static_cast<std::uint16_t>(i));
    std::vector<std::size_t> order(buckets);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return in[a].size() > in[b].size(); });
    seeds.assign(buckets, 0);
    slots.assign(size, nothing);
    for (std::size_t bucket : order) {
        bool placed = in[bucket].empty();
        for (unsigned seed = 0; seed < 0xffff && !placed; ++seed) {
            std::vector<std::size_t> taken;
            for (std::uint16_t i : in[bucket]) {
                std::size_t slot = slot_of(hash(texts[i]), static_cast<std::uint16_t>(seed), size);
                if (slots[slot] != nothing || std::ranges::find(taken, slot) != taken.end()) break;
                taken.push_back(slot);
            }
            if (taken.size() != in[bucket].size()) continue;
            for (std::size_t i = 0; i < taken.size(); ++i) slots[taken[i]] = in[bucket][i];
            seeds[bucket] = static_cast<std::uint16_t>(seed);
            placed = true;
        }
        if (!placed) throw std::runtime_error("no perfect hash was found");
    }
}

}  // namespace

void emit(const Builder& builder, const std::filesystem::path& path) {
    // Numbers of strings by their order.
    const auto& texts = builder.texts.all();
    std::vector<std::uint16_t> order(texts.size()), rank(texts.size());
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    std::ranges::sort(order, {}, [&](std::uint16_t i) -> const std::string& { return texts[i]; });
    std::vector<std::string> sorted;
    for (std::size_t i = 0; i < order.size(); ++i) {
        rank[order[i]] = static_cast<std::uint16_t>(i);
        sorted.push_back(texts[order[i]]);
    }
    std::vector<std::uint16_t> starts{0}, turns;
    std::string pool;
    for (const std::string& t : sorted) {
        (void)narrow<std::uint16_t>(t.size());
        pool += t;
        if (pool.size() >> 16 > turns.size()) turns.push_back(static_cast<std::uint16_t>(starts.size()));
        starts.push_back(static_cast<std::uint16_t>(pool.size()));
    }
    std::vector<std::uint16_t> seeds, slots;
    perfect_hash(sorted, seeds, slots);

    // Modules by name; what refers to them by number follows.
    std::vector<std::uint16_t> module_order(builder.modules.size()), module_rank(builder.modules.size());
    std::iota(module_order.begin(), module_order.end(), std::uint16_t{0});
    std::ranges::sort(module_order, {}, [&](std::uint16_t i) { return rank[builder.modules[i].name]; });
    for (std::size_t i = 0; i < module_order.size(); ++i) module_rank[module_order[i]] = static_cast<std::uint16_t>(i);
    std::vector<SymbolEntry> symbols = builder.symbols;
    for (SymbolEntry& s : symbols) {
        s.name = rank[s.name], s.deprecated = rank[s.deprecated];
        if (s.kind == Symbol::module) s.ref = module_rank[s.ref];
    }
    auto sort = [&](std::uint16_t first, std::uint16_t count) {
        std::ranges::stable_sort(symbols.begin() + first, symbols.begin() + first + count, {}, &SymbolEntry::name);
    };
    for (const ModuleRow& m : builder.modules) sort(m.first, m.count);
    for (const ClassRow& c : builder.classes) sort(c.first_member, c.members);
    std::map<std::tuple<int, int, int, int, int>, std::uint16_t> trait_rows;
    std::vector<Symbol::Traits> traits;
    auto row_of = [&](const SymbolEntry& s) {
        auto [at, fresh] = trait_rows.try_emplace({s.kind, s.flags, s.versions, s.platforms, s.deprecated},
                                                  narrow<std::uint16_t>(traits.size()));
        if (fresh) traits.push_back(s);
        return at->second;
    };

    Out out;
    out.text =
        "// Made from typeshed by generate-library.\n#include \"semantics/library/library_table.h\"\n\n"
        "namespace zen::library {\nnamespace {\nconstexpr char pool[] =\n";
    std::string literal;
    for (char c : pool) {
        if (c == '"' || c == '\\') literal += '\\';
        literal += c == '\n' ? std::string("\\n") : std::string(1, c);
        if (literal.size() > 110 && c != '\\') out.text += formatted("\"{}\"\n", literal), literal.clear();
    }
    append(out.text, "\"{}\";\n", literal);
    auto number = [&](auto v) { out.number(v); };
    out.array("std::uint16_t", "starts", starts, number);
    out.array("std::uint16_t", "turns", turns, number);
    out.text += "#ifdef ZENLINT_NAMES_UNHASHED\nconstexpr std::span<const std::uint16_t> seeds, slots;\n#else\n";
    out.array("std::uint16_t", "seeds", seeds, number);
    out.array("std::uint16_t", "slots", slots, number);
    out.text += "#endif\n";
    std::vector<ModuleRow> modules;
    for (std::uint16_t i : module_order) modules.push_back(builder.modules[i]);
    out.array("ModuleRow", "modules", modules,
              [&](const ModuleRow& m) { out.row(rank[m.name], m.count, m.first, m.versions, m.has_all); });
    out.array("Symbol", "symbols", symbols, [&](const SymbolEntry& s) { out.row(s.name, s.ref, row_of(s)); });
    out.text += "using K = Symbol::Kind;\n";
    out.array("Symbol::Traits", "traits", traits, [&](const Symbol::Traits& t) {
        append(out.text, "{{K{{{}}},{},{},{},{}}}", t.kind, t.flags, t.versions, t.platforms, t.deprecated);
    });
    out.array("ClassRow", "classes", builder.classes, [&](const ClassRow& c) {
        out.row(rank[c.name], c.flags, c.bases, c.members, c.first_base, c.first_member, c.parameters);
    });
    std::vector<std::uint16_t> class_order(builder.classes.size());
    std::iota(class_order.begin(), class_order.end(), std::uint16_t{0});
    std::ranges::stable_sort(class_order, {}, [&](std::uint16_t i) { return rank[builder.classes[i].name]; });
    out.array("std::uint16_t", "class_order", class_order, number);
    out.array("Base", "bases", builder.bases, [&](const Base& b) { out.row(b.type, b.versions); });
    out.array("Function", "functions", builder.functions,
              [&](const Function& f) { out.row(f.first, f.count, f.flags); });
    out.array("Signature", "signatures", builder.signatures,
              [&](const Signature& s) { out.row(s.first, s.count, s.flags, s.result, rank[s.deprecated]); });
    out.array("Parameter", "parameters", builder.parameters,
              [&](const Parameter& p) { out.row(rank[p.name], p.type, rank[p.default_value], p.kind, p.optional); });
    out.text += "using O = TypeRow::Op;\n";
    out.array("TypeRow", "types", builder.type_rows, [&](const TypeRow& t) {
        append(out.text, "{{O{{{}}},{},{},{}}}", t.op, t.count, t.ref,
               t.op == TypeRow::literal ? rank[t.first] : t.first);
    });
    out.array("TypeId", "arguments", builder.arguments, number);
    out.text +=
        "}  // namespace\n\nconst Table& table() {\n    static constexpr Table all{{pool, sizeof pool - 1}, starts, "
        "turns, seeds, slots, modules, symbols, traits, classes, class_order, bases, functions, signatures, "
        "parameters, types, arguments};\n"
        "    return all;\n}\n\n}  // namespace zen::library\n";
    std::ofstream file(path, std::ios::binary);
    file << out.text;
    if (!file.flush()) throw std::runtime_error(formatted("{}: cannot be written", path.string()));
    auto bytes = [](const auto& v) { return v.size() * sizeof v[0]; };
    std::size_t total =
        pool.size() + bytes(starts) + bytes(seeds) + bytes(slots) + bytes(modules) + symbols.size() * sizeof(Symbol) +
        bytes(traits) + bytes(builder.classes) + bytes(builder.bases) + bytes(class_order) + bytes(builder.functions) +
        bytes(builder.signatures) + bytes(builder.parameters) + bytes(builder.type_rows) + bytes(builder.arguments);
    std::printf(
        "%zu modules, %zu classes, %zu symbols, %zu functions, %zu signatures, %zu parameters, %zu types, %zu strings "
        "(%zu "
        "bytes): %zu bytes in all\n",
        modules.size(), builder.classes.size(), symbols.size(), builder.functions.size(), builder.signatures.size(),
        builder.parameters.size(), builder.type_rows.size(), sorted.size(), pool.size(), total);
}

}  // namespace zen::host

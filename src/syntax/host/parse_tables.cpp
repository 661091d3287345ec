#include "parse_tables.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "table_writer.h"

using namespace generate;

namespace {

// The index into parse_actions, or the next state of a nonterminal.
unsigned entry(unsigned state, unsigned symbol) {
    if (state < grammar->large_state_count) return grammar->parse_table[state * grammar->symbol_count + symbol];
    const std::uint16_t* at =
        grammar->small_parse_table + grammar->small_parse_table_map[state - grammar->large_state_count];
    for (unsigned groups = *at++; groups > 0; --groups) {
        unsigned value = *at++, count = *at++;
        for (; count > 0; --count)
            if (*at++ == symbol) return value;
    }
    return 0;
}

struct Reduce {
    TSSymbol symbol;
    unsigned child_count, production;
    int precedence;
    std::vector<std::pair<unsigned, unsigned>> fields;  // child, field
    std::vector<TSSymbol> aliases;                      // empty without any

    // The root's node is made at the end of the parse, with all that lies around it.
    bool visible() const { return symbol != grammar->token_count && grammar->symbol_metadata[symbol].visible; }
    bool leaves_no_trace() const {
        return child_count == 1 && symbol != grammar->token_count && !visible() && fields.empty() && aliases.empty() &&
               precedence == 0;
    }
};

class ParseTable {
  public:
    std::vector<std::vector<std::uint16_t>> actions;  // by state and token
    std::vector<Reduce> reductions;
    std::vector<std::vector<std::uint16_t>> conflicts;
    std::vector<unsigned> units;  // by goto column

    ParseTable() : units(grammar->symbol_count - grammar->token_count) {
        if (grammar->state_count > 0xFFF) fail("%u states do not fit into an action", grammar->state_count);
        for (unsigned state = 0; state < grammar->state_count; ++state) {
            std::vector<std::uint16_t> row;
            for (unsigned token = 0; token < grammar->token_count; ++token) row.push_back(action(state, token));
            actions.push_back(row);
        }
    }

  private:
    std::map<unsigned, unsigned> conflict_of_;
    std::map<std::tuple<unsigned, unsigned, unsigned, int>, unsigned> reduction_of_;

    unsigned reduction(const TSParseAction& a) {
        auto key =
            std::tuple(a.reduce.symbol, a.reduce.child_count, a.reduce.production_id, a.reduce.dynamic_precedence);
        auto [place, fresh] = reduction_of_.emplace(key, static_cast<unsigned>(reductions.size()));
        if (!fresh) return place->second;
        Reduce r{a.reduce.symbol, a.reduce.child_count, a.reduce.production_id, a.reduce.dynamic_precedence, {}, {}};
        if (r.child_count == 0 && r.symbol != grammar->token_count)
            fail("an empty rule, %s", grammar->symbol_names[r.symbol]);
        TSMapSlice slice = grammar->field_map_slices[r.production];
        std::set<unsigned> has_field;  // the first entry of a child is the one that counts
        for (unsigned i = 0; i < slice.length; ++i) {
            const TSFieldMapEntry& f = grammar->field_map_entries[slice.index + i];
            if (!f.inherited && f.child_index < r.child_count && has_field.insert(f.child_index).second)
                r.fields.emplace_back(f.child_index, f.field_id);
        }
        for (unsigned i = 0; i < r.child_count && r.production != 0; ++i) {
            TSSymbol alias = grammar->alias_sequences[r.production * grammar->max_alias_sequence_length + i];
            if (!alias) continue;
            r.aliases.resize(grammar->max_alias_sequence_length);
            r.aliases[i] = alias;
        }
        reductions.push_back(r);
        return place->second;
    }

    std::uint16_t single(const TSParseAction& a) {
        switch (a.type) {
            case TSParseActionTypeShift:
                return a.shift.extra ? 0xC000 : a.shift.state;
            case TSParseActionTypeAccept:
                return 0xC001;
            case TSParseActionTypeRecover:
                return 0;  // only in the state of errors
            default:
                break;
        }
        unsigned r = reduction(a);
        if (!reductions[r].leaves_no_trace()) return static_cast<std::uint16_t>(0x4000 | r);
        unsigned column = reductions[r].symbol - grammar->token_count;
        units[column] = r;
        return static_cast<std::uint16_t>(0x2000 | column);
    }

    std::uint16_t action(unsigned state, unsigned token) {
        const unsigned index = entry(state, token);
        if (index == 0) return 0;
        const TSParseActionEntry* at = grammar->parse_actions + index;
        std::vector<TSParseAction> list;
        for (unsigned i = 0; i < at->entry.count; ++i) {
            const TSParseAction& a = at[1 + i].action;
            if (a.type == TSParseActionTypeShift && a.shift.repetition) continue;  // the runtime passes over these too
            if (a.type == TSParseActionTypeRecover && state != 0) fail("a recover action in state %u", state);
            if (a.type == TSParseActionTypeShift && a.shift.extra && grammar->public_symbol_map[token] != token)
                fail("the extra %s has another's kind", grammar->symbol_names[token]);
            // The runtime passes over an empty token that changes nothing.
            if (a.type == TSParseActionTypeShift && a.shift.state == state &&
                token == grammar->external_scanner.symbol_map[0])
                fail("a line end that leads from state %u to itself", state);
            list.push_back(a);
        }
        if (list.empty()) return 0;
        if (list.size() == 1) return single(list[0]);
        auto [place, fresh] = conflict_of_.emplace(index, static_cast<unsigned>(conflicts.size()));
        if (fresh) {
            std::vector<std::uint16_t> all;
            for (const TSParseAction& a : list) all.push_back(single(a));
            conflicts.push_back(all);
        }
        return static_cast<std::uint16_t>(0x8000 | place->second);
    }
};

// Rows of the goto table laid over each other where their entries do not collide: most are nearly empty.
struct PackedRows {
    std::vector<unsigned> base;  // by state
    std::vector<std::uint16_t> entries;

    explicit PackedRows(const std::vector<std::vector<std::uint16_t>>& rows) : base(rows.size()) {
        std::map<std::vector<std::uint16_t>, std::vector<unsigned>> alike;
        for (unsigned state = 0; state < rows.size(); ++state) alike[rows[state]].push_back(state);
        std::vector<decltype(alike)::const_pointer> order;
        for (const auto& each : alike) order.push_back(&each);
        auto weight = [](const auto* each) {
            return std::ranges::count_if(each->first, [](auto v) { return v != 0; });
        };
        std::ranges::stable_sort(order, std::greater(), weight);
        for (const auto* each : order) {
            unsigned at = place(each->first);
            for (unsigned state : each->second) base[state] = at;
        }
        if (entries.size() > 0xFFFF) fail("the packed goto table is too large");
    }

  private:
    unsigned place(const std::vector<std::uint16_t>& row) {
        for (unsigned at = 0;; ++at) {
            if (entries.size() < at + row.size()) entries.resize(at + row.size());
            bool free = true;
            for (unsigned i = 0; i < row.size() && free; ++i) free = row[i] == 0 || entries[at + i] == 0;
            if (!free) continue;
            for (unsigned i = 0; i < row.size(); ++i)
                if (row[i]) entries[at + i] = row[i];
            return at;
        }
    }
};

// The tokens' columns in the action table: those that are frequent in real code come first, and share a cache line.
// Names that a newer grammar lacks do no harm.
std::vector<unsigned> action_columns() {
    std::istringstream frequent(
        "identifier ( ) , . = : [ ] _newline string_start _string_content string_end integer _indent _dedent comment "
        "def if "
        "return in for not import from none true false { } + -");
    std::vector<unsigned> column(grammar->token_count, ~0u);
    unsigned used = 0;
    for (std::string name; frequent >> name;)
        for (unsigned t = 0; t < grammar->token_count; ++t)
            if (column[t] == ~0u && grammar->symbol_names[t] == name) column[t] = used++;
    for (unsigned& c : column)
        if (c == ~0u) c = used++;
    return column;
}

}  // namespace

generate::ActionPlace generate::action_place(unsigned token) {
    static const std::vector<unsigned> columns = action_columns();
    return {columns[token] / block_width * grammar->state_count, columns[token] % block_width};
}

void generate::write_parse_tables() {
    ParseTable table;
    const unsigned tokens = grammar->token_count, columns = grammar->symbol_count - tokens;
    if (grammar->symbol_names[tokens] != std::string_view("module")) fail("the root is not called module");
    std::vector<std::vector<std::uint16_t>> gotos;
    for (unsigned state = 0; state < grammar->state_count; ++state) {
        std::vector<std::uint16_t> row;
        for (unsigned column = 0; column < columns; ++column)
            row.push_back(static_cast<std::uint16_t>(entry(state, tokens + column)));
        gotos.push_back(row);
    }
    PackedRows packed(gotos);

    std::vector<std::pair<unsigned, unsigned>> fields;
    std::vector<std::vector<TSSymbol>> aliases;
    std::vector<unsigned> alias_rows;
    std::size_t most_in_conflict = 0;
    for (const auto& c : table.conflicts) most_in_conflict = std::max(most_in_conflict, c.size());
    constant("state_count", grammar->state_count);
    constant("token_count", tokens);
    const unsigned blocks = (tokens + block_width - 1) / block_width;
    constant("block_width", block_width);
    constant("action_blocks", blocks);
    constant("goto_columns", columns);
    constant("goto_size", packed.entries.size());
    constant("reduction_count", table.reductions.size());
    constant("conflict_count", table.conflicts.size());
    constant("max_conflict", most_in_conflict);
    auto empty = std::ranges::find(table.reductions, 0u, &Reduce::child_count) - table.reductions.begin();
    constant("empty_reduction", static_cast<unsigned long long>(empty));
    constant("root_kind", grammar->public_symbol_map[tokens]);
    constant("identifier", grammar->keyword_capture_token);

    std::vector<std::vector<unsigned>> rows(blocks * grammar->state_count, std::vector<unsigned>(block_width));
    for (unsigned t = 0; t < tokens; ++t) {
        const ActionPlace place = action_place(t);
        for (unsigned state = 0; state < grammar->state_count; ++state)
            rows[place.rows + state][place.column] = table.actions[state][t];
    }
    std::map<std::vector<unsigned>, std::size_t> numbered;
    std::vector<std::size_t> row_numbers;
    std::vector<unsigned> actions;
    for (const auto& row : rows) {
        const auto [at, added] = numbered.try_emplace(row, numbered.size());
        if (added) actions.insert(actions.end(), row.begin(), row.end());
        row_numbers.push_back(at->second);
    }
    if (numbered.size() > 0xFFFF) fail("too many rows of actions");
    constant("action_row_count", numbered.size());
    numbers("Action actions alignas(64)[action_row_count * block_width]", actions);
    numbers("std::uint16_t action_row[action_blocks * state_count]", row_numbers);
    numbers("std::uint16_t goto_base[state_count]", packed.base);
    numbers("State goto_entries[goto_size]", packed.entries);
    array("Reduction reductions[reduction_count]", table.reductions, [&](const Reduce& r) {
        std::fputs("{", source);
        print_head(r.symbol);
        std::fprintf(source, ",%u,%zu,%zu,%u,%d,%d}", r.symbol - tokens, fields.size(), r.fields.size(),
                     r.child_count - (r.child_count != 0), r.visible(), !r.aliases.empty() || r.child_count == 0);
        fields.insert(fields.end(), r.fields.begin(), r.fields.end());
        alias_rows.push_back(static_cast<unsigned>(aliases.size()));
        if (!r.aliases.empty()) {
            auto same = std::ranges::find(aliases, r.aliases);
            alias_rows.back() = static_cast<unsigned>(same - aliases.begin());
            if (same == aliases.end()) aliases.push_back(r.aliases);
        } else {
            alias_rows.back() = 0;
        }
    });
    array("ReductionRank reduction_ranks[reduction_count]", table.reductions,
          [](const Reduce& r) { std::fprintf(source, "{%u,%d}", r.symbol, r.precedence); });
    numbers("std::uint16_t unit_reductions[goto_columns]", table.units);
    array("FieldOf field_of[field_of_count]", fields,
          [](auto f) { std::fprintf(source, "{%u,%u}", f.first, f.second); });
    array("NodeHead aliases[alias_rows][alias_width]", aliases, [](const std::vector<TSSymbol>& row) {
        std::fputs("{", source);
        for (TSSymbol alias : row) {
            print_head(alias);
            std::fputs(",", source);
        }
        std::fputs("}", source);
    });
    numbers("std::uint8_t alias_row[reduction_count]", alias_rows);
    array("Conflict conflict_list[conflict_count]", table.conflicts, [](const std::vector<std::uint16_t>& c) {
        std::fprintf(source, "{%zu,{", c.size());
        for (unsigned a : c) std::fprintf(source, "%u,", a);
        std::fputs("}}", source);
    });
    if (aliases.size() > 255 || fields.size() > 0xFFFF) fail("too many aliases or fields");
    constant("field_of_count", fields.size());
    constant("alias_rows", aliases.size());
    constant("alias_width", grammar->max_alias_sequence_length);
}

// Host tool: turns the parse tables and the generated lexer of the tree-sitter-python that the build links into the constant
// tables of syntax/tables.h. What it does not understand stops the build.
#include <algorithm>
#include <cctype>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

extern "C" {
#include "tree_sitter/parser.h"
const TSLanguage* tree_sitter_python(void);
}

#include "lexer_step.h"

namespace {

[[noreturn]] void fail(const char* format, ...) {
    std::va_list rest;
    va_start(rest, format);
    std::fputs("generate-tables: ", stderr);
    std::vfprintf(stderr, format, rest);
    std::fputc('\n', stderr);
    std::exit(1);
}

const TSLanguage* const grammar = tree_sitter_python();
constexpr unsigned named_flag = 1, extra_flag = 2;  // NodeRecord::Flag

// --- Output ---

std::FILE* header;  // table_sizes.h
std::FILE* source;  // tables.cpp

void constant(const char* name, unsigned long long value) {
    std::fprintf(header, "inline constexpr unsigned %s = %llu;\n", name, value);
}

// One array definition; `print` writes one element.
template <class Elements, class Print>
void array(const char* declaration, const Elements& elements, Print print) {
    std::fprintf(source, "const %s = {", declaration);
    std::size_t n = 0;
    for (const auto& element : elements) {
        if (n++ % 16 == 0) std::fputs("\n    ", source);
        print(element);
        std::fputs(", ", source);
    }
    std::fputs("\n};\n", source);
}

template <class Number>
void numbers(const char* declaration, const std::vector<Number>& elements) {
    array(declaration, elements, [](Number n) { std::fprintf(source, "%u", static_cast<unsigned>(n)); });
}

template <class Number>
void matrix(const char* declaration, const std::vector<std::vector<Number>>& rows) {
    array(declaration, rows, [](const std::vector<Number>& row) {
        std::fputs("{", source);
        for (Number n : row) std::fprintf(source, "%u,", static_cast<unsigned>(n));
        std::fputs("}", source);
    });
}

struct Head {
    unsigned kind, flags;
};

Head head_of(TSSymbol symbol, unsigned more_flags = 0) {
    TSSymbolMetadata meta = grammar->symbol_metadata[symbol];
    return {grammar->public_symbol_map[symbol], (meta.named ? named_flag : 0) | more_flags};
}

void print_head(Head head) { std::fprintf(source, "{%u,0,%u}", head.kind, head.flags); }

// --- The parse table ---

// The index into parse_actions, or the next state of a nonterminal.
unsigned entry(unsigned state, unsigned symbol) {
    if (state < grammar->large_state_count) return grammar->parse_table[state * grammar->symbol_count + symbol];
    const std::uint16_t* at = grammar->small_parse_table + grammar->small_parse_table_map[state - grammar->large_state_count];
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
        return child_count == 1 && symbol != grammar->token_count && !visible() && fields.empty() && aliases.empty() && precedence == 0;
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
        auto key = std::tuple(a.reduce.symbol, a.reduce.child_count, a.reduce.production_id, a.reduce.dynamic_precedence);
        auto [place, fresh] = reduction_of_.emplace(key, static_cast<unsigned>(reductions.size()));
        if (!fresh) return place->second;
        Reduce r{a.reduce.symbol, a.reduce.child_count, a.reduce.production_id, a.reduce.dynamic_precedence, {}, {}};
        if (r.child_count == 0 && r.symbol != grammar->token_count) fail("an empty rule, %s", grammar->symbol_names[r.symbol]);
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
            case TSParseActionTypeAccept: return 0xC001;
            case TSParseActionTypeRecover: return 0;  // only in the state of errors
            default: break;
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
            if (a.type == TSParseActionTypeShift && a.shift.state == state && token == grammar->external_scanner.symbol_map[0])
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

// Columns of the action table, the tokens that are frequent in real code first. Names that a newer grammar lacks do no harm.
constexpr unsigned block_width = 32;
const std::vector<unsigned>& action_columns() {
    static const std::vector<unsigned> columns = [] {
        constexpr const char* frequent[] = {"identifier", "(",          ")",    ",",  ".",    "=",       ":",       "[",   "]",      "_newline", "string_start",
                                            "_string_content", "string_end", "integer", "_indent", "_dedent", "comment", "def", "if", "return", "in", "for",
                                            "not", "import", "from", "none", "true", "false", "{", "}", "+", "-"};
        static_assert(std::size(frequent) == block_width);
        std::vector<unsigned> column(grammar->token_count, ~0u);
        unsigned used = 0;
        for (const char* name : frequent)
            for (unsigned t = 0; t < grammar->token_count; ++t)
                if (column[t] == ~0u && grammar->symbol_names[t] == std::string_view(name) && used < block_width) column[t] = used++;
        for (unsigned& c : column)
            if (c == ~0u) c = used++;
        return column;
    }();
    return columns;
}

// Rows of the goto table laid over each other where their entries do not collide: most are nearly empty.
struct PackedRows {
    std::vector<unsigned> base;           // by state
    std::vector<std::uint16_t> entries;

    explicit PackedRows(const std::vector<std::vector<std::uint16_t>>& rows) : base(rows.size()) {
        std::map<std::vector<std::uint16_t>, std::vector<unsigned>> alike;
        for (unsigned state = 0; state < rows.size(); ++state) alike[rows[state]].push_back(state);
        std::vector<decltype(alike)::const_pointer> order;
        for (const auto& each : alike) order.push_back(&each);
        auto weight = [](const auto* each) { return std::ranges::count_if(each->first, [](auto v) { return v != 0; }); };
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

void write_parse_table() {
    ParseTable table;
    const unsigned tokens = grammar->token_count, columns = grammar->symbol_count - tokens;
    if (grammar->symbol_names[tokens] != std::string_view("module")) fail("the root is not called module");
    std::vector<std::vector<std::uint16_t>> gotos;
    for (unsigned state = 0; state < grammar->state_count; ++state) {
        std::vector<std::uint16_t> row;
        for (unsigned column = 0; column < columns; ++column) row.push_back(static_cast<std::uint16_t>(entry(state, tokens + column)));
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

    std::vector<unsigned> by_block(blocks * grammar->state_count * block_width);
    for (unsigned state = 0; state < grammar->state_count; ++state)
        for (unsigned t = 0; t < tokens; ++t) {
            unsigned column = action_columns()[t];
            by_block[(column / block_width * grammar->state_count + state) * block_width + column % block_width] = table.actions[state][t];
        }
    numbers("Action actions[action_blocks * state_count * block_width]", by_block);
    numbers("std::uint16_t goto_base[state_count]", packed.base);
    numbers("State goto_entries[goto_size]", packed.entries);
    array("Reduction reductions[reduction_count]", table.reductions, [&](const Reduce& r) {
        std::fputs("{", source);
        print_head(head_of(r.symbol));
        std::fprintf(source, ",%u,%zu,%zu,%u,%d,%d}", r.symbol - tokens, fields.size(), r.fields.size(), r.child_count - (r.child_count != 0), r.visible(),
                     !r.aliases.empty() || r.child_count == 0);
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
    array("FieldOf field_of[field_of_count]", fields, [](auto f) { std::fprintf(source, "{%u,%u}", f.first, f.second); });
    array("NodeHead aliases[alias_rows][alias_width]", aliases, [](const std::vector<TSSymbol>& row) {
        std::fputs("{", source);
        for (TSSymbol alias : row) {
            print_head(alias ? head_of(alias) : Head{0, 0});
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

// --- The lexer ---

class Automaton {
  public:
    static constexpr unsigned ascii = 128;
    std::vector<std::vector<std::uint8_t>> next;
    std::vector<std::uint8_t> at_end;
    std::vector<std::uint16_t> accepts;
    std::vector<bool> skips;
    std::vector<std::pair<std::uint32_t, unsigned>> classes;  // first code point, column
    unsigned columns = ascii;

    Automaton() {
        for (unsigned i = 0; i < grammar->state_count; ++i) states_ = std::max<unsigned>(states_, grammar->lex_modes[i].lex_state + 1);
        for (unsigned s = 0; s < states_; ++s) add_state(s);  // grows while it runs
        if (states_ >= 0xFF) fail("%u states of the lexer do not fit", states_);
        for (unsigned s = 0; s < states_; ++s)
            if (entered_by_[s].size() > 1) fail("lexer state %u is entered both by skipping and by reading", s);
        for (unsigned s = 0; s < states_; ++s) skips.push_back(entered_by_[s].contains(STEP_SKIP));
        add_classes();
    }

    std::uint8_t abilities(unsigned start) const {
        auto self = [&](unsigned char c) { return next[start][c] == start && skips[start]; };
        bool names = true;
        unsigned name = next[start]['a'];
        for (unsigned c = 0; c < ascii; ++c) {
            bool letter = std::isalpha(static_cast<int>(c)) || c == '_';
            if (letter && (next[start][c] != name || !names_end_at_others(name))) names = false;
        }
        unsigned hash = next[start]['#'];
        bool comments = hash != no_state_ && !skips[hash] && grammar->symbol_names[accepts_or_end(hash)] == std::string_view("comment");
        for (unsigned c = 1; c < columns && comments; ++c) comments = next[hash][c] == (c == '\n' ? no_state_ : hash);
        bool blanks = self(' ');
        return static_cast<std::uint8_t>(blanks | (blanks && self('\n')) << 1 | names << 2 | comments << 3);
    }

  private:
    static constexpr unsigned no_state_ = 0xFF;
    unsigned states_ = 0;
    std::map<unsigned, std::set<int>> entered_by_;

    unsigned accepts_or_end(unsigned s) const { return accepts[s] == 0xFFFF ? 0 : accepts[s]; }

    std::uint8_t target(const LexerStep& step) {
        if (step.action == STEP_NONE) return no_state_;
        states_ = std::max(states_, static_cast<unsigned>(step.next) + 1);
        entered_by_[static_cast<unsigned>(step.next)].insert(step.action);
        return static_cast<std::uint8_t>(step.next);
    }

    void add_state(unsigned s) {
        std::vector<std::uint8_t> row;
        for (unsigned c = 0; c < ascii; ++c) row.push_back(target(lexer_step(s, static_cast<std::int32_t>(c), 0)));
        next.push_back(row);
        LexerStep end = lexer_step(s, 0, 1);
        at_end.push_back(target(end));
        accepts.push_back(static_cast<std::uint16_t>(end.accept < 0 ? 0xFFFF : end.accept));
    }

    // A column for every set of code points that no state tells apart; the last is for bytes that are not UTF-8.
    void add_classes() {
        std::map<std::string, unsigned> column_of;
        std::string column(states_, '\0');
        auto classify = [&](std::int32_t c) {
            for (unsigned s = 0; s < states_; ++s) {
                column[s] = static_cast<char>(target(lexer_step(s, c, 0)));
                if (s >= next.size()) fail("a lexer state that ASCII never reaches");
            }
            auto [place, fresh] = column_of.emplace(column, columns);
            if (fresh) {
                ++columns;
                for (unsigned s = 0; s < states_; ++s) next[s].push_back(static_cast<std::uint8_t>(column[s]));
            }
            return place->second;
        };
        for (std::int32_t c = ascii; c < 0x110000; ++c) {
            unsigned column_of_c = classify(c);
            if (classes.empty() || classes.back().second != column_of_c) classes.emplace_back(static_cast<std::uint32_t>(c), column_of_c);
        }
        classes.emplace_back(0x110000, classify(-1));
        if (columns > 0xFF) fail("%u columns in the lexer", columns);
    }

    // Does the state of names read on with exactly letters, digits and _ among ASCII?
    bool names_end_at_others(unsigned name) const {
        if (name == no_state_ || accepts[name] != grammar->keyword_capture_token) return false;
        for (unsigned c = 0; c < ascii; ++c)
            if (next[name][c] != (std::isalnum(static_cast<int>(c)) || c == '_' ? name : no_state_)) return false;
        return true;
    }
};

void write_lexer() {
    Automaton automaton;
    constexpr const char* externals[] = {"_newline",   "_indent", "_dedent", "string_start", "_string_content", "escape_interpolation",
                                         "string_end", "comment", "]",       ")",            "}",               "except"};
    if (grammar->external_token_count != std::size(externals)) fail("%u external tokens", grammar->external_token_count);
    std::vector<unsigned> external_symbols;
    for (unsigned i = 0; i < std::size(externals); ++i) {
        TSSymbol symbol = grammar->external_scanner.symbol_map[i];
        if (grammar->symbol_names[symbol] != std::string_view(externals[i]))
            fail("external token %u is %s, not %s", i, grammar->symbol_names[symbol], externals[i]);
        external_symbols.push_back(symbol);
    }
    unsigned reserved_sets = 1;
    for (unsigned s = 0; s < grammar->state_count; ++s)
        reserved_sets = std::max<unsigned>(reserved_sets, grammar->lex_modes[s].reserved_word_set_id + 1);
    if (reserved_sets > 16) fail("%u sets of reserved words", reserved_sets);
    std::vector<std::vector<bool>> reserved(reserved_sets, std::vector<bool>(grammar->token_count));
    for (unsigned set = 1; set < reserved_sets; ++set)
        for (unsigned i = 0; i < grammar->max_reserved_word_set_size; ++i) {
            TSSymbol word = grammar->reserved_words[set * grammar->max_reserved_word_set_size + i];
            if (!word) break;
            reserved[set][word] = true;
        }
    std::vector<TSLexerMode> modes(grammar->lex_modes, grammar->lex_modes + grammar->state_count);
    array("LexMode lex_modes[state_count]", modes, [&](const TSLexerMode& mode) {
        if (mode.lex_state == 0xFFFF) fail("an extra that is no token");
        unsigned valid = 0;
        for (unsigned i = 0; i < std::size(externals) && mode.external_lex_state; ++i)
            if (grammar->external_scanner.states[mode.external_lex_state * std::size(externals) + i]) valid |= 1u << i;
        bool in_string = valid & 1u << 4;
        if (in_string && (valid & 2) && &mode != &modes[0]) fail("string content and an indent expected together");
        std::fprintf(source, "{%u,%u,%u,%u}", valid, mode.lex_state, in_string ? 0u : automaton.abilities(mode.lex_state),
                     mode.reserved_word_set_id);
    });
    std::vector<unsigned> tokens;
    for (unsigned i = 0; i < grammar->token_count; ++i) tokens.push_back(i);
    array("TokenInfo token_info[token_count]", tokens, [&](unsigned t) {
        auto place = std::ranges::find(external_symbols, t) - external_symbols.begin();
        bool external = place < 7;  // the others are asked for, but never given, by the scanner
        if (external && std::ranges::find(automaton.accepts, t) != automaton.accepts.end()) fail("token %u has two readers", t);
        std::fputs("{", source);
        print_head(head_of(static_cast<TSSymbol>(t)));
        unsigned column = action_columns()[t];
        std::fprintf(source, ",%d,%d,%u}", grammar->symbol_metadata[t].visible, external,
                     column / block_width * grammar->state_count * block_width + column % block_width);
    });
    numbers("Symbol external_symbols[external_count]", external_symbols);
    array("bool reserved_words[reserved_set_count][token_count]", reserved, [](const std::vector<bool>& row) {
        std::fputs("{", source);
        for (bool b : row) std::fputs(b ? "1," : "0,", source);
        std::fputs("}", source);
    });
    matrix("std::uint8_t lexer_next[lexer_state_count][lexer_columns]", automaton.next);
    numbers("std::uint8_t lexer_next_at_end[lexer_state_count]", automaton.at_end);
    numbers("Symbol lexer_accepts[lexer_state_count]", automaton.accepts);
    array("bool lexer_skips[lexer_state_count]", automaton.skips, [](bool b) { std::fputs(b ? "1" : "0", source); });
    array("CodePoints code_points[code_points_count]", automaton.classes, [](auto c) { std::fprintf(source, "{%u,%u}", c.first, c.second); });
    constant("reserved_set_count", reserved_sets);
    constant("lexer_state_count", automaton.next.size());
    constant("lexer_columns", automaton.columns);
    constant("code_points_count", automaton.classes.size());
}

// --- Keywords ---

struct Word {
    std::string text;
    unsigned symbol;
    std::uint64_t half(std::size_t from) const {
        std::uint64_t value = 0;
        for (std::size_t i = from; i < text.size() && i < from + 8; ++i)
            value |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << 8 * (i - from);
        return value;
    }
};

// All words that the keyword lexer accepts, found by walking it.
void collect_words(unsigned state, const std::string& so_far, std::vector<Word>& words) {
    if (so_far.size() > 16) fail("a keyword longer than 16 letters: %s…", so_far.c_str());
    LexerStep here = keyword_lexer_step(state, 0, 1);
    if (here.accept >= 0) words.push_back({so_far, static_cast<unsigned>(here.accept)});
    for (int c = 0; c < 0x300; ++c) {
        LexerStep step = keyword_lexer_step(state, c, 0);
        if (step.action == STEP_NONE || (so_far.empty() && step.action == STEP_SKIP)) continue;
        if (step.action == STEP_SKIP || !(std::isalnum(c) || c == '_') || c >= 128) fail("an odd keyword after `%s`", so_far.c_str());
        collect_words(static_cast<unsigned>(step.next), so_far + static_cast<char>(c), words);
    }
}

// A hash without collisions: the first 8 letters times an odd number, the top bits of it.
void write_keywords() {
    constexpr unsigned bits = 8;
    std::vector<Word> words;
    collect_words(0, "", words);
    std::uint64_t factor = 0x9E3779B97F4A7C15u;
    std::vector<const Word*> slots;
    for (unsigned tries = 0;; ++tries) {
        if (tries == 1000000) fail("no perfect hash for the keywords");
        slots.assign(1u << bits, nullptr);
        bool collision = false;
        for (const Word& w : words) {
            const Word*& slot = slots[(w.half(0) * factor) >> (64 - bits)];
            collision |= slot != nullptr;
            slot = &w;
        }
        if (!collision) break;
        factor = (factor * 6364136223846793005u + 1442695040888963407u) | 1;
    }
    array("Keyword keywords[1u << keyword_bits]", slots, [](const Word* w) {
        if (w) std::fprintf(source, "{%lluu,%lluu,%u}", static_cast<unsigned long long>(w->half(0)), static_cast<unsigned long long>(w->half(8)), w->symbol);
        else std::fputs("{}", source);
    });
    constant("keyword_bits", bits);
    std::fprintf(header, "inline constexpr unsigned long long keyword_factor = %lluu;\n", static_cast<unsigned long long>(factor));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return std::fprintf(stderr, "usage: generate-tables SIZES_HEADER TABLES_SOURCE\n"), 2;
    if (grammar->abi_version != 15) fail("the grammar has ABI %u, this tool knows 15", grammar->abi_version);
    header = std::fopen(argv[1], "w");
    source = std::fopen(argv[2], "w");
    if (!header || !source) return std::perror("generate-tables"), 1;
    std::fputs("// Sizes of the tables, generated from the grammar at build.\n#pragma once\n\nnamespace zen::grammar {\n\n", header);
    std::fputs("// The grammar's tables, generated from it at build.\n#include \"syntax/tables.h\"\n\nnamespace zen::grammar {\n\n", source);
    write_parse_table();
    write_lexer();
    write_keywords();
    std::fputs("\n}  // namespace zen::grammar\n", header);
    std::fputs("\n}  // namespace zen::grammar\n", source);
    return (std::fclose(header) | std::fclose(source)) != 0;
}

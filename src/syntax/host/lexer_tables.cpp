#include "lexer_tables.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lexer_step.h"
#include "parse_tables.h"
#include "table_writer.h"

using namespace generate;

namespace {

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
        for (unsigned i = 0; i < grammar->state_count; ++i)
            states_ = std::max<unsigned>(states_, grammar->lex_modes[i].lex_state + 1);
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
        bool comments = hash != no_state_ && !skips[hash] &&
                        grammar->symbol_names[accepts_or_end(hash)] == std::string_view("comment");
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
            if (classes.empty() || classes.back().second != column_of_c)
                classes.emplace_back(static_cast<std::uint32_t>(c), column_of_c);
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
    constexpr const char* externals[] = {"_newline",
                                         "_indent",
                                         "_dedent",
                                         "string_start",
                                         "_string_content",
                                         "escape_interpolation",
                                         "string_end",
                                         "comment",
                                         "]",
                                         ")",
                                         "}",
                                         "except"};
    if (grammar->external_token_count != std::size(externals))
        fail("%u external tokens", grammar->external_token_count);
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
        std::fprintf(source, "{%u,%u,%u,%u}", valid, mode.lex_state,
                     in_string ? 0u : automaton.abilities(mode.lex_state), mode.reserved_word_set_id);
    });
    std::vector<unsigned> tokens;
    for (unsigned i = 0; i < grammar->token_count; ++i) tokens.push_back(i);
    array("TokenInfo token_info[token_count]", tokens, [&](unsigned t) {
        auto place = std::ranges::find(external_symbols, t) - external_symbols.begin();
        bool external = place < 7;  // the others are asked for, but never given, by the scanner
        if (external && std::ranges::find(automaton.accepts, t) != automaton.accepts.end())
            fail("token %u has two readers", t);
        std::fputs("{", source);
        print_head(static_cast<TSSymbol>(t));
        const std::string_view name = grammar->symbol_names[t];
        const int opens = name == "(" || name == "[" || name == "{", closes = name == ")" || name == "]" || name == "}";
        std::fprintf(source, ",%d,%d,%d,%d,%u,%u}", grammar->symbol_metadata[t].visible, external, place < 3,
                     opens - closes, action_place(t).rows, action_place(t).column);
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
    array("CodePoints code_points[code_points_count]", automaton.classes,
          [](auto c) { std::fprintf(source, "{%u,%u}", c.first, c.second); });
    constant("reserved_set_count", reserved_sets);
    constant("lexer_state_count", automaton.next.size());
    constant("lexer_columns", automaton.columns);
    constant("code_points_count", automaton.classes.size());
}

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
        if (step.action == STEP_SKIP || !(std::isalnum(c) || c == '_') || c >= 128)
            fail("an odd keyword after `%s`", so_far.c_str());
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
        if (w)
            std::fprintf(source, "{%lluu,%lluu,%u}", static_cast<unsigned long long>(w->half(0)),
                         static_cast<unsigned long long>(w->half(8)), w->symbol);
        else
            std::fputs("{}", source);
    });
    constant("keyword_bits", bits);
    std::fprintf(header, "inline constexpr unsigned long long keyword_factor = %lluu;\n",
                 static_cast<unsigned long long>(factor));
}

}  // namespace

void generate::write_lexer_tables() {
    write_lexer();
    write_keywords();
}

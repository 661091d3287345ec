#include "syntax/lr_driver.h"

namespace zen {

using namespace grammar;

std::uint32_t LrDriver::parse(const PaddedText& text, BuildingMemory& memory) {
    lexer_.begin(text);
    Building tree(memory, static_cast<std::size_t>(text.end() - text.begin()));
    scan_ = {};
    std::uint32_t at = 0;  // where the last token ended, extras counted
    State state = tree.state();
    Token token;
    for (;;) {
        if (!lexer_.read(state, at, scan_, token, [&tree] { return tree.line_may_end(); })) return 0;
        const TokenInfo* info = &token_info[token.symbol];
        const auto action_in = [&info](State s) {
            return actions[action_row[info->rows + s] * block_width + info->column];
        };
        for (Action action = action_in(state);;) {
            if (shifts(action)) {
                tree.shift(*info, token.start, token.end, action);
                at = token.end;
                state = action;
                if (info->external) scan_ = lexer_.after();
                break;
            }
            if (unit_reduces(action)) {
                const std::uint16_t below = goto_base[tree.state_below()];
                do {
                    state = goto_entries[below + unit_column(action)];
                    action = action_in(state);
                } while (unit_reduces(action));
                tree.wrap();
                tree.set_state(state);
                continue;
            }
            if (reduces(action)) [[likely]] {
                state = tree.reduce(operand(action));
                action = action_in(state);
                continue;
            }
            if (action == shift_extra) {
                tree.shift_extra(*info, token.start, token.end);
                at = token.end;
                if (info->external) scan_ = lexer_.after();
                break;
            }
            if (action == accept) {
                tree.finish(token.end);
                return lexer_.doubtful() ? 0 : tree.node_count();
            }
            if (conflicts(action)) {
                Building forked = tree;
                Token ahead = token;
                Forks::Outcome outcome = forks_.run(lexer_, forked, ahead, at, scan_);
                if (outcome == Forks::Outcome::failed) return 0;
                tree = forked;
                at = forks_.position();
                scan_ = forks_.scan_state();
                if (outcome == Forks::Outcome::accepted) {
                    tree.finish(at);
                    return lexer_.doubtful() ? 0 : tree.node_count();
                }
                state = tree.state();
                break;
            }
            // A keyword that cannot stand here may be a name all the same.
            if (token.keyword == 0 || token.symbol == identifier ||
                reserved_words[lex_modes[state].reserved()][token.symbol] || action_for(state, identifier) == 0)
                return 0;
            token.symbol = identifier;
            info = &token_info[identifier];
            action = action_in(state);
        }
    }
}

}  // namespace zen

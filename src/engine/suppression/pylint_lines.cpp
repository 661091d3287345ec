#include "engine/suppression/pylint_lines.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "engine/suppression/comment_scanner.h"
#include "engine/suppression/pylint_names.h"

namespace zen {
namespace {

using Form = Suppression::Form;

bool numbered(std::string_view name) {
    return name.size() == 5 && std::string_view("CREWFI").find(name[0]) != std::string_view::npos &&
           std::ranges::all_of(name.substr(1), ascii_digit);
}

// Messages that hang on lines rather than on nodes: a comment does not reach back to the start of its block. (The
// checkers that read tokens: refactoring and parts of string, format, spelling, miscellaneous.)
bool of_lines(std::string_view code) {
    constexpr std::array<std::string_view, 17> others = {"W0301", "W0311", "W0511", "W1401", "W1402", "W1404",
                                                         "W1405", "W1406", "C0301", "C0302", "C0303", "C0304",
                                                         "C0305", "C0325", "C0327", "C0328", "C2503"};
    return code.starts_with("R17") || std::ranges::find(others, code) != others.end();
}

bool same_word(std::string_view written, std::string_view lower_case) {
    return std::ranges::equal(written, lower_case,
                              [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
}

// Does a word of a comment mean a message of these names?
bool means(std::string_view written, std::span<const std::string_view> names) {
    for (std::string_view name : names) {
        if (written == name || written == "all") return true;
        if (!numbered(name)) continue;
        if (same_pylint_code(written, name) || (written.size() == 1 && written[0] == name[0])) return true;
        if (same_word(written, pylint_checker(name)) || former_pylint_name(written, name)) return true;
    }
    return false;
}

}  // namespace

void MessageStates::set(Rows rows, State state) {
    if (rows.first > rows.last) return;
    const State behind = at(rows.last + 1);
    from_.erase(from_.lower_bound(rows.first), from_.upper_bound(rows.last));
    from_[rows.first] = state;
    from_.try_emplace(rows.last + 1, behind);
}

void MessageStates::set_unknown(Rows rows, State state) {
    if (rows.first > rows.last) return;
    std::vector<Rows> gaps;
    for (auto it = std::prev(from_.upper_bound(rows.first)); it != from_.end() && it->first <= rows.last; ++it) {
        if (it->second.known != State::Known::nothing) continue;
        const auto next = std::next(it);
        gaps.push_back(
            {std::max(it->first, rows.first), next == from_.end() ? rows.last : std::min(next->first - 1, rows.last)});
    }
    for (Rows gap : gaps) set(gap, state);
}

bool pylint_shaped(std::string_view name) {
    return numbered(name) || (std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; }) &&
                              std::ranges::none_of(name, [](char c) { return upper_letter(c); }));
}

bool reported_at_def(std::string_view code) {
    constexpr std::array<std::string_view, 5> codes = {"W0102", "C0202", "C0203", "C0204", "E0213"};
    return std::ranges::find(codes, code) != codes.end();
}

PylintLines::PylintLines(const Tree& tree, const LineIndex& lines, const std::vector<Suppression>& all) : all_(all) {
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        const Suppression& s = all[i];
        if (s.form != Form::pylint_disable && s.form != Form::pylint_enable && s.form != Form::pylint_next) continue;
        comments_.push_back({i, s.form == Form::pylint_next ? std::nullopt : pylint_block(tree, lines, s.first_row)});
    }
}

std::optional<std::uint32_t> PylintLines::disabled_by(std::uint64_t key, std::span<const std::string_view> names,
                                                      std::uint32_t row) {
    auto [at, fresh] = known_.try_emplace(key);
    if (fresh) at->second = states_of(names);
    const MessageStates::State state = at->second.at(row);
    return state.known == MessageStates::State::Known::disabled ? std::optional(state.by) : std::nullopt;
}

// As pylint goes about it, comment by comment.
MessageStates PylintLines::states_of(std::span<const std::string_view> names) const {
    using State = MessageStates::State;
    const bool by_lines = std::ranges::any_of(names, of_lines);
    MessageStates states;
    for (const Comment& comment : comments_) {
        const Suppression& s = all_[comment.index];
        if (std::ranges::none_of(s.codes, [&](std::string_view code) { return means(code, names); })) continue;
        const State wanted{s.form == Form::pylint_enable ? State::Known::enabled : State::Known::disabled,
                           comment.index};
        const std::uint32_t at = s.first_row;
        if (s.form == Form::pylint_next) states.set({at, at}, wanted);
        if (!comment.block) continue;
        const PylintBlock& block = *comment.block;
        if (by_lines) {
            states.set({at, block.to}, wanted);
            continue;
        }
        std::uint32_t first = block.reach.first;
        const bool known = states.at(block.from).known != State::Known::nothing;
        if (first == block.from && first >= block.first_child && known) first = at;
        if (first < at) {
            // What stands above the comment keeps what is known of it, but for the row in which a block begins.
            const State before = at > block.first_child ? State{State::Known::enabled, comment.index} : wanted;
            if (!block.module) states.set({first, first}, before);
            states.set_unknown({block.module ? first : first + 1, at - 1}, before);
        }
        states.set({std::max(first, at), block.reach.last}, wanted);
    }
    return states;
}

}  // namespace zen

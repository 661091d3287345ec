#include "embed/without_pages.h"

namespace zen {

PackStore without_pages(PackStore store) {
    store.pages.clear();
    store.examples.clear();
    for (Clause& clause : store.clauses) {
        clause.text = {};
        clause.line = 0;
    }
    for (EditData& edit : store.edits) edit.line = 0;
    for (MatchData& match : store.matches) match.line = 0;
    for (OptionData& option : store.options) option.meaning = {};
    for (RuleData& rule : store.rules) {
        rule.path = {};
        rule.page = rule.prose = {};
        rule.examples = {};
    }
    return store;
}

}  // namespace zen

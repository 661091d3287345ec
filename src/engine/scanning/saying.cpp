#include "engine/scanning/saying.h"

#include "engine/fixing/fix_builder.h"
#include "engine/fixing/let_texts.h"
#include "engine/matching/conditions.h"
#include "engine/matching/vocabulary.h"
#include "text/formatted.h"

namespace zen {

namespace {

bool mentions_rewrite(std::string_view text) {
    return text.find("$rewrite") != text.npos || text.find("${rewrite}") != text.npos;
}

// What the page says of its match.
bool say(Match& match, Finding& out, const Clause* without) {
    const RulePack& pack = match.pack();
    std::optional<PageEdits> edits;
    std::vector<std::string> imports;
    if (make_texts(match, imports)) edits = page_edits(match);
    if (edits) edits->imports.insert(edits->imports.end(), imports.begin(), imports.end());
    for (const Clause& clause : RulePack::of(pack.clauses, match.data().where))
        if (vocabulary()[clause.question].form == Question::Form::fits && &clause != without &&
            (!edits || !edits->possible || !rewrite_fits(match, *edits)))
            return false;
    out.span = reported_span(match);
    for (const SayData& say : RulePack::of(pack.says, match.data().says)) {
        // What there is no rewrite for cannot be told by it.
        if ((!edits || !edits->sayable) && mentions_rewrite(pack[say.text])) continue;
        if (!all_hold(match, say.when)) continue;
        // Few messages show the rewrite, and to shorten it takes longer than the rest.
        const bool shown = edits && mentions_rewrite(pack[say.text]);
        out.message = match.message(pack[say.text], {{"rewrite", shown ? short_code(edits->rewrite) : ""}});
        break;
    }
    if (out.message.empty()) out.message = match.message(pack[match.rule().title]);
    for (const SayData& say : RulePack::of(pack.says, match.data().also))
        if (Span span = match.place(say.place).span(); !span.empty())
            out.related.push_back({span, match.message(pack[say.text])});
    if (edits && edits->possible) out.fix = FixBuilder::of_page(match, *std::move(edits), without);
    // The author of a page wants to know, and its readers.
    const bool own = !pack[match.rule().code].starts_with("ZEN");
    if (own && !out.fix && match.data().edits.count != 0 && !match.no_fix.empty() && match.no_fix != no_section_holds)
        append(out.message, " (no fix: {})", match.no_fix);
    return true;
}

}  // namespace

std::optional<Finding> reported(const Try& t, Match& match, Found* by_native, const Clause* without) {
    Finding out;
    out.rule = t.rule;
    out.match = t.match;
    if (by_native) {
        out.span = by_native->span;
        out.message = std::move(by_native->message);
        out.related = std::move(by_native->related);
        out.fix = FixBuilder::of_edits(match, *by_native, without);
    } else {
        if (!say(match, out, without)) return std::nullopt;
    }
    if (match.implements) return std::nullopt;
    if (out.message.empty()) {
        auto says = RulePack::of(match.pack().says, match.data().says);
        const bool title = says.empty() || (!match.data().native && mentions_rewrite(match.pack()[says.back().text]));
        out.message = match.message(match.pack()[title ? match.rule().title : says.back().text]);
    }
    return out;
}

}  // namespace zen

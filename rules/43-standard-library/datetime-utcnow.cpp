// `utcnow().replace(tzinfo=utc)` is replaced as a whole.
#include "rule.h"

namespace zen::rules {

Verdict datetime_utcnow(const Match& m) {
    Node outer = m.at.parent();
    std::string_view next = outer.is(Kind::attribute) ? outer.child(Field::attribute).text() : "";
    Edits edits(m);
    std::string zone = edits.name("datetime.timezone") + ".utc",
                now = edits.name("datetime.datetime") + ".now(" + zone + ")";
    if (m.index() == 1) {
        Node stamp = argument(m.at, "timestamp", 0);
        if (!stamp || !m.at.child(Field::arguments).has_children(1)) return silent;
        std::string code =
            edits.name("datetime.datetime") + ".fromtimestamp(" + std::string(stamp.text()) + ", tz=" + zone + ")";
        edits.replace(m.at, code);
        return found(m.at, edits,
                     m.message("`utcfromtimestamp()` returns a time without a time zone: use `$code`",
                               {{"code", short_code(code)}}));
    }
    std::string message =
        m.message(next == "astimezone" ? "`astimezone()` takes the result of `utcnow()` for local time: use `$now`"
                                       : "`utcnow()` returns a time without a time zone: use `$now`",
                  {{"now", now}});
    Node call = outer.parent();
    Node zoned = next == "replace" && call.is(Kind::call) ? argument(call, "tzinfo") : Node();
    bool utc = m.ask.means(zoned, "datetime.timezone.utc") || m.ask.means(zoned, "datetime.UTC") ||
               m.ask.means(zoned, "pytz.utc");
    if (utc && call.child(Field::arguments).has_children(1))
        edits.replace(call, now);
    else
        edits.replace(m.at, now);
    return found(m.at, edits, message);
}

}  // namespace zen::rules

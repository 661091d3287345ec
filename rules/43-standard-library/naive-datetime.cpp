// A time zone may be an argument, or be added by a method called on the result.
#include "rule.h"

namespace zen::rules {

namespace {

// In the order of the page's matches.
struct NaiveDatetime {
    std::string_view parameter;
    int position;
    bool zone_later;  // it is created from given numbers, not from the clock
};
constexpr NaiveDatetime naive_datetime_calls[] = {
    {"tzinfo", 7, true}, {"", -1, false}, {"tz", 0, false}, {"tz", 1, false}, {"", -1, true},
};
constexpr std::uint32_t naive_datetime_limits = 5, naive_datetime_strptime = 4, naive_datetime_days = 7;

// The methods called on it make it aware, or return something that needs no time zone. `replace(tzinfo=…)` says of
// which zone the numbers are: local ones are of none but the local one.
bool naive_datetime_settled(Node value, bool local) {
    for (Node n = value;;) {
        Node parent = n.parent();
        while (parent.is(Kind::parenthesized_expression)) n = parent, parent = parent.parent();
        if (!parent.is(Kind::attribute) || parent.child(Field::object) != n) return false;
        std::string_view method = parent.child(Field::attribute).text();
        if (method == "astimezone") return true;
        // Only displayed, or split into date and time.
        for (std::string_view part :
             {"strftime", "ctime", "year", "month", "day", "hour", "minute", "second", "microsecond", "date", "time",
              "weekday", "isoweekday", "isocalendar", "toordinal"})
            if (method == part) return true;
        Node call = parent.parent();
        if (method != "replace" || !call.is(Kind::call) || call.child(Field::function) != parent) return false;
        if (Node zone = argument(call, "tzinfo"); zone && !zone.is(Kind::none)) return !local;
        n = call;
    }
}

bool naive_datetime_format_has_zone(const Match& m) {
    Node format = argument(m.at, "format", 1);
    return !format.is_any({Kind::string, Kind::concatenated_string}) ||
           format.text().find("%z") != std::string_view::npos;
}

// The times of pandas and NumPy are naive by convention.
bool naive_datetime_beside_frames(const Match& m) {
    return m.ask.imports("pandas") || m.ask.imports("numpy");
}

bool naive_datetime_in_tests(const Match& m) {
    for (const Binding& b : m.ask.bindings())
        if ((b.flags & Binding::definition) && (m.ask.name(b.name).starts_with("test_"))) return true;
    return false;
}

// In a difference, the other operand decides whether there is a time zone.
bool naive_datetime_subtracted(Node value) {
    Node parent = value.parent();
    return parent.is(Kind::binary_operator) && parent.child(Field::operator_).is(Kind::op_minus);
}

// `datetime(2026, 3, 1, 9)`: a literal date and time. `datetime(1970, 1, 1)` is a date, or the start of a count, and
// with `datetime(day.year, 1, 1, 9)` it depends on `day` whether there is a time zone.
bool naive_datetime_moment(const Match& m) {
    unsigned parts = 0;
    for (Node a : m.run("arguments").nodes()) {
        if (a.is(Kind::keyword_argument)) a = a.child(Field::value);
        if (!m.ask.constant(a)) return false;
        ++parts;
    }
    return parts > 3;
}

}  // namespace

Verdict naive_datetime(const Match& m) {
    const bool local = m.index() >= 1 && m.index() <= 3;  // of the clock
    if (naive_datetime_settled(m.at, local)) return silent;
    if (naive_datetime_in_tests(m) || (m.index() >= naive_datetime_limits && naive_datetime_beside_frames(m)))
        return silent;
    const bool given = m.index() == 0 || m.index() == naive_datetime_days;  // from numbers
    if (!given && m.index() >= naive_datetime_limits)
        return found(m.at, m.message("`$limit` has no time zone: use `$limit.replace(tzinfo=timezone.utc)`",
                                     {{"limit", short_code(m.at.text())}}));
    const NaiveDatetime& call = naive_datetime_calls[given ? 0 : m.index()];
    if (starred(m.at)) return silent;
    if (given && naive_datetime_moment(m) != (m.index() == 0)) return silent;
    if ((given || m.index() == 3) && naive_datetime_subtracted(m.at)) return silent;
    if (call.zone_later && naive_datetime_beside_frames(m)) return silent;
    if (m.index() == naive_datetime_strptime) {
        if (naive_datetime_format_has_zone(m)) return silent;
        return found(m.at, "the parsed time has no time zone: add `.replace(tzinfo=timezone.utc)`");
    }
    Node zone = call.parameter.empty() ? Node() : argument(m.at, call.parameter, call.position);
    if (zone && !zone.is(Kind::none)) return silent;
    std::string function = short_code(m.at.child(Field::function).text(), 40);
    if (given)
        return found(m.at, m.message("this time has no time zone: use `$function(..., tzinfo=timezone.utc)`",
                                     {{"function", function}}));
    if (m.index() == 1)
        return found(m.at,
                     "this time has no time zone: use `datetime.now(timezone.utc)`, or `.astimezone()` for local time");
    std::string before = m.index() == 3 ? "..., " : "";
    return found(m.at, m.message("no time zone: use `$function($arguments)`, or `.astimezone()` for local time",
                                 {{"function", function}, {"arguments", before + "tz=timezone.utc"}}));
}

}  // namespace zen::rules

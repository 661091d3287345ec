// A zone may come as an argument, or by what is done with the result at once.
#include "rule.h"

namespace zen::rules {

namespace {

// In the order of the page's matches.
struct NaiveDatetime {
    std::string_view parameter;
    int position;
    bool zone_later;  // it is made from given numbers, not from a clock
};
constexpr NaiveDatetime naive_datetime_calls[] = {
    {"tzinfo", 7, true}, {"", -1, false}, {"tz", 0, false}, {"tz", 1, false}, {"", -1, true},
};
constexpr std::uint32_t naive_datetime_limits = 5, naive_datetime_strptime = 4;

// The methods called on it one after the other make it aware, or leave nothing that would need a zone.
bool naive_datetime_settled(Node value, bool local) {
    for (Node n = value;;) {
        Node parent = n.parent();
        while (parent.is(Kind::parenthesized_expression)) n = parent, parent = parent.parent();
        if (!parent.is(Kind::attribute) || parent.child(Field::object) != n) return false;
        std::string_view method = parent.child(Field::attribute).text();
        if (method == "astimezone") return true;
        if (local) {
            // What is shown, or taken apart into the day and the hour on the wall.
            for (std::string_view part : {"strftime", "ctime", "year", "month", "day", "hour", "minute", "second",
                                          "microsecond", "date", "time", "weekday", "isoweekday", "isocalendar", "toordinal"})
                if (method == part) return true;
        }
        Node call = parent.parent();
        if (method != "replace" || !call.is(Kind::call) || call.child(Field::function) != parent) return false;
        if (Node zone = argument(call, "tzinfo"); zone && !zone.is(Kind::none)) return true;
        n = call;
    }
}

bool naive_datetime_format_has_zone(const Match& m) {
    Node format = argument(m.at, "format", 1);
    return !format.is_any({Kind::string, Kind::concatenated_string}) ||
           format.text().find("%z") != std::string_view::npos;
}

// The times of pandas and NumPy are plain by custom.
bool naive_datetime_beside_frames(const Match& m) {
    return m.ask.imports("pandas") || m.ask.imports("numpy");
}

bool naive_datetime_in_tests(const Match& m) {
    for (const Binding& b : m.ask.bindings())
        if ((b.flags & Binding::definition) && (m.ask.name(b.name).starts_with("test_"))) return true;
    return false;
}

// In a difference, the other time says whether there are zones.
bool naive_datetime_subtracted(Node value) {
    Node parent = value.parent();
    return parent.is(Kind::binary_operator) && parent.child(Field::operator_).is(Kind::op_minus);
}

// `datetime(2026, 3, 1, 9)`: a moment, spelled out. `datetime(1970, 1, 1)` is a day, or the beginning of a count; and with
// `datetime(day.year, 1, 1, 9)` it is up to `day` whether there is a zone.
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
    if (naive_datetime_settled(m.at, m.index() < naive_datetime_limits)) return silent;
    if (naive_datetime_in_tests(m) || (m.index() >= naive_datetime_limits && naive_datetime_beside_frames(m))) return silent;
    if (m.index() >= naive_datetime_limits)
        return found(m.at, "it has no zone and cannot be compared with times that have one: `" +
                               short_code(m.at.text()) + ".replace(tzinfo=timezone.utc)`");
    const NaiveDatetime& call = naive_datetime_calls[m.index()];
    if (starred(m.at)) return silent;
    if (m.index() == 0 && !naive_datetime_moment(m)) return silent;
    if ((m.index() == 0 || m.index() == 3) && naive_datetime_subtracted(m.at)) return silent;
    if (call.zone_later && naive_datetime_beside_frames(m)) return silent;
    if (m.index() == naive_datetime_strptime) {
        if (naive_datetime_format_has_zone(m)) return silent;
        return found(m.at, "the text has no zone: say which it means, `….replace(tzinfo=timezone.utc)`");
    }
    Node zone = call.parameter.empty() ? Node() : argument(m.at, call.parameter, call.position);
    if (zone && !zone.is(Kind::none)) return silent;
    std::string function = short_code(m.at.child(Field::function).text(), 40);
    if (m.index() == 0) return found(m.at, "say in which zone: `" + function + "(…, tzinfo=timezone.utc)`");
    if (m.index() == 1)
        return found(
            m.at,
            "say in which zone: `datetime.now(timezone.utc)`, or `datetime.now().astimezone()` for the machine's own");
    std::string before = m.index() == 3 ? "…, " : "";
    return found(m.at, "say in which zone: `" + function + "(" + before +
                           "tz=timezone.utc)`, or add `.astimezone()` for the machine's own");
}

}  // namespace zen::rules

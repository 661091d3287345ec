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
                                          "microsecond", "date", "time", "weekday", "isoweekday", "isocalendar"})
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
    return !format.is_any({Kind::string, Kind::concatenated_string}) || format.text().find("%z") != std::string_view::npos;
}

// Tests, and frames, are full of plain times.
bool naive_datetime_plain_by_custom(const Match& m) {
    if (m.ask.imports("pandas") || m.ask.imports("numpy")) return true;
    for (const Binding& b : m.ask.bindings())
        if ((b.flags & Binding::definition) && (m.ask.name(b.name).starts_with("test_"))) return true;
    return false;
}

// `datetime(day.year, day.month, day.day)`: whether it has a zone is up to `day`.
bool naive_datetime_taken_from_another(const Match& m) {
    for (Node a : m.run("arguments").nodes())
        for (Node n : a.descendants())
            if (n.is(Kind::attribute) && n.child(Field::attribute).text() == "year") return true;
    return false;
}

}  // namespace

Verdict naive_datetime(const Match& m) {
    if (naive_datetime_settled(m.at, m.index() > 0 && m.index() < naive_datetime_limits)) return silent;
    if (m.index() >= naive_datetime_limits && naive_datetime_plain_by_custom(m)) return silent;
    if (m.index() >= naive_datetime_limits)
        return found(m.at, "it has no zone and cannot be compared with times that have one: `" +
                               short_code(m.at.text()) + ".replace(tzinfo=timezone.utc)`");
    const NaiveDatetime& call = naive_datetime_calls[m.index()];
    if (starred(m.at)) return silent;
    if (m.index() == 0 && naive_datetime_taken_from_another(m)) return silent;
    if (call.zone_later && naive_datetime_plain_by_custom(m)) return silent;
    if (m.index() == naive_datetime_strptime) {
        if (naive_datetime_format_has_zone(m)) return silent;
        return found(m.at, "the text has no zone: say which it means, `….replace(tzinfo=timezone.utc)`");
    }
    Node zone = call.parameter.empty() ? Node() : argument(m.at, call.parameter, call.position);
    if (zone && !zone.is(Kind::none)) return silent;
    std::string function = short_code(m.at.child(Field::function).text(), 40);
    if (m.index() == 0) return found(m.at, "say in which zone: `" + function + "(…, tzinfo=timezone.utc)`");
    if (m.index() == 1) return found(m.at, "say in which zone: `datetime.now(timezone.utc)`, or `datetime.now().astimezone()` for the machine's own");
    std::string before = m.index() == 3 ? "…, " : "";
    return found(m.at, "say in which zone: `" + function + "(" + before + "tz=timezone.utc)`, or add `.astimezone()` for the machine's own");
}

}  // namespace zen::rules

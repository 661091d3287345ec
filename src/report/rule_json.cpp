#include "report/rule_json.h"

#include "report/json_text.h"
#include "report/report.h"

namespace zen {

std::string_view fix_text(FixSafety fix) {
    switch (fix) {
        case FixSafety::none:
            return "none";
        case FixSafety::safe:
            return "safe";
        case FixSafety::unsafe:
            return "unsafe";
        case FixSafety::sometimes_safe:
            return "sometimes-safe";
        case FixSafety::display:
            return "display";
    }
    return "";
}

std::string_view default_text(Default by_default) {
    return by_default == Default::on ? "on" : by_default == Default::off ? "off" : "preview";
}

void write_rule_json(std::string& out, const RuleBook& book, RuleId id) {
    const RuleBook::Entry& rule = book[id];
    auto text = [&](auto s) { return (*rule.pack)[s]; };
    auto member = [&](std::string_view key, std::string_view value) {
        append_json(out, key);
        out += ':';
        append_json(out, value);
        out += ',';
    };
    out += '{';
    member("code", rule.code());
    member("name", rule.name());
    member("title", rule.title());
    out += "\"aliases\":[";
    bool first = true;
    for (Str alias : RulePack::of(rule.pack->strings, rule.data->aliases)) {
        if (!first) out += ',';
        first = false;
        append_json(out, text(alias));
    }
    out += "],";
    member("fix", fix_text(rule.data->fix));
    member("kind", rule_kind_name(rule.data->kind));
    member("default", default_text(rule.data->by_default));
    member("severity", severity_name(rule.data->severity));
    out += "\"python\":";
    if (rule.data->python_major)
        append_json(out, version_text({rule.data->python_major, rule.data->python_minor}));
    else
        out += "null";
    out += ",\"section\":";
    const CourseSection* section = book.section(id);
    if (section) {
        out += '{';
        member("lesson", section->lesson);
        member("heading", section->heading);
        out += "\"url\":";
        append_json(out, section->url);
        out += "},";
        member("url", section->url);
    } else {
        out += "null,\"url\":null,";
    }
    member("explanation", text(rule.data->prose));
    out += "\"options\":[";
    first = true;
    for (const OptionData& o : RulePack::of(rule.pack->options, rule.data->options)) {
        out += first ? "{" : ",{";
        first = false;
        member("name", text(o.name));
        member("default", text(o.value));
        out += "\"meaning\":";
        append_json(out, text(o.meaning));
        out += '}';
    }
    out += "],\"examples\":[";
    first = true;
    for (const ExampleData& e : RulePack::of(rule.pack->examples, rule.data->examples)) {
        out += first ? "{" : ",{";
        first = false;
        member("kind", e.sort == ExampleData::Sort::bad ? "bad" : e.sort == ExampleData::Sort::good ? "good" : "ok");
        out += "\"code\":";
        append_json(out, text(e.code));
        out += '}';
    }
    out += "]}";
}

}  // namespace zen

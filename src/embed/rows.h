// C++ for a row of each flat type of engine/matching/pack.h.
#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "engine/matching/pack.h"
#include "text/formatted.h"

namespace zen {

inline std::string number(auto value) {
    return std::to_string(static_cast<long long>(value));
}
inline std::string cpp(Str s) {
    return formatted("{{{},{}}}", number(s.start), number(s.size));
}
inline std::string cpp(PageStr s) {
    return formatted("{{{},{}}}", number(s.start), number(s.size));
}
inline std::string cpp(Slice s) {
    return formatted("{{{},{}}}", number(s.first), number(s.count));
}
inline std::string cpp(std::uint8_t v) {
    return number(v);
}
inline std::string cpp(std::uint16_t v) {
    return number(v);
}
inline std::string cpp(std::uint32_t v) {
    return number(v);
}
inline std::string cpp(std::int8_t v) {
    return number(v);
}
inline std::string cpp(bool v) {
    return v ? "true" : "false";
}
inline std::string cpp(Kind v) {
    return formatted("Kind{{{}}}", number(v));
}
inline std::string cpp(Field v) {
    return formatted("Field{{{}}}", number(v));
}
inline std::string cpp(Clause::Items v) {
    return formatted("Clause::Items{{{}}}", number(v));
}
inline std::string cpp(Clause::Quantifier v) {
    return formatted("Clause::Quantifier{{{}}}", number(v));
}
inline std::string cpp(Clause::Unit v) {
    return formatted("Clause::Unit{{{}}}", number(v));
}
template <std::size_t size>
inline std::string cpp(const std::array<std::uint16_t, size>& v) {
    std::string out;
    for (std::uint16_t each : v) append(out, "{}{}", out.empty() ? "{{" : ", ", number(each));
    return out + "}}";
}
inline std::string cpp(PatternData::Several v) {
    return formatted("PatternData::Several{{{}}}", number(v));
}
inline std::string cpp(EditData::Op v) {
    return formatted("EditData::Op{{{}}}", number(v));
}
inline std::string cpp(LetData::Sort v) {
    return formatted("LetData::Sort{{{}}}", number(v));
}
inline std::string cpp(ReportPart v) {
    return formatted("ReportPart{{{}}}", number(v));
}
inline std::string cpp(PatternNode::Op v) {
    return formatted("PatternNode::Op{{{}}}", number(v));
}
inline std::string cpp(Segment::Op v) {
    return formatted("Segment::Op{{{}}}", number(v));
}
inline std::string cpp(ExampleData::Sort v) {
    return formatted("ExampleData::Sort{{{}}}", number(v));
}
inline std::string cpp(FixSafety v) {
    return formatted("FixSafety{{{}}}", number(v));
}
inline std::string cpp(Default v) {
    return formatted("Default{{{}}}", number(v));
}
inline std::string cpp(RuleKind v) {
    return formatted("RuleKind{{{}}}", number(v));
}
inline std::string cpp(Severity v) {
    return formatted("Severity{{{}}}", number(v));
}

inline std::string row(auto... fields) {
    std::string out = "{";
    ((out += cpp(fields) + ","), ...);
    out.back() = '}';
    return out;
}
inline std::string cpp(const PatternNode& n) {
    return row(n.op, n.hole, n.kind, n.field, n.next, n.text);
}
inline std::string cpp(const PatternData& p) {
    return row(p.nodes, p.anchor, p.statements, p.head, p.key, p.exact, p.several, p.line);
}
inline std::string cpp(const Segment& s) {
    return row(s.op, s.hole, s.precedence, s.bracketed, s.text, s.lead);
}
inline std::string cpp(const Clause& c) {
    return row(c.question, c.negated, c.items, c.quantifier, c.binds, c.gives, c.unit, c.subjects, c.places, c.names,
               c.codes, c.item_codes, c.or_questions, c.choice, c.number, c.text, c.reason, c.line);
}
inline std::string cpp(const SayData& s) {
    return row(s.when, s.place, s.text);
}
inline std::string cpp(const EditData& e) {
    return row(e.op, e.place, e.when, e.codes, e.segments, e.precedence, e.line);
}
inline std::string cpp(const LetData& l) {
    return row(l.sort, l.hole, l.place, l.text, l.number);
}
inline std::string cpp(const OptionData& o) {
    return row(o.name, o.value, o.meaning);
}
inline std::string cpp(const ExampleData& e) {
    return row(e.sort, e.safety, e.only, e.by_default, e.code, e.context, e.line);
}
inline std::string cpp(const MatchData& m) {
    return row(m.patterns, m.kinds, m.called, m.kinds_below, m.names_below, m.where, m.safe_when, m.hole_names,
               m.aliases, m.edits, m.says, m.also, m.lets, m.kind, m.native, m.report, m.report_place, m.fix_title,
               m.unsafe_because, m.line);
}
inline std::string cpp(const RuleData& r) {
    return row(r.code, r.name, r.title, r.path, r.page, r.prose, r.aliases, r.fix, r.by_default, r.severity, r.kind,
               r.python_major, r.python_minor, r.made_by_engine, r.in_stubs, r.folded_from, r.options, r.yields,
               r.types, r.matches, r.examples, r.unsafe_because, r.root);
}

}  // namespace zen

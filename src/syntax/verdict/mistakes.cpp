#include "syntax/verdict/mistakes.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>

#include "syntax/verdict/strings.h"
#include "text/formatted.h"

namespace zen::verdict {
namespace {

class Judge {
  public:
    Judge(const Alternative& alternative, const Labels& labels, Reading& reading)
        : alt_(alternative), labels_(labels), r_(reading) {}

    bool run() {
        const std::string_view verb = alt_.verb;
        if (verb == "at") return raise(span(labels_.a));
        if (verb == "span") return raise({span(labels_.a).start, span(labels_.b).end});
        if (verb == "from") return raise({span(labels_.a).start, line_end(span(labels_.a).start)});
        if (verb == "end") {
            const Span s = span(labels_.a);
            return raise({s.end > s.start ? s.end - 1 : s.start, s.end});
        }
        if (verb == "last") return raise(r_.place(r_.last()));
        if (verb == "indent") return raise(r_.place(r_.last()), Mistake::indentation);
        if (verb == "next") {
            r_.see(labels_.at);
            if (r_.tokens.all[labels_.at].sort == Token::error) return false;
            return raise(r_.place(labels_.at));
        }
        if (verb == "star_target") return target(Target::store);
        if (verb == "for_target") return target(Target::loop);
        if (verb == "del_target") return target(Target::del);
        if (verb == "legacy") return legacy() && raise({span(labels_.a).start, span(labels_.b).end});
        if (verb == "comma") {
            if (legacy() || r_.tokens.all[labels_.at - 1].level == 0) return false;
            return raise({span(labels_.a).start, span(labels_.b).end});
        }
        if (verb == "lone_generator") {
            // `f(x for x in y)` is a call like any other.
            std::vector<NodeNumber> arguments;
            parts(labels_.a, arguments);
            if (arguments.size() <= 1) return false;
            return raise({span(arguments.back()).start, span(labels_.b).end});
        }
        if (verb == "order") {
            std::vector<NodeNumber> arguments;
            parts(labels_.a, arguments);
            bool unpacked = false;
            for (NodeNumber n : arguments) unpacked = unpacked || r_.nodes[n].kind == Kind::DoubleStarred;
            return raise(r_.place(r_.last()), Mistake::syntax,
                         unpacked ? "positional argument follows keyword argument unpacking"
                                  : "positional argument follows keyword argument");
        }
        if (verb == "bound") {
            const bool constraints = r_.nodes[labels_.b].kind == Kind::Tuple;
            return raise({span(labels_.a).start, line_end(span(labels_.a).start)}, Mistake::syntax,
                         formatted("cannot use {} with {}", constraints ? "constraints" : "bound", alt_.message));
        }
        if (verb == "real" || verb == "imaginary") {
            const std::string_view digits = text(labels_.a);
            const bool imaginary = digits.ends_with('j') || digits.ends_with('J');
            return imaginary == (verb == "imaginary") || raise(span(labels_.a));
        }
        if (verb == "conversion") return conversion();
        if (verb == "strings") return strings_hold(labels_.a, r_);
        return false;
    }

  private:
    enum class Target { store, loop, del };

    std::string_view text(NodeNumber n) const {
        const Span s = span(n);
        return r_.tokens.text.substr(s.start, s.end - s.start);
    }
    Span span(NodeNumber n) const {
        const Node& node = r_.nodes[n];
        return {r_.tokens.all[node.from].start, r_.tokens.all[node.to > node.from ? node.to - 1 : node.from].stop};
    }
    std::uint32_t line_end(std::uint32_t at) const {
        return static_cast<std::uint32_t>(std::min(r_.tokens.text.find('\n', at), r_.tokens.text.size()));
    }

    bool raise(Span where, Mistake::Sort sort = Mistake::syntax, std::string message = "") {
        if (r_.tokens.all[r_.last()].sort == Token::error) return false;
        if (message.empty()) {
            for (std::size_t i = 0; i < alt_.message.size(); ++i) {
                if (alt_.message[i] != '%') {
                    message += alt_.message[i];
                    continue;
                }
                switch (alt_.message[++i]) {
                    case 'e':
                        message += name_of(labels_.a);
                        break;
                    case 't':
                        message += text(labels_.a);
                        break;
                    default:
                        message += std::to_string(r_.tokens.all[r_.nodes[labels_.a].from].line + 1);
                }
            }
        }
        r_.mistake = Mistake{sort, where, std::move(message)};
        return false;
    }

    // CPython's name for a kind of expression.
    std::string_view name_of(NodeNumber n) const {
        switch (r_.nodes[n].kind) {
            case Kind::Tuple:
                return "tuple";
            case Kind::IfExp:
                return "conditional expression";
            case Kind::Yield:
                return "yield expression";
            case Kind::Starred:
                return "starred";
            case Kind::NamedExpr:
                return "named expression";
            case Kind::BinOp:
                return "expression";
            case Kind::Compare:
                return "comparison";
            case Kind::Await:
                return "await expression";
            case Kind::Attribute:
                return "attribute";
            case Kind::Call:
                return "function call";
            case Kind::Subscript:
                return "subscript";
            case Kind::Name:
                return "name";
            case Kind::True:
                return "True";
            case Kind::False:
                return "False";
            case Kind::None:
                return "None";
            case Kind::Ellipsis:
                return "ellipsis";
            case Kind::Lambda:
                return "lambda";
            case Kind::List:
                return "list";
            case Kind::Set:
                return "set display";
            case Kind::Dict:
                return "dict literal";
            case Kind::ListComp:
                return "list comprehension";
            case Kind::SetComp:
                return "set comprehension";
            case Kind::GeneratorExp:
                return "generator expression";
            case Kind::DictComp:
                return "dict comprehension";
            case Kind::Format:
                return "f-string expression";
            case Kind::Template:
                return "t-string expression";
            default:
                return "literal";
        }
    }

    // The expressions that a list, a tuple or an argument list is made of.
    void parts(NodeNumber n, std::vector<NodeNumber>& out) const {
        const Node& node = r_.nodes[n];
        for (std::uint32_t i = 0; i < node.count; ++i) {
            const NodeNumber child = r_.children[node.first + i];
            if (r_.nodes[child].kind == Kind::part)
                parts(child, out);
            else if (r_.nodes[child].kind != Kind::token)
                out.push_back(child);
        }
    }

    // As _PyPegen_get_invalid_target: the first part that cannot be a target.
    NodeNumber bad_target(NodeNumber n, Target target) const {
        const Node& node = r_.nodes[n];
        std::vector<NodeNumber> inner;
        switch (node.kind) {
            case Kind::List:
            case Kind::Tuple:
                parts(n, inner);
                for (NodeNumber child : inner)
                    if (const NodeNumber bad = bad_target(child, target); bad != no_node) return bad;
                return no_node;
            case Kind::Starred:
                if (target == Target::del) return n;
                parts(n, inner);
                return inner.empty() ? no_node : bad_target(inner[0], target);
            case Kind::Compare:
                if (target != Target::loop) return n;
                parts(n, inner);
                if (inner.size() > 1 && r_.nodes[inner[1]].kind == Kind::In) return bad_target(inner[0], target);
                return no_node;
            case Kind::Name:
            case Kind::Attribute:
            case Kind::Subscript:
                return no_node;
            default:
                return n;
        }
    }
    bool target(Target sort) {
        const NodeNumber bad = bad_target(labels_.a, sort);
        if (bad == no_node) return false;
        return raise(span(bad), Mistake::syntax,
                     (sort == Target::del ? "cannot delete " : "cannot assign to ") + std::string(name_of(bad)));
    }

    bool legacy() const {
        if (r_.nodes[labels_.a].to != r_.nodes[labels_.a].from + 1) return false;
        const std::string_view name = text(labels_.a);
        return name == "print" || name == "exec";
    }

    bool conversion() {
        const Token& mark = r_.tokens.all[r_.nodes[labels_.a].from];
        const Token& name = r_.tokens.all[r_.nodes[labels_.b].from];
        if (mark.stop != name.start)
            return raise(span(labels_.b), Mistake::syntax,
                         "f-string: conversion type must come right after the exclamation mark");
        const std::string_view s = text(labels_.b);
        if (s == "s" || s == "r" || s == "a") return true;
        return raise(span(labels_.b), Mistake::syntax,
                     formatted("f-string: invalid conversion character '{}': expected 's', 'r', or 'a'", s));
    }

    const Alternative& alt_;
    const Labels& labels_;
    Reading& r_;
};

}  // namespace

std::optional<Mistake> Reading::misplaced_star(NodeNumber root) const {
    auto spelled = [&](std::uint32_t at, std::initializer_list<std::string_view> all) {
        return std::ranges::find(all, tokens.spelling(tokens.all[at])) != all.end();
    };
    auto line_end = [&](std::uint32_t at) { return tokens.all[at].sort == Token::newline || spelled(at, {";"}); };
    auto refuse = [&](const Node& node, std::string message) {
        return Mistake{
            Mistake::syntax, {tokens.all[node.from].start, tokens.all[node.to - 1].stop}, std::move(message)};
    };
    std::vector<NodeNumber> open{root};
    while (!open.empty()) {
        if (open.back() == no_node) {
            open.pop_back();
            continue;
        }
        const Node& node = nodes[open.back()];
        open.pop_back();
        if (node.kind == Kind::Target && nodes[children[node.first]].kind == Kind::Starred)
            return refuse(node, "starred assignment target must be in a list or tuple");
        if (node.kind == Kind::Targets && stars_in(node) > 1)
            return refuse(node, "multiple starred expressions in assignment");
        if (node.kind == Kind::Starred && tokens.all[node.from].level == 0) {
            const bool begins = node.from == 0 || line_end(node.from - 1) ||
                                tokens.all[node.from - 1].sort == Token::indent ||
                                tokens.all[node.from - 1].sort == Token::dedent ||
                                spelled(node.from - 1, {"=", "return", "yield", "in", ":"});
            if (begins && (line_end(node.to) || spelled(node.to, {":"})))
                return refuse(node, "can't use starred expression here");
        }
        for (std::uint32_t i = 0; i < node.count; ++i) open.push_back(children[node.first + i]);
    }
    return std::nullopt;
}

std::size_t Reading::stars_in(const Node& targets) const {
    std::size_t stars = 0;
    for (std::uint32_t i = 0; i < targets.count; ++i) {
        const Node& child = nodes[children[targets.first + i]];
        stars += child.kind == Kind::Starred ? 1 : child.kind == Kind::part ? stars_in(child) : 0;
    }
    return stars;
}

bool judge(const Alternative& alternative, const Labels& labels, Reading& reading) {
    return Judge(alternative, labels, reading).run();
}

}  // namespace zen::verdict

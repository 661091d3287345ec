// `import` and `from … import`.
#include "syntax/descent/descent.h"

namespace zen::descent {

void Descent::import_statement() {
    const NodeId id = open(Kind::import_statement);
    take_token();
    import_list();
    close(id);
}

void Descent::import_from_statement() {
    const NodeId id = open(Kind::import_from_statement);
    take_token();
    bool future = false;
    if (is(Kind::op_dot) || is(Kind::ellipsis)) {
        relative_import();
    } else if (is_word("__future__")) {
        future = true;
        set_kind(id, Kind::future_import_statement);
        kind_ = Kind::kw___future__;
        take_token();
    } else {
        dotted_name(Field::module_name);
    }
    if (!expect(Kind::kw_import)) return;
    if (is(Kind::op_star)) {
        if (future) return fail("all of __future__");
        const NodeId all = open(Kind::wildcard_import);
        take_token();
        close(all);
    } else if (is(Kind::op_lparen)) {
        take_token();
        import_list();
        expect(Kind::op_rparen);
    } else {
        import_list();
    }
    close(id);
}

void Descent::relative_import() {
    const NodeId id = open(Kind::relative_import);
    set_field(id, Field::module_name);
    const NodeId prefix = open(Kind::import_prefix);
    while (is(Kind::op_dot) || is(Kind::ellipsis)) {
        if (is(Kind::op_dot)) {
            take_token();
            continue;
        }
        here();
        for (std::uint32_t i = 0; i < 3; ++i) add_token(Kind::op_dot, 0, start_ + i, start_ + i + 1);
        next();
    }
    close(prefix);
    if (!is(Kind::kw_import)) dotted_name();
    close(id);
}

void Descent::dotted_name(Field field) {
    const NodeId id = open(Kind::dotted_name);
    set_field(id, field);
    name();
    while (is(Kind::op_dot)) {
        take_token();
        name();
    }
    close(id);
}

void Descent::import_list() {
    for (;;) {
        const NodeId id = here();
        dotted_name();
        if (is(Kind::kw_as)) {
            wrap(id, Kind::aliased_import);
            set_field(id + 1, Field::name);
            take_token();
            name(Field::alias);
            close(id);
        }
        set_field(id, Field::name);
        if (!is(Kind::op_comma)) return;
        take_token();
        if (is(Kind::op_rparen) || ends_simple_statement()) return;
    }
}

}  // namespace zen::descent

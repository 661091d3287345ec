#include "syntax/verdict/parameters.h"

namespace zen::verdict {

bool parameters_hold(zen::Node parameters) {
    using zen::Kind;
    bool any = false, with_default = false, star = false, bare_star = false, slash = false, unpacked = false;
    for (zen::Node p : parameters.children()) {
        if (unpacked) return false;
        zen::Node inner = p;
        if (p.is(Kind::typed_parameter)) {
            inner = p.child(0u);
            if (parameters.is(Kind::lambda_parameters)) return false;
        }
        switch (inner.kind()) {
            case Kind::identifier:
                if (with_default && !star) return false;
                bare_star = false;
                break;
            case Kind::typed_default_parameter:
                if (parameters.is(Kind::lambda_parameters)) return false;
                [[fallthrough]];
            case Kind::default_parameter: {
                const zen::Node value = inner.child(zen::Field::value);
                if (!inner.child(zen::Field::name).is(Kind::identifier) || value.is(Kind::named_expression))
                    return false;
                with_default = true;
                bare_star = false;
                break;
            }
            case Kind::list_splat_pattern:
                if (star || !inner.child(0u).is(Kind::identifier)) return false;
                star = true;
                break;
            case Kind::keyword_separator:
                if (star) return false;
                star = bare_star = true;
                break;
            case Kind::positional_separator:
                if (star || slash || !any) return false;
                slash = true;
                break;
            case Kind::dictionary_splat_pattern:
                if (bare_star || !inner.child(0u).is(Kind::identifier)) return false;
                unpacked = true;
                break;
            default:
                return false;
        }
        any = true;
    }
    return !bare_star;
}

}  // namespace zen::verdict

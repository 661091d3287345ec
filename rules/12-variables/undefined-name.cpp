// Names in the text of quoted annotations.
#include "rule.h"

namespace zen::rules {

Verdict undefined_name(const Match& m) {
    for (const Span& span : quoted_type_names(m.ask, m.at)) {
        std::string_view name = m.ask.tree().text.substr(span.start, span.size());
        name = name.substr(0, name.find('.'));
        if (undefined_in_text(m.ask, name, m.at))
            return found(span, m.message("`$name` is not defined: check the spelling, define or import it",
                                         {{"name", std::string(name)}}));
    }
    return silent;
}

}  // namespace zen::rules

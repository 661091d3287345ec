#include "engine/finding.h"
#include "text/formatted.h"

namespace zen {

std::string_view applicability_name(Applicability applicability) {
    switch (applicability) {
        case Applicability::safe:
            return "safe";
        case Applicability::unsafe:
            return "unsafe";
        case Applicability::display:
            return "display";
    }
    return "";
}

std::string unsafe_note(const Fix& fix) {
    if (fix.applicability != Applicability::unsafe) return {};
    return fix.reason.empty() ? " (unsafe)" : formatted(" (unsafe: {})", fix.reason);
}

}  // namespace zen

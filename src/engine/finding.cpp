#include "engine/finding.h"

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

}  // namespace zen

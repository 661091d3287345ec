// Does the target refuse a dot alone?
#include "rule.h"

namespace zen::rules {

Verdict path_suffix(const Match& m) {
    if (m.ask.target() >= PythonVersion{3, 14}) return silent;
    return found(
        m.at, "`with_suffix(\".\")` raises `ValueError` before Python 3.14: write a suffix after the dot, or `\"\"`");
}

}  // namespace zen::rules

#include "cli/starting_page.h"

namespace zen {

std::string starting_page(std::string_view name, std::string_view code) {
    return R"(---
zen: 2
code: )" + std::string(code) +
           R"(
kind: idiom
fix: safe
---
# Use the new call instead of the old one

Why the new code is better, what the old code costs, and when the old code is right. This page is the rule )" +
           std::string(name) + R"(: change the
examples and the `zen` block, and run `zenlint test` on it. `zenlint rule --words` lists the words of
conditions, and the page "Writing rules" of the documentation describes the language.

```python bad
if x.startswith("a") == True:
    print(x)
```

```python good
if x.startswith("a"):
    print(x)
```

```python ok
if x.flags == True:
    print(x)

found = x.startswith("a") == True
```

```zen
match either way
    $test == True
where
    $test is `$_.startswith($$_)` or `$_.endswith($$_)`
    the match is a condition
say
    `$test` is a condition already: leave out `== True`
rewrite
    $test
```
)";
}

}  // namespace zen

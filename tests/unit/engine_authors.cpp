// What authors of pages ask for next: parts of texts, classes in `except`, cases, counts, second names of a module.
#include "engine/example_parts.h"
#include "engine/examples.h"
#include "engine_snippet.h"

using namespace zen;

namespace {

const std::string no_fix = "code: TST0001\nfix: none\n";

PageBook page(const std::string& pattern, const std::string& where) {
    return PageBook{page_of("match\n    " + pattern + "\nwhere\n    " + where + "\n", no_fix)};
}

std::size_t count(const PageBook& book, const std::string& code) {
    INFO(code);
    return book.lint(code).size();
}

}  // namespace

TEST_CASE("a spelling with a hole catches a part of a text") {
    PageBook url{
        page_of("match\n    \"$text\"\nwhere\n    $text is spelled http://$rest\n    $rest is not spelled "
                "localhost*\nsay\n    `$rest`\nrewrite\n    \"https://$rest\"\n")};
    CHECK(url.message("x = 'http://a.de/b'\n") == "`a.de/b`");
    CHECK(url.fixed("x = 'http://a.de/b'\n") == "x = \"https://a.de/b\"\n");
    CHECK(url.fixed("x = 'http://localhost/'\ny = 'https://a'\nz = 'http://'\n") ==
          "x = 'http://localhost/'\ny = 'https://a'\nz = 'http://'\n");
    PageBook f_string{
        page_of("match\n    f\"$text\"\nwhere\n    $text is spelled http://$rest\nrewrite\n    "
                "f\"https://$rest\"\n")};
    CHECK(f_string.fixed("x = f'http://{a}/b'\n") == "x = f\"https://{a}/b\"\n");
    PageBook swapped{
        page_of("match\n    def $f($$_):\n        $$_\nwhere\n    $f is spelled ${before}_x_$after\nlet\n    "
                "$new is \"${after}_$before\"\nrename $f to $new\n")};
    CHECK(swapped.message("def ab_x_cd():\n    pass\n") == "Title");
    CHECK(swapped.fixed("def ab_x_cd():\n    pass\n\n\nab_x_cd()\n") == "def cd_ab():\n    pass\n\n\ncd_ab()\n");
    PageBook no_case = page("\"$t\"", "$t is spelled todo $rest in any case");
    CHECK(count(no_case, "x = 'TODO a'\n") == 1);
}

TEST_CASE("a spelling reads what a hole says") {
    PageBook handler{
        page_of("match\n    @events.on(\"$event\")\n    def $f($$_):\n        $$_\nwhere\n    $f is not "
                "spelled on_$event\nlet\n    $new is \"on_$event\"\nsay\n    name it `$new`\nrename $f to "
                "$new\n")};
    const std::string head = "import events\n\n\n@events.on('hit')\n";
    CHECK(handler.message(head + "def hit(e):\n    pass\n") == "name it `on_hit`");
    CHECK(handler.fixed(head + "def hit(e):\n    pass\n") == head + "def on_hit(e):\n    pass\n");
    CHECK(handler.lint(head + "def on_hit(e):\n    pass\n").empty());
    // `*` in the text is no wildcard.
    CHECK(handler.lint("import events\n\n\n@events.on('*')\ndef on_x(e):\n    pass\n").size() == 1);
}

TEST_CASE("what a part of a text cannot be is refused") {
    auto why = [](const std::string& where) { return block_trouble("match\n    f\"$t\"\nwhere\n    " + where + "\n"); };
    CHECK(says(why("$t is not spelled a$rest"), "no negation"));
    CHECK(says(why("$t is spelled a$rest, b$rest"), "one spelling"));
    CHECK(says(why("$t is spelled $a$b"), "not certain"));
    CHECK(says(why("$t is spelled $$rest"), "not `$$x`"));
    CHECK(says(why("$t is spelled a$rest\n    $rest is pure"), "is a part of a text"));
    CHECK(says(why("$t is spelled $a-$a"), "twice"));
}

TEST_CASE("classes in `except` are known") {
    const std::string code =
        "from bank.errors import SettlementError\n\n\nclass Late(SettlementError):\n    pass\n\n\ntry:\n    go()\n";
    PageBook derived = page("except $error:\n        $$_", "$error is derived from bank.errors.SettlementError");
    CHECK(count(derived, code + "except Late:\n    pass\n") == 1);
    CHECK(count(derived, code + "except (ValueError, Late):\n    pass\n") == 1);
    CHECK(count(derived, code + "except SettlementError:\n    pass\n") == 0);
    CHECK(count(derived, code + "except ValueError:\n    pass\n") == 0);
    PageBook either = page("except $error:\n        $$_", "$error is or is derived from bank.errors.SettlementError");
    CHECK(count(either, code + "except SettlementError:\n    pass\n") == 1);
    CHECK(count(either, code + "except Late:\n    pass\n") == 1);
    PageBook builtin = page("except $error:\n        $$_", "$error is derived from OSError");
    CHECK(count(builtin, "try:\n    go()\nexcept FileNotFoundError:\n    pass\n") == 1);
    CHECK(count(builtin, "try:\n    go()\nexcept OSError:\n    pass\n") == 0);
    PageBook name = page("$e.x()", "$e is a bank.errors.SettlementError");
    CHECK(count(name, code + "except SettlementError as e:\n    e.x()\n") == 1);
    CHECK(count(name, code + "except (SettlementError, Late) as e:\n    e.x()\n") == 1);
    CHECK(count(name, code + "except ValueError as e:\n    e.x()\n") == 0);
}

TEST_CASE("the name of a class is asked as the class") {
    PageBook derived = page("class $name($$_):\n        $$_", "$name is derived from abc.ABC");
    CHECK(count(derived, "import abc\n\n\nclass A(abc.ABC):\n    pass\n") == 1);
    CHECK(count(derived, "class A(int):\n    pass\n") == 0);
    PageBook method = page("class $name($$_):\n        $$_", "$name has a method run");
    CHECK(count(method, "class A(int):\n    def run(self): ...\n") == 1);
    CHECK(says(block_trouble("match\n    def $f($$_):\n        $$_\nwhere\n    $f is derived from abc.ABC\n"),
               "asks a class, and `$f` is the name of a function"));
    CHECK(says(block_trouble("match\n    print(\"$t\")\nwhere\n    $t has a method x\n"), "is a string literal"));
}

TEST_CASE("a match of any cases") {
    PageBook last = page("match $x:\n        $$cases", "the last case of $$cases is not `case _: $$_`");
    CHECK(count(last, "match x:\n    case 1:\n        go()\n    case _:\n        go()\n") == 0);
    CHECK(count(last, "match x:\n    case 1:\n        go()\n") == 1);
    CHECK(count(last, "match a, b:\n    case 1, 2:\n        go()\n    case m.X | 's' if g:\n        go()\n") == 1);
    PageBook one_line = page("match $x: $$cases", "$$cases has at least 2 items");
    CHECK(count(one_line, "match x:\n    case 1:\n        go()\n    case _:\n        go()\n") == 1);
    CHECK(count(one_line, "match x:\n    case 1:\n        go()\n") == 0);
    PageBook contains = page("match $x: $$cases", "$$cases contains no `case _: $$_`");
    CHECK(count(contains, "match x:\n    case [1, _]:\n        go()\n") == 1);
    CHECK(count(contains, "match x:\n    case _:\n        go()\n") == 0);
}

TEST_CASE("a case by itself") {
    PageBook any = page("case $p:\n        $$_", "$p is not spelled _");
    for (const char* pattern : {"1", "-1", "other", "m.X", "C(x=1)", "(1, 2)", "1, 2", "'s' | 2", "[1, *r]"})
        CHECK(count(any, std::string("match x:\n    case ") + pattern + ":\n        go()\n") == 1);
    CHECK(count(any, "match x:\n    case _:\n        go()\n") == 0);
    CHECK(count(any, "match x:\n    case 1 if g:\n        go()\n") == 0);
    PageBook guarded = page("case $p if $c:\n        $$_", "$c is a name");
    CHECK(count(guarded, "match x:\n    case 1 if g:\n        go()\n    case 2:\n        go()\n") == 1);
    PageBook all = page("case $$p:\n        $$_", "$$p is not empty");
    CHECK(count(all, "match x:\n    case 1 if g:\n        go()\n    case _:\n        go()\n") == 2);
    PageBook name = page("case $p:\n        $$_", "$p is a name");
    CHECK(count(name, "match x:\n    case m.X:\n        go()\n    case other:\n        go()\n") == 1);
    PageBook last = page("case $p:\n        $$_", "the match is the last case");
    CHECK(count(last, "match x:\n    case 1:\n        go()\n    case _:\n        go()\n") == 1);
    PageBook before = page("case $p:\n        $$_", "the match is followed by `case _: $$_`");
    CHECK(count(before,
                "match x:\n    case 1:\n        go()\n    case 2:\n        go()\n    case _:\n        go()\n") == 1);
}

TEST_CASE("a rewrite keeps the cases and the tuple of a match") {
    PageBook moved{
        page_of("match\n    match $x:\n        case $p:\n            $$body\nrewrite\n    if $x == $p:\n        "
                "$$body\n",
                "code: TST0001\nfix: unsafe\n")};
    CHECK(moved.fixed("match x:\n    case 1:\n        go()\n") == "if x == 1:\n    go()\n");
    CHECK(moved.fixed("match a, b:\n    case 1, 2:\n        go()\n") == "if (a, b) == (1, 2):\n    go()\n");
    CHECK(moved.fixed("match x:\n    case 1,:\n        go()\n") == "match x:\n    case 1,:\n        go()\n");
    PageBook subject{page_of("match\n    match str($x):\n        $$cases\nrewrite\n    match $x:\n        $$cases\n",
                             "code: TST0001\nfix: unsafe\n")};
    CHECK(subject.fixed("match str(x):\n    case 'a':\n        go()\n    case _:\n        pass\n") ==
          "match x:\n    case 'a':\n        go()\n    case _:\n        pass\n");
}

TEST_CASE("what is directly in a body of one function is not what is in the function") {
    PageBook body = page("class $c:\n        $$body", "$$body directly contains `priority = $_`");
    CHECK(count(body, "class B:\n    def tick(self):\n        priority = 3\n") == 0);
    CHECK(count(body, "class B:\n    priority = 3\n") == 1);
    PageBook function = page("priority = $_", "the function directly contains `priority = $_`");
    CHECK(count(function, "def f():\n    priority = 3\n") == 1);
}

TEST_CASE("a base class is no argument of a call") {
    PageBook literal = page("True", "the match is a positional argument");
    CHECK(says(block_trouble("match\n    True\nwhere\n    the match is a positional argument\n"), ""));
    CHECK(count(literal, "class K(True):\n    pass\n") == 0);
    CHECK(count(literal, "f(True)\n") == 1);
}

TEST_CASE("backticks around a cell of a table do not count where names stand") {
    PageBook table{
        page_of("for each $old | $new\n    `update` | `tick`\nmatch\n    def $f($$_):\n        $$_\nwhere\n    "
                "$f is spelled $old\nsay\n    use `$new`\n",
                no_fix)};
    CHECK(table.message("def update(): ...\n") == "use `tick`");
}

TEST_CASE("attributes of bases count where they are asked for") {
    PageBook inherits = page("class $name($$_):\n        $$_", "the class has or inherits no attribute priority");
    const std::string base = "class A:\n    priority = 1\n\n\n";
    CHECK(count(inherits, base + "class B(A):\n    pass\n") == 0);
    CHECK(count(inherits, "class A:\n    x = 1\n\n\nclass B(A):\n    pass\n") == 2);
    CHECK(count(inherits, "from m import A\n\n\nclass B(A):\n    pass\n") == 0);
}

TEST_CASE("parts of definitions are counted") {
    const std::string code = "@a\n@b\nclass C(X, Y):\n    z = 1\n\n    def p(self): ...\n    def _q(self): ...\n";
    CHECK(count(page("class $c($$_):\n        $$_", "the class has exactly 2 methods"), code) == 1);
    CHECK(count(page("class $c($$_):\n        $$_", "the class has exactly 1 public methods"), code) == 1);
    CHECK(count(page("class $c($$_):\n        $$_", "$c has exactly 1 attributes"), code) == 1);
    CHECK(count(page("class $c($$_):\n        $$_", "the class has exactly 2 bases"), code) == 1);
    CHECK(count(page("class $c($$_):\n        $$_", "the class has exactly 2 decorators"), code) == 1);
    CHECK(count(page("class $c($$_):\n        $$_", "the class has at least 3 methods"), code) == 0);
    CHECK(
        count(
            page("def $f($$_):\n        $$_", "the function has exactly 4 branches"),
            "def f():\n    if a:\n        pass\n    elif b:\n        pass\n    else:\n        for x in y:\n            "
            "pass\n    def g():\n        while a:\n            pass\n") == 1);
}

TEST_CASE("pairs of a dict among others") {
    PageBook pair = page("{$$_, $k: $v, $$_}", "$v is spelled *token*");
    CHECK(count(pair, "x = {'a': 1, 'b': my_token, **c}\n") == 1);
    CHECK(count(pair, "x = {'a': 1}\n") == 0);
    CHECK(count(pair, "x = {}\n") == 0);
    PageBook without{page_of("match\n    {$$a, \"x\": $v, $$b}\nrewrite\n    {$$a, $$b}\n")};
    CHECK(without.fixed("y = {'a': 1, 'x': 2, 'b': 3}\n") == "y = {'a': 1, 'b': 3}\n");
}

TEST_CASE("items joined by an operator are its operands") {
    PageBook join{
        page_of("match\n    os.path.join($a, $$rest)\nlet\n    $parts is $$rest joined by \" / \"\nrewrite\n    "
                "pathlib.Path($a) / $parts\n")};
    const std::string path = "from pathlib import Path\n\n", import = "import os\n" + path;
    CHECK(join.fixed(import + "p = os.path.join(a, b, c or d)\n") == path + "p = Path(a) / b / (c or d)\n");
    CHECK(join.fixed(import + "p = os.path.join(a, b if x else c)\n") == path + "p = Path(a) / (b if x else c)\n");
    CHECK(join.fixed(import + "p = os.path.join(a, b / c)\n") == path + "p = Path(a) / (b / c)\n");
    CHECK(join.fixed(import + "p = os.path.join(a, *b)\n") == import + "p = os.path.join(a, *b)\n");
    PageBook alone{
        page_of("match\n    len($a, $b)\nmatch\n    max($$rest)\nlet\n    $all is $$rest joined by \" - "
                "\"\nrewrite\n    $all\n")};
    CHECK(alone.fixed("x = 2 * max(a - b, c - d)\n") == "x = 2 * ((a - b) - (c - d))\n");
}

TEST_CASE("a fix that needs a second name of a module adds it to the import") {
    PageBook now{
        page_of("match\n    datetime.datetime.now()\nsay\n    use `$rewrite`\nrewrite\n    "
                "datetime.datetime.now(datetime.timezone.utc)\n")};
    CHECK(now.fixed("from datetime import datetime\n\nx = datetime.now()\n") ==
          "from datetime import datetime, timezone\n\nx = datetime.now(timezone.utc)\n");
    CHECK(now.fixed("from datetime import (\n    datetime,\n)\n\nx = datetime.now()\n") ==
          "from datetime import (\n    datetime, timezone,\n)\n\nx = datetime.now(timezone.utc)\n");
    CHECK(now.fixed("import datetime\n\nx = datetime.datetime.now()\n") ==
          "import datetime\n\nx = datetime.datetime.now(datetime.timezone.utc)\n");
    // Twice in one round, and where both names are taken.
    CHECK(now.fixed("from datetime import datetime\n\nx = datetime.now()\ny = datetime.now()\n") ==
          "from datetime import datetime, timezone\n\nx = datetime.now(timezone.utc)\ny = "
          "datetime.now(timezone.utc)\n");
    const std::string taken = "from datetime import datetime\n\ntimezone = 1\nx = datetime.now()\n";
    CHECK(now.fixed(taken) == taken);
    // The code would be wrong there, so the message does not show it.
    CHECK(now.message(taken) ==
          "Title (no fix: `datetime.timezone.utc` cannot be named there: `timezone` is bound in line 3 already)");
    // Without a rewrite, no `$rewrite`.
    PageBook none{page_of("match\n    len($x)\nsay\n    use `$rewrite`\nrewrite when $x is a name\n    max($x)\n")};
    CHECK(none.message("len(1)\n") == "Title");
    CHECK(none.message("len(a)\n") == "use `max(a)`");
}

TEST_CASE("code comes after other code on every way") {
    PageBook release = page("$batch.release()", "the match is not always after `$batch.approve()`");
    auto found = [&](const std::string& body) { return count(release, "def go(batch, ok):\n" + body); };
    CHECK(found("    batch.approve()\n    batch.release()\n") == 0);
    CHECK(found("    if ok:\n        batch.approve()\n    batch.release()\n") == 1);
    CHECK(found("    if ok:\n        batch.approve()\n    else:\n        batch.approve()\n    batch.release()\n") == 0);
    CHECK(found("    if ok:\n        batch.approve()\n    elif x:\n        batch.approve()\n    batch.release()\n") ==
          1);
    CHECK(found("    if not ok:\n        return\n    else:\n        batch.approve()\n    batch.release()\n") == 0);
    CHECK(found("    while ok:\n        batch.approve()\n    batch.release()\n") == 1);
    CHECK(found("    try:\n        batch.approve()\n    except E:\n        pass\n    batch.release()\n") == 1);
    CHECK(found("    try:\n        batch.approve()\n    except E:\n        raise\n    batch.release()\n") == 0);
    CHECK(found("    ok and batch.approve()\n    batch.release()\n") == 1);
    CHECK(found("    def g():\n        batch.approve()\n    batch.release()\n") == 1);
    CHECK(found("    other.approve()\n    batch.release()\n") == 1);
    CHECK(found("    batch.release()\n    batch.approve()\n") == 1);
    CHECK(count(release, "batch.approve()\nbatch.release()\n") == 0);
}

TEST_CASE("each parameter by itself") {
    PageBook money{
        page_of("match\n    parameter $p: $type\nwhere\n    $p is spelled *_amount\n    $type is "
                "`float`\nsay\n    `$p`\nrewrite $type\n    decimal.Decimal\n",
                "code: TST0001\nfix: unsafe\n")};
    CHECK(count(money, "def f(a_amount: float, b_amount: float, c: float): ...\n") == 2);
    CHECK(money.fixed("import decimal\n\n\ndef f(a_amount: float, x_amount: int, b_amount: float): ...\n") ==
          "import decimal\n\n\ndef f(a_amount: decimal.Decimal, x_amount: int, b_amount: decimal.Decimal): ...\n");
    PageBook defaults = page("parameter $p: $type = $value", "$value is `None`");
    CHECK(count(defaults, "def f(a: int = None, *, b: int = None, c: int = 1): ...\n") == 2);
}

TEST_CASE("a decorated definition has the place of its statement") {
    auto places = [](const char* code) {
        std::string out;
        for (const char* where : {"a statement of the module", "the first statement", "the last statement",
                                  "the only statement", "at the end of the function"})
            if (PageBook book = page("def f($$_):\n        $$_", std::string("the match is ") + where);
                count(book, code) == 1)
                out += std::string(where) + "; ";
        return out;
    };
    CHECK(places("@a\ndef f(): ...\n") ==
          "a statement of the module; the first statement; the last statement; "
          "the only statement; ");
    CHECK(places("x = 1\n@a\ndef f(): ...\ny = 2\n") == "a statement of the module; ");
    CHECK(places("def g():\n    x = 1\n    @a\n    @b\n    def f(): ...\n") ==
          "the last statement; at the end of the function; ");
    CHECK(places("def g():\n    @a\n    def f(): ...\n    return f\n") == "the first statement; ");
    CHECK(places("class A:\n    @a\n    def f(self): ...\n    x = 1\n") == "the first statement; ");
}

TEST_CASE("a relative import names a part of a package") {
    PageBook pandas = page("from $_ import $$_", "the match imports pandas");
    auto in = [&](const char* path, const char* code) {
        return lint(Source::from_text(path, code), pandas.rules()).size();
    };
    CHECK(in("acme/cli/main.py", "from pandas import x\n") == 1);
    CHECK(in("acme/cli/main.py", "from .pandas import x\n") == 0);
    CHECK(in("acme/cli/__init__.py", "from .pandas import x\n") == 0);
    CHECK(in("lib/pandas/io/sql.py", "from .common import x\n") == 1);
    CHECK(in("lib/pandas/io/sql.py", "from ..core import x\n") == 1);
}

TEST_CASE("a module is not made to import itself") {
    PageBook book{
        page_of("match\n    print($x)\nrewrite\n    acme.settings.show($x)\n", "code: TST0001\nfix: unsafe\n")};
    auto fixes = [&](const char* path) {
        return lint(Source::from_text(path, "print(1)\n"), book.rules()).at(0).fix.has_value();
    };
    CHECK(fixes("acme/main.py"));
    CHECK_FALSE(fixes("acme/settings.py"));
    CHECK_FALSE(fixes("src/acme/settings/__init__.py"));
    CHECK(fixes("acme/other/settings.py"));
    PageBook imported{page_of("match\n    print($x)\nrewrite\n    from acme import settings\n    settings.show($x)\n",
                              "code: TST0001\nfix: unsafe\n")};
    auto fixes_by_name = [&](const char* path) {
        return lint(Source::from_text(path, "print(1)\n"), imported.rules()).at(0).fix.has_value();
    };
    CHECK(fixes_by_name("acme/main.py"));
    CHECK_FALSE(fixes_by_name("acme/settings.py"));
}

TEST_CASE("a folder or file may be one of the root") {
    PageBook jobs = page("len($x)", "the file is in /jobs");
    auto in = [&](const char* path) { return lint(Source::from_text(path, "len(x)\n"), jobs.rules()).size(); };
    CHECK(in("jobs/a.py") == 1);
    CHECK(in("jobs/deep/a.py") == 1);
    CHECK(in("tests/jobs/a.py") == 0);
    PageBook file = page("len($x)", "the file is called /setup.py");
    CHECK(lint(Source::from_text("setup.py", "len(x)\n"), file.rules()).size() == 1);
    CHECK(lint(Source::from_text("a/setup.py", "len(x)\n"), file.rules()).empty());
}

TEST_CASE("a name by its spelling alone") {
    PageBook secret = page("name $s", "$s is spelled token, *_token\n    the match is inside `$log.info($$_)`");
    CHECK(count(secret, "log.info(token, f'{my_token}', {'a': token}, x.token)\nprint(token)\n") == 3);
    CHECK(says(block_trouble("match\n    name $s\nwhere\n    $s is a local\n"), "needs a line"));
    CHECK(says(block_trouble("match\n    name $$s\nwhere\n    $s is a local\n"), "`name $x`"));
}

TEST_CASE("misspelt words of conditions are guessed at") {
    auto why = [](const std::string& where) { return block_trouble("match\n    len($x)\nwhere\n    " + where + "\n"); };
    CHECK(says(why("$x cotains `y`"), "did you mean `contains`"));
    CHECK(says(why("each paramter of the function is a name"), "did you mean `parameter of`"));
    CHECK(says(why("$x is deribed from abc.ABC"), "did you mean `derived from`"));
    CHECK(says(why("$x is speled a*"), "did you mean `spelled`"));
    CHECK(says(why("$x is a lsit"), "did you mean `a list`"));
}

TEST_CASE("a case that anything fits") {
    PageBook open = page("match $x: $$cases", "the last case of $$cases is not a catch-all case");
    for (const char* last : {"_", "other", "_ as y", "None | _"})
        CHECK(count(open, std::string("match x:\n    case 1:\n        go()\n    case ") + last + ":\n        go()\n") ==
              0);
    for (const char* last : {"_ if y", "[_]", "m.X", "1 | 2"})
        CHECK(count(open, std::string("match x:\n    case ") + last + ":\n        go()\n") == 1);
}

TEST_CASE("names are found in annotations that are strings") {
    PageBook money = page("$x: $type = $_", "$type contains `float`");
    CHECK(count(money, "amount: 'float | None' = None\n") == 1);
    CHECK(count(money, "amount: list['float'] = None\n") == 1);
    CHECK(count(money, "amount: 'floating' = None\n") == 0);
    CHECK(count(money, "float = 1\namount: 'float' = None\n") == 0);
    PageBook decimal = page("$x: $type = $_", "$type contains `decimal.Decimal`");
    CHECK(count(decimal, "from decimal import Decimal\n\namount: 'Decimal | None' = None\n") == 1);
    CHECK(count(decimal, "amount: 'Decimal' = None\n") == 0);
    PageBook other = page("print($x)", "$x contains `float`");
    CHECK(count(other, "print('float')\n") == 0);
}

TEST_CASE("an `ok` that a blank line parts says so") {
    auto wrong = [](const std::string& ok) {
        PageBook book{
            "---\ncode: TST0001\nfix: none\n---\n# Title\n\nWhy.\n\n```python bad\nimport abc\n\nclass "
            "A(abc.ABC):\n    x = 1\n```\n\n```python ok\n" +
            ok +
            "```\n\n```zen\nmatch\n    class $c($b):\n        x = 1\nwhere\n    $b is or is derived from "
            "abc.ABC\n    $c is not spelled C\n```\n"};
        std::string out;
        for (const Trouble& t : check_examples(book.rules().book(), 0, false)) out += t.message;
        return out;
    };
    CHECK(says(wrong("import abc\n\nclass D(abc.ABC): ...\n\nclass C(D):\n    x = 1\n"),
               "`D` is used below a blank line"));
    CHECK(wrong("import abc\n\nclass D(abc.ABC): ...\nclass C(D):\n    x = 1\n").find("below a blank") ==
          std::string::npos);
}

TEST_CASE("a hole in braces is one in f-strings too") {
    PageBook url{
        page_of("match\n    f\"$text\"\nwhere\n    $text is spelled ${before}http://$rest\nrewrite\n    "
                "f\"${before}https://$rest\"\n")};
    CHECK(url.fixed("x = f'see http://{a}'\n") == "x = f\"see https://{a}\"\n");
    PageBook plain{page_of("match\n    print($x)\nrewrite\n    len(f\"{$x}s ${x}s\")  # ${x}s\n")};
    CHECK(plain.fixed("print(a)\n") == "len(f\"{a}s as\")  # as\n");
}

TEST_CASE("a blank line in a string or in brackets divides no example") {
    CHECK(example_parts("\"\"\"A.\n\nB.\n\"\"\"\nprint(1)\n").size() == 1);
    CHECK(example_parts("f(\n\n1)\n\ng()\n").size() == 2);
}

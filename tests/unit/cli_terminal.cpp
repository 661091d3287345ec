// Which terminals are given hyperlinks, and how editors are told where to open a file.
#include <catch2/catch_test_macros.hpp>

#include "cli/editor.h"
#include "cli/output.h"

using namespace zen;

TEST_CASE("hyperlinks are left out where a terminal would drop them, and their address with them") {
    CHECK(shows_links({.term = "xterm-256color"}));
    CHECK(shows_links({.term = "xterm-256color", .program = "iTerm.app"}));
    CHECK(!shows_links({}));
    CHECK(!shows_links({.term = "dumb"}));
    CHECK(!shows_links({.term = "linux"}));
    CHECK(!shows_links({.term = "xterm-256color", .program = "Apple_Terminal"}));
    CHECK(!shows_links({.term = "screen.xterm-256color"}));

    TerminalNames tmux{.term = "tmux-256color", .program = "tmux", .program_version = "3.4", .tmux = "/tmp/t,1,0"};
    CHECK(shows_links(tmux));
    for (std::string_view version : {"3.3a", "2.9", "next", ""}) {
        tmux.program_version = version;
        CHECK(!shows_links(tmux));
    }
    for (std::string_view version : {"3.5a", "3.10", "4.0"}) {
        tmux.program_version = version;
        CHECK(shows_links(tmux));
    }
    CHECK(shows_links({.term = "linux", .forced = "1"}));
    CHECK(!shows_links({.term = "xterm", .forced = "0"}));
}

TEST_CASE("an editor is asked for the row in its own way, and the file is one word") {
    CHECK(editor_command("vi", "a.py", 3) == "vi +3 'a.py'");
    CHECK(editor_command("/usr/bin/emacs -nw", "it's.py", 3) == "/usr/bin/emacs -nw +3 'it'\\''s.py'");
    CHECK(editor_command("code --wait", "a b.py", 3) == "code --wait --goto 'a b.py:3'");
    CHECK(editor_command("hx", "-x.py", 3) == "hx './-x.py:3'");
}

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
    CHECK(editor_command("vi", "a.py", 3, false) == "vi +3 'a.py'");
    CHECK(editor_command("/usr/bin/emacs -nw", "it's.py", 3, false) == "/usr/bin/emacs -nw +3 'it'\\''s.py'");
    CHECK(editor_command("code --wait", "a b.py", 3, false) == "code --wait --goto 'a b.py:3'");
    CHECK(editor_command("hx", "-x.py", 3, false) == "hx './-x.py:3'");
}

TEST_CASE("an editor on Windows is known by its path, and cmd.exe reads double quotes") {
    CHECK(editor_command("\"C:\\Program Files\\Code\\Code.exe\" --wait", "C:/it's.py", 3, true) ==
          "\"C:\\Program Files\\Code\\Code.exe\" --wait --goto \"C:/it's.py:3\"");
    CHECK(editor_command("D:\\vim\\gvim.exe", "a b.py", 3, true) == "D:\\vim\\gvim.exe +3 \"a b.py\"");
    CHECK(editor_command("notepad", "a.py", 3, true) == "notepad \"a.py\"");
}

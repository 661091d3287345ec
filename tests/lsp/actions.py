"""Code actions, their edits, and commands."""

from client import Case, Failure, apply, main, span, without

LOOP = "def show(names):\n    for i in range(len(names)):\n        print(names[i])\n"
FIXED = "def show(names):\n    for name in names:\n        print(name)\n"
COMPARED = "def same(a):\n    return a == None\n"
SILENCED = "x = 1  # noqa: ZEN1601\n"  # its finding has a safe fix


def titles(actions):
    return [a["title"] for a in actions]


def named(actions, start):
    return next(a for a in actions if a["title"].startswith(start))


class Actions(Case):
    def edit(self, client, action):
        if "edit" not in action:
            action = client.ask("codeAction/resolve", action)
        return action["edit"]

    def edits(self, client, action, uri):
        """The text edits of an action's document changes, which must speak of the present version."""
        (change,) = self.edit(client, action)["documentChanges"]
        self.assertEqual(change["textDocument"], {"uri": uri, "version": client.versions[uri]})
        return change["edits"]

    def test_offers_what_can_be_done(self):
        client = self.client()
        uri = client.open(self.uri(), LOOP + LOOP.replace("show", "again"))
        found = client.diagnostics(uri)
        actions = client.actions(uri, span(1, 8), diagnostics=found)
        fix = actions[0]
        self.assertEqual((fix["kind"], fix["diagnostics"]), ("quickfix", [found[0]]))
        self.assertNotIn("edit", fix)
        self.assertTrue(any(t.startswith("Fix all ") for t in titles(actions)))
        self.assertTrue(any(t.startswith("Silence ZEN") for t in titles(actions)))
        self.assertEqual(apply(LOOP, self.edits(client, fix, uri)), FIXED)
        self.assertEqual(client.actions(uri, span(0, 0, 0, 3)), [])
        client.stop()

    def test_fixes_one_rule_in_the_whole_file(self):
        client = self.client()
        text = LOOP + COMPARED + LOOP.replace("show", "again")
        uri = client.open(self.uri(), text)
        action = named(client.actions(uri, span(1, 8)), "Fix all ")
        self.assertEqual(apply(text, self.edits(client, action, uri)), FIXED + COMPARED + FIXED.replace("show", "again"))
        client.stop()

    def test_fixes_everything_that_is_safe_with_small_edits(self):
        client = self.client()
        text = SILENCED + LOOP * 100 + SILENCED
        uri = client.open(self.uri(), text)
        (action,) = client.actions(uri, span(0, 0), only=["source.fixAll"])
        self.assertEqual(action["kind"], "source.fixAll.zenlint")
        edits = self.edits(client, action, uri)
        self.assertLess(sum(len(e["newText"]) for e in edits), 500)
        fixed = apply(text, edits)
        self.assertTrue(fixed.startswith("x = 1\n") and fixed.endswith("x = 1\n"))
        self.assertEqual(client.actions(uri, span(0, 0), only=["refactor"]), [])
        client.stop()

    def test_an_unsafe_fix_says_why_in_its_title_and_is_applied_without_a_preview(self):
        client = self.client()
        uri = client.open(self.uri(), COMPARED)
        fix = next(a for a in client.actions(uri, span(1, 14)) if "(unsafe" in a["title"])
        self.assertNotIn("isPreferred", fix)
        edit = self.edit(client, fix)
        self.assertRegex(fix["title"], r"\(unsafe: .+\)$")
        self.assertNotIn("changeAnnotations", edit)
        for e in edit["documentChanges"][0]["edits"]:
            self.assertNotIn("annotationId", e)
        client.stop()

    def test_prefers_safe_fixes(self):
        client = self.client()
        uri = client.open(self.uri(), SILENCED)
        fix = client.actions(uri, span(0, 10))[0]
        self.assertTrue(fix["isPreferred"])
        client.stop()

    def test_gives_the_edit_at_once_to_a_plain_client(self):
        client = self.client(without("textDocument.codeAction", "workspace.workspaceEdit"))
        uri = client.open(self.uri(), LOOP)
        fix = client.actions(uri, span(1, 8))[0]
        self.assertEqual(apply(LOOP, fix["edit"]["changes"][uri]), FIXED)
        client.stop()

    def test_refuses_edits_of_an_old_text(self):
        client = self.client()
        uri = client.open(self.uri(), LOOP)
        fix = client.actions(uri, span(1, 8))[0]
        client.change(uri, (0, 0, 0, 0, "\n"))
        with self.assertRaises(Failure) as failure:
            client.ask("codeAction/resolve", fix)
        self.assertEqual(failure.exception.code, -32801)
        client.stop()

    def test_silences_a_line(self):
        client = self.client()
        text = LOOP.replace(":\n        print", ":  # noqa: E501\n        print")
        uri = client.open(self.uri(), LOOP)
        (code,) = {d["code"] for d in client.diagnostics(uri)}
        silence = named(client.actions(uri, span(1, 8)), "Silence ")
        client.change(uri, apply(LOOP, self.edits(client, silence, uri)))
        self.assertEqual(client.diagnostics(uri), [])
        client.change(uri, text)
        silence = named(client.actions(uri, span(1, 8)), "Silence ")
        done = apply(text, self.edits(client, silence, uri))
        self.assertIn(f"# noqa: E501, {code}\n", done)
        client.change(uri, done)
        self.assertEqual(client.diagnostics(uri), [])
        client.stop()

    def test_keeps_line_ends_and_columns_beyond_the_basic_plane(self):
        text = "s = '😀'; t = [s]\r\nif s == None: s = '😀'\r\n" + LOOP.replace("\n", "\r\n")
        for encoding in ("utf-8", "utf-16", "utf-32"):
            client = self.client(without(encodings=[encoding]))
            uri = client.open(self.uri(), text)
            for where in (span(1, 6), span(3, 6)):
                fix = client.actions(uri, where)[0]
                edits = self.edits(client, fix, uri)
                changed = apply(text, edits, encoding)
                self.assertNotIn("\n", changed.replace("\r\n", ""))
                self.assertTrue("s is None" in changed or "for name in names:" in changed, changed)
            client.stop()


class Commands(Case):
    def test_fixes_from_a_key(self):
        client = self.client()
        uri = client.open(self.uri(), SILENCED + LOOP)
        answer = client.ask("workspace/executeCommand", {"command": "zenlint.fixAll", "arguments": [uri]})
        self.assertTrue(answer["applied"])
        edit = client.question("workspace/applyEdit")["edit"]
        self.assertEqual(apply(SILENCED + LOOP, edit["documentChanges"][0]["edits"]), "x = 1\n" + LOOP)
        code = next(d["code"] for d in client.diagnostics(uri) if d["code"] != "ZEN0004")
        answer = client.ask("workspace/executeCommand", {"command": "zenlint.fixRule", "arguments": [{"uri": uri}, code]})
        self.assertTrue(answer["applied"])
        client.stop()

    def test_explains(self):
        client = self.client()
        page = client.ask("workspace/executeCommand", {"command": "zenlint.explain", "arguments": ["ZEN1601"]})
        self.assertIn("```python", page)
        with self.assertRaises(Failure) as failure:
            client.ask("workspace/executeCommand", {"command": "zenlint.explain", "arguments": ["ZEN9999"]})
        self.assertIn("unknown rule", str(failure.exception))
        client.stop()

    def test_opens_the_course(self):
        client = self.client()
        url = client.ask("workspace/executeCommand", {"command": "zenlint.openCourse", "arguments": ["ZEN1601"]})
        shown = client.question("window/showDocument")
        self.assertEqual((shown["uri"], shown["external"]), (url, True))
        client.stop()


if __name__ == "__main__":
    main()

"""Settings from the editor, configurations on the disk, folders, notebooks."""


from client import Case, apply, main, span, uri, without

LOOP = "def show(names):\n    for i in range(len(names)):\n        print(names[i])\n"


class Settings(Case):
    def test_takes_initialization_options(self):
        client = self.client(without("workspace.configuration"), initializationOptions={"settings": {"ignore": ["range-len-loop"]}})
        self.assertEqual(client.diagnostics(client.open(self.uri(), LOOP)), [])
        client.stop()

    def test_follows_changes(self):
        client = self.client(without("workspace.configuration"))
        uri = client.open(self.uri(), LOOP)
        self.assertEqual(len(client.diagnostics(uri)), 1)
        client.tell("workspace/didChangeConfiguration", {"settings": {"zenlint": {"enable": False}}})
        self.assertEqual(client.diagnostics(uri), [])
        client.question("workspace/diagnostic/refresh")
        client.tell("workspace/didChangeConfiguration", {"settings": {"zenlint": {"select": ["ZEN16"]}}})
        self.assertEqual(client.diagnostics(uri), [])
        client.tell("workspace/didChangeConfiguration", {"settings": {"zenlint": {"select": ["range-len-loop"]}}})
        self.assertEqual(len(client.diagnostics(uri)), 1)
        client.stop()

    def test_asks_for_settings_by_folder(self):
        (self.folder / "a").mkdir()
        (self.folder / "b").mkdir()
        quiet = uri(self.folder / "a")
        folders = [{"uri": uri(self.folder / name), "name": name} for name in "ab"]
        settings = lambda scope: {"ignore": ["range-len-loop"]} if scope == quiet else None
        client = self.client(settings=settings, workspaceFolders=folders)
        a, b = client.open(self.uri("a/x.py"), LOOP), client.open(self.uri("b/x.py"), LOOP)
        client.question("workspace/configuration")
        self.assertEqual((client.diagnostics(a), len(client.diagnostics(b))), ([], 1))
        client.tell("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [folders[0]]}})
        client.diagnostics(b)
        self.assertEqual(len(client.diagnostics(a)), 1)
        client.stop()

    def test_says_what_is_wrong(self):
        client = self.client(initializationOptions={"select": "ZEN", "targetVersion": "four"})
        for part in ("zenlint.select", "zenlint.targetVersion"):
            client.note("window/showMessage", lambda p: part in p["message"])
        client.stop()

    def test_follows_configurations_on_the_disk(self):
        client = self.client()
        document = client.open(self.uri(), LOOP)
        registered = client.question("client/registerCapability")["registrations"]
        self.assertIn("workspace/didChangeWatchedFiles", [r["method"] for r in registered])
        self.assertEqual(len(client.diagnostics(document)), 1)
        config = self.write("pyproject.toml", '[tool.zenlint]\nignore = ["range-len-loop"]\n')
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": config, "type": 1}]})
        self.assertEqual(client.diagnostics(document), [])
        self.write("pyproject.toml", '[tool.zenlint]\nignor = ["range-len-loop"]\n')
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": config, "type": 2}]})
        message = client.note("window/showMessage")["message"]
        self.assertIn("pyproject.toml:2", message)
        self.assertIn("ignore", message)
        client.stop()

    def test_pages_see_paths_from_their_configuration(self):
        page = "---\ncode: ACME001\nfix: none\n---\n# Do not call `len()` in the core\n\nWhy.\n\n```zen\nmatch\n    len($_)\nwhere\n    the file is {0}in {1}\n```\n"
        self.write("tests/proj/lint/core.md", page.format("", "acme/core"))
        self.write("tests/proj/lint/tests.md", page.format("not ", "tests").replace("ACME001", "ACME002"))
        self.write("tests/proj/zenlint.toml", 'rules = ["lint/*.md"]\nselect = ["ACME"]\n')
        self.write("tests/proj/acme/core/m.py", "len(x)\n")
        client = self.client()
        found = client.diagnostics(client.open(self.uri("tests/proj/acme/core/m.py"), "len(x)\n"))
        self.assertEqual(sorted(d["code"] for d in found), ["ACME001", "ACME002"])
        client.stop()

    def test_follows_ignore_files(self):
        client = self.client()
        self.write("made.py", LOOP)
        watchers = client.question("client/registerCapability")["registrations"][0]["registerOptions"]["watchers"]
        self.assertTrue(any(".gitignore" in w["globPattern"] for w in watchers))
        found = client.ask("workspace/diagnostic", {"previousResultIds": []})["items"]
        self.assertEqual([i["uri"] for i in found], [self.uri("made.py")])
        ignored = self.write(".gitignore", "made.py\n")
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": ignored, "type": 1}]})
        self.assertEqual(client.ask("workspace/diagnostic", {"previousResultIds": []})["items"], [])
        client.stop()

    def test_follows_saved_configurations_without_a_watcher(self):
        client = self.client(without("workspace.didChangeWatchedFiles", "textDocument.diagnostic"))
        document = client.open(self.uri(), LOOP)
        self.assertEqual(len(client.pushed(document)), 1)
        config = self.write("zenlint.toml", 'ignore = ["range-len-loop"]\n')
        client.tell("textDocument/didSave", {"textDocument": {"uri": config}})
        self.assertEqual(client.pushed(document), [])
        client.stop()

    def test_leaves_out_what_the_configuration_leaves_out(self):
        self.write("zenlint.toml", 'extend-exclude = ["made/**"]\nper-file-ignores = { "t_*.py" = ["range-len-loop"] }\n')
        client = self.client()
        for name, count in (("made/x.py", 0), ("t_x.py", 0), ("x.py", 1)):
            self.assertEqual(len(client.diagnostics(client.open(self.uri(name), LOOP))), count, name)
        client.stop()


class Notebooks(Case):
    def cell(self, name, text, language="python"):
        return {"uri": f"vscode-notebook-cell:/n.ipynb#{name}", "languageId": language, "version": 1, "text": text}

    def opened(self, client, cells):
        notebook = {"uri": self.uri("n.ipynb"), "notebookType": "jupyter-notebook", "version": 1,
                    "cells": [{"kind": 2, "document": c["uri"]} for c in cells]}  # fmt: skip
        client.tell("notebookDocument/didOpen", {"notebookDocument": notebook, "cellTextDocuments": cells})
        client.versions |= {c["uri"]: 1 for c in cells}
        return [c["uri"] for c in cells]

    def test_reads_cells_as_one_text(self):
        client = self.client()
        texts = ["%matplotlib inline\n!ls\nimport os", "%%bash\nfor x in y; do", "def f(names):\n    for i in range(len(names)):\n        print(names[i])"]
        a, b, c = self.opened(client, [self.cell(str(i), text) for i, text in enumerate(texts)])
        self.assertEqual((client.diagnostics(a), client.diagnostics(b)), ([], []))
        self.assertEqual(client.diagnostics(c)[0]["range"]["start"], {"line": 1, "character": 8})
        fix = client.ask("codeAction/resolve", client.actions(c, span(1, 8))[0])
        (change,) = fix["edit"]["documentChanges"]
        self.assertEqual(change["textDocument"]["uri"], c)
        self.assertIn("for name in names", apply(texts[2], change["edits"]))
        client.stop()

    def test_reads_magics_as_files_do(self):
        client = self.client()
        texts = ["files = !ls\nif files:\n    !echo {files}\nlen?\nx = (5\n  % 2)\n%%timeit", "y = x == None"]
        a, b = self.opened(client, [self.cell(str(i), text) for i, text in enumerate(texts)])
        self.assertEqual(client.diagnostics(a), [])
        self.assertEqual([d["range"] for d in client.diagnostics(b)], [span(0, 4, 0, 13)])
        client.stop()

    def test_follows_edits_and_moves(self):
        client = self.client(without("textDocument.diagnostic"))
        a, b = self.opened(client, [self.cell("a", "x = 1"), self.cell("b", LOOP)])
        self.assertEqual((client.pushed(a), len(client.pushed(b))), ([], 1))
        note = {"uri": self.uri("n.ipynb"), "version": 2}
        text = {"document": {"uri": a, "version": 2}, "changes": [{"range": span(0, 4, 0, 5), "text": "y == None"}]}
        client.tell("notebookDocument/didChange", {"notebookDocument": note, "change": {"cells": {"textContent": [text]}}})
        self.assertEqual(len(client.pushed(a, 2)), 1)
        new = self.cell("c", LOOP)
        structure = {"array": {"start": 0, "deleteCount": 1, "cells": [{"kind": 2, "document": new["uri"]}]},
                     "didOpen": [new], "didClose": [{"uri": a}]}  # fmt: skip
        client.tell("notebookDocument/didChange", {"notebookDocument": note | {"version": 3}, "change": {"cells": {"structure": structure}}})
        self.assertEqual(len(client.pushed(new["uri"])), 1)
        client.tell("notebookDocument/didClose", {"notebookDocument": {"uri": note["uri"]}, "cellTextDocuments": [{"uri": b}]})
        client.note("textDocument/publishDiagnostics", lambda p: p["uri"] == b and not p["diagnostics"])
        client.stop()


if __name__ == "__main__":
    main()

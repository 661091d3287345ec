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

    def test_leaves_to_ruff_what_its_nearest_configuration_selects(self):
        self.write("zenlint.toml", 'except-for = ["ruff"]\nselect = ["E711", "E712"]\n')
        self.write("ruff.toml", 'lint.select = ["E712"]\n[lint.per-file-ignores]\n"tests/*" = ["E712"]\n')
        near = self.write("sub/ruff.toml", 'extend = "../ruff.toml"\nlint.extend-select = ["E711"]\nlint.ignore = ["E712"]\n')
        client = self.client()
        codes = lambda uri: [d["code"] for d in client.diagnostics(uri)]
        above, below, test = (client.open(self.uri(n), "a = b == None\nc = b == True\n") for n in ("x.py", "sub/x.py", "tests/x.py"))
        self.assertEqual((codes(above), codes(below)), (["ZEN1601"], ["ZEN1404"]))
        self.assertEqual(codes(test), ["ZEN1601", "ZEN1404"])
        self.write("sub/ruff.toml", 'lint.select = ["E7"]\n')
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": near, "type": 2}]})
        self.assertEqual(codes(below), [])
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


class OtherFiles(Case):
    """What other files of the folders say, as they are on the disk."""

    STORE = "async def save(row):\n    print(row)\n"
    USE = "from .store import save\n\n\nasync def main():\n    save(1)\n"

    def codes(self, diagnostics):
        return [d["code"] for d in diagnostics]

    def opened(self, capabilities=None):
        self.write("app/__init__.py", "")
        self.write("app/store.py", self.STORE)
        self.write("app/use.py", self.USE)
        client = self.client(capabilities)
        return client, client.open(self.uri("app/use.py"), self.USE)

    def test_names_are_followed_into_files_that_are_not_open(self):
        client, use = self.opened()
        self.assertEqual(self.codes(client.diagnostics(use)), ["ZEN5405"])
        client.change(use, self.USE.replace("save(1)", "await save(1)"))
        self.assertEqual(client.diagnostics(use), [])
        client.change(use, self.USE + "    save(2)\n")
        self.assertEqual(self.codes(client.diagnostics(use)), ["ZEN5405"] * 2)
        client.stop()

    def test_a_file_that_changes_is_asked_again(self):
        client, use = self.opened()
        watchers = client.question("client/registerCapability")["registrations"][0]["registerOptions"]["watchers"]
        self.assertIn("**/*.{py,pyi}", [w["globPattern"] for w in watchers])
        first = client.pull(use)
        store = self.write("app/store.py", self.STORE.replace("print(row)", "print(row, row)"))
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": store, "type": 2}]})
        self.assertEqual(client.pull(use, first["resultId"])["kind"], "unchanged")
        self.write("app/store.py", self.STORE.replace("async ", ""))
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": store, "type": 2}]})
        client.question("workspace/diagnostic/refresh")
        self.assertEqual(client.diagnostics(use), [])
        client.stop()

    def test_files_come_and_go(self):
        self.write("use.py", self.USE.replace(".store", "store"))
        client = self.client()
        use = client.open(self.uri("use.py"), self.USE.replace(".store", "store"))
        self.assertEqual(client.diagnostics(use), [])
        store = self.write("store.py", self.STORE)
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": store, "type": 1}]})
        self.assertEqual(self.codes(client.diagnostics(use)), ["ZEN5405"])
        (self.folder / "store.py").unlink()
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": store, "type": 3}]})
        self.assertEqual(client.diagnostics(use), [])
        client.stop()

    def test_saving_pushes_to_those_that_ask(self):
        client, use = self.opened(without("workspace.didChangeWatchedFiles", "textDocument.diagnostic"))
        self.assertEqual(self.codes(client.pushed(use)), ["ZEN5405"])
        store = self.write("app/store.py", self.STORE.replace("async ", ""))
        client.tell("textDocument/didSave", {"textDocument": {"uri": store}})
        self.assertEqual(client.pushed(use), [])
        client.stop()

    def test_the_whole_workspace_says_what_a_run_says(self):
        client, use = self.opened()
        other = self.write("app/other.py", self.USE)
        ask = lambda known: client.ask("workspace/diagnostic", {"previousResultIds": known})["items"]
        found = {item["uri"]: item for item in ask([])}
        self.assertEqual(self.codes(found[use]["items"]), ["ZEN5405"])
        self.assertEqual(self.codes(found[other]["items"]), ["ZEN5405"])
        known = [{"uri": uri, "value": item["resultId"]} for uri, item in found.items()]
        self.assertEqual({item["kind"] for item in ask(known)}, {"unchanged"})
        store = self.write("app/store.py", self.STORE.replace("async ", ""))
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": store, "type": 2}]})
        again = {item["uri"]: item for item in ask(known)}
        self.assertEqual((again[other]["kind"], again[other]["items"]), ("full", []))
        self.assertEqual(again[self.uri("app/__init__.py")]["kind"], "unchanged")
        client.stop()

    def test_the_switch_turns_it_off(self):
        self.write("zenlint.toml", "project = false\n")
        client, use = self.opened()
        self.assertEqual(client.diagnostics(use), [])
        client.stop()

    def test_installed_packages_are_read_where_the_configuration_says_so(self):
        self.write("env/lib/python3.12/site-packages/acme/py.typed", "")
        self.write("env/lib/python3.12/site-packages/acme/__init__.py", self.STORE)
        text = self.USE.replace(".store", "acme")
        client = self.client()
        use = client.open(self.uri("use.py"), text)
        self.assertEqual(client.diagnostics(use), [])
        config = self.write("zenlint.toml", 'python = "env"\n')
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": config, "type": 1}]})
        self.assertEqual(self.codes(client.diagnostics(use)), ["ZEN5405"])
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

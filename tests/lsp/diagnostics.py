"""Findings as the editor gets them: pushed, pulled, of the workspace; where they lie in each encoding."""

import json
import subprocess

from client import PROGRAM, Case, Failure, main, uri, without

LOOP = "def show(names):\n    for i in range(len(names)):\n        print(names[i])\n"
COMPARED = "def same(a):\n    return a == None\n"


class Documents(Case):
    def test_carries_everything_a_client_understands(self):
        client = self.client()
        found = client.diagnostics(client.open(self.uri(), LOOP))
        self.assertEqual(len(found), 1)
        d = found[0]
        self.assertEqual(d["range"]["start"], {"line": 1, "character": 8})
        self.assertEqual((d["source"], d["severity"]), ("zenlint", 2))
        self.assertRegex(d["code"], r"^ZEN\d{4}$")
        self.assertTrue(d["codeDescription"]["href"].startswith("https://"))
        self.assertEqual(sorted(d["data"]), ["id", "name"])
        client.stop()

    def test_says_no_more_than_a_client_understands(self):
        client = self.client(without("textDocument.publishDiagnostics"))
        d = client.diagnostics(client.open(self.uri(), LOOP))[0]
        self.assertEqual(sorted(d), ["code", "message", "range", "severity", "source"])
        client.stop()

    def test_tags_what_only_goes_away(self):
        client = self.client()
        uri = client.open(self.uri(), "x = 1  # noqa: ZEN1601\n")
        self.assertEqual([(d["code"], d["tags"]) for d in client.diagnostics(uri)], [("ZEN0004", [1])])
        client.stop()

    def test_keeps_the_id_of_a_finding_that_moves(self):
        client = self.client()
        uri = client.open(self.uri(), LOOP)
        before = client.diagnostics(uri)[0]
        client.change(uri, (0, 0, 0, 0, "# moved\n"))
        after = client.diagnostics(uri)[0]
        self.assertEqual(after["range"]["start"]["line"], 2)
        self.assertEqual(after["data"], before["data"])
        client.stop()

    def test_answers_unchanged(self):
        client = self.client()
        uri = client.open(self.uri(), LOOP)
        first = client.pull(uri)
        self.assertEqual(client.pull(uri, first["resultId"]), {"kind": "unchanged", "resultId": first["resultId"]})
        client.change(uri, (3, 0, 3, 0, "x = 1\n"))
        self.assertEqual(client.pull(uri, first["resultId"])["kind"], "unchanged")
        client.change(uri, (0, 0, 0, 0, "\n"))
        self.assertEqual(client.pull(uri, first["resultId"])["kind"], "full")
        client.stop()

    def test_pushes_to_those_who_do_not_pull(self):
        client = self.client(without("textDocument.diagnostic"))
        uri = client.open(self.uri(), LOOP)
        self.assertEqual(len(client.pushed(uri, 1)), 1)
        for _ in range(50):
            client.change(uri, (3, 0, 3, 0, "\n"))
        self.assertEqual(len(client.pushed(uri, 51)), 1)
        versions = [n["params"]["version"] for n in client.notes if n["method"] == "textDocument/publishDiagnostics"]
        self.assertEqual(versions, sorted(versions))
        client.close(uri)
        client.note("textDocument/publishDiagnostics", lambda p: p["uri"] == uri and "version" not in p and not p["diagnostics"])
        client.stop()

    def test_keeps_findings_while_the_code_is_broken(self):
        client = self.client()
        uri = client.open(self.uri(), LOOP + "\n\ndef broken(x):\n    y = [x\n\n\n" + COMPARED)
        codes = [d["code"] for d in client.diagnostics(uri)]
        self.assertIn("ZEN0001", codes)
        self.assertEqual(len(codes), 3)
        client.stop()

    def test_reads_python_only(self):
        client = self.client()
        self.assertEqual(client.diagnostics(client.open(self.uri("a.txt"), LOOP, "plaintext")), [])
        untitled = client.open("untitled:Untitled-1", LOOP)
        self.assertEqual(len(client.diagnostics(untitled)), 1)
        client.stop()


class Encodings(Case):
    TEXT = 'smile = "😀é" if smile == None else "é"\n'

    def test_counts_as_agreed(self):
        for encoding, start in (("utf-8", 20), ("utf-16", 17), ("utf-32", 16)):
            client = self.client(without(encodings=[encoding]))
            uri = client.open(self.uri(), self.TEXT)
            self.assertEqual(client.diagnostics(uri)[0]["range"]["start"]["character"], start, encoding)
            client.change(uri, (0, start, 0, start, "long_"))
            self.assertEqual(client.diagnostics(uri)[0]["range"]["end"]["character"], start + 18, encoding)
            client.stop()

    def test_never_cuts_a_surrogate_pair(self):
        client = self.client()
        uri = client.open(self.uri(), "😀x == None\n")
        client.change(uri, (0, 1, 0, 1, "a"))  # in the midst of it: before it
        client.change(uri, "y = '😀'\nx == None\n")
        client.change(uri, (0, 6, 0, 7, ""))
        self.assertEqual(client.diagnostics(uri)[0]["range"]["start"], {"line": 1, "character": 0})
        client.stop()

    def test_counts_a_byte_order_mark(self):
        client = self.client()
        uri = client.open(self.uri(), "\ufeffx == None\n")
        self.assertEqual(client.diagnostics(uri)[0]["range"]["start"]["character"], 1)
        client.change(uri, (0, 1, 0, 2, "longer"))
        self.assertEqual(client.diagnostics(uri)[0]["range"]["end"]["character"], 15)
        client.stop()

    def test_knows_every_line_end(self):
        client = self.client()
        uri = client.open(self.uri(), "a = 1\r\nb = 2\rc = 3\nx == None\n")
        self.assertEqual(client.diagnostics(uri)[0]["range"]["start"], {"line": 3, "character": 0})
        client.change(uri, (0, 5, 1, 0, "\r"))
        client.change(uri, (1, 0, 1, 0, "\n"))  # makes one line end of two
        self.assertEqual(client.diagnostics(uri)[0]["range"]["start"], {"line": 3, "character": 0})
        client.stop()


class Workspace(Case):
    def test_looks_at_every_file(self):
        self.write("a.py", LOOP)
        self.write("b/ok.py", "x = 1\n")
        self.write("b/ignored.py", LOOP)
        self.write(".gitignore", "ignored.py\n")
        client = self.client()
        opened = client.open(self.uri("a.py"), COMPARED)
        answer = client.ask("workspace/diagnostic", {"previousResultIds": []})
        items = {i["uri"]: i for i in answer["items"]}
        self.assertEqual(sorted(items), sorted([opened, self.uri("b/ok.py")]))
        self.assertEqual(items[opened]["version"], 1)
        self.assertIn("None", items[opened]["items"][0]["message"] + COMPARED)
        ids = [{"uri": i["uri"], "value": i["resultId"]} for i in answer["items"]]
        again = client.ask("workspace/diagnostic", {"previousResultIds": ids})
        self.assertEqual({i["kind"] for i in again["items"]}, {"unchanged"})
        self.write("b/ok.py", LOOP)
        client.change(opened, LOOP + LOOP)
        third = client.ask("workspace/diagnostic", {"previousResultIds": ids})
        self.assertEqual([(i["kind"], len(i["items"])) for i in third["items"]], [("full", 3), ("full", 1)])
        client.stop()

    def test_streams_with_progress(self):
        for i in range(20):
            self.write(f"{i}.py", LOOP)
        client = self.client()
        answer = client.ask("workspace/diagnostic", {"previousResultIds": [], "partialResultToken": "p", "workDoneToken": "w"})
        self.assertEqual(answer, {"items": []})
        progress = [n["params"] for n in client.notes if n["method"] == "$/progress"]
        self.assertEqual(sum(len(p["value"]["items"]) for p in progress if p["token"] == "p"), 20)
        self.assertEqual([p["value"]["kind"] for p in progress if p["token"] == "w" and p["value"]["kind"] != "report"], ["begin", "end"])
        client.stop()

    def test_can_be_called_off_midway(self):
        for i in range(200):
            self.write(f"{i}.py", LOOP * 20)
        client = self.client()
        run = client.start("workspace/diagnostic", {"previousResultIds": [], "workDoneToken": 1})
        client.note("$/progress", lambda p: p["value"]["kind"] == "report")
        client.tell("$/cancelRequest", {"id": run})
        with self.assertRaises(Failure) as failure:
            client.wait(run)
        self.assertEqual(failure.exception.code, -32800)
        client.stop()


class AsTheCommandLine(Case):
    def test_says_the_same(self):
        text = LOOP + COMPARED + "x = []\nfor y in range(3):\n    x.append(y)\nif len(x) == 0:\n    pass\n"
        path = self.folder / "main.py"
        path.write_text(text)
        run = subprocess.run([PROGRAM, "check", "--output-format", "json", path.name], cwd=self.folder, capture_output=True)
        said = [(f["code"], f["message"], f["location"]["row"] - 1) for f in json.loads(run.stdout)]
        client = self.client()
        found = client.diagnostics(client.open(uri(path), text))
        self.assertEqual([(d["code"], d["message"], d["range"]["start"]["line"]) for d in found], said)
        client.stop()


if __name__ == "__main__":
    main()

"""From `initialize` to `exit`, and what must not end the server in between."""

import random
import subprocess
import sys

from client import CAPABILITIES, Case, Failure, main

LOOP = "def show(names):\n    for i in range(len(names)):\n        print(names[i])\n"


class Lifecycle(Case):
    def test_says_who_it_is_and_what_it_can_do(self):
        client = self.client()
        self.assertEqual(client.server["serverInfo"]["name"], "zenlint")
        can = client.server["capabilities"]
        self.assertEqual(can["textDocumentSync"]["change"], 2)
        self.assertTrue(can["diagnosticProvider"]["workspaceDiagnostics"])
        self.assertTrue(can["codeActionProvider"]["resolveProvider"])
        for provider in ("hoverProvider", "completionProvider", "executeCommandProvider", "notebookDocumentSync"):
            self.assertIn(provider, can)
        self.assertEqual(client.stop(), 0)

    def test_takes_the_cheapest_encoding_that_is_offered(self):
        for offered, taken in ((["utf-16", "utf-8"], "utf-8"), (["utf-32", "utf-16"], "utf-32"), (["utf-16"], "utf-16"), ([], "utf-16")):
            general = {"general": {"positionEncodings": offered}}
            client = self.client(CAPABILITIES | general)
            self.assertEqual(client.server["capabilities"]["positionEncoding"], taken)
            client.stop()

    def test_exits_with_1_without_shutdown(self):
        client = self.client()
        client.tell("exit")
        self.assertEqual(client.process.wait(20), 1)

    def test_exits_with_1_when_the_client_is_gone(self):
        client = self.client()
        client.process.stdin.close()
        self.assertEqual(client.process.wait(20), 1)

    def test_ends_when_its_parent_does(self):
        parent = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
        client = self.client(processId=parent.pid)
        parent.stdin.close()
        parent.wait()
        self.assertEqual(client.process.wait(20), 1)

    def test_wants_initialize_first_and_nothing_after_shutdown(self):
        client = self.client(start=False)
        with self.assertRaises(Failure) as early:
            client.ask("textDocument/hover", {"textDocument": {"uri": self.uri()}, "position": {"line": 0, "character": 0}})
        self.assertEqual(early.exception.code, -32002)
        client.ask("initialize", {"processId": None, "capabilities": {}})
        with self.assertRaises(Failure) as twice:
            client.ask("initialize", {"processId": None, "capabilities": {}})
        self.assertEqual(twice.exception.code, -32600)
        client.ask("shutdown")
        with self.assertRaises(Failure) as late:
            client.ask("workspace/executeCommand", {"command": "zenlint.explain"})
        self.assertEqual(late.exception.code, -32600)
        client.tell("exit")
        self.assertEqual(client.process.wait(20), 0)

    def test_traces_when_asked(self):
        client = self.client()
        client.tell("$/setTrace", {"value": "messages"})
        client.diagnostics(client.open(self.uri(), LOOP))
        self.assertIn("textDocument/diagnostic", client.note("$/logTrace", lambda p: "diagnostic" in p["message"])["message"])
        client.stop()

    def test_calls_off_what_is_cancelled(self):
        client = self.client()
        uri = client.open(self.uri(), LOOP * 200)
        # Both come at once, so the cancellation is read before the request is worked on.
        busy = client.start("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        late = client.start("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        client.tell("$/cancelRequest", {"id": late})
        client.wait(busy)
        try:
            client.wait(late)
        except Failure as failure:
            self.assertEqual(failure.code, -32800)
        self.assertEqual(len(client.diagnostics(uri)), 399)  # each later `show` replaces one that nothing used
        client.stop()


class Malformed(Case):
    def test_answers_errors_by_their_code(self):
        client = self.client()
        uri = client.open(self.uri(), LOOP)
        for method, params, code in (
            ("textDocument/unheardOf", {}, -32601),
            ("textDocument/hover", None, -32602),
            ("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": "one"}}, -32602),
            ("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": -1, "character": 0}}, -32602),
            ("textDocument/codeAction", {"textDocument": {"uri": uri}, "range": [], "context": {}}, -32602),
            ("textDocument/diagnostic", {"textDocument": {"uri": "file:///not/open.py"}}, -32602),
            ("workspace/executeCommand", {"command": "rm"}, -32602),
            ("workspace/diagnostic", {}, -32602),
        ):
            with self.subTest(method=method, params=params), self.assertRaises(Failure) as failure:
                client.ask(method, params)
            self.assertEqual(failure.exception.code, code)
        self.assertEqual(len(client.diagnostics(uri)), 1)
        client.stop()

    def test_bends_impossible_ranges(self):
        client = self.client()
        uri = client.open(self.uri(), "x = 1\n")
        client.change(uri, (0, 5, 0, 4, "2"))  # reversed
        client.change(uri, (7, 0, 9, 9, "y = 3\n"))  # beyond the end
        client.change(uri, (0, 99, 0, 99, "0"))
        client.change(uri, (2**31, 2**31, 2**40, 2**40, "z = None == y\n"))
        self.assertEqual([d["range"]["start"]["line"] for d in client.diagnostics(uri)], [2])
        client.stop()

    def test_survives_a_hundred_broken_messages(self):
        client = self.client()
        uri = client.open(self.uri(), LOOP)
        good = b'{"jsonrpc":"2.0","id":"x","method":"textDocument/hover","params":{"textDocument":{"uri":"u"}}}'
        broken = [b"", b"{", b"null", b"[]", b"[[]]", b"1", b'"text"', b"{}", b'{"id":1}', b'{"id":{},"method":"exit"}',
                  b'{"id":[],"method":"shutdown"}', b'{"method":7}', b'{"id":null,"method":"initialize","params":[]}',
                  b'{"id":3,"method":"initialized"}', b'{"id":4,"method":"exit"}', b'{"method":"shutdown"}',
                  b"\xff\xfe", b'{"id":5,"method":"a\xff"}', b'{"id":6,"method":"\\ud800"}', b"[" * 100000,
                  b'{"a":' * 5000, b'{"id":7,"method":"textDocument/didOpen","params":{}}',
                  b'{"method":"textDocument/didOpen","params":{"textDocument":{"uri":5}}}',
                  b'{"method":"textDocument/didChange","params":{"textDocument":{"uri":"no"},"contentChanges":[7]}}',
                  b'{"method":"notebookDocument/didChange","params":{"notebookDocument":{"uri":"no"},"change":{}}}',
                  b'{"method":"workspace/didChangeWatchedFiles","params":{"changes":[null,{}]}}',
                  b'{"id":8,"method":"codeAction/resolve","params":{"title":"t","data":{"uri":9}}}',
                  b'{"id":1e400,"method":"x"}', b'{"id":-9223372036854775809,"method":"x"}', b'{"id":9,"result":{}}']  # fmt: skip
        chance = random.Random(1)
        while len(broken) < 100:
            cut = bytearray(good)
            for _ in range(chance.randint(1, 8)):
                cut[chance.randrange(len(cut))] = chance.randrange(256)
            broken.append(bytes(cut[: chance.randint(1, len(cut))]))
        for body in broken:
            client.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        for header in (b"X: 1\r\n\r\n", b"Content-Length: abc\r\n\r\n", b"Content-Length: -5\r\n\r\n", b"\r\n\r\n\r\n\r\n",
                       b"Content-Length: 99999999999999999999\r\n\r\n", b"garbage\r\n\r\n", b"content-LENGTH : 2\r\n\r\n"):  # fmt: skip
            client.raw(header)
        self.assertEqual(len(client.diagnostics(uri)), 1)
        self.assertIsNone(client.process.poll())
        self.assertGreater(sum(m.get("error", {}).get("code") == -32700 for m in client.answers.values()), 0)
        self.assertEqual(client.stop(), 0)


if __name__ == "__main__":
    main()

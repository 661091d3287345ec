"""A small LSP client for tests: drives `zenlint lsp` as a process, says what it is told, and waits for answers."""

import json
import os
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading
import unittest

PROGRAM = os.environ.get("ZENLINT", "zenlint")
DRIVE = os.environ.get("ZENLINT_DRIVE", "")  # "Z:" for a Windows program in Wine, which sees our root as that drive and not our processes

# What a rich client can do; tests take parts away.
CAPABILITIES = {
    "textDocument": {
        "publishDiagnostics": {
            "versionSupport": True,
            "relatedInformation": True,
            "codeDescriptionSupport": True,
            "dataSupport": True,
            "tagSupport": {"valueSet": [1, 2]},
        },
        "diagnostic": {"dynamicRegistration": False},
        "codeAction": {
            "dataSupport": True,
            "disabledSupport": True,
            "resolveSupport": {"properties": ["edit"]},
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "source.fixAll"]}},
        },
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
    "workspace": {
        "applyEdit": True,
        "configuration": True,
        "workspaceFolders": True,
        "workspaceEdit": {"documentChanges": True, "changeAnnotationSupport": {"groupsOnLabel": True}},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "diagnostics": {"refreshSupport": True},
    },
    "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    "general": {"positionEncodings": ["utf-16"]},
}


def without(*paths, **changes):
    """The capabilities less those at dotted paths; `encodings=[…]` sets the offered position encodings."""
    out = json.loads(json.dumps(CAPABILITIES))
    for path in paths:
        *way, last = path.split(".")
        at = out
        for step in way:
            at = at[step]
        del at[last]
    if "encodings" in changes:
        out["general"]["positionEncodings"] = changes["encodings"]
    return out


class Failure(Exception):
    def __init__(self, error):
        super().__init__(f"{error['code']}: {error['message']}")
        self.code = error["code"]


class Client:
    def __init__(self, capabilities=None, folder=None, settings=None, start=True, **initialize):
        self.process = subprocess.Popen(
            [PROGRAM, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, cwd=folder
        )
        self.folder = folder
        self.settings = settings  # answers workspace/configuration: by scope URI, or for all
        self.last = 0
        self.inbox = queue.Queue()
        self.answers, self.notes, self.asked = {}, [], []
        self.versions = {}
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        if start:
            params = {"processId": None if DRIVE else os.getpid(), "capabilities": capabilities or CAPABILITIES}
            if folder:
                params["workspaceFolders"] = [{"uri": uri(folder), "name": "test"}]
            self.server = self.ask("initialize", params | initialize)
            self.tell("initialized", {})

    def _read(self):
        stream = self.process.stdout
        while True:
            length = None
            while line := stream.readline().strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if length is None:
                self.inbox.put(None)
                return
            body = b""
            while len(body) < length:
                part = stream.read(length - len(body))
                if not part:
                    self.inbox.put(None)
                    return
                body += part
            self.inbox.put(json.loads(body))

    def raw(self, data):
        view = memoryview(data)
        while view:
            view = view[self.process.stdin.write(view) :]

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def tell(self, method, params=None):
        self.send({"method": method, "params": params})

    def start(self, method, params=None):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        return self.last

    def _take(self, message):
        if message is None:
            raise EOFError("the server closed its output")
        if "method" not in message:
            self.answers[message["id"]] = message
        elif "id" in message:
            self.asked.append(message)
            result = None
            if message["method"] == "workspace/configuration":
                result = [self._setting(item) for item in message["params"]["items"]]
            elif message["method"] == "workspace/applyEdit":
                result = {"applied": True}
            self.send({"id": message["id"], "result": result})
        else:
            self.notes.append(message)

    def _setting(self, item):
        if callable(self.settings):
            return self.settings(item.get("scopeUri"))
        return self.settings

    def until(self, done, timeout=60):
        """Takes messages until `done()` is true of what has come; returns that."""
        while not (found := done()):
            self._take(self.inbox.get(timeout=timeout))
        return found

    def wait(self, request):
        answer = self.until(lambda: self.answers.pop(request, None))
        if "error" in answer:
            raise Failure(answer["error"])
        return answer["result"]

    def ask(self, method, params=None):
        return self.wait(self.start(method, params))

    def note(self, method, fits=lambda params: True):
        """Waits for a notification and takes it out."""

        def found():
            for n in self.notes:
                if n["method"] == method and fits(n["params"]):
                    self.notes.remove(n)
                    return n
            return None

        return self.until(found)["params"]

    def question(self, method):
        """Waits for a request of the server."""
        return self.until(lambda: next((a for a in self.asked if a["method"] == method), None))["params"]

    # ---- Documents
    def open(self, uri, text, language="python"):
        self.versions[uri] = 1
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def change(self, uri, *changes):
        """Each change is a whole text, or (start line, character, end line, character, text)."""
        self.versions[uri] += 1
        content = [{"text": c} if isinstance(c, str) else {"range": span(*c[:4]), "text": c[4]} for c in changes]
        document = {"uri": uri, "version": self.versions[uri]}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": content})

    def close(self, uri):
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def pull(self, uri, previous=None):
        params = {"textDocument": {"uri": uri}}
        if previous:
            params["previousResultId"] = previous
        return self.ask("textDocument/diagnostic", params)

    def diagnostics(self, uri):
        return self.pull(uri)["items"]

    def pushed(self, uri, version=None):
        fits = lambda p: p["uri"] == uri and version in (None, p.get("version"))
        return self.note("textDocument/publishDiagnostics", fits)["diagnostics"]

    def actions(self, uri, where, only=None, diagnostics=()):
        context = {"diagnostics": list(diagnostics)} | ({"only": only} if only else {})
        params = {"textDocument": {"uri": uri}, "range": where, "context": context}
        return self.ask("textDocument/codeAction", params)

    def stop(self):
        """A proper end; the exit status."""
        if self.process.poll() is None:
            try:
                self.ask("shutdown")
                self.tell("exit")
            except (OSError, EOFError, Failure):
                self.process.stdin.close()
        return self.end()

    def end(self):
        if not self.process.stdin.closed:
            self.process.stdin.close()
        status = self.process.wait(20)
        self.reader.join()
        self.process.stdout.close()
        return status


def span(line, character, end_line=None, end_character=None):
    end = {"line": line if end_line is None else end_line, "character": character if end_character is None else end_character}
    return {"start": {"line": line, "character": character}, "end": end}


def uri(path):
    plain = pathlib.Path(path).absolute().as_uri()
    # VS Code escapes the colon of a drive, and so does zenlint.
    return plain.replace("file:///", f"file:///{DRIVE.replace(':', '%3A')}/") if DRIVE else plain


def apply(text, edits, encoding="utf-16"):
    """The text with LSP edits made, each of which speaks of the text as given."""
    spots = sorted(
        ((offset(text, e["range"]["start"], encoding), offset(text, e["range"]["end"], encoding), i, e["newText"]) for i, e in enumerate(edits)),
        reverse=True,
    )
    for start, end, _, new in spots:
        text = text[:start] + new + text[end:]
    return text


def offset(text, position, encoding="utf-16"):
    """The index into the text of a position within it."""
    starts, at = [0], 0
    while at < len(text):
        if text.startswith("\r\n", at):
            at += 2
            starts.append(at)
        elif text[at] in "\r\n":
            at += 1
            starts.append(at)
        else:
            at += 1
    at, left = starts[position["line"]], position["character"]
    while left > 0:
        left -= units(text[at], encoding)
        at += 1
    return at


def units(character, encoding):
    if encoding == "utf-8":
        return len(character.encode())
    return 2 if encoding == "utf-16" and ord(character) > 0xFFFF else 1


class Case(unittest.TestCase):
    """A folder for each test, and clients that are gone when it is over."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name).resolve()

    def client(self, *arguments, **options):
        options.setdefault("folder", self.folder)
        client = Client(*arguments, **options)
        self.addCleanup(client.end)
        return client

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return uri(path)

    def uri(self, name="main.py"):
        return uri(self.folder / name)


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]], verbosity=1)

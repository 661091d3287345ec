"""Hover and completion: in code, in comments that silence rules, in configurations."""

from client import Case, main, without

LOOP = "def show(names):\n    for i in range(len(names)):\n        print(names[i])\n"
CONFIG = """[project]
name = "x"

[tool.zenlint]
select = ["ZEN", "range-len-loop"]
ignore = [
    "ZEN1601",
]

[tool.zenlint.options.range-len-loop]
"""


class Knowledge(Case):
    def hover(self, client, uri, line, character):
        return client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})

    def complete(self, client, uri, line, character):
        params = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        answer = client.ask("textDocument/completion", params)
        return {item["label"]: item for item in answer["items"]} if answer else {}

    def test_teaches_at_a_finding(self):
        client = self.client()
        uri = client.open(self.uri(), LOOP)
        answer = self.hover(client, uri, 1, 12)
        self.assertEqual(answer["contents"]["kind"], "markdown")
        for part in ("range-len-loop", "Instead of", "```python", "Learn: ["):
            self.assertIn(part, answer["contents"]["value"])
        self.assertEqual(answer["range"], client.diagnostics(uri)[0]["range"])
        self.assertIsNone(self.hover(client, uri, 0, 1))
        client.stop()

    def test_says_it_plainly_to_a_plain_client(self):
        client = self.client(without(encodings=["utf-8"]) | {"textDocument": {"hover": {"contentFormat": ["plaintext"]}}})
        uri = client.open(self.uri(), LOOP)
        self.assertEqual(self.hover(client, uri, 1, 12)["contents"]["kind"], "plaintext")
        client.stop()

    def test_explains_codes_in_comments(self):
        client = self.client()
        text = "x = None\nif x == None:  # noqa: E711, ZEN9999\n    pass  # zenlint: ignore[range-len-loop]\n"
        uri = client.open(self.uri(), text)
        self.assertIn("ZEN", self.hover(client, uri, 1, 24)["contents"]["value"])
        self.assertIn("there is no rule `ZEN9999`", self.hover(client, uri, 1, 32)["contents"]["value"])
        self.assertIn("range-len-loop", self.hover(client, uri, 2, 33)["contents"]["value"])
        client.stop()

    def test_explains_configurations(self):
        client = self.client()
        uri = client.open(self.uri("pyproject.toml"), CONFIG, "toml")
        self.assertIn("rules to use", self.hover(client, uri, 4, 2)["contents"]["value"])
        self.assertIn("```python", self.hover(client, uri, 4, 22)["contents"]["value"])
        self.assertIn("```python", self.hover(client, uri, 6, 8)["contents"]["value"])
        self.assertIn("```python", self.hover(client, uri, 9, 25)["contents"]["value"])
        self.assertIsNone(self.hover(client, uri, 1, 1))
        client.stop()

    def test_completes_codes_and_names_in_comments(self):
        client = self.client()
        text = LOOP.replace("names)):\n", "names)):  # noqa: ZE\n") + "x = 1  # zenlint: ignore[]\ny = 2  # words\n"
        uri = client.open(self.uri(), text)
        codes = self.complete(client, uri, 1, 43)
        self.assertIn("ZEN1601", codes)
        first = min(codes.values(), key=lambda item: item["sortText"])
        self.assertEqual(first["detail"], "range-len-loop")  # what is found on this line
        self.assertEqual(first["textEdit"]["range"]["start"]["character"], 41)
        self.assertIn("range-len-loop", self.complete(client, uri, 3, 25))
        self.assertEqual(self.complete(client, uri, 4, 12), {})
        self.assertEqual(self.complete(client, uri, 0, 4), {})
        client.stop()

    def test_completes_configurations(self):
        client = self.client()
        uri = client.open(self.uri("pyproject.toml"), CONFIG, "toml")
        self.assertIn("per-file-ignores", self.complete(client, uri, 8, 0))
        self.assertIn("ZEN1601", self.complete(client, uri, 6, 5))
        self.assertEqual(self.complete(client, uri, 2, 0), {})
        bare = client.open(self.uri("zenlint.toml"), "sel\n", "toml")
        item = self.complete(client, bare, 0, 3)["select"]
        self.assertEqual(item["textEdit"]["range"]["start"]["character"], 0)
        client.stop()


if __name__ == "__main__":
    main()

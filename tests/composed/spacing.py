"""Blanks are no part of the code: the rules' bad examples without those that Python does not need, and with statements joined by `;`.

Usage: spacing.py   (ZENLINT names the program)
Each example is fixed as it is and in these forms, by its own rule alone, unsafely. No rule is at fault, each result parses, and without
its blanks an example becomes the same program. Exit status 1 when anything is wrong.
"""

import ast
import io
import json
import keyword
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tokenize
import warnings

PROGRAM = os.environ.get("ZENLINT", "zenlint")
ROOT = pathlib.Path(__file__).resolve().parents[2]
# Rules about blanks: without them, the code is another one for them.
ABOUT_BLANKS = {"ZEN0213", "ZEN1228"}
warnings.simplefilter("ignore")  # of `1if x`


def parsed(text):
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        return None


def needs_blank(before, token):
    words = tokenize.NAME, tokenize.NUMBER, tokenize.STRING
    if before.type in words and token.type in words:
        return before.type != tokenize.STRING and not (token.type == tokenize.STRING and keyword.iskeyword(before.string))
    return before.type == tokenize.NUMBER and token.string == "."


def compact(text):
    """Without the blanks that Python does not need."""
    lines, out, before = text.split("\n"), [], None
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
            continue
        (row, column), line = token.start, lines[token.start[0] - 1] if token.start[0] <= len(lines) else ""
        if token.type in (tokenize.NEWLINE, tokenize.NL):
            out.append("\n")
            before = None
            continue
        if before is None:
            out.append(line[:column])
        elif before.end[0] != row:
            out.append(" \\\n" + line[:column])
        elif token.type == tokenize.COMMENT or before.type == token.type == tokenize.OP:
            out.append(line[before.end[1]:column])
        else:
            out.append(" " * needs_blank(before, token))
        out.append(token.string)
        before = token
    return "".join(out)


def joined(text):
    """With `;` between simple statements, as far as they stand below each other."""
    lines, out, after_simple = text.split("\n"), "", False
    for node in ast.parse(text).body:
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        code = "\n".join(lines[first - 1:node.end_lineno])
        simple = not hasattr(node, "body") and not isinstance(node, ast.Match) and "#" not in code
        out += (";" if simple and after_simple else "\n" if out else "") + code
        after_simple = simple and "\n" not in code
    return out + "\n"


def examples():
    """By rule and target version: the forms of each bad example."""
    out = {}
    for page in sorted(ROOT.glob("rules/*/*.md")):
        text = page.read_text(encoding="utf-8")
        code = re.search(r"^code: (\w+)", text, re.MULTILINE)[1]
        for words, example in re.findall(r"```python bad([^\n]*)\n(.*?)```", text, re.DOTALL):
            if "stub" in words or "file" in words or parsed(example) is None:
                continue
            version = re.search(r"py3\d+", words)
            forms = {"as it is": example, "compact": compact(example), "joined": joined(example)}
            forms = {name: form for name, form in forms.items() if parsed(form) == parsed(example)}
            out.setdefault((code, version[0] if version else ""), []).append(forms)
    return out


def fixed(code, version, texts, folder):
    """The texts after the fixes, and the numbers of those that a rule is at fault for."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"p{number}.py").write_text(text, encoding="utf-8")
    target = ["--target-version", version] if version else []
    command = [PROGRAM, "check", "--isolated", "--no-cache", "--preview", "--select", code, "--fix", "--unsafe-fixes",
               "--output-format", "json", *target, "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if not done.stdout.startswith("["):
        sys.exit(f"exit {done.returncode}: {done.stderr[:2000]}")
    at_fault = {int(re.search(r"p(\d+)\.py$", f["filename"])[1]) for f in json.loads(done.stdout) if f["code"] == "ZEN0007"}
    return [(folder / f"p{number}.py").read_text(encoding="utf-8") for number in range(len(texts))], at_fault


def main():
    wrong = count = 0
    with tempfile.TemporaryDirectory() as folder:
        for (code, version), all_forms in examples().items():
            rows = [(name, form, forms["as it is"]) for forms in all_forms for name, form in forms.items()]
            after, at_fault = fixed(code, version, [form for _, form, _ in rows], pathlib.Path(folder, code + version))
            results = {form: text for (_, form, _), text in zip(rows, after)}
            for number, (name, form, original) in enumerate(rows):
                count += 1
                same = parsed(after[number]) == parsed(results[original])
                what = ("a rule at fault" if number in at_fault
                        else "does not parse" if parsed(after[number]) is None and parsed(results[original]) is not None
                        else "another program" if name == "compact" and not same and code not in ABOUT_BLANKS
                        else "")
                if what:
                    wrong += 1
                    print(f"--- {what}: {code}, {name}\n{form}+++\n{after[number]}===\n{results[original]}", flush=True)
    print(f"{count} programs, {wrong} wrong")
    return 1 if wrong or count < 5000 else 0


if __name__ == "__main__":
    sys.exit(main())

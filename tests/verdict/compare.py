"""Holds zenlint's verdict against real compilers: compare.py VERDICT_LINES [FOLDER]

The compilers are the Python that runs this, and CPython 3.14 and 3.15 from npm's `pyodide` under Node, where they can be
had. texts.py makes the texts. ZENLINT_FULL=1 takes 200,000 mutants by tokens instead of 3,000, 30,000 by structure instead of
1,500, and all of the test package, and fetches pyodide into FOLDER; ZENLINT_SEED=N makes others. ZENLINT_PYTHONS=PATH:PATH asks these interpreters too.
"""

import collections
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from texts import texts

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "pyodide"))
import pyodide  # noqa: E402


def ask(command, bulk, answers):
    """Writes the compiler's answers; where a text ends the process, "crash" is the answer."""
    pathlib.Path(answers).unlink(missing_ok=True)
    for _ in range(20):
        run = subprocess.run([*command, bulk, answers], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if run.returncode == 0:
            return
        with open(answers, "a", encoding="utf-8") as file:
            file.write("crash\n")
    sys.exit(f"{command[0]} ends on too many texts")


def judge(name, minor, theirs, ours, all_texts):
    false_accepts, false_rejects, both, same_message, same_line = [], [], 0, 0, 0
    for (text, sort), their, our in zip(all_texts, theirs, ours):
        if their == "crash":
            continue
        if their == "ok":
            if our != "ok":
                false_rejects.append((text, our))
        elif our == "ok":
            false_accepts.append((text, sort, their))
        else:
            both += 1
            their_line, their_message = their.split("\t", 1)
            our_line, our_message = our.split("\t", 1)
            same_line += their_line == our_line
            same_message += their_message == our_message
    count = len(all_texts)
    print(
        f"{name}: {count} texts, {both + len(false_accepts)} refused; {len(false_accepts)} false accepts "
        f"({100 * len(false_accepts) / count:.3f} %), {len(false_rejects)} false rejects; same message "
        f"{100 * same_message / both:.2f} %, same line {100 * same_line / both:.2f} %"
    )
    sorts = collections.Counter(answer.split("\t")[-1] for _, _, answer in false_accepts)
    for message, number in sorts.most_common(10):
        print(f"  {number} accepted: {message}")
    for text, answer in false_rejects[:10]:
        print(f"  refused: {answer!r} in {text!r}")
    few = True
    for sort in ("mutant", "moved", "test package"):
        asked = sum(1 for _, other in all_texts if other == sort)
        missed = sum(1 for _, other, _ in false_accepts if other == sort)
        few = few and missed <= max(2, 0.0005 * asked)  # 0.05 %, and two of a few thousand
    # Before 3.10, CPython has few messages of its own.
    words = minor < 10 or same_message >= 0.9 * both
    return not false_rejects and few and words and same_line >= 0.97 * both


def main():
    program = sys.argv[1]
    folder = sys.argv[2] if len(sys.argv) > 2 else None
    all_texts = texts(random.Random(int(os.environ.get("ZENLINT_SEED", "1"))))
    good = True
    with tempfile.TemporaryDirectory() as place:
        bulk, answers = os.path.join(place, "texts"), os.path.join(place, "answers")
        with open(bulk, "wb") as file:
            for text, _ in all_texts:
                file.write(b"%d\n" % len(text) + text)
        compilers = [(f"Python 3.{sys.version_info.minor}", sys.version_info.minor, [sys.executable, str(HERE / "compiler.py")])]
        for path in filter(None, os.environ.get("ZENLINT_PYTHONS", "").split(os.pathsep)):
            minor = int(subprocess.run([path, "-c", "import sys; print(sys.version_info[1])"], check=True, stdout=subprocess.PIPE).stdout)
            compilers.append((f"Python 3.{minor}", minor, [path, str(HERE / "compiler.py")]))
        found = pyodide.commands(folder)
        for minor, command in found.items():
            compilers.append((f"pyodide's Python 3.{minor}", minor, [*command, str(HERE / "compiler.py")]))
        if len(found) < len(pyodide.VERSIONS):
            print("pyodide is not there for every version: what is missing was not asked")
        for name, minor, command in compilers:
            ask(command, bulk, answers)
            theirs = pathlib.Path(answers).read_text(encoding="utf-8").split("\n")[:-1]
            ours = subprocess.run([program, bulk, str(minor)], check=True, stdout=subprocess.PIPE).stdout.decode(errors="replace")
            good &= judge(name, minor, theirs, ours.split("\n")[:-1], all_texts)
    sys.exit(0 if good else 1)


main()

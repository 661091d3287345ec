"""What this Python's compiler says of texts: compiler.py TEXTS ANSWERS. Both are as verdict_lines.cpp has them.

Where it has been ended by a text (compilers before 3.10 abort on some), it is started again and goes on behind that text."""

import os
import sys
import warnings


def main(texts, answers):
    warnings.simplefilter("ignore")
    with open(texts, "rb") as file:
        data = file.read()
    done = 0
    if os.path.exists(answers):
        with open(answers, encoding="utf-8") as file:
            done = len(file.read().split("\n")) - 1
    lines = open(answers, "a", encoding="utf-8", errors="backslashreplace")
    at = 0
    number = -1
    while at < len(data):
        line = data.index(b"\n", at)
        size = int(data[at:line])
        text = data[line + 1 : line + 1 + size].decode()
        at = line + 1 + size
        number += 1
        if number < done:
            continue
        try:
            compile(text, "text.py", "exec", dont_inherit=True)
            answer = "ok"
        except SyntaxError as error:
            answer = f"{error.lineno}\t{error.msg}".replace("\n", " ")
        except (ValueError, OverflowError, MemoryError, RecursionError) as error:
            answer = f"0\t{type(error).__name__}"
        lines.write(answer + "\n")
        lines.flush()
    lines.close()


main(*sys.argv[1:3])

"""What this Python's compiler says of texts: compiler.py TEXTS ANSWERS. Both are as verdict_lines.cpp has them."""

import sys
import warnings


def main(texts, answers):
    warnings.simplefilter("ignore")
    with open(texts, "rb") as file:
        data = file.read()
    lines = []
    at = 0
    while at < len(data):
        line = data.index(b"\n", at)
        size = int(data[at:line])
        text = data[line + 1 : line + 1 + size].decode()
        at = line + 1 + size
        try:
            compile(text, "text.py", "exec", dont_inherit=True)
            lines.append("ok")
        except SyntaxError as error:
            lines.append(f"{error.lineno}\t{error.msg}".replace("\n", " "))
        except (ValueError, OverflowError, MemoryError, RecursionError) as error:
            lines.append(f"0\t{type(error).__name__}")
    with open(answers, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.writelines(line + "\n" for line in lines)


main(*sys.argv[1:3])

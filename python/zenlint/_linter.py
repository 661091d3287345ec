"""Checks and fixes source code in memory."""
import ctypes
import functools
import io
import json
import os
import tokenize
import weakref

from zenlint._library import Answer, Settings, ZenlintError, library
from zenlint._records import Finding, Rule


def _words(rules):
    return rules if rules is None or isinstance(rules, str) else ",".join(rules)


def _text(value):
    return None if value is None else os.fsencode(value)


def _encoding(source):
    """The encoding of this text in a file: that of its encoding declaration if possible, otherwise UTF-8."""
    head = "".join(source.splitlines(keepends=True)[:2]).encode(errors="replace")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(head).readline)
        source.encode(encoding)
    except (SyntaxError, LookupError, UnicodeEncodeError):
        return "utf-8"
    return encoding


class _Answered(Answer):
    """An answer that is freed when its block ends."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        library.zenlint_free(self)


class Linter:
    """Prepared settings for any number of files, which several threads can use.

    Rules are named as on the command line, in a list or separated by commas. `config` is a configuration file to use
    instead of the nearest of each path; `isolated` uses none. `settings` overrides single keys: {"line-length": 100}. Paths are relative to
    `folder`, by default the current one. Each configuration is read once, when it is first needed.
    """

    def __init__(self, *, select=None, extend_select=None, ignore=None, target_version=None, preview=False,
                 isolated=False, config=None, settings=None, folder=None):
        self.folder = os.path.abspath(folder or os.getcwd())
        given = Settings(
            select=_text(_words(select)),
            extend_select=_text(_words(extend_select)),
            ignore=_text(_words(ignore)),
            target_version=_text(target_version),
            config=_text(config),
            settings="\n".join(f"{key} = {_toml(value)}" for key, value in (settings or {}).items()).encode(),
            folder=_text(self.folder),
            isolated=isolated,
            preview=preview,
        )
        with _Answered() as answer:
            self._handle = library.zenlint_open(given, answer)
            if not self._handle:
                raise ZenlintError(answer.error.decode(errors="replace"))
        weakref.finalize(self, library.zenlint_close, self._handle)

    def check_json(self, source, path=None):
        """The findings as the text of a JSON array, as `zenlint check --output-format json` writes it."""
        data = source.encode(_encoding(source)) if isinstance(source, str) else bytes(source)
        with _Answered() as answer:
            library.zenlint_check(self._handle, _text(path), data, len(data), answer)
            return answer.text_of_json().decode()

    def check(self, source, path=None):
        """The findings in a file's text or bytes, sorted by place."""
        return [Finding.of(found) for found in json.loads(self.check_json(source, path))]

    def fix(self, source, path=None, *, unsafe=False):
        """The source after its safe fixes, or after all fixes with `unsafe`, in the type of `source`."""
        encoding = _encoding(source) if isinstance(source, str) else None
        data = source.encode(encoding) if encoding else bytes(source)
        with _Answered() as answer:
            library.zenlint_fix(self._handle, _text(path), data, len(data), unsafe, answer)
            answer.text_of_json()
            fixed = answer.bytes_of_source()
        return fixed.decode(encoding) if encoding else fixed

    def rules(self):
        """All rules, including those of the configuration."""
        with _Answered() as answer:
            library.zenlint_rules(self._handle, answer)
            return [Rule.of(rule) for rule in json.loads(answer.text_of_json())]

    def excluded(self, path):
        """Does the configuration exclude this path?"""
        return bool(library.zenlint_excluded(self._handle, _text(path)))


def _toml(value):
    # JSON's strings, numbers, booleans and lists are TOML's too; tables are written inline.
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


@functools.lru_cache(maxsize=16)
def _isolated(select, extend_select, ignore, target_version, preview):
    return Linter(select=select, extend_select=extend_select, ignore=ignore, target_version=target_version,
                  preview=preview, isolated=True)


def _linter(path, select, extend_select, ignore, target_version, preview, isolated):
    if path is not None and not isolated:
        return Linter(select=select, extend_select=extend_select, ignore=ignore, target_version=target_version,
                      preview=preview)
    return _isolated(*map(_words, (select, extend_select, ignore)), target_version, preview)


def check(source, *, path=None, select=None, extend_select=None, ignore=None, target_version=None, preview=False,
          isolated=False):
    """The findings in Python source code, `str` or `bytes`.

    With a path (which need not exist), its nearest configuration is used, as on the command line; without a path, or with
    `isolated`, none is. The suffix of the path marks a stub (.pyi) or a notebook (.ipynb, whose JSON is the source).
    """
    return _linter(path, select, extend_select, ignore, target_version, preview, isolated).check(source, path)


def fix(source, *, path=None, select=None, extend_select=None, ignore=None, target_version=None, preview=False,
        isolated=False, unsafe=False):
    """The source after its safe fixes, or after all fixes with `unsafe`. The other arguments are those of `check`."""
    linter = _linter(path, select, extend_select, ignore, target_version, preview, isolated)
    return linter.fix(source, path, unsafe=unsafe)


def rules():
    """All rules there are, in the order of their codes."""
    return _isolated(None, None, None, None, False).rules()

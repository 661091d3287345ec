"""The C interface (src/capi/zenlint.h), through ctypes."""
import ctypes
import sys
from pathlib import Path

FINDINGS, TROUBLE = 1, 2
LIBRARY = {"win32": "zenlint.dll", "darwin": "libzenlint.dylib"}.get(sys.platform, "libzenlint.so")


class ZenlintError(Exception):
    """Invalid settings: an unknown rule, a wrong configuration."""


class Answer(ctypes.Structure):
    _fields_ = [
        ("status", ctypes.c_int),
        ("error", ctypes.c_char_p),
        ("json", ctypes.c_void_p),
        ("json_size", ctypes.c_size_t),
        ("source", ctypes.c_void_p),
        ("source_size", ctypes.c_size_t),
        ("fixed", ctypes.c_size_t),
    ]

    def text_of_json(self):
        """The answer's JSON; raises an exception if there is none."""
        if self.json is None:
            raise ZenlintError((self.error or b"out of memory").decode(errors="replace"))
        return ctypes.string_at(self.json, self.json_size)

    def bytes_of_source(self):
        return ctypes.string_at(self.source, self.source_size)


class Settings(ctypes.Structure):
    _fields_ = [
        ("select", ctypes.c_char_p),
        ("extend_select", ctypes.c_char_p),
        ("ignore", ctypes.c_char_p),
        ("target_version", ctypes.c_char_p),
        ("config", ctypes.c_char_p),
        ("settings", ctypes.c_char_p),
        ("folder", ctypes.c_char_p),
        ("isolated", ctypes.c_int),
        ("preview", ctypes.c_int),
    ]


def _load():
    library = ctypes.CDLL(str(Path(__file__).with_name(LIBRARY)))
    answer = ctypes.POINTER(Answer)
    linter, text, size, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int
    for name, result, *arguments in (
        ("version", text),
        ("open", linter, ctypes.POINTER(Settings), answer),
        ("close", None, linter),
        ("check", number, linter, text, text, size, answer),
        ("fix", number, linter, text, text, size, number, answer),
        ("rules", number, linter, answer),
        ("excluded", number, linter, text),
        ("free", None, answer),
    ):
        function = getattr(library, "zenlint_" + name)
        function.restype = result
        function.argtypes = arguments
    return library


library = _load()


def version():
    return library.zenlint_version().decode()

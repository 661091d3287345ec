from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from typing import Any, AnyStr, Literal

__all__ = [
    "Edit", "Example", "Finding", "Fix", "Linter", "Location", "Option", "Rule", "Section", "ZenlintError",
    "check", "fix", "rules",
]
__version__: str

_Path = str | PathLike[str]
_Rules = str | Iterable[str]

class ZenlintError(Exception): ...

@dataclass(frozen=True)
class Location:
    row: int
    column: int

@dataclass(frozen=True)
class Edit:
    location: Location
    end_location: Location
    content: str
    @classmethod
    def of(cls, json: Mapping[str, Any]) -> Edit: ...

@dataclass(frozen=True)
class Fix:
    applicability: Literal["safe", "unsafe", "display"]
    message: str
    reason: str | None
    edits: tuple[Edit, ...]
    @classmethod
    def of(cls, json: Mapping[str, Any]) -> Fix: ...

@dataclass(frozen=True)
class Finding:
    code: str
    name: str
    aliases: tuple[str, ...]
    message: str
    filename: str
    location: Location
    end_location: Location
    fix: Fix | None
    url: str | None
    kind: Literal["bug", "idiom", "upgrade", "taste"]
    severity: Literal["error", "warning", "info"]
    cell: int | None
    noqa_row: int
    @classmethod
    def of(cls, json: Mapping[str, Any]) -> Finding: ...

@dataclass(frozen=True)
class Section:
    lesson: str
    heading: str
    url: str

@dataclass(frozen=True)
class Option:
    name: str
    default: str
    meaning: str

@dataclass(frozen=True)
class Example:
    kind: Literal["bad", "good", "ok"]
    code: str

@dataclass(frozen=True)
class Rule:
    code: str
    name: str
    title: str
    aliases: tuple[str, ...]
    fix: Literal["none", "safe", "unsafe", "sometimes-safe", "display"]
    kind: Literal["bug", "idiom", "upgrade", "taste"]
    default: Literal["on", "off", "preview"]
    severity: Literal["error", "warning", "info"]
    python: str | None
    section: Section | None
    url: str | None
    explanation: str
    options: tuple[Option, ...]
    examples: tuple[Example, ...]
    @classmethod
    def of(cls, json: Mapping[str, Any]) -> Rule: ...

class Linter:
    folder: str
    def __init__(
        self,
        *,
        select: _Rules | None = None,
        extend_select: _Rules | None = None,
        ignore: _Rules | None = None,
        target_version: str | None = None,
        preview: bool = False,
        isolated: bool = False,
        config: _Path | None = None,
        settings: Mapping[str, Any] | None = None,
        folder: _Path | None = None,
    ) -> None: ...
    def check(self, source: str | bytes, path: _Path | None = None) -> list[Finding]: ...
    def check_json(self, source: str | bytes, path: _Path | None = None) -> str: ...
    def fix(self, source: AnyStr, path: _Path | None = None, *, unsafe: bool = False) -> AnyStr: ...
    def rules(self) -> list[Rule]: ...
    def excluded(self, path: _Path) -> bool: ...

def check(
    source: str | bytes,
    *,
    path: _Path | None = None,
    select: _Rules | None = None,
    extend_select: _Rules | None = None,
    ignore: _Rules | None = None,
    target_version: str | None = None,
    preview: bool = False,
    isolated: bool = False,
) -> list[Finding]: ...
def fix(
    source: AnyStr,
    *,
    path: _Path | None = None,
    select: _Rules | None = None,
    extend_select: _Rules | None = None,
    ignore: _Rules | None = None,
    target_version: str | None = None,
    preview: bool = False,
    isolated: bool = False,
    unsafe: bool = False,
) -> AnyStr: ...
def rules() -> list[Rule]: ...
def load_ipython_extension(shell: Any) -> None: ...

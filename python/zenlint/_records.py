"""zenlint's results as dataclasses. Fields are the keys of `zenlint check --output-format json` and `zenlint rule --all`."""
from __future__ import annotations

from dataclasses import dataclass


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
    def of(cls, json):
        return cls(Location(**json["location"]), Location(**json["end_location"]), json["content"])


@dataclass(frozen=True)
class Fix:
    applicability: str
    message: str
    reason: str | None  # why it is unsafe
    edits: tuple[Edit, ...]

    @classmethod
    def of(cls, json):
        return cls(json["applicability"], json["message"], json.get("reason"), tuple(map(Edit.of, json["edits"])))


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
    kind: str
    severity: str
    cell: int | None
    noqa_row: int

    @classmethod
    def of(cls, json):
        return cls(**{
            **json,
            "aliases": tuple(json["aliases"]),
            "location": Location(**json["location"]),
            "end_location": Location(**json["end_location"]),
            "fix": json["fix"] and Fix.of(json["fix"]),
        })

    def __str__(self):
        cell = f"cell {self.cell}:" if self.cell else ""
        place = f"{self.filename}:{cell}{self.location.row}:{self.location.column}"
        return f"{place}: {self.code} {self.message}"


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
    kind: str
    code: str


@dataclass(frozen=True)
class Rule:
    code: str
    name: str
    title: str
    aliases: tuple[str, ...]
    fix: str
    kind: str
    default: str
    severity: str
    python: str | None
    section: Section | None
    url: str | None
    explanation: str
    options: tuple[Option, ...]
    examples: tuple[Example, ...]

    @classmethod
    def of(cls, json):
        return cls(**{
            **json,
            "aliases": tuple(json["aliases"]),
            "section": json["section"] and Section(*(json["section"][key] for key in ("lesson", "heading", "url"))),
            "options": tuple(Option(**option) for option in json["options"]),
            "examples": tuple(Example(**example) for example in json["examples"]),
        })

#!/bin/sh
# click 8.5.1, SQLAlchemy 2.1.9 and marshmallow 4.4.0: for a StrEnum, `Choice(Color)`, `Mapped[Color]` and `fields.Enum(Color)` go by RED, the name, not by red.
#
# The members are strings and equal to the old ones, so an enum in place of repeated literals, as linters advise, seems to change nothing outside. The command line
# then refuses `--color red`, rows that hold "red" can no longer be read (`Mapped[Literal["red", "blue"]]` stores the value), and documents have another word. typer
# 0.29.2, argparse and pydantic 2.14.4 go by the value.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check click==8.5.1 sqlalchemy==2.1.9 marshmallow==4.4.0 typer==0.29.2 pydantic==2.14.4
cd "$folder"
cat > sample.py <<'END'
import argparse
import contextlib
import io
from enum import StrEnum
from typing import Literal

import click
import marshmallow
import sqlalchemy
import typer
from click.testing import CliRunner
from pydantic import TypeAdapter
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from typer.testing import CliRunner as TyperRunner


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class ByEnum(Base):
    __tablename__ = "by_enum"
    color: Mapped[Color]


class ByLiteral(Base):
    __tablename__ = "by_literal"
    color: Mapped[Literal["red", "blue"]]


def by_click(choices):
    @click.command()
    @click.option("--color", type=click.Choice(choices))
    def main(color):
        pass

    return lambda text: CliRunner().invoke(main, ["--color", text]).exit_code == 0


def by_typer(text):
    program = typer.Typer()

    @program.command()
    def main(color: Color = Color.RED):
        pass

    return TyperRunner().invoke(program, ["--color", text]).exit_code == 0


def by_argparse(text):
    parser = argparse.ArgumentParser()
    parser.add_argument("--color", type=Color, choices=Color)
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            return bool(parser.parse_args(["--color", text]))
        except SystemExit:
            return False


def by_sqlalchemy(model):
    def accepts(text):
        engine = sqlalchemy.create_engine("sqlite://")
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            session.execute(sqlalchemy.text(f"insert into {model.__tablename__} (color, id) values ('{text}', 1)"))
            try:
                return bool(session.get(model, 1).color)
            except LookupError:
                return False

    return accepts


def by_pydantic(text):
    try:
        return bool(TypeAdapter(Color).validate_python(text))
    except ValueError:
        return False


def by_marshmallow(text):
    try:
        return bool(marshmallow.fields.Enum(Color).deserialize(text))
    except marshmallow.ValidationError:
        return False


for name, accepts in (
    ("click, strings", by_click(["red", "blue"])),
    ("click, enum", by_click(Color)),
    ("click, list of enum", by_click(list(Color))),
    ("SQLAlchemy, literals", by_sqlalchemy(ByLiteral)),
    ("SQLAlchemy, enum", by_sqlalchemy(ByEnum)),
    ("marshmallow", by_marshmallow),
    ("typer", by_typer),
    ("argparse", by_argparse),
    ("pydantic", by_pydantic),
):
    print(name, *(text for text in ("red", "RED") if accepts(text)))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="click, strings red
click, enum RED
click, list of enum RED
SQLAlchemy, literals red
SQLAlchemy, enum RED
marshmallow RED
typer red
argparse red
pydantic red"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }

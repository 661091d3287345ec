"""Checks a table of files with zenlint on a Spark cluster.

    from zenlint import spark as zen
    files = zen.files(session, "corpus/")             # path, content
    findings = zen.check(files, select=["ZEN14"])     # one row per finding

Every worker needs zenlint. Rows are passed as Arrow batches, and each worker creates its linter once, so the cost of a row is
the cost of checking its text.
"""
import json

import pyarrow

_PLACE = [("row", pyarrow.int32(), False), ("column", pyarrow.int32(), False)]


def _struct(*fields):
    return pyarrow.struct([pyarrow.field(*field) for field in fields])


_LOCATION = _struct(*_PLACE)
_EDIT = _struct(("location", _LOCATION, False), ("end_location", _LOCATION, False), ("content", pyarrow.string(), False))
_FIX = _struct(
    ("applicability", pyarrow.string(), False), ("message", pyarrow.string(), False),
    ("reason", pyarrow.string(), True), ("edits", pyarrow.list_(_EDIT), False))

# The columns of a finding: the keys of `zenlint check --output-format json`, in their order.
SCHEMA = pyarrow.schema([
    ("code", pyarrow.string()),
    ("name", pyarrow.string()),
    ("aliases", pyarrow.list_(pyarrow.string())),
    ("message", pyarrow.string()),
    ("filename", pyarrow.string()),
    ("location", _LOCATION),
    ("end_location", _LOCATION),
    ("fix", _FIX),
    ("url", pyarrow.string()),
    ("kind", pyarrow.string()),
    ("severity", pyarrow.string()),
    ("cell", pyarrow.int32()),
    ("noqa_row", pyarrow.int32()),
])

_FIX_SQL = ("struct<applicability:string,message:string,reason:string,edits:array<struct<location:struct<row:int,column:int>,"
            "end_location:struct<row:int,column:int>,content:string>>>")
_SQL = ("code string, name string, aliases array<string>, message string, filename string, "
        "location struct<row:int,column:int>, end_location struct<row:int,column:int>, "
        f"fix {_FIX_SQL}, url string, kind string, severity string, cell int, noqa_row int")


def files(session, path, glob="*.py"):
    """The files below a path as a DataFrame of (path, content)."""
    found = session.read.format("binaryFile").option("pathGlobFilter", glob).option("recursiveFileLookup", "true")
    return found.load(path).select("path", "content")


def check(frame, *, path="path", content="content", **settings):
    """A DataFrame of the findings in a DataFrame of files with the columns `path` and `content` (str or bytes).

    The settings are those of zenlint.Linter. Configuration files of the workers are read only with `isolated=False`. The findings
    of a file are consecutive and sorted by place.
    """
    settings = {"isolated": "config" not in settings, **settings}

    def checked(batches):
        import zenlint

        linter = zenlint.Linter(**settings)
        for batch in batches:
            found = []
            for name, source in zip(batch.column(0), batch.column(1)):
                if source.is_valid:
                    found += json.loads(linter.check_json(source.as_py(), name.as_py()))
            yield pyarrow.RecordBatch.from_pylist(found, schema=SCHEMA)

    return frame.select(path, content).mapInArrow(checked, _SQL)

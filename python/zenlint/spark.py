"""zenlint over a table of files, on as many machines as Spark has.

    from zenlint import spark as zen
    files = zen.files(session, "corpus/")             # path, content
    findings = zen.check(files, select=["ZEN14"])     # one row a finding

Every worker needs zenlint installed. Rows go to and from the workers as Arrow batches, and each worker makes its linter once, so
what a row costs is what linting its text costs.
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
    """A DataFrame of findings for one of files, whose columns `path` and `content` (text or bytes) are read.

    The settings are those of zenlint.Linter. No configuration is read unless `isolated=False` is among them: a worker's disk should
    have no say. The findings of a file stand together, in the order of their places.
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

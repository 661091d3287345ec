"""zenlint.spark on PySpark in local mode, over 10,000 files: its findings are those of the command line, and the shards of
docs/in-python.md merge to its bytes. With --measure it prints times on one and two cores."""

import json
import os
import pathlib
import re
import subprocess
import sys
import sysconfig
import tempfile
import time

from common import BUILD, ROOT, SAMPLE, environment, run, same, wheel

COUNT = 10_000


def corpus(folder):
    """10,000 files: the fixtures and small modules of the standard library, over and over with different ends."""
    sources = sorted((ROOT / "fixtures").rglob("*.py")) + sorted(pathlib.Path(sysconfig.get_path("stdlib")).glob("*.py"))
    texts = [path.read_bytes() for path in sources]
    texts = [text for text in texts if len(text) < 8000 and b"coding" not in text[:200]]  # small: Spark's share shall count too
    for i in range(COUNT):
        path = folder / f"p{i // 500:02}" / f"m{i:05}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(texts[i % len(texts)] + b"\n# %d\n" % i)


def spark(folder, cores, python):
    """The findings as rows of plain JSON, sorted, and the seconds that Spark took for them."""
    script = """
import json, sys, time
from pyspark.sql import SparkSession
from zenlint import spark as zen
folder, cores, sample = sys.argv[1:]
session = (SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
           .config("spark.driver.memory", "2g").config("spark.sql.shuffle.partitions", "4").getOrCreate())
session.sparkContext.setLogLevel("ERROR")
files = zen.files(session, folder).repartition(8).cache()
count = files.count()
zen.check(files.limit(8)).count()  # starts the workers
start = time.monotonic()
rows = zen.check(files).collect()
seconds = time.monotonic() - start
found = zen.check(session.createDataFrame([("sample.py", sample)], "path string, content string")).collect()
json.dump({"sample": [row.asDict(recursive=True) for row in found], "files": count, "seconds": seconds, "rows": [row.asDict(recursive=True) for row in rows]}, sys.stdout)
"""
    out = run(python, "-c", script, folder, cores, SAMPLE,
              env={**os.environ, "PYSPARK_PYTHON": str(python), "PYSPARK_DRIVER_PYTHON": str(python), "SPARK_LOCAL_IP": "127.0.0.1"})
    said = json.loads(out)
    assert said["files"] == COUNT
    same(said["sample"], "Spark")
    key = lambda row: (row["filename"], row["location"]["row"], row["location"]["column"], row["code"], json.dumps(row))
    return sorted(said["rows"], key=key), said["seconds"]


def shards(folder, programs):
    script = re.search(r"```sh file=shards.sh\n(.*?)```", (ROOT / "docs/in-python.md").read_text(), re.S)[1]
    variables = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
    subprocess.run(["bash", "-euc", script], cwd=folder, env=variables, check=True)
    whole = run(BUILD / "zenlint", "check", "--output-format", "jsonl", "--exit-zero", "--no-cache", ".", cwd=folder)
    assert (folder / "findings.jsonl").read_text() == whole
    print(f"shards: {len(whole)} bytes, the same")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "corpus"
        corpus(folder)
        programs = environment(pathlib.Path(name) / "venv", wheel())
        shards(folder, programs)
        pip = [sys.executable, "-m", "pip", "--python", programs / "python", "install", "--quiet"]
        run(*pip, "pyspark==3.5.5", "pyarrow", "setuptools", "pandas")
        start = time.monotonic()
        expected = run(BUILD / "zenlint", "check", "--isolated", "--no-cache", "--jobs", "1", "--output-format", "json", "--exit-zero",
                       folder)
        alone = time.monotonic() - start
        expected = json.loads(expected)
        key = lambda row: (row["filename"], row["location"]["row"], row["location"]["column"], row["code"], json.dumps(row))
        seconds = {}
        for cores in (1, 2):
            rows, seconds[cores] = spark(folder, cores, programs / "python")
            for row in rows:
                row["filename"] = row["filename"].removeprefix("file:")
            assert sorted(rows, key=key) == sorted(expected, key=key), f"{len(rows)} rows, not {len(expected)}"
        print(f"{COUNT} files, {len(expected)} findings: the same")
        if "--measure" in sys.argv:
            print(f"command line, one thread: {alone:.1f} s; Spark, one core: {seconds[1]:.1f} s; two: {seconds[2]:.1f} s")


if not os.environ.get("ZENLINT_FULL") and "--measure" not in sys.argv:
    print("skipped: fetches PySpark; ./zen test --all runs it")
    sys.exit(77)
main()

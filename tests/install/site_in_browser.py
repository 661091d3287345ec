"""zenlint as WebAssembly in Node, and the site in Chromium; both built by `./zen site`. Fetches a compiler and packages, so it is left to
`./zen test --all`."""

import os
import shutil
import sys

from common import BUILD, ROOT, run

if not os.environ.get("ZENLINT_FULL"):
    sys.exit(77)
if not shutil.which("chromium"):
    print("chromium is not installed")
    sys.exit(77)
run(ROOT / "zen", "site", env={**os.environ, "SITE_URL": ""})
build = ROOT / "build"  # where zen builds
print(run("node", ROOT / "tests/site/library.mjs", build / "zenlint-wasm", BUILD / "zenlint", build / "wasm/site.wasm"))
print(run("node", ROOT / "tests/site/packed.mjs", build / "site", build / "wasm/site.wasm"))
print(run("node", ROOT / "tests/site/judge.mjs", build / "zenlint-wasm", build / "site/dist/exercises.json"))
print(run("node", ROOT / "tests/site/search.mjs", build / "site"))
print(run("node", ROOT / "tests/site/browser.mjs", build / "site", build / "site/screenshots"))

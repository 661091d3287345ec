"""pytest --zenlint: adds a test for every collected Python file, which fails if zenlint has findings."""
import pytest

SUFFIXES = {".py", ".pyi", ".pyw", ".ipynb"}


class Findings(Exception):
    pass


class File(pytest.File):
    def collect(self):
        yield Item.from_parent(self, name="zenlint")


class Item(pytest.Item):
    def __init__(self, **arguments):
        super().__init__(**arguments)
        self.add_marker("zenlint")

    def runtest(self):
        linter = self.config.stash[KEY]
        path = self.path.relative_to(linter.folder) if self.path.is_relative_to(linter.folder) else self.path
        if findings := linter.check(self.path.read_bytes(), path):
            raise Findings("\n".join(map(str, findings)))

    def repr_failure(self, excinfo, style=None):
        return str(excinfo.value) if excinfo.errisinstance(Findings) else super().repr_failure(excinfo, style)

    def reportinfo(self):
        return self.path, None, "zenlint"


KEY: "pytest.StashKey[object]" = pytest.StashKey()


def pytest_addoption(parser):
    parser.getgroup("zenlint").addoption("--zenlint", action="store_true", help="also check the files with zenlint")


def pytest_configure(config):
    config.addinivalue_line("markers", "zenlint: the findings of zenlint in a file (with --zenlint)")
    if config.getoption("zenlint"):
        import zenlint

        try:
            config.stash[KEY] = zenlint.Linter(folder=config.rootpath)
        except zenlint.ZenlintError as error:
            raise pytest.UsageError(f"zenlint: {error}") from None


def pytest_collect_file(file_path, parent):
    linter = parent.config.stash.get(KEY, None)
    if linter and file_path.suffix in SUFFIXES and not linter.excluded(file_path):
        return File.from_parent(parent, path=file_path)
    return None

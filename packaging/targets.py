"""The systems that there are wheels for."""

import zipfile
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    name: str  # what people and folders call it
    zig: str  # what zig calls it
    tag: str  # of the wheel: https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/
    npm: tuple[str, str]  # `os` and `cpu` of its npm package
    vscode: str  # target of its VS Code extension, empty where there is none

    @property
    def program(self) -> str:
        return "zenlint.exe" if "windows" in self.zig else "zenlint"

    @property
    def library(self) -> str:
        return ("zenlint.dll" if "windows" in self.zig else "libzenlint.dylib" if "macos" in self.zig else "libzenlint.so")

    def run_time(self, wheel: zipfile.ZipFile, version: str) -> dict[str, tuple[bytes, int]]:
        """What runs without Python, with its mode: the program, and the library that it looks for beside it first."""
        return {self.program: (wheel.read(f"zenlint-{version}.data/scripts/{self.program}"), 0o755),
                self.library: (wheel.read(f"zenlint/{self.library}"), 0o644)}


TARGETS = (
    Target("linux-x86_64", "x86_64-linux-gnu.2.17", "manylinux2014_x86_64.manylinux_2_17_x86_64", ("linux", "x64"), "linux-x64"),
    Target("linux-aarch64", "aarch64-linux-gnu.2.17", "manylinux2014_aarch64.manylinux_2_17_aarch64", ("linux", "arm64"),
           "linux-arm64"),
    Target("linux-i686", "x86-linux-gnu.2.17", "manylinux2014_i686.manylinux_2_17_i686", ("linux", "ia32"), ""),
    Target("musl-x86_64", "x86_64-linux-musl", "musllinux_1_1_x86_64", ("linux", "x64"), "alpine-x64"),
    Target("musl-aarch64", "aarch64-linux-musl", "musllinux_1_1_aarch64", ("linux", "arm64"), "alpine-arm64"),
    Target("windows-x86_64", "x86_64-windows-gnu", "win_amd64", ("win32", "x64"), "win32-x64"),
    Target("windows-aarch64", "aarch64-windows-gnu", "win_arm64", ("win32", "arm64"), "win32-arm64"),
    Target("macos-x86_64", "x86_64-macos.11.0", "macosx_11_0_x86_64", ("darwin", "x64"), "darwin-x64"),
    Target("macos-aarch64", "aarch64-macos.11.0", "macosx_11_0_arm64", ("darwin", "arm64"), "darwin-arm64"),
)

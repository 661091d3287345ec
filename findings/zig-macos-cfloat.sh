#!/bin/sh
# ziglang 0.17.1 (PyPI), clang for macOS: after <cmath>, <cfloat> defines nothing; before it, all is there. For Linux and Windows either order will do.
#
# zig's <math.h> for macOS asks <float.h> for INFINITY and NAN alone. The request reaches libc++'s <float.h>, whose include guard is then set, so
# that a later <cfloat> is skipped as a whole. Wheels that are cross-compiled for macOS with zig break when a header includes <cmath> first
# (toml++ checks FLT_RADIX), although the same code compiles for the other systems.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ziglang==0.17.1
cd "$folder"
printf '#include <cmath>\n#include <cfloat>\nstatic_assert(FLT_RADIX == 2);\n' > after.cpp
printf '#include <cfloat>\n#include <cmath>\nstatic_assert(FLT_RADIX == 2);\n' > before.cpp
compiles() {
    ZIG_GLOBAL_CACHE_DIR="$folder/cache" ZIG_LOCAL_CACHE_DIR="$folder/cache" "$folder/venv/bin/python" -m ziglang c++ -target "$1" -std=c++20 -c "$2" -o code.o 2> said
}
for target in x86_64-linux-gnu x86_64-windows-gnu; do
    compiles "$target" after.cpp
    compiles "$target" before.cpp
done
for target in aarch64-macos x86_64-macos; do
    compiles "$target" before.cpp
    if compiles "$target" after.cpp; then
        echo "$target: <cfloat> after <cmath> defines FLT_RADIX now"
        exit 1
    fi
    grep -q "undeclared identifier 'FLT_RADIX'" said
done
echo "zig 0.17.1: for macOS, <cfloat> is empty after <cmath>"

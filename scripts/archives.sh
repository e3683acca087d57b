#!/bin/sh
# Prints the options that link the libraries of C++ into a program, where the toolchain has them as
# archives; elsewhere nothing, and the program loads them when it starts.
# Usage: archives.sh SWIFT FOLDER   (FOLDER: what the linker is to look into first)
set -eu

swift=$(command -v "$1") || exit 0
for compiler in "$(dirname "$(readlink -f "$swift")")/clang" cc; do
  library=$("$compiler" -print-file-name=libstdc++.a 2>/dev/null) || continue
  unwinder=$("$compiler" -print-file-name=libgcc_eh.a 2>/dev/null) || continue
  # A name without a folder stands for what is not there.
  [ -f "$library" ] && [ -f "$unwinder" ] || continue
  mkdir -p "$2"
  ln -sf "$(readlink -f "$library")" "$2/libstdc++.a"
  printf '%s\n' "-Xlinker -L$2 -Xswiftc -Xclang-linker -Xswiftc -static-libgcc"
  exit 0
done

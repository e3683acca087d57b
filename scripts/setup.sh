#!/bin/sh
# Checks the Swift toolchain and installs the system packages that are missing.
# Usage: setup.sh [--test]   (--test: also what only the tests need)
set -eu

swift=${SWIFT:-swift}
needed_major=6

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "stet: $*"
  exit 2
}

if ! command -v "$swift" >/dev/null 2>&1; then
  fail "no Swift toolchain: \"$swift\" is not on the PATH.
Install Swift $needed_major or later from https://www.swift.org/install/linux/ and run make again.
If it is installed elsewhere: make SWIFT=/path/to/usr/bin/swift"
fi
if ! version=$("$swift" --version 2>/dev/null); then
  fail "\"$swift --version\" does not work. Install Swift $needed_major or later from
https://www.swift.org/install/linux/ with the packages that its page lists."
fi
number=$(printf '%s\n' "$version" | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
case ${number%%.*} in
'' | *[!0-9]*) fail "cannot tell the version of \"$swift\": $version" ;;
esac
if [ "${number%%.*}" -lt "$needed_major" ]; then
  fail "Swift $number is too old; stet needs Swift $needed_major or later
(https://www.swift.org/install/linux/). If a newer one is installed elsewhere:
make SWIFT=/path/to/usr/bin/swift"
fi

packages="git pkg-config libhunspell-dev libpcre2-dev libyaml-dev hunspell-en-gb hunspell-en-us"
if [ "${1:-}" = --test ]; then
  # The programs that read reports; tests of larger ones (emacs-nox, chromium, sarif-tools from
  # PyPI) are skipped where they are not installed.
  packages="$packages hunspell-de-de python3 python3-jsonschema libxml2-utils vim-nox"
fi

if ! command -v dpkg-query >/dev/null 2>&1; then
  # Not a Debian: say what is missing, and leave the installing to the user.
  for library in hunspell libpcre2-8 yaml-0.1; do
    pkg-config --exists "$library" 2>/dev/null ||
      fail "the library $library is missing (pkg-config cannot find it).
On Debian and Ubuntu this would install: $packages"
  done
  exit 0
fi

is_installed() {
  # A tool from elsewhere will do; a library must be the system's.
  case $1 in
  git | python3 | pkg-config) command -v "$1" >/dev/null 2>&1 && return 0 ;;
  libxml2-utils) command -v xmllint >/dev/null 2>&1 && return 0 ;;
  vim-nox) command -v vim >/dev/null 2>&1 && return 0 ;;
  esac
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=
for package in $packages; do
  is_installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
  sudo=
elif command -v sudo >/dev/null 2>&1; then
  sudo=sudo
else
  fail "these packages are missing:$missing
As root: apt-get install$missing"
fi
say "stet: installing$missing${sudo:+ (with sudo)}"

install() {
  # shellcheck disable=SC2086 # The list is meant to be split.
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >&2
}
# The package lists may be empty or old on a fresh machine.
install || { $sudo apt-get update >&2 && install; } ||
  fail "apt-get could not install:$missing"

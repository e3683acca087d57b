#!/bin/sh
# Measures speed: whole runs of the command beside the peers that are found, then taking documents apart.
# Usage: STET=path STET_DEV=path bench.sh [FOLDER]
# Without a folder of copy, files are made of words that follow each other as in news: peers can be compared on them, but
# figures worth quoting come from real copy.
set -eu

stet=${STET:-.build/release/stet}
stet_dev=${STET_DEV:-.build/release/stet-dev}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

case $# in
0)
  copy=$work/copy
  "$stet_dev" bench made-copy --out "$copy"
  ;;
1) copy=$1 ;;
*)
  echo "bench: give one folder of copy: make bench BENCH=FOLDER" >&2
  exit 2
  ;;
esac

"$stet_dev" bench command --stet "$stet" --copy "$copy"

echo
echo "Taking documents apart, one core"
find "$copy" -type f \( -name '*.txt' -o -name '*.md' \) -exec cat {} + >"$work/all.txt"
"$stet_dev" bench document "$work/all.txt"

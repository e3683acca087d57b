#!/bin/sh
# Measures speed: taking documents apart, and whole runs of the command.
# Usage: STET=path STET_DEV=path bench.sh [FILE…]   (the sample story, 2,000 times over, when none is given)
set -eu

stet=${STET:-.build/release/stet}
stet_dev=${STET_DEV:-.build/release/stet-dev}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ $# -eq 0 ]; then
  i=0
  while [ $i -lt 2000 ]; do
    cat examples/flood-inquiry.txt
    echo
    i=$((i + 1))
  done >"$work/stories.txt"
  set -- "$work/stories.txt"
fi

"$stet_dev" bench document "$@"

# Whole runs, process start included.
run() {
  label=$1
  shift
  start=$(date +%s%N)
  "$@" >/dev/null 2>&1 || [ $? -eq 1 ]
  end=$(date +%s%N)
  echo "$label: $(((end - start) / 1000)) µs"
}
run "one story, first run" "$stet" lint examples/flood-inquiry.txt
run "one story, warm" "$stet" lint examples/flood-inquiry.txt
for file in "$@"; do run "$file ($(wc -c <"$file") bytes)" "$stet" lint "$file"; done

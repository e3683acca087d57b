#!/bin/sh
# Measures stet on stories with known errors and prints the figures beside those of other tools.
# Usage: STET_DEV=path accuracy.sh EVAL-FOLDER [PEERS-FOLDER]
# EVAL-FOLDER holds clean/, corrupt/, real/, stories.txt and score.py (`make accuracy EVAL=…`).
set -eu

eval_folder=${1:?the evaluation folder}
peers=${2:-}
stet_dev=${STET_DEV:-.build/release/stet-dev}

[ -f "$eval_folder/score.py" ] || {
  echo "stet: no score.py in \"$eval_folder\"; name the folder: make accuracy EVAL=…" >&2
  exit 2
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

score() { python3 "$eval_folder/score.py" "$@"; }

echo "== clean stories: false alarms"
"$stet_dev" findings --root "$eval_folder" --list "$eval_folder/stories.txt" --out "$work/clean.tsv"
score clean --findings "$work/clean.tsv" --root "$eval_folder" --list "$eval_folder/stories.txt"

echo
echo "== stories with planted errors"
"$stet_dev" findings --root "$eval_folder" --dir corrupt --out "$work/corrupt.tsv"
score corrupt --findings "$work/corrupt.tsv" --dir "$eval_folder/corrupt" \
  --quote-rule '^unbalanced-quotation$'

echo
echo "== stories with real errors"
"$stet_dev" findings --root "$eval_folder" --dir real/docs --out "$work/real.tsv"
score real --findings "$work/real.tsv" --dir "$eval_folder/real"

if [ -f "$peers/README.md" ]; then
  echo
  echo "== other tools, as measured on the same make of stories"
  sed -n '/^| |.*recall/,/^$/p' "$peers/README.md"
fi

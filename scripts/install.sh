#!/bin/sh
# Puts the command, its data, its man page and its completions under DESTDIR/PREFIX, or removes them.
# Usage: STET=path PREFIX=/usr/local [DESTDIR=…] install.sh [--remove]
set -eu

root="${DESTDIR:-}${PREFIX:-/usr/local}"
data="$root/share/stet"
bash_file="$root/share/bash-completion/completions/stet"
zsh_file="$root/share/zsh/site-functions/_stet"
fish_file="$root/share/fish/vendor_completions.d/stet.fish"
man_file="$root/share/man/man1/stet.1"

if [ "${1:-}" = --remove ]; then
  rm -f "$root/bin/stet" "$bash_file" "$zsh_file" "$fish_file" "$man_file"
  rm -rf "$data"
  exit 0
fi

stet=${STET:?the path of the built stet}

# Data first: a command without its data would be of no use to whoever calls it meanwhile.
for folder in dictionaries rules; do
  [ -d "$folder" ] || continue
  find "$folder" -type f | while IFS= read -r file; do
    install -D -m 644 "$file" "$data/$file"
  done
done
install -D -m 755 "$stet" "$root/bin/stet"
# The lexicon ready compiled, so that no user's first run has to.
cache=$(mktemp -d)
if printf '' | XDG_CACHE_HOME="$cache" STET_DATA="$data" "$stet" lint - >/dev/null 2>&1; then
  for pack in "$cache"/stet/lexicon-*.pack; do
    [ ! -f "$pack" ] || install -D -m 644 "$pack" "$data/lexicon.pack"
  done
fi
rm -rf "$cache"
[ ! -f docs/stet.1 ] || install -D -m 644 docs/stet.1 "$man_file"

completion() {
  mkdir -p "$(dirname "$2")"
  if "$stet" --generate-completion-script "$1" >"$2.new" 2>/dev/null; then
    chmod 644 "$2.new"
    mv "$2.new" "$2"
  else
    rm -f "$2.new"
  fi
}
completion bash "$bash_file"
completion zsh "$zsh_file"
completion fish "$fish_file"
printf 'stet: installed %s, data in %s\n' "$root/bin/stet" "$data"

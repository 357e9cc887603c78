#!/usr/bin/env bash
# The whole process, both outputs: median wall time and peak memory of the sample's body once, ten and a
# hundred times, as a Markdown table. Needs GNU time (Debian: time) and a release build.
#
#   bash benches/process.sh [runs, default 11]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-11}
program=target/release/chengwen
[ -x "$program" ] || cargo build --release
[ -x /usr/bin/time ] || { echo "missing: GNU time (apt-get install time)"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

head=$(sed '/^正文:$/,$d' data/xiangfen-2021.yaml)
body=$(sed '1,/^正文:$/d' data/xiangfen-2021.yaml)

median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }

echo '| 文稿 | 面数 | 用时（中位数） | 内存峰值 | DOCX | PDF |'
echo '|---|---:|---:|---:|---:|---:|'
for times in 1 10 100; do
  file=$folder/x$times.yaml
  { printf '%s\n正文:\n' "$head"; for _ in $(seq "$times"); do printf '%s\n' "$body"; done; } > "$file"
  pages=$("$program" build "$file" | sed -n 's/.*，\([0-9]*\) 面，.*/\1/p')
  for _ in $(seq "$runs"); do
    start=$(date +%s%N)
    /usr/bin/time -f %M -o "$folder/memory" "$program" build "$file" > /dev/null
    end=$(date +%s%N)
    echo $(((end - start) / 1000000)) >> "$folder/time$times"
    cat "$folder/memory" >> "$folder/memory$times"
  done
  size() { echo "$(($(stat -c %s "$folder/x$times.$1") / 1024)) KB"; }
  echo "| 样例 ×$times | $pages | $(median < "$folder/time$times") 毫秒 | $(($(median < "$folder/memory$times") / 1024)) MB | $(size docx) | $(size pdf) |"
done

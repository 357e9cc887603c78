#!/usr/bin/env bash
# Whether time and memory grow with the pages alone: the sample's body once to a thousand times, as a Markdown table.
# Needs GNU time (Debian: time) and a release build, or a program named by CHENGWEN.
#
#   bash benches/long.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=${CHENGWEN:-target/release/chengwen}
[ -x "$program" ] || cargo build --release
[ -x /usr/bin/time ] || { echo "missing: GNU time (apt-get install time)"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

head=$(sed '/^正文:$/,$d' data/xiangfen-2021.yaml)
body=$(sed '1,/^正文:$/d' data/xiangfen-2021.yaml)
echo '| 文稿 | 面数 | CPU 用时 | 每面 | 内存峰值 | 比 ×1 每多一面 |'
echo '|---|---:|---:|---:|---:|---:|'
for times in 1 10 100 1000; do
  { printf '%s\n正文:\n' "$head"; for _ in $(seq "$times"); do printf '%s\n' "$body"; done; } > "$folder/x.yaml"
  pages=$(/usr/bin/time -f '%U %S %M' -o "$folder/used" "$program" build "$folder/x.yaml" |
    sed -n 's/.*，\([0-9]*\) 面，.*/\1/p')
  awk -v times="$times" -v pages="$pages" -v folder="$folder" '{
    file = folder "/first"
    if (times == 1) { print pages, $3 > file; more = "" }
    else { getline first < file; split(first, one, " "); more = sprintf("%.0f KB", ($3 - one[2]) / (pages - one[1])) }
    used = $1 + $2
    printf "| 样例 ×%d | %d | %.2f 秒 | %.2f 毫秒 | %.0f MB | %s |\n", times, pages, used, used * 1000 / pages, $3 / 1024, more
  }' "$folder/used"
done

#!/usr/bin/env bash
# A batch of 1,000 and of 10,000 units: the time, documents a second, and the most memory, which must not grow with their
# number. As a Markdown table. Needs GNU time (Debian: time), Python 3 and a release build.
#
#   bash benches/batch.sh [counts, default 1000 10000]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=$PWD/target/release/chengwen
[ -x "$program" ] || cargo build --release
[ -x /usr/bin/time ] || { echo "missing: GNU time (apt-get install time)"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
[ $# -gt 0 ] || set -- 1000 10000

echo '| 单位 | 用时 | 每秒 | CPU 用时 | 内存峰值 |'
echo '|---:|---:|---:|---:|---:|'
for count in "$@"; do
  mkdir "$folder/$count"
  python3 benches/compare/batch.py "$folder/$count" "$count"
  (cd "$folder/$count" && /usr/bin/time -f '%e %U %S %M' -o time \
    "$program" batch 模板.yaml --数据 单位.csv -o 出 --名称 '附件4-{单位}' >/dev/null)
  [ "$(find "$folder/$count/出" -name '*.pdf' | wc -l)" = "$count" ] || { echo "not all were written"; exit 1; }
  awk -v count="$count" '{ printf "| %d | %.1f 秒 | %.0f 份 | %.1f 秒 | %d MB |\n", count, $1, count / $1, $2 + $3, $4 / 1024 }' \
    "$folder/$count/time"
done

#!/usr/bin/env bash
# Where the time of `build` goes: for the sample's body once and a hundred times, the instructions of each step of the
# whole process, on one thread, counted by valgrind; beside them the wall time of the steps that `benches/road.rs` does
# apart. Two Markdown tables. Needs valgrind, python3.
#
#   bash benches/profile.sh [times, default 1 100]
#
# Built with the profile `profiling` in a folder of its own: as a release, but functions keep their names and those of
# other crates are not merged into ours, which makes some per cent more instructions. Each instruction is in one row:
# what a row takes away is in another, and the last row is what no other has.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v valgrind >/dev/null || { echo "missing: valgrind (apt-get install valgrind)"; exit 2; }
[ $# -gt 0 ] || set -- 1 100
cargo build --profile profiling --target-dir target/profiling --quiet
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

head=$(sed '/^正文:$/,$d' data/xiangfen-2021.yaml)
body=$(sed '1,/^正文:$/d' data/xiangfen-2021.yaml)
for times in "$@"; do
  { printf '%s\n正文:\n' "$head"; for _ in $(seq "$times"); do printf '%s\n' "$body"; done; } > "$folder/x.yaml"
  RAYON_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file="$folder/counted.$times" \
    target/profiling/profiling/chengwen build "$folder/x.yaml" > "$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
done
cargo bench --bench road --profile profiling --target-dir target/profiling --quiet -- \
  --sample-count 15 --color never > "$folder/clock" 2> /dev/null

python3 - "$folder" "$@" <<'PYTHON'
import collections, re, sys
folder, times = sys.argv[1], sys.argv[2:]

def counted(path):
    """Instructions of everything that one function asked of another, and of the whole process."""
    names, calls, here, called, total = {}, collections.Counter(), "", "", 0
    def name(text):
        number, words = re.match(r"(\(\d+\))\s*(.*)", text).groups()
        if words:
            names[number] = re.sub(r"'\d+$", "", words)
        return names[number]
    of_call = False
    for line in open(path, encoding="utf-8", errors="replace"):
        if line.startswith("fn="):
            here = name(line[3:].rstrip("\n"))
        elif line.startswith("cfn="):
            called = name(line[4:].rstrip("\n"))
        elif line.startswith("calls="):
            of_call = True
        elif line[:1] in "0123456789+-*" and line[:1]:
            cost = int(line.split()[-1])
            if of_call:
                calls[here, called] += cost
            else:
                total += cost
            of_call = False
    return calls, total

def clock():
    """Median of each step: the fourth column of divan's table but one."""
    step, found = "", {}
    for line in open(f"{folder}/clock", encoding="utf-8"):
        columns = [column.strip() for column in re.split(r"│", re.sub(r"^[│├╰─\s]+", "", line))]
        first = re.match(r"(\w+)(?:\s+(\S+ \S+))?\s*$", columns[0])
        if not first or len(columns) < 3:
            continue
        if not first[1].isdigit():
            step = first[1]
        key = (step, first[1] if first[1].isdigit() else "")
        if first[2]:
            found[key] = columns[2]
    return found

clock = clock()
for n in times:
    calls, total = counted(f"{folder}/counted.{n}")
    def of(function, caller=None):
        return sum(cost for (here, called), cost in calls.items()
                   if called == f"chengwen::{function}" and here != called
                   and (caller is None or here == f"chengwen::{caller}"))
    layout, pdf, docx = of("layout::lay_out"), of("render::pdf::write"), of("render::docx::write")
    fonts = of("render::docx::fonts::fonts")
    outlines = of("fonts::subset::subset_for_pdf") - of("fonts::subset::subset_for_pdf", "fonts::subset::subset_for_docx")
    parse, read = "source::parse::parse_reporting", "compile::read_tree"
    parsed = of(parse) - of(parse, read) + of(read)
    zlib, bare = of("render::deflate::zlib"), of("render::deflate::bare")
    rows = [
        ("打开字体", of("fonts::book::Book::with"), "open_fonts"),
        ("解析（读 YAML 到定稿的文字）", parsed, ""),
        ("排版", layout, "lay_out"),
        ("校对", of("cli::build::checked::Checked::of"), "proofread"),
        ("取字体子集，DOCX 的", fonts, ""),
        ("取字体子集，PDF 的", outlines, ""),
        ("压缩，DOCX 的", bare, ""),
        ("压缩，PDF 的", zlib, ""),
        ("DOCX 其余", docx - fonts - bare, "write_docx"),
        ("PDF 其余", pdf - outlines - zlib, "write_pdf"),
        ("写到磁盘", of("io::write::write_together"), ""),
    ]
    rows.append(("启动和别的", total - sum(count for _, count, _ in rows), ""))
    print(f"\n样例 ×{n}：{total / 1e6:.1f} 百万条指令\n")
    print("| 步骤 | 百万条指令 | 占 | 用时（中位数） |\n|---|---:|---:|---:|")
    for words, count, step in rows:
        time = clock.get((step, n)) or clock.get((step, "")) or ""
        if time and step.startswith("write_"):
            time += "（连子集、压缩）"
        print(f"| {words} | {count / 1e6:.1f} | {100 * count / total:.1f}% | {time} |")
PYTHON

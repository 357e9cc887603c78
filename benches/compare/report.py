"""The figures as a page for readers: tables in Chinese, put between two marks of docs/performance.md."""

import os
import pathlib

import programs
from program import ROOT

PAGE = ROOT / "docs" / "performance.md"
MARKS = "<!-- 比较：开始 -->", "<!-- 比较：结束 -->"
HOW = """## 与别的程序比

同一段文字，每个程序按它自己通行的用法来写：同样的字体文件（`fonts/`），三号字，每面 22 行、每行 28 字，标题、小标题、首行缩进、表格（续面重印表头）、页码。文字从成文生成的 DOCX 和 PDF 里取出，序数已经编好，原样交给各个程序；每个程序写出的文件再取出字来，逐个字清点，与成文的一样才算数。

- 量的是整个进程，从启动到退出。成文的一次包括读 YAML、计算、校对、写 DOCX 和 PDF；别的程序只写一种文件，不校对。Typst、XeLaTeX、WeasyPrint 写 PDF；python-docx、docxtpl、docx（npm）写 DOCX，不排版，也不嵌入字体，所以文件小；LibreOffice 把成文的 DOCX 转成 PDF。
- 各程序轮流运行，一轮一轮地跑；用时写最短／中位／最长，处理器时间（用户加系统，子进程在内）和内存峰值（最大的一个进程）写中位数。“与成文比”是别的程序除以成文，大小与成文的同一种文件比。
- 先跑一遍，核对文字，也让文件进磁盘缓存；这一遍不到 3 秒的不算，另跑 11 遍，不到 30 秒的另跑 3 遍，再长的就记这一遍；{limit} 秒没有做完就停下。
- 重做：`python3 benches/compare setup` 装好别的程序，`python3 benches/compare run` 运行，`python3 benches/compare write` 写进本页。"""


def machine():
    memory = next(line for line in pathlib.Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    return {"cores": os.cpu_count(), "memory": int(memory.split()[1]) * 1024}


def seconds(value):
    return f"{value * 1000:.0f} 毫秒" if value < 1 else f"{value:.2f} 秒" if value < 10 else f"{value:.1f} 秒"


def spread(values):
    """Shortest, median and longest in one unit."""
    if values[-1] < 1:
        return "／".join(f"{value * 1000:.0f}" for value in values) + " 毫秒"
    return "／".join(f"{value:.2f}" if value < 10 else f"{value:.1f}" for value in values) + " 秒"


def size(value):
    return f"{value / 1024:.0f} KB" if value < 10 * 1024 * 1024 else f"{value / 1024 / 1024:.1f} MB"


def times(value):
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def row(figures, own):
    name = figures["name"]
    words = figures.get("words", "")
    if figures.get("made", 0) < figures.get("asked", 0):
        words += f"{'；' if words else ''}按 {figures['made']} 份推算"
    first = f"{name}（{words}）" if words else name
    if "late" in figures:
        return [first, f"超过 {figures['late']} 秒", "", "", "", "", ""]
    if "untried" in figures:
        return [first, f"没有试：{figures['untried']} 已经超时", "", "", "", "", ""]
    if "wall" not in figures:
        return [first, f"没有结果：{figures['fault']}", "", "", "", "", ""]
    kinds = [f"{kind.upper()} {size(found)}" for kind, found in figures["sizes"].items()]
    compared = "1" if figures is own else ""
    if own and figures is not own:
        kind, found = next(iter(figures["sizes"].items()))
        ratios = [figures["wall"][1] / own["wall"][1], figures["memory"] / own["memory"], found / own["sizes"][kind]]
        compared = "、".join(times(ratio) for ratio in ratios)
    cells = [first, spread(figures["wall"]), seconds(figures["processor"]), size_of_memory(figures["memory"])]
    return [*cells, "，".join(kinds), compared, str(figures["rounds"])]


def size_of_memory(value):
    return f"{value / 1024 / 1024:.0f} MB"


def table(case):
    own = next((figures for figures in case["rows"] if figures["name"] == programs.OURS.name and "wall" in figures), None)
    is_batch = "单位" in case["name"]
    title = f"### {case['name']}，每个一份" if is_batch else f"### 样例 {case['name']}"
    pages = f"{case['pages']} 面，{case['characters']} 字"
    lines = [f"{title}（{'每份 ' if is_batch else ''}{pages}）", ""]
    lines.append("| 程序 | 用时（最短／中位／最长） | 处理器时间 | 内存峰值 | 大小 | 与成文比：用时、内存、大小（倍） | 遍数 |")
    lines.append("|---|---:|---:|---:|---:|---:|---:|")
    lines += ["| " + " | ".join(row(figures, own)) + " |" for figures in case["rows"]]
    return "\n".join(lines)


def text(figures):
    cores, memory = figures["machine"]["cores"], figures["machine"]["memory"]
    parts = [HOW.format(limit=figures["limit"])]
    versions = "，".join(f"{name} {version}" for name, version in figures["versions"].items() if version)
    parts.append(f"机器：{cores} 核，内存 {memory / 1024**3:.0f} GB。版本：{versions}。")
    if figures["missing"]:
        parts.append(f"没有装、没有比的：{'、'.join(figures['missing'])}。")
    for case in figures["cases"]:
        parts.append(table(case))
        if "单位" in case["name"]:
            parts.append(
                "Typst、XeLaTeX 一个单位一个进程，每个核同时一个；其余的一个进程做完全部，成文以外的大体上只用一个核。"
                "写“推算”的只做了其中一部分，用时、处理器时间和大小按份数放大。"
            )
    return "\n\n".join(parts)


def write(figures):
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# 快慢\n"
    if MARKS[0] not in page:
        page = f"{page.rstrip()}\n\n{MARKS[0]}\n{MARKS[1]}\n"
    before, rest = page.split(MARKS[0])
    _, after = rest.split(MARKS[1])
    PAGE.write_text(f"{before}{MARKS[0]}\n\n{text(figures)}\n\n{MARKS[1]}{after}", encoding="utf-8")

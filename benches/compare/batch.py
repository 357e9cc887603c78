"""The batch: one text, a row of a table for each of many units, a document for each row.

    python3 benches/compare/batch.py FOLDER COUNT     writes what `chengwen batch` wants: 模板.yaml and 单位.csv
"""

import csv
import pathlib
import re
import sys

COLUMNS = ["单位", "预算", "支出", "执行率", "人数", "问题"]
PLACES = ["东山", "西岭", "南河", "北坡", "青禾", "白石", "清溪", "柳林", "桃园", "松岗"]
KINDS = ["镇人民政府", "乡卫生院", "街道办事处", "中心小学", "水利站", "文化站", "农业服务中心", "财政所", "档案馆", "敬老院"]
FAULTS = ["预算编得不够细", "有的指标没有量化", "支出前松后紧", "资料归档不及时", "合同验收的手续不全"]

# 〔…〕 stands for a column of the table.
TEMPLATE = """附件: 4
标题: "〔单位〕2024年度项目支出绩效自评报告"
单位: "〔单位〕"
正文:
  - 项目概况:
      - 基本情况: "〔单位〕2024年项目预算为〔预算〕，实际支出〔支出〕，预算执行率为〔执行率〕。项目由本单位负责实施，参与的工作人员共〔人数〕，经费由县财政拨款，专款专用，没有截留、挤占和挪用。"
      - 组织管理: 成立了由主要负责人任组长的领导小组，每月调度一次，逐项落实责任；制定了经费管理、采购和验收的办法，支出按规定的程序审批，账目清楚，资料齐全。
  - 完成情况:
      - 各项任务按期完成，主要指标见下表。
      - 表:
          列:
            - {名: 绩效指标, 宽: 5}
            - {名: 目标值, 宽: 2, 对齐: 中}
            - {名: 完成值, 宽: 2, 对齐: 中}
          行:
            - [项目预算（万元）, "〔预算〕", "〔支出〕"]
            - [预算执行率, "100%", "〔执行率〕"]
            - [任务完成及时率, "100%", "100%"]
            - [参与工作人员, "〔人数〕", "〔人数〕"]
            - [服务对象满意度, "≥90%", "96%"]
  - 问题和改进措施:
      - 自评中发现的主要问题是〔问题〕。下一步，〔单位〕将加强学习，改进管理，按季度对照指标检查进度，发现偏差及时纠正，把资金用到该用的地方。
"""


def rows(count):
    """Invented units and figures, the same each time."""
    for number in range(count):
        place, kind = PLACES[number % 10], KINDS[number // 10 % 10]
        budget = 400_000 + number * 7_919 % 9_000_000
        spent = budget * (8_500 + number * 131 % 1_400) // 10_000
        yield {
            "单位": f"{place}{kind}第{number // 100 + 1}分部",
            "预算": f"{budget / 10_000:.2f}万元",
            "支出": f"{spent / 10_000:.2f}万元",
            "执行率": f"{spent / budget * 100:.2f}%",
            "人数": f"{5 + number % 40}人",
            "问题": FAULTS[number % 5],
        }


def write_table(path, listed):
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerows(listed)


def write_inputs(folder, listed):
    """A template with a name for each column, and the table."""
    (folder / "模板.yaml").write_text(re.sub("〔(.+?)〕", r"{{\1}}", TEMPLATE), encoding="utf-8")
    write_table(folder / "单位.csv", listed)


def filled(text, row):
    for column, value in row.items():
        text = text.replace(f"〔{column}〕", value)
    return text


def filled_blocks(blocks, row):
    """The blocks of one unit."""
    if isinstance(blocks, str):
        return filled(blocks, row)
    if isinstance(blocks, list):
        return [filled_blocks(part, row) for part in blocks]
    if isinstance(blocks, dict):
        return {key: value if key in ("kind", "shares", "aligned") else filled_blocks(value, row) for key, value in blocks.items()}
    return blocks


if __name__ == "__main__":
    write_inputs(pathlib.Path(sys.argv[1]), rows(int(sys.argv[2])))

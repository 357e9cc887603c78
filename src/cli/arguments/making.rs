//! What makes documents: `build` and `batch`, and the options that both have.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

use crate::cli::batch::Part;

use super::{
    SUB_WITH_ARGUMENT, flag, font_source, option, output, overwrite, own_rules, own_template, sub,
};

pub(super) fn build() -> Command {
    sub("build", "chengwen build <文件.yaml>… [选项]")
        .help_template(SUB_WITH_ARGUMENT)
        .about("由 YAML 生成 DOCX 和 PDF")
        .arg(
            Arg::new("inputs")
                .value_name("文件.yaml")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help("一份或多份 YAML；输出与它同名，放在它旁边"),
        )
        .arg(output("输出到哪个文件夹，或写成哪个文件（.docx 或 .pdf）（也写 --output）"))
        .arg(formats())
        .args(manner())
        .arg(
            flag("archive", "存档", "archive")
                .help("把 YAML 和它用到的文件放进 PDF（PDF/A-3a），日后能从 PDF 取出、原样再生成（也写 --archive）"),
        )
        .arg(
            flag("watch", "监视", "watch")
                .help("生成后看着文稿和它用到的文件，存盘就再生成；有错时留着上次写好的（也写 --watch）"),
        )
        .arg(overwrite())
}

pub(super) fn batch() -> Command {
    sub("batch", "chengwen batch <文稿.yaml> --数据 <表格> [选项]")
        .help_template(SUB_WITH_ARGUMENT)
        .about("批量：一份文稿配一张表，表里每个单位一份，各生成 DOCX 和 PDF")
        .arg(
            Arg::new("input")
                .value_name("文稿.yaml")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("各单位共用的文稿；各单位不同的写待填，名称和表格的列名一样"),
        )
        .arg(
            option("data", "数据", "data")
                .value_name("表格")
                .required(true)
                .action(ArgAction::Append)
                .help("各单位的表（XLSX、XLS、ODS、CSV），写 单位.xlsx 或 单位.xlsx#工作表!A3:H90；可以再写一次，给每个单位有几行的明细表（也写 --data）"),
        )
        .arg(output("输出到哪个文件夹，默认是文稿旁边的“文稿名-批量”（也写 --output）"))
        .arg(
            option("name", "名称", "name")
                .value_name("样式")
                .help("文件的名称，如 附件4-{单位}、{县}/附件4-{序号}；大括号里是列名（也写 --name）"),
        )
        .arg(
            option("group", "分组", "group")
                .value_name("列名")
                .help("哪一列相同的几行是一个单位，默认是“单位”；写 行 就是每行一份（也写 --group）"),
        )
        .arg(formats())
        .arg(
            flag("continue", "继续", "continue")
                .help("接着做：已经写好、内容也没有变的不再做（也写 --continue）"),
        )
        .arg(
            option("jobs", "并行", "jobs")
                .value_name("几份")
                .value_parser(value_parser!(u16).range(1..=1024))
                .help("同时做几份，默认和电脑的核数一样（也写 --jobs）"),
        )
        .arg(
            option("part", "份", "part")
                .value_name("第几份/几份")
                .value_parser(Part::parse)
                .help("只做其中一份，如 3/20：分给几台电脑做，各做各的，写在同一个文件夹里也不冲突（也写 --part）"),
        )
        .args(manner())
        .arg(overwrite())
}

fn formats() -> Arg {
    option("format", "格式", "format")
                .value_name("格式")
                .value_delimiter(',')
                .value_parser(PossibleValuesParser::new(["docx", "pdf", "全部", "all", "json"]))
                .help("docx、pdf 或 全部（默认）；加 json 时结果和消息以 JSON 写到标准输出，供脚本用（也写 --format）")
}

fn embedded() -> Arg {
    option("embed", "嵌入", "embed")
        .value_name("多少")
        .value_parser(PossibleValuesParser::new([
            "子集", "subset", "常用", "common", "全部", "all", "不嵌", "none",
        ]))
        .default_value("子集")
        .help("DOCX 里嵌多少字：子集（默认，用到的字和全部数字标点）、常用（再加一级汉字 3755 个，改稿时字体不变）、全部、不嵌（也写 --embed）")
}

/// How documents are made, beside what they are made of.
fn manner() -> [Arg; 8] {
    [
        font_source(),
        embedded(),
        own_template(),
        flag("fine", "精排", "fine")
            .help("整段选最好的断行，标点按版面要求收放，DOCX 锁定到同样的行（也写 --fine）"),
        flag("draft", "草稿", "draft")
            .help("没填完也生成：待填的地方印【待填】，每一面印“草稿”水印（也写 --draft）"),
        flag("strict", "严格", "strict").help("校对有错误就不生成（也写 --strict）"),
        flag("comments", "批注", "comments")
            .help("把校对结果作为批注写进 DOCX，供审阅（也写 --comments）"),
        own_rules(),
    ]
}

//! Every subcommand and option, in Chinese, each option with an English alias. The library's own
//! English words (usage, options, help) are replaced by templates.

mod making;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

use making::{batch, build};

const TOP: &str = "\
{about}

用法：chengwen <命令> [选项] …

命令：
{subcommands}

选项：
{options}

常用：
  chengwen new 附件 -o 报告.yaml    写一份带说明的样例
  chengwen build 报告.yaml          生成 报告.docx 和 报告.pdf

退出码：0 成功；1 文稿或模板有错；2 命令写错，或文件、字体、磁盘等环境有问题
";

const SUB: &str = "\
{about}

用法：{usage}

选项：
{options}
";

const SUB_WITH_ARGUMENT: &str = "\
{about}

用法：{usage}

参数：
{positionals}

选项：
{options}
";

/// The command line.
pub(super) fn command() -> Command {
    Command::new("chengwen")
        .about("成文：一份 YAML 生成符合 GB/T 9704-2012 的 DOCX 与 PDF，两份逐行一致，字体内嵌")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .help_template(TOP)
        .arg(help())
        .arg(
            Arg::new("version")
                .long("版本")
                .alias("version")
                .short('V')
                .action(ArgAction::Version)
                .help("显示版本（也写 --version）"),
        )
        .subcommands([
            build(),
            batch(),
            import(),
            check(),
            explain(),
            verify(),
            measure(),
            extract(),
            explain_score(),
            new(),
            next(),
            schema(),
            fonts(),
            completions(),
        ])
}

fn sub(name: &'static str, usage: &'static str) -> Command {
    Command::new(name).disable_help_flag(true).help_template(SUB).override_usage(usage).arg(help())
}

fn help() -> Arg {
    Arg::new("help")
        .long("帮助")
        .alias("help")
        .short('h')
        .action(ArgAction::Help)
        .help("显示这份帮助（也写 --help）")
}

fn option(name: &'static str, long: &'static str, alias: &'static str) -> Arg {
    Arg::new(name).long(long).alias(alias).hide_possible_values(true).hide_default_value(true)
}

/// An option without a value.
fn flag(name: &'static str, long: &'static str, alias: &'static str) -> Arg {
    Arg::new(name).long(long).alias(alias).action(ArgAction::SetTrue)
}

fn result_format() -> Arg {
    option("format", "格式", "format")
        .value_name("格式")
        .value_parser(PossibleValuesParser::new(["文本", "text", "json"]))
        .default_value("文本")
        .help("文本（默认）或 json（也写 --format）")
}

fn overwrite() -> Arg {
    flag("overwrite", "覆盖", "overwrite")
        .help("同名文件不是成文写的，或被人改存过，也照样覆盖（也写 --overwrite）")
}

fn font_source() -> Arg {
    option("fonts", "字体", "fonts")
        .value_name("来源")
        .value_parser(PossibleValuesParser::new(["内置", "bundled", "系统", "system"]))
        .default_value("内置")
        .help("内置（默认，各机结果一样）或 系统（先用装好的公文字体）（也写 --fonts）")
}

fn own_template() -> Arg {
    option("template", "模板", "template")
        .value_name("文件.yaml")
        .value_parser(value_parser!(PathBuf))
        .help("自己的模板，只写要改的几项（也写 --template）")
}

fn output(help: &'static str) -> Arg {
    option("output", "输出", "output")
        .short('o')
        .value_name("路径")
        .value_parser(value_parser!(PathBuf))
        .help(help)
}

fn own_rules() -> Arg {
    option("rules", "规则", "rules")
        .value_name("文件.yaml")
        .value_parser(value_parser!(PathBuf))
        .help("单位自己的校对规则；不写就用文稿旁边的 校对.yaml（也写 --rules）")
}

fn check() -> Command {
    sub("check", "chengwen check <文件>… [选项]")
        .help_template(SUB_WITH_ARGUMENT)
        .about("校对：找出会被退回的毛病，说明在哪里、依据什么、怎么改；能有把握改的可以自动改")
        .arg(
            Arg::new("inputs")
                .value_name("文件")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help("一份或多份 YAML、Word 文件（.docx）或文本（.txt），不是成文生成的也能查"),
        )
        .arg(
            flag("mend", "修", "fix").help(
                "把有把握的改好写回原文件（YAML、UTF-8 文本），逐处列出改了什么（也写 --fix）",
            ),
        )
        .arg(
            flag("preview", "预览", "preview")
                .help("与 --修 一起写：只看要改什么，不写文件（也写 --preview）"),
        )
        .arg(
            option("format", "格式", "format")
                .value_name("格式")
                .value_parser(PossibleValuesParser::new([
                    "文本", "text", "json", "sarif", "github",
                ]))
                .default_value("文本")
                .help("文本（默认）、json、sarif 或 github（也写 --format）"),
        )
        .arg(own_rules())
        .arg(font_source())
}

fn explain() -> Command {
    sub("explain", "chengwen explain [代码]…")
        .help_template(SUB_WITH_ARGUMENT)
        .about("说明一条校对规则：查什么、依据、例子、改法；不写代码就列出全部规则")
        .arg(Arg::new("codes").value_name("代码").num_args(0..).help("规则的代码，如 P001"))
}

fn verify() -> Command {
    sub("verify", "chengwen verify <文件.yaml|文件.docx> [文件.pdf] [选项]")
        .help_template(SUB_WITH_ARGUMENT)
        .about("读回 DOCX 和 PDF，逐字逐行比对；被人改存过的也能比")
        .arg(
            Arg::new("inputs")
                .value_name("文件")
                .required(true)
                .num_args(1..=3)
                .value_parser(value_parser!(PathBuf))
                .help("一份 YAML（比它旁边同名的 DOCX 和 PDF），或写明 YAML、DOCX、PDF 里的几个"),
        )
        .arg(result_format())
        .arg(font_source())
        .arg(own_template())
}

fn measure() -> Command {
    sub("measure", "chengwen measure <文件.pdf> [选项]")
        .help_template(SUB_WITH_ARGUMENT)
        .about("量一份 PDF 的版面，逐项与国标比，出版面量测单；不是成文生成的也能量")
        .arg(
            Arg::new("input")
                .value_name("文件.pdf")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("有文字层的 PDF"),
        )
        .arg(output("把量测单写成哪个 PDF（也写 --output）"))
        .arg(result_format())
        .arg(own_template())
        .arg(overwrite())
}

fn extract() -> Command {
    sub("extract", "chengwen extract <文件.pdf> [选项]")
        .help_template(SUB_WITH_ARGUMENT)
        .about("从用 --存档 生成的 PDF 里取出文稿和它用到的文件")
        .arg(
            Arg::new("input")
                .value_name("文件.pdf")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("里面带着文件的 PDF"),
        )
        .arg(output("取到哪个文件夹；不写就放在 PDF 旁边的“名称-文稿”里（也写 --output）"))
        .arg(result_format())
        .arg(overwrite().help("文件夹里同名的文件也换掉（也写 --overwrite）"))
}

fn import() -> Command {
    sub("import", "chengwen import <文件> [选项]")
        .help_template(SUB_WITH_ARGUMENT)
        .about("把 Word 文件、文本转成 YAML，一字不丢，附一本账")
        .arg(
            Arg::new("input")
                .value_name("文件")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("去年的 .docx、同事的 .txt（UTF-8、GBK、UTF-16）；装了 LibreOffice 时还有 .doc、.wps、.rtf、.odt"),
        )
        .arg(output("写成哪个 .yaml；不写就与它同名，放在它旁边（也写 --output）"))
        .arg(
            option("account", "账目", "account")
                .value_name("文件")
                .value_parser(value_parser!(PathBuf))
                .help("把整本账写进这个文件，每处改动一行：位置、原来、现在、缘由；.csv 结尾的可以用 Excel 打开（也写 --account）"),
        )
        .arg(
            option("interactive", "交互", "interactive")
                .value_name("从哪里")
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("终端")
                .value_parser(PossibleValuesParser::new(["终端", "terminal", "管道", "pipe"]))
                .help("拿不准的逐处问：回车照猜的办，数字选别的，q 后面的都照猜的办；答案不是在终端里敲的，写 --交互=管道（pipe），一行一个（也写 --interactive）"),
        )
        .arg(
            flag("figures", "提取数据", "extract-data")
                .help("表里的数、文字里说了不止一次的数，取名放进“数据”，文字里改成引用，印出来不变（也写 --extract-data）"),
        )
        .arg(result_format())
        .arg(overwrite().help("已有同名的 YAML、图片、账目，也照样覆盖（也写 --overwrite）"))
}

fn new() -> Command {
    sub("new", "chengwen new <附件|绩效自评报告> [选项]")
        .help_template(SUB_WITH_ARGUMENT)
        .about("写一份带说明的样例 YAML，照着改就能用")
        .arg(
            Arg::new("kind")
                .value_name("种类")
                .required(true)
                .hide_possible_values(true)
                .value_parser(PossibleValuesParser::new([
                    "附件",
                    "attachment",
                    "绩效自评报告",
                    "self-evaluation",
                ]))
                .help("附件（attachment）或 绩效自评报告（self-evaluation）"),
        )
        .arg(output("写成哪个文件；不写就打印出来（也写 --output）"))
}

fn next() -> Command {
    sub("next", "chengwen next <文件.yaml> [选项]")
        .help_template(SUB_WITH_ARGUMENT)
        .about("由上年的 YAML 写出今年的：年份往后改，数改成待填（上年的数留在注释里），逐处列出")
        .arg(
            Arg::new("input")
                .value_name("文件.yaml")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("上年的文稿"),
        )
        .arg(
            option("year", "年度", "year")
                .value_name("年")
                .value_parser(value_parser!(u16).range(1900..=2999))
                .help("今年是哪一年；不写就是文稿的年度加一（也写 --year）"),
        )
        .arg(output(
            "写成哪个文件；不写就在旁边，名字里的年份改成今年的。已有的文件不覆盖（也写 --output）",
        ))
        .arg(result_format())
}

fn explain_score() -> Command {
    sub("explain-score", "chengwen explain-score <文件.yaml> [选项]")
        .help_template(SUB_WITH_ARGUMENT)
        .about("列出绩效自评表每一项得分的算式，可以用计算器照着核")
        .arg(
            Arg::new("input")
                .value_name("文件.yaml")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("写有绩效自评表的 YAML"),
        )
        .arg(result_format())
}

fn schema() -> Command {
    sub("schema", "chengwen schema [选项]")
        .about("打印 YAML 语言的 JSON Schema，编辑器据此提示和检查")
        .arg(output("写成哪个文件；不写就打印出来（也写 --output）"))
}

fn fonts() -> Command {
    sub("fonts", "chengwen fonts [选项]")
        .about("列出各种字体用的是哪个文件、许可、收字、可否嵌入，以及本机装了哪些公文字体")
        .arg(result_format())
}

fn completions() -> Command {
    sub("completions", "chengwen completions <bash|zsh|fish|powershell|elvish>")
        .help_template(SUB_WITH_ARGUMENT)
        .about("打印命令行补全脚本")
        .arg(
            Arg::new("shell")
                .value_name("终端")
                .required(true)
                .hide_possible_values(true)
                .value_parser(value_parser!(clap_complete::Shell))
                .help("bash、zsh、fish、powershell 或 elvish"),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn every_option_has_an_english_alias() {
        for sub in command().get_subcommands() {
            for option in sub.get_arguments().filter(|arg| !arg.is_positional()) {
                let aliases = option.get_all_aliases().unwrap_or_default();
                assert!(aliases.iter().any(|alias| alias.is_ascii()), "{option}");
            }
        }
    }
}

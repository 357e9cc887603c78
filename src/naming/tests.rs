//! Documents whose figures get names: the new source, and that it prints what the old one did.

use super::*;
use crate::compile::{Options, read};
use crate::diag::Diagnostics;
use crate::galley::Galley;
use crate::source::{SourceMap, parse};
use crate::transcript::printed;

fn galley(yaml: &str) -> (Galley, Proof, Node, FileId) {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", yaml.as_bytes().to_vec()).unwrap();
    let tree = parse(file, sources.file(file)).unwrap();
    let mut diagnostics = Diagnostics::new();
    let galley =
        read(file, Options::default(), &mut sources, &(), &mut diagnostics).unwrap().galley;
    assert!(!diagnostics.has_errors(), "{:?}\n{yaml}", diagnostics.into_sorted());
    let proof = crate::proof::of_galley(&galley, None, &sources);
    (galley, proof, tree, file)
}

/// The source with names; it must print what the old one does.
fn named(yaml: &str) -> Named {
    let (before, proof, tree, file) = galley(yaml);
    let named = name_figures(file, &tree, yaml, &proof);
    let (after, ..) = galley(&named.text);
    assert_eq!(printed(&after), printed(&before), "{}", named.text);
    named
}

#[test]
fn figures_of_tables_are_named_by_row_and_column_and_the_text_that_repeats_them_calls_them() {
    let named = named(
        "标题: 报告
正文:
  - 支出情况:
      - 2021年总支出2388.71万元，其中设备购置62.80万元。
      - 表:
          标题: 支出构成
          列: [项目, 预算数, 执行数]
          行:
            - [设备购置, 60.00万元, 62.80万元]
            - [总支出, 2946.45万元, 2388.71万元]
",
    );
    let wanted = "标题: 报告
# 猜测：下面的名称取自上下文，可以改；文字里引用的地方一起改
数据:
  支出构成:
    设备购置:
      预算数: 60.00万元
      执行数: 62.80万元
    总支出:
      预算数: 2946.45万元
      执行数: 2388.71万元

正文:
  - 支出情况:
      - 2021年总支出{{支出构成.总支出.执行数}}，其中设备购置62.80万元。
      - 表:
          标题: 支出构成
          列: [项目, 预算数, 执行数]
          行:
            - [设备购置, \"{{支出构成.设备购置.预算数}}\", \"{{支出构成.设备购置.执行数}}\"]
            - [总支出, \"{{支出构成.总支出.预算数}}\", \"{{支出构成.总支出.执行数}}\"]
";
    assert_eq!(
        named.text,
        wanted.replace("其中设备购置62.80万元", "其中设备购置{{支出构成.设备购置.执行数}}")
    );
}

#[test]
fn a_figure_of_the_text_is_named_where_it_is_said_again_of_the_same_thing() {
    let document = named(
        "标题: 报告
正文:
  - 事业编制16人，实有14人，培训16人。
  - 年末事业编制16人，召开会议12次。
  - 总投资2656.13万元已经到位；\"2656.13万元\"都已支付。
",
    );
    let found: Vec<(String, &str, usize)> = document
        .names
        .iter()
        .map(|name| (name.path(), name.value.as_str(), name.places.len()))
        .collect();
    assert_eq!(
        found,
        [("事业编制".to_owned(), "16人", 2), ("总投资".to_owned(), "2656.13万元", 2),]
    );
}

#[test]
fn dates_ranges_quotations_and_documents_that_have_data_are_left() {
    for yaml in [
        "标题: 报告\n正文:\n  - 2021年3月5日、2021年3月5日，3至5天、3至5天。\n",
        "标题: 报告\n正文:\n  - 《预算1234.5万元》“预算1234.5万元”。\n",
        "标题: 报告\n数据:\n  甲: 1元\n正文:\n  - 预算1234.5万元，预算1234.5万元。\n",
    ] {
        assert_eq!(named(yaml).text, yaml);
    }
}

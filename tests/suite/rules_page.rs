//! docs/rules.md: the page of every rule, what they find in the sample, and in clean documents with slips put into
//! them. `CHENGWEN_BLESS=1 cargo test rules_page` writes it.

use chengwen::check::pages;

use crate::documents::hold_page;
use crate::{check_sample, check_seeded};

const HEAD: &str = "# 校对规则\n\n这一页由程序生成：每条规则查什么、依据什么、怎么改，`chengwen explain 代码` 打印的也是这些。\
级别：错误（标准规定“应当”“必须”的）、警告（“一般”“推荐”的，或疑似的）、提示（通行的做法，或值得看一眼的）。\
单位可以用 `校对.yaml` 关掉一条、改它的级别；YAML 里一行末尾写 `# 成文:忽略 P001`，这一处就不报。\n";

fn page() -> String {
    let sample = check_sample::table();
    let seeded = check_seeded::table();
    format!(
        "{HEAD}{}\n## 样本里的毛病，哪一条查出哪一处\n\n一份真实的自评报告，人工逐字校出 82 条毛病。机检：Y 规则可以确定，P 要词表或推测，H 只有人能看出。\
“文本”是原文（括号里是行号），“YAML”是 data/xiangfen-2021.yaml；序数、空格、假表这几类在 YAML 里不会有。\n\n{sample}\n\
## 干净的文稿里放进一处差错\n\n{seeded}",
        pages()
    )
}

#[test]
fn the_page_of_the_rules_says_what_the_rules_say() {
    hold_page("docs/rules.md", &page(), "rules_page");
}

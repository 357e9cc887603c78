//! 目录: what may be said of it, and where it may stand.

use super::fields::Fields;
use super::inline::one_line;
use super::keys::{self, CONTENTS, Kind};
use super::scalar::integer;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::model::{Block, Contents, Heading, HeadingContent};
use crate::source::{Node, codes};

/// Reads the value of `目录`, whose key stands at `span`; it may be empty.
pub(super) fn read(node: &Node, span: Span, out: &mut Diagnostics) -> Option<Contents> {
    let usual = Contents { span, title: None, levels: Contents::USUAL_LEVELS };
    if node.is_absent() {
        return Some(usual);
    }
    let fields = Fields::read(node, &CONTENTS, out)?;
    let title = fields.value(&keys::CONTENTS_TITLE).and_then(|n| one_line(n, "目录的标题", out));
    let levels = fields.value(&keys::CONTENTS_LEVELS).and_then(|node| {
        let Kind::Integer(least, most) = keys::CONTENTS_LEVELS.kind else { return None };
        u8::try_from(integer(node, "级数", &(least..=most), out)?.value).ok()
    });
    Some(Contents { title, levels: levels.unwrap_or(usual.levels), ..usual })
}

/// Reports what is wrong with the 目录 in the text of one part: not among its outermost blocks, more than one,
/// nothing to list.
pub(super) fn check(blocks: &[Block], out: &mut Diagnostics) {
    let outermost = blocks.iter().filter_map(contents);
    for (index, own) in outermost.enumerate() {
        if index > 0 {
            let fault = Diagnostic::error(codes::CONTENTS, own.span, "目录写了两次");
            out.push(fault.label("第二次写").help("一份正文只能有一个目录，留下一个"));
        } else if !blocks.iter().any(|block| is_listed(block, own.levels)) {
            let message = "没有小标题，目录里没有可列的";
            let fault = Diagnostic::error(codes::CONTENTS, own.span, message);
            out.push(
                fault.help("目录列单独成行的小标题，不列段首标题和条目；没有小标题就不写目录"),
            );
        }
    }
    for own in blocks.iter().flat_map(inside).filter_map(contents) {
        let message = "目录要写在正文的最外层";
        let fault = Diagnostic::error(codes::CONTENTS, own.span, message).label("在里面一层");
        out.push(fault.help("把“- 目录:”移到最外层的小标题之间，通常是正文的第一项"));
    }
}

fn contents(block: &Block) -> Option<&Contents> {
    match block {
        Block::Contents(contents) => Some(contents),
        _ => None,
    }
}

/// What stands inside a block, however deep.
fn inside(block: &Block) -> Vec<&Block> {
    let (Block::Landscape { blocks, .. }
    | Block::Heading(Heading { content: HeadingContent::Blocks(blocks), .. })) = block
    else {
        return Vec::new();
    };
    blocks.iter().flat_map(|block| std::iter::once(block).chain(inside(block))).collect()
}

/// Whether a 目录 of so many levels lists a heading here.
fn is_listed(block: &Block, levels: u8) -> bool {
    let listed = |block: &Block| {
        matches!(
            block,
            Block::Heading(Heading { level, content: HeadingContent::Blocks(_), .. })
                if *level <= levels
        )
    };
    listed(block) || inside(block).into_iter().any(listed)
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostics;
    use crate::source::{SourceMap, parse};

    fn codes(body: &str) -> Vec<&'static str> {
        let text = format!("标题: 报告\n正文:\n{body}");
        let mut sources = SourceMap::default();
        let id = sources.add("稿.yaml", text.into_bytes()).unwrap();
        let tree = parse(id, sources.file(id)).unwrap();
        let mut out = Diagnostics::new();
        let _ = crate::schema::read(&tree, &mut out);
        out.into_sorted().iter().map(|fault| fault.code.0).collect()
    }

    #[test]
    fn it_may_be_empty_or_say_how_many_levels_under_which_words() {
        for own in ["", " {级数: 1}", " {级数: 3, 标题: 目　录}", " {levels: 2, title: 目录}"]
        {
            assert!(codes(&format!("  - 目录:{own}\n  - 概况: [一段]\n")).is_empty(), "{own}");
        }
        for (own, code) in
            [("{级数: 4}", "Y105"), ("{级数: 0}", "Y105"), ("{页码: 否}", "Y101"), ("目录", "Y103")]
        {
            assert_eq!(codes(&format!("  - 目录: {own}\n  - 概况: [一段]\n")), [code], "{own}");
        }
    }

    #[test]
    fn a_word_without_its_colon_is_told_of() {
        assert_eq!(codes("  - 目录\n  - 概况: [目录]\n  - 分页\n"), ["Y116"; 3]);
        assert!(codes("  - 目录如下。\n  - 正文\n").is_empty());
    }

    #[test]
    fn it_stands_once_among_the_outermost_blocks_and_has_something_to_list() {
        for body in [
            "  - 一段\n  - 目录:\n",
            "  - 目录:\n  - 概况: 段首标题不列。\n  - 条目: [甲]\n",
            "  - 概况: [一段]\n  - 目录:\n  - 目录:\n",
            "  - 概况:\n      - 目录:\n      - 一段\n",
            "  - 概况: [一段]\n  - 横排:\n      - 目录:\n      - 一段\n",
        ] {
            assert_eq!(codes(body), ["Y123"], "{body}");
        }
        assert!(codes("  - 一段\n  - 横排:\n      - 概况: [一段]\n  - 目录:\n").is_empty());
    }
}

//! 目录 that a program made: where the block stands, and what is above it.

use std::io::{Cursor, Write as _};

use super::*;

/// What a DOCX with these paragraphs becomes.
fn shown(body: &str) -> Vec<String> {
    let text = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    let file = zip.finish().unwrap().into_inner();
    let manuscript = crate::manuscript::of_docx(crate::inspect::word("稿.docx", &file).unwrap());
    let mut draft = drafted(&manuscript);
    draft.make_sound(&manuscript.text);
    draft.covers(&manuscript).unwrap();
    dump::of(&draft, &manuscript).lines().map(str::to_owned).collect()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A field with this code and two lines.
fn field(code: &str) -> String {
    let mark = |kind| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    format!(
        "<w:p>{}<w:r><w:instrText>{code}</w:instrText></w:r>{}<w:r><w:t>一、概况</w:t><w:tab/><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>二、问题</w:t><w:tab/><w:t>2</w:t></w:r>{}</w:p>",
        mark("begin"),
        mark("separate"),
        mark("end")
    )
}

#[test]
fn a_field_is_a_block_where_it_stands_with_the_word_typed_above_it() {
    let text = [
        paragraph("一、概况"),
        paragraph("情况良好。"),
        paragraph("二、问题"),
        paragraph("缺人。"),
    ];
    let text = text.concat();
    for (front, expected) in [
        (
            format!("{}{}", paragraph("工作报告"), field("TOC \\o &quot;1-3&quot;")),
            ["标题 工作报告", "目录 目录 3级", "[一、]概况"],
        ),
        (
            format!(
                "{}{}{}",
                paragraph("工作报告"),
                paragraph("目　录"),
                field("TOC \\o &quot;1-1&quot;")
            ),
            ["标题 工作报告", "目录 目　录 1级", "[一、]概况"],
        ),
        (
            format!("{}{}{}", paragraph("目录"), field("TOC \\u"), paragraph("工作报告")),
            ["标题 工作报告", "目录 目录 2级", "[一、]概况"],
        ),
        // A list of pictures is none.
        (
            format!("{}{}", paragraph("工作报告"), field("TOC \\c &quot;图&quot;")),
            ["标题 工作报告", "[一、]概况", "  - 情况良好。"],
        ),
    ] {
        assert_eq!(shown(&format!("{front}{text}"))[1..4], expected);
    }
}

#[test]
fn where_nothing_is_listed_or_another_stands_already_there_is_no_block() {
    let plain = format!("{}{}{}", paragraph("目录"), field("TOC \\u"), paragraph("没有小标题。"));
    assert_eq!(shown(&plain), ["==", "- 没有小标题。", "略 \"目录\"（Contents）"]);
    let heading = format!("{}{}", paragraph("一、概况"), paragraph("情况良好。"));
    let twice = format!("{}{heading}{}", field("TOC \\u"), field("TOC \\u"));
    let found = shown(&twice);
    assert_eq!(found.iter().filter(|line| line.starts_with("目录")).count(), 1, "{found:?}");
}

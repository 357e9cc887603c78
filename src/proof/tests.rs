//! What plain texts, DOCX files and galleys are taken for.

use super::*;
use crate::diag::FileId;
use crate::inspect;
use crate::source::SourceMap;

fn text(text: &str) -> Proof {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.txt", text.as_bytes().to_vec()).unwrap();
    of_text(file, sources.file(file))
}

/// Kind, level and heading of each paragraph, and where its running text begins.
fn shown(proof: &Proof) -> Vec<String> {
    let line = |each: &Paragraph| {
        let level = each.level.map(|level| level.to_string()).unwrap_or_default();
        let heading = each.heading.clone().map(|range| format!(" [{}]", &each.text[range]));
        let body = each.text[each.body_start()..].chars().take(4).collect::<String>();
        format!("{:?}{level}{} …{body}", each.kind, heading.unwrap_or_default())
    };
    proof.paragraphs.iter().map(line).collect()
}

#[test]
fn a_plain_text_is_taken_apart_by_what_its_lines_look_like() {
    let proof = text(
        "附件4\n2021年度青禾县水利局\n部门整体支出绩效自评报告\n\n一、单位概况\n（一）机构设置\n青禾县水利局内设5个股室。\n（二）主要职责：负责水资源管理。\n1.2021年预算批复100万元，已拨付。\n四、无\n\n附件：1.名单\n2.评分表\n\n青禾县水利局\n2022年3月5日\n附件1\n名单\n",
    );
    assert_eq!(
        shown(&proof),
        [
            "Mark …附件4",
            "Title …2021",
            "Title …部门整体",
            "Blank …",
            "Heading1 [单位概况] …",
            "Heading2 [机构设置] …",
            "Body …青禾县水",
            "Body2 [主要职责] …负责水资",
            "Body3 …2021",
            "Heading1 [无] …",
            "Blank …",
            "AttachmentNote …附件：1",
            "AttachmentNote …评分表",
            "Blank …",
            "Signature …青禾县水",
            "Date …2022",
            "Mark …附件1",
            "Body …名单",
        ]
    );
    assert_eq!(proof.title(), "2021年度青禾县水利局部门整体支出绩效自评报告");
    assert_eq!(proof.paragraphs.last().unwrap().part, 1);
    assert!(proof.typed && proof.front() == Some(1));
}

#[test]
fn a_single_sentence_has_no_title_and_an_addressee_ends_with_a_colon() {
    assert_eq!(shown(&text("处置工作，拟定制度。\n")), ["Body …处置工作"]);
    let proof =
        text("关于开展检查的通知\n\n各乡镇人民政府，县直各单位：\n现通知如下：\n一、时间\n6月。\n");
    assert_eq!(proof.paragraphs[2].kind, Kind::Addressee);
    assert_eq!(proof.paragraphs[3].kind, Kind::Body);
}

#[test]
fn rows_made_with_spaces_are_a_table_and_one_such_line_is_none() {
    let proof = text(
        "标题报告\n指标名称\t目标值\t完成值\n节能宣传次数  3次  3次\n满意度　　90%  93%\n以上。\n联系人  张三\n完。\n",
    );
    let [table] = proof.tables.as_slice() else { panic!("{:?}", proof.tables) };
    assert!(table.faked && table.columns == 3 && table.head == (0..1));
    let cells: Vec<&str> = table.body().iter().flatten().map(|cell| cell.text.as_str()).collect();
    assert_eq!(cells, ["节能宣传次数", "3次", "3次", "满意度", "90%", "93%"]);
    assert_eq!(table.heads(1).collect::<Vec<_>>(), ["目标值"]);
    let cell = &table.rows[1][1];
    assert_eq!(&proof.paragraphs[cell.paragraph].text[cell.range.clone()], "3次");
    assert_eq!(proof.paragraphs[5].kind, Kind::Body);
}

/// A DOCX with this body.
fn docx(body: &str) -> Vec<inspect::Paragraph> {
    const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let xml = format!("<w:document xmlns:w=\"{MAIN}\"><w:body>{body}</w:body></w:document>");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, xml.as_bytes()).unwrap();
    inspect::docx("稿.docx", &zip.finish().unwrap().into_inner()).unwrap()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

#[test]
fn a_word_file_tells_cells_pages_and_places() {
    let cell = |text: &str, span: &str| {
        let span = if span.is_empty() {
            String::new()
        } else {
            format!("<w:tcPr><w:gridSpan w:val=\"{span}\"/></w:tcPr>")
        };
        format!("<w:tc>{span}{}</w:tc>", paragraph(text))
    };
    let body = [
        paragraph("第一面"),
        "<w:p><w:r><w:br w:type=\"page\"/><w:t>第二面</w:t></w:r></w:p>".to_owned(),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
            cell("项目", "2"),
            cell("金额", ""),
            cell("甲", ""),
            cell("乙", ""),
            cell("3", "")
        ),
        paragraph("甲\u{000A}乙"),
    ];
    let text = DocxText::new(docx(&body.concat()));
    assert_eq!(
        text.text.lines().collect::<Vec<_>>(),
        ["第一面", " 第二面", "项目", "金额", "甲", "乙", "3", "甲 乙"]
    );
    let places = text.places();
    let places: Vec<_> = places.iter().map(|place| (place.cell, place.page)).collect();
    assert_eq!(places[0], (None, 1));
    assert_eq!(places[1], (None, 2));
    assert_eq!(places[3], (Some((1, 1, 3)), 2));
    assert_eq!(places[6], (Some((1, 2, 3)), 2));
    let mut sources = SourceMap::default();
    let file = sources.add("稿.docx", text.text.clone().into_bytes()).unwrap();
    assert_eq!(file, FileId::new(0));
    let proof = of_docx(&text, file);
    let [table] = proof.tables.as_slice() else { panic!("{:?}", proof.tables) };
    assert_eq!((table.columns, table.head.clone(), table.rows[0][0].columns), (3, 0..1, 2));
    assert_eq!(proof.pages, 2);
}

#[test]
fn pages_that_word_has_marked_are_the_ones_that_count() {
    let marked =
        "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r></w:p>";
    let broken = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
    let text = DocxText::new(docx(&[marked, broken, &paragraph("丙")].concat()));
    let pages: Vec<usize> = text.places().iter().map(|place| place.page).collect();
    assert_eq!(pages, [1, 2, 2]);
}

#[test]
fn a_table_of_contents_in_a_word_file_is_no_text_to_check() {
    let part = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>";
    let line = "<w:p><w:r><w:t>一、概况</w:t><w:tab/><w:t>3</w:t></w:r></w:p>";
    let contents =
        format!("<w:sdt>{part}<w:sdtContent>{}{line}</w:sdtContent></w:sdt>", paragraph("目录"));
    let body = [paragraph("报告"), contents, paragraph("一、概况"), paragraph("正文。")].concat();
    let text = DocxText::new(docx(&body));
    let mut sources = SourceMap::default();
    let file = sources.add("稿.docx", text.text.clone().into_bytes()).unwrap();
    let proof = of_docx(&text, file);
    let kinds: Vec<_> =
        proof.paragraphs.iter().map(|each| (each.kind, each.text.as_str())).collect();
    assert_eq!(kinds, [(Kind::Title, "报告"), (Kind::Heading, "一、概况"), (Kind::Body, "正文。")]);
    let place = proof.paragraphs[1].span(0..3).unwrap();
    assert_eq!(sources.line_and_column(place), (4, 1), "its place is the one in the file");
    assert!(proof.tables.is_empty());
}

#[test]
fn places_do_not_slip_where_a_docx_begins_with_the_mark_of_files() {
    let text = DocxText::new(docx(&paragraph("\u{FEFF}附件4")));
    let mut sources = SourceMap::default();
    let file = sources.add("稿.docx", text.text.clone().into_bytes()).unwrap();
    assert_eq!(sources.file(file).text(), text.text);
    let proof = of_docx(&text, file);
    let place = proof.paragraphs[0].span(0..6).unwrap();
    assert_eq!(&sources.file(file).text()[place.start as usize..place.end as usize], "附件");
}

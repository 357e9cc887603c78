//! A galley made by hand with every kind of block, and what must hold of its DOCX. The ignored test
//! writes the file for a look in Word or LibreOffice.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::finish::dom::{Element, Node, read};
use super::write;
use crate::diag::{Diagnostics, FileId, Span};
use crate::fonts::{Book, Preference};
use crate::galley::{Block, BlockId, Cell, Galley, Label, Metadata, Paragraph, Row, Run, Table};
use crate::galley::{Indent, TableColumn};
use crate::layout::{Layout, lay_out};
use crate::model::{Align, ColumnWidth, Date};
use crate::numbering::{Counter, LevelPattern, Scheme};
use crate::template::{
    Alignment, Breaking, FontRole, Grid, Opening, PageGeometry, PageNumber, Role, RoleStyle, Roles,
    Sheet, TableStyle,
};
use crate::unit::{Em, Length};

fn length(text: &str) -> Length {
    Length::parse(text).unwrap()
}

fn role_style(role: Role) -> RoleStyle {
    use Role::*;
    let body = RoleStyle {
        font: FontRole::FangSong,
        latin: None,
        size: length("16pt"),
        tracking: length("-0.25pt"),
        line_pitch: length("29.612pt"),
        alignment: Alignment::Justified,
        first_indent: Em::from_thousandths(2000),
        left_indent: Em::ZERO,
        right_indent: Em::ZERO,
        keep_with_next: false,
    };
    let flush = RoleStyle { first_indent: Em::ZERO, tracking: Length::ZERO, ..body };
    let cell = RoleStyle {
        size: length("12pt"),
        line_pitch: length("18pt"),
        font: FontRole::Song,
        alignment: Alignment::Left,
        ..flush
    };
    match role {
        Body | Heading3 | Heading4 => RoleStyle { keep_with_next: role != Body, ..body },
        Mark => RoleStyle { font: FontRole::Hei, alignment: Alignment::Left, ..flush },
        Title => RoleStyle {
            font: FontRole::XiaoBiaoSong,
            size: length("22pt"),
            alignment: Alignment::Center,
            keep_with_next: true,
            ..flush
        },
        Heading1 => RoleStyle { font: FontRole::Hei, keep_with_next: true, ..body },
        Heading2 => RoleStyle { font: FontRole::Kai, keep_with_next: true, ..body },
        TableTitle => RoleStyle {
            font: FontRole::Hei,
            alignment: Alignment::Center,
            keep_with_next: true,
            ..flush
        },
        TableUnit => RoleStyle {
            font: FontRole::Song,
            size: length("12pt"),
            alignment: Alignment::Right,
            keep_with_next: true,
            ..flush
        },
        TableHead => RoleStyle { font: FontRole::Hei, alignment: Alignment::Center, ..cell },
        TableText => cell,
        TableNote => RoleStyle { size: length("10.5pt"), first_indent: body.first_indent, ..cell },
        AttachmentNote => RoleStyle { left_indent: body.first_indent, ..flush },
        Signature | Date => RoleStyle { alignment: Alignment::Right, ..flush },
        PageNumber => RoleStyle { font: FontRole::Song, size: length("14pt"), ..flush },
    }
}

pub(super) fn sheet() -> Sheet {
    let patterns = ["一、", "（一）", "1.", "（1）", "①"];
    let levels = patterns.map(|pattern| LevelPattern::parse(pattern).unwrap());
    Sheet {
        page: PageGeometry {
            width: length("210mm"),
            height: length("297mm"),
            top: length("37mm"),
            binding: length("28mm"),
            area_width: length("156mm"),
            area_height: length("225mm"),
        },
        grid: Grid {
            lines: 22,
            chars: 28,
            line_pitch: length("29.612pt"),
            ascent: Em::from_thousandths(880),
            line_ascent: Em::from_thousandths(800),
        },
        roles: Roles(Role::ALL.map(role_style)),
        scheme: Scheme::new(levels.into()),
        opening: Opening { title_line: 3, lines_after_title: 1 },
        breaking: Breaking {
            latin_gap: Em::from_thousandths(200),
            squeeze: Em::HALF,
            extra_no_start: String::new(),
            keep_measure_words: false,
        },
        page_number: PageNumber { distance: length("7mm"), inset: Em::ONE },
        table: TableStyle {
            outer_rule: length("0.75pt"),
            inner_rule: length("0.5pt"),
            padding_x: length("1mm"),
            padding_y: length("1mm"),
            repeat_head: true,
            text_align: Align::Left,
        },
    }
}

/// Writes galleys by hand.
struct Hand<'a> {
    blocks: Vec<Block>,
    counter: Counter<'a>,
    next: u32,
}

fn span() -> Span {
    Span::start_of(FileId::new(0))
}

fn run(role: Role, text: &str) -> Run {
    Run { text: text.to_owned(), role, span: span(), break_after: false, generated: false }
}

impl Hand<'_> {
    fn id(&mut self) -> BlockId {
        self.next += 1;
        BlockId(self.next)
    }

    fn plain(&mut self, role: Role, runs: Vec<Run>) -> Paragraph {
        Paragraph {
            id: self.id(),
            span: span(),
            role,
            label: None,
            runs,
            outline: None,
            page_break_before: false,
            not_before_line: None,
            balanced: false,
            indent: None,
        }
    }

    fn text(&mut self, role: Role, text: &str) {
        let runs = if text.is_empty() { Vec::new() } else { vec![run(role, text)] };
        let paragraph = self.plain(role, runs);
        self.blocks.push(Block::Paragraph(paragraph));
    }

    fn label(&mut self, level: u8, role: Role) -> Label {
        let (ordinal, text) = self.counter.next(level);
        Label { text, level, ordinal, role }
    }

    fn heading(&mut self, level: u8, text: &str) {
        let role = Role::heading(level);
        let mut paragraph = self.plain(role, vec![run(role, text)]);
        paragraph.label = Some(self.label(level, role));
        paragraph.outline = Some(level);
        self.blocks.push(Block::Paragraph(paragraph));
    }

    fn run_in(&mut self, level: u8, head: &str, text: &str) {
        let role = Role::heading(level);
        let mut paragraph = self.plain(Role::Body, vec![run(role, head), run(Role::Body, text)]);
        paragraph.label = Some(self.label(level, role));
        self.blocks.push(Block::Paragraph(paragraph));
    }

    fn item(&mut self, level: u8, text: &str) {
        let mut paragraph = self.plain(Role::Body, vec![run(Role::Body, text)]);
        paragraph.label = Some(self.label(level, Role::Body));
        self.blocks.push(Block::Paragraph(paragraph));
    }

    fn cell(
        &mut self,
        column: usize,
        size: (usize, usize),
        role: Role,
        align: Align,
        text: &str,
    ) -> Cell {
        let runs = if text.is_empty() { Vec::new() } else { vec![run(role, text)] };
        let paragraphs = vec![self.plain(role, runs)];
        Cell { column, columns: size.0, rows: size.1, align, paragraphs }
    }

    fn table(&mut self, rows: usize) {
        let id = self.id();
        let above = vec![
            self.plain(
                Role::TableTitle,
                vec![run(Role::TableTitle, "2021年度项目支出绩效目标完成情况表")],
            ),
            self.plain(Role::TableUnit, vec![run(Role::TableUnit, "单位：万元")]),
        ];
        let heads = ["一级指标", "二级指标", "目标值", "完成值"];
        let mut list: Vec<Row> = Vec::new();
        let cells = heads
            .iter()
            .enumerate()
            .map(|(column, text)| self.cell(column, (1, 1), Role::TableHead, Align::Center, text));
        list.push(Row { cells: cells.collect() });
        for index in 0..rows {
            let mut cells = Vec::new();
            if index % 5 == 0 {
                let height = 5.min(rows - index);
                cells.push(self.cell(0, (1, height), Role::TableText, Align::Left, "产出指标"));
            }
            let name = if index % 7 == 3 {
                "是否按规定内容、时限公开预决算信息，资产账务管理合规、帐实相符，并有完整审批程序及手续"
            } else {
                "项目资金到位率"
            };
            if index % 11 == 10 {
                cells.push(self.cell(
                    1,
                    (3, 1),
                    Role::TableText,
                    Align::Center,
                    "（本行合并三列）",
                ));
            } else {
                cells.push(self.cell(1, (1, 1), Role::TableText, Align::Left, name));
                cells.push(self.cell(2, (1, 1), Role::TableText, Align::Right, "2388.71"));
                cells.push(self.cell(3, (1, 1), Role::TableText, Align::Right, "100%"));
            }
            list.push(Row { cells });
        }
        let weight = |weight: u32| TableColumn { width: ColumnWidth::Weight(weight.into()) };
        let below = vec![
            self.plain(Role::TableNote, vec![run(Role::TableNote, "注：数据来自单位决算报表。")]),
        ];
        self.blocks.push(Block::Table(Table {
            id,
            span: span(),
            above,
            columns: vec![weight(2), weight(4), weight(2), weight(2)],
            head_rows: 1,
            rows: list,
            below,
        }));
    }
}

const LONG: [&str; 6] = [
    "襄汾县直属机关事务服务中心，位于县委院内，中心内设有6个职能股室：办公室、计划财务股、办公用房管理股、公共节能股、安全保卫股、公务用车管理股。事业编制16人，实有14人。",
    "一是集中办公区疫情防控工作：办公区域每天消毒2次；对进入办公区人员和车辆驾乘人员测量体温，要求进入人员戴口罩,提供“两码”，并做好登记；在办公区入口处安置电子测量体温仪器并配备专门人员值守；二是安全保卫与消防工作：加强安保员岗位职责和巡逻员岗位职责管理，确保大门和监控室全天24小时值守。",
    "截至目前为止电子中心已召开各种会议385次、科技报告厅（主席团会议室）6次、县委五楼会议室（8月份人大交回）20次会议;为县委常委会议室和县委接待室更换了会议桌椅及沙发。",
    "三公经费支出537.77万元，其中公务接待费156.94万元、因公出国（境）费用0万元、公务用车购置及运行费380.83万元(公务用车购置费272.63万元，公务用车运行维护费108.2万元)。",
    "后勤保障人员配备数>=5人，物资采购及时率<=100%；累计接待人次不低于1000人，承办大小型会议不少于50次，印刷次数不低于10次，召开会议不少于3次，规费标准合格。",
    "根据《关于开展2020年度机关运行成本统计调查工作的通知》（晋机管〔2021〕5号）“（一）总体要求”“（二）工作安排”，参照GB/T 9704-2012——《党政机关公文格式》……办理；襄汾县陶寺、丁村等地的𬬭、喆、堃、昇诸字照录。",
];

pub(super) fn galley(sheet: &Sheet) -> Galley {
    let mut hand = Hand { blocks: Vec::new(), counter: Counter::new(&sheet.scheme), next: 0 };
    hand.text(Role::Mark, "附件4");
    let lines = ["2021年度襄汾县直属机关事务服务中心", "项目绩效自评报告"];
    let mut title = hand.plain(Role::Title, lines.map(|line| run(Role::Title, line)).into());
    title.runs[0].break_after = true;
    title.not_before_line = Some(3);
    hand.blocks.push(Block::Paragraph(title));
    hand.text(Role::Body, "");
    hand.heading(1, "单位概况");
    hand.heading(2, "机构设置和人员情况");
    hand.text(Role::Body, LONG[0]);
    hand.heading(2, "主要职责及履行情况");
    for (head, text) in
        ["安全保卫方面：", "计划财务方面：", "后勤服务保障方面："].into_iter().zip(&LONG[1..])
    {
        hand.run_in(3, head, text);
    }
    hand.heading(3, "公务用车管理方面");
    hand.heading(4, "更新工作");
    hand.text(Role::Body, LONG[4]);
    hand.item(5, "第五层条目一。");
    hand.item(5, "第五层条目二。");
    hand.heading(2, "绩效目标");
    hand.run_in(2, "履职完成情况：", LONG[5]);
    hand.table(25);
    hand.text(Role::Body, LONG[2]);
    hand.heading(1, "单位整体支出绩效实现情况");
    hand.item(3, LONG[3]);
    hand.item(3, LONG[4]);
    for _ in 0..9 {
        hand.heading(2, "逐项说明");
        hand.text(Role::Body, LONG[5]);
    }
    for _ in 0..10 {
        hand.heading(1, "其他事项");
    }
    for text in LONG {
        hand.text(Role::Body, text);
    }
    hand.text(Role::Body, "");
    let mut signature =
        hand.plain(Role::Signature, vec![run(Role::Signature, "襄汾县直属机关事务服务中心")]);
    signature.indent =
        Some(Indent { left: Em::ZERO, first: Em::ZERO, right: Em::from_thousandths(2000) });
    hand.blocks.push(Block::Paragraph(signature));
    Galley {
        metadata: Metadata {
            title: lines.concat(),
            author: "襄汾县直属机关事务服务中心".to_owned(),
            keywords: vec!["绩效自评".to_owned(), "2021".to_owned()],
            date: Some(Date { year: 2022, month: 3, day: 1 }),
        },
        blocks: hand.blocks,
        first_page: 1,
    }
}

fn laid_out(galley: &Galley, sheet: &Sheet, book: &Book) -> Layout {
    let mut diagnostics = Diagnostics::new();
    let layout = lay_out(galley, sheet, book, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.into_sorted());
    layout
}

fn written() -> (Galley, Vec<u8>) {
    let sheet = sheet();
    let book = Book::open(Preference::Bundled).unwrap();
    let galley = galley(&sheet);
    let layout = laid_out(&galley, &sheet, &book);
    let docx = write(&galley, &sheet, &layout.facts, &book).unwrap();
    (galley, docx)
}

fn part(docx: &[u8], name: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut data = Vec::new();
    zip.by_name(name).unwrap().read_to_end(&mut data).unwrap();
    data
}

fn all<'a>(element: &'a Element, name: &str, found: &mut Vec<&'a Element>) {
    for child in element.elements() {
        if child.name == name {
            found.push(child);
        }
        all(child, name, found);
    }
}

fn every<'a>(element: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut found = Vec::new();
    all(element, name, &mut found);
    found
}

fn text_of(element: &Element) -> String {
    let texts = every(element, "w:t");
    let nodes = texts.iter().flat_map(|text| &text.children);
    nodes
        .map(|node| match node {
            Node::Text(text) => text.as_str(),
            Node::Element(_) => "",
        })
        .collect()
}

#[test]
fn two_writes_in_one_process_give_equal_bytes() {
    assert!(written().1 == written().1);
}

#[test]
fn the_text_is_the_galleys_character_by_character() {
    let (galley, docx) = written();
    let document = read(&part(&docx, "word/document.xml")).unwrap();
    let expected: String = galley.paragraphs().map(Paragraph::text).collect();
    assert_eq!(text_of(&document), expected);
}

#[test]
fn no_run_is_formatted_but_by_a_style_that_exists() {
    let (_, docx) = written();
    let document = read(&part(&docx, "word/document.xml")).unwrap();
    let styles = read(&part(&docx, "word/styles.xml")).unwrap();
    let ids: Vec<&str> =
        every(&styles, "w:style").iter().filter_map(|style| style.attribute("w:styleId")).collect();
    for run in every(&document, "w:rPr") {
        let names: Vec<&str> = run.elements().map(|child| child.name.as_ref()).collect();
        assert_eq!(names, ["w:rStyle"]);
    }
    for name in ["w:rStyle", "w:pStyle"] {
        for style in every(&document, name) {
            let id = style.attribute("w:val").unwrap();
            assert!(ids.contains(&id), "{id}");
        }
    }
    let distinct: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "each style once");
}

#[test]
fn cells_of_every_row_fill_the_grid() {
    let (_, docx) = written();
    let document = read(&part(&docx, "word/document.xml")).unwrap();
    for table in every(&document, "w:tbl") {
        let number = |element: &Element, name: &str| -> u32 {
            element.attribute(name).unwrap().parse().unwrap()
        };
        let grid: u32 = every(table, "w:gridCol").iter().map(|column| number(column, "w:w")).sum();
        let rows = every(table, "w:tr");
        assert!(rows[0].find("w:trPr").unwrap().find("w:tblHeader").is_some());
        for row in rows {
            let cells: u32 = every(row, "w:tcW").iter().map(|width| number(width, "w:w")).sum();
            assert_eq!(cells, grid);
        }
    }
}

#[test]
fn every_character_is_in_the_embedded_face_its_style_names() {
    let (_, docx) = written();
    let table = read(&part(&docx, "word/fontTable.xml")).unwrap();
    let mut files = BTreeMap::new();
    for font in table.elements() {
        if let Some(embedded) = font.find("w:embedRegular") {
            let number: usize = embedded.attribute("r:id").unwrap()[3..].parse().unwrap();
            let family = font.attribute("w:name").unwrap().to_owned();
            files.insert(family, part(&docx, &format!("word/fonts/font{number}.odttf")).len());
        }
    }
    for family in ["Gongwen FangSong", "Gongwen FangSong Tight", "Gongwen Hei", "Gongwen Song"] {
        assert!(files.get(family).is_some_and(|size| *size > 1000), "{family}: {files:?}");
    }
}

/// Writes the trial document and its layout to the folder `CHENGWEN_TRIAL` names.
#[test]
#[ignore = "writes files for a look in Word or LibreOffice"]
fn write_the_trial_document() {
    let folder = std::path::PathBuf::from(std::env::var_os("CHENGWEN_TRIAL").unwrap());
    let sheet = sheet();
    let book = Book::open(Preference::Bundled).unwrap();
    let galley = galley(&sheet);
    let layout = laid_out(&galley, &sheet, &book);
    std::fs::write(folder.join("trial.txt"), crate::layout::dump(&layout)).unwrap();
    let docx = write(&galley, &sheet, &layout.facts, &book).unwrap();
    std::fs::write(folder.join("trial.docx"), docx).unwrap();
}

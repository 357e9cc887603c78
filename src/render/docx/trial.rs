//! A document with every kind of block, and what must hold of its DOCX. The ignored test writes the
//! file for a look in Word or LibreOffice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Cursor, Read};
use std::sync::{Arc, OnceLock};

use skrifa::MetadataProvider;

use super::finish::dom::{Element, Node, read};
use super::{Embed, write};
use crate::diag::Diagnostics;
use crate::figures::Ledger;
use crate::fonts::{Book, Preference};
use crate::galley::{self, Block, Galley, Paragraph};
use crate::layout::{Layout, lay_out};
use crate::picture::{Channels, Kind, Picture, Pixels};
use crate::schema;
use crate::source::{SourceMap, parse};
use crate::template::{self, Sheet};
use crate::unit::Length;

/// Headings of four levels, run-in ones and 条目 included; a level jumped over (条目 right under 二、);
/// marks to be squeezed, dashes, a number behind a comma; characters that the role's face lacks (丠 in
/// 仿宋, 𬬭 in 楷体); a table with merged cells that runs over a page.
const TRIAL: &str = r"
附件: 4
标题:
  - 2021年度襄汾县直属机关事务服务中心
  - 项目绩效自评报告
单位: 襄汾县直属机关事务服务中心
日期: 2022-03-01
关键词: [绩效自评, 襄汾]
正文:
  - 单位概况:
      - 机构设置和𬬭人员情况:
          - 襄汾县直属机关事务服务中心，位于县委院内，中心内设有6个职能股室：办公室、计划财务股、办公用房管理股、公共节能股、安全保卫股、公务用车管理股。事业编制16人，实有14人。
      - 主要职责及履行情况:
          - 安全保卫方面: 办公区域每天消毒2次；对进入办公区人员和车辆驾乘人员测量体温，要求进入人员戴口罩,提供“两码”，并做好登记；在办公区入口处安置电子测量体温仪器并配备专门人员值守。
          - 公务用车管理方面:
              - 更新工作:
                  - 根据《关于开展2020年度机关运行成本统计调查工作的通知》（晋机管〔2021〕5号）“（一）总体要求”“（二）工作安排”，参照GB/T 9704-2012——《党政机关公文格式》……办理，2021年完成，丠村照办。
      - 履职完成情况: 后勤保障人员配备数>=5人，物资采购及时率<=100%；累计接待人次不低于1000人，规费标准合格。
      - 绩效目标:
          - 表:
              标题: 2021年度项目支出绩效目标完成情况表
              单位: 万元
              列: [{名: 一级指标, 宽: 2}, {名: 二级指标, 宽: 4}, {名: 目标值, 宽: 2, 对齐: 小数点}, {名: 完成值, 宽: 2}]
              合并相同: [一级指标]
              行:
ROWS
              注: 数据来自单位决算报表。
  - 绩效实现情况:
      - 条目:
          - 三公经费支出537.77万元，其中公务接待费156.94万元、因公出国（境）费用0万元、公务用车购置及运行费380.83万元(公务用车购置费272.63万元，公务用车运行维护费108.2万元)。
          - 截至目前为止电子中心已召开各种会议385次、科技报告厅（主席团会议室）6次、县委五楼会议室（8月份人大交回）20次会议;为县委常委会议室和县委接待室更换了会议桌椅及沙发。
HEADINGS
  - 图: {文件: 楼.png, 标题: 机房, 名: 机房图, 说明: 一幢楼}
  - 见{{机房图}}。
  - 图: {文件: 楼.png, 宽: 4字}
  - 横排:
      - 表:
          列: [甲, 乙]
          行: [[子, 丑]]
  - 附件说明: [支出明细表, 项目清单]
  - 署名: 襄汾县直属机关事务服务中心
";

fn yaml() -> String {
    let names = [
        "项目资金到位率",
        "是否按规定内容、时限公开预决算信息，资产账务管理合规、帐实相符，并有完整审批程序及手续",
    ];
    let mut rows = String::new();
    for index in 0..25 {
        let (group, name) = (index / 5, names[usize::from(index % 7 == 3)]);
        let goal = ["2388.71", "100", "0.5"][index % 3];
        let _ = writeln!(rows, "                - [产出指标{group}, {name}, '{goal}', '100%']");
    }
    let headings = "  - 其他事项: 见前文所述的有关情况。\n".repeat(11);
    TRIAL.replace("ROWS\n", &rows).replace("HEADINGS\n", &headings)
}

struct Trial {
    sheet: Sheet,
    galley: Galley,
    layout: Layout,
    book: Book,
}

fn trial() -> Trial {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::new());
    let file = sources.add("trial.yaml", yaml().into_bytes()).unwrap();
    let tree = parse(file, sources.file(file)).unwrap();
    let document = schema::read(&tree, &mut diagnostics);
    let sheet = template::load(None, None, &mut sources, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.into_sorted());
    let (document, sheet) = (document.unwrap(), sheet.unwrap());
    let book = Book::open(Preference::Bundled).unwrap();
    let picture = Picture {
        width: 400,
        height: 300,
        file: b"a file".to_vec(),
        kind: Kind::Png,
        pixels: Pixels::Deflated(Channels::Gray, Vec::new()),
    };
    let pictures = BTreeMap::from([("楼.png".to_owned(), Arc::new(picture))]);
    let ledger = Ledger::new(&document, &mut diagnostics);
    let galley = galley::build(
        &document,
        &sheet,
        &ledger,
        &pictures,
        &galley::Forms::new(),
        &mut diagnostics,
    );
    let layout = lay_out(&galley, &sheet, &book, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.into_sorted());
    Trial { sheet, galley, layout, book }
}

/// Written once for all tests that only read it.
fn written() -> (&'static Galley, &'static [u8]) {
    static WRITTEN: OnceLock<(Galley, Vec<u8>)> = OnceLock::new();
    let (galley, docx) = WRITTEN.get_or_init(write_anew);
    (galley, docx)
}

fn write_anew() -> (Galley, Vec<u8>) {
    let Trial { sheet, galley, layout, book } = trial();
    let docx = write(&galley, &sheet, &layout.facts, &[], Embed::Used, &book).unwrap();
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
    assert!(write_anew().1 == write_anew().1);
}

/// The text of a table, labels that a page break cuts in two written again where they go on.
fn table_text(table: &galley::Table, repeated: &BTreeSet<(usize, usize)>) -> String {
    let cells = table.rows.iter().enumerate().flat_map(|(index, row)| {
        let here = row.cells.iter().map(move |cell| (index, cell.column, cell));
        let above = table.rows[..index].iter().flat_map(|row| &row.cells);
        let again = above.filter(move |cell| repeated.contains(&(index, cell.column)));
        let last = again.map(|cell| (cell.column, cell)).collect::<BTreeMap<_, _>>();
        here.chain(last.into_iter().map(move |(column, cell)| (index, column, cell)))
    });
    let cells: BTreeMap<_, _> = cells.map(|(row, column, cell)| ((row, column), cell)).collect();
    cells.into_values().flat_map(|cell| &cell.paragraphs).map(Paragraph::text).collect()
}

#[test]
fn the_text_is_the_galleys_character_by_character() {
    let Trial { sheet, galley, layout, book } = trial();
    let docx = write(&galley, &sheet, &layout.facts, &[], Embed::Used, &book).unwrap();
    let document = read(&part(&docx, "word/document.xml")).unwrap();
    let mut again = 0;
    let text = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.text(),
        Block::Figure(figure) => figure.caption.iter().map(Paragraph::text).collect(),
        Block::Contents(_) => panic!("the trial has none"),
        Block::Table(table) => {
            let repeated = &layout.facts.tables[&table.id].repeated;
            again += repeated.len();
            let around =
                |lines: &[Paragraph]| -> String { lines.iter().map(Paragraph::text).collect() };
            around(&table.above) + &table_text(table, repeated) + &around(&table.below)
        }
    };
    let expected: String = galley.blocks().map(text).collect();
    assert_eq!(text_of(&document), expected);
    assert!(again > 0, "the trial has a label that a page break cuts");
}

#[test]
fn pages_across_the_paper_are_a_section_with_the_number_in_a_frame() {
    let (_, docx) = written();
    let document = read(&part(docx, "word/document.xml")).unwrap();
    let sections = every(&document, "w:sectPr");
    let said = |section: &&Element| {
        let size = section.find("w:pgSz").unwrap();
        let footers = every(section, "w:footerReference");
        let footers: Vec<_> = footers.iter().map(|f| f.attribute("r:id").unwrap()).collect();
        let start = section.find("w:pgNumType").and_then(|number| number.attribute("w:start"));
        format!(
            "{}×{} {footers:?} {start:?}",
            size.attribute("w:w").unwrap(),
            size.attribute("w:h").unwrap()
        )
    };
    let said: Vec<String> = sections.iter().map(said).collect();
    let upright = "11906×16838 [\"rIdFooter1\", \"rIdFooter2\"]";
    assert_eq!(
        said,
        [
            format!("{upright} Some(\"1\")"),
            "16838×11906 [\"rIdFooter3\", \"rIdFooter4\"] None".to_owned(),
            format!("{upright} None"),
        ]
    );
    let footer = read(&part(docx, "word/footer3.xml")).unwrap();
    let shape = every(&footer, "wps:txbx")[0];
    assert_eq!(every(shape, "w:pStyle")[0].attribute("w:val"), Some("Footer"));
    assert_eq!(every(shape, "w:instrText").len(), 1);
    assert_eq!(every(&footer, "wps:bodyPr")[0].attribute("vert"), Some("vert"));
}

#[test]
fn a_picture_is_in_the_package_once_and_drawn_where_it_stands() {
    let (_, docx) = written();
    let document = read(&part(docx, "word/document.xml")).unwrap();
    let drawings = every(&document, "wp:inline");
    let said = |inline: &&Element| {
        let size = inline.find("wp:extent").unwrap();
        let said = every(inline, "wp:docPr")[0].attribute("descr").unwrap().to_owned();
        let file = every(inline, "a:blip")[0].attribute("r:embed").unwrap();
        let (width, height) = (size.attribute("cx").unwrap(), size.attribute("cy").unwrap());
        let (width, height): (i64, i64) = (width.parse().unwrap(), height.parse().unwrap());
        assert!((width * 3 - height * 4).abs() <= 4, "{width}×{height} is not 400×300");
        format!("{file} {said}")
    };
    let said: Vec<String> = drawings.iter().map(said).collect();
    assert_eq!(said, ["rIdImage1 一幢楼", "rIdImage1 图片 4"]);
    let width = drawings[1].find("wp:extent").unwrap().attribute("cx").unwrap();
    // Four cells of 156 mm ÷ 28.
    assert_eq!(width, Length::from_mm(156).scale(4, 28).emu().to_string());
    assert_eq!(part(docx, "word/media/image1.png"), b"a file");
    let relations = String::from_utf8(part(docx, "word/_rels/document.xml.rels")).unwrap();
    assert_eq!(relations.matches("media/image1.png").count(), 1);
}

#[test]
fn no_run_is_formatted_but_by_a_style_that_exists() {
    let (_, docx) = written();
    let document = read(&part(docx, "word/document.xml")).unwrap();
    let styles = read(&part(docx, "word/styles.xml")).unwrap();
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
    let distinct: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "each style once");
}

#[test]
fn cells_of_every_row_fill_the_grid() {
    let (_, docx) = written();
    let document = read(&part(docx, "word/document.xml")).unwrap();
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

/// The embedded font files by family, as they were before obfuscation.
fn embedded(docx: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let table = read(&part(docx, "word/fontTable.xml")).unwrap();
    let mut files = BTreeMap::new();
    for font in table.elements() {
        let Some(embedded) = font.find("w:embedRegular") else { continue };
        let number = &embedded.attribute("r:id").unwrap()[3..];
        let mut file = part(docx, &format!("word/fonts/font{number}.odttf"));
        let key = embedded.attribute("w:fontKey").unwrap();
        let hex: String = key.chars().filter(char::is_ascii_hexdigit).collect();
        let key = u128::from_str_radix(&hex, 16).unwrap().to_be_bytes();
        for (index, byte) in file.iter_mut().take(32).enumerate() {
            *byte ^= key[15 - index % 16];
        }
        files.insert(font.attribute("w:name").unwrap().to_owned(), file);
    }
    files
}

/// The family each style names, its own or that of the style it is based on.
fn families(docx: &[u8]) -> BTreeMap<String, String> {
    let styles = read(&part(docx, "word/styles.xml")).unwrap();
    let mut families: BTreeMap<String, String> = BTreeMap::new();
    for style in every(&styles, "w:style") {
        let own = every(style, "w:rFonts");
        let based_on = style.find("w:basedOn").and_then(|base| base.attribute("w:val"));
        let family = match own.first() {
            Some(fonts) => fonts.attribute("w:eastAsia").map(str::to_owned),
            None => based_on.and_then(|base| families.get(base).cloned()),
        };
        if let Some(family) = family {
            families.insert(style.attribute("w:styleId").unwrap().to_owned(), family);
        }
    }
    families
}

#[test]
fn every_character_is_in_the_embedded_face_its_style_names() {
    let (_, docx) = written();
    let (files, families) = (embedded(docx), families(docx));
    let document = read(&part(docx, "word/document.xml")).unwrap();
    let style = |element: &Element, property: &str, name: &str| {
        let style = element.find(property).and_then(|found| found.find(name));
        style.and_then(|style| style.attribute("w:val")).map(str::to_owned)
    };
    let mut checked = 0;
    for paragraph in every(&document, "w:p") {
        let normal = || "Normal".to_owned();
        let own = &families[&style(paragraph, "w:pPr", "w:pStyle").unwrap_or_else(normal)];
        for run in every(paragraph, "w:r") {
            let named = style(run, "w:rPr", "w:rStyle").and_then(|id| families.get(&id));
            let family = named.unwrap_or(own);
            let font = skrifa::FontRef::new(&files[family]).unwrap();
            for character in text_of(run).chars() {
                assert!(font.charmap().map(character).is_some(), "{character} in {family}");
                checked += 1;
            }
        }
    }
    assert!(checked > 1000);
    for family in ["公文仿宋 挤压 ", "公文楷体补字 "] {
        assert!(files.keys().any(|name| name.starts_with(family)), "{family}");
    }
}

#[test]
fn the_face_of_the_text_holds_what_headings_say() {
    let (galley, docx) = written();
    let files = embedded(docx);
    let (_, file) = files.iter().find(|(name, _)| name.starts_with("公文仿宋 ")).unwrap();
    let font = skrifa::FontRef::new(file).unwrap();
    let book = Book::open(Preference::Bundled).unwrap();
    let face = book.face(book.primary(crate::template::FontRole::FangSong));
    let headings = galley.paragraphs().filter(|paragraph| paragraph.outline.is_some());
    let text: String = headings.map(Paragraph::text).collect();
    assert!(text.contains('履') && text.contains('构'));
    for character in text.chars().filter(|character| face.glyph(*character).is_some()) {
        assert!(font.charmap().map(character).is_some(), "{character}");
    }
}

#[test]
fn people_are_shown_the_styles_they_write_in_and_no_others() {
    let (_, docx) = written();
    let styles = read(&part(docx, "word/styles.xml")).unwrap();
    let value = |style: &Element, name: &str| {
        style.find(name).and_then(|found| found.attribute("w:val")).unwrap_or_default().to_owned()
    };
    let all = every(&styles, "w:style");
    let shown = |style: &&&Element| style.find("w:qFormat").is_some();
    let shown: Vec<String> = all
        .iter()
        .filter(shown)
        .map(|style| {
            let id = style.attribute("w:styleId").unwrap();
            let next = style.find("w:next").map_or(id.to_owned(), |_| value(style, "w:next"));
            format!("{} {} → {next}", value(style, "w:name"), value(style, "w:aliases"))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Normal  → Normal",
            "附件标识  → Title",
            "Title 公文标题 → Normal",
            "heading 1  → Normal",
            "heading 2  → Normal",
            "heading 3  → Normal",
            "heading 4  → Normal",
            "表题  → TableUnit",
            "表格单位  → TableUnit",
            "表头  → TableHead",
            "表格文字  → TableText",
            "表注  → Normal",
            "caption 图题 → Normal",
            "附件说明  → AttachmentNote",
            "署名  → DateLine",
            "成文日期  → Normal",
            "图  → Caption",
        ]
    );
    let hidden = |style: &&&Element| value(style, "w:name").starts_with("标点挤压");
    let set_by_program: Vec<_> = all.iter().filter(hidden).collect();
    assert!(!set_by_program.is_empty());
    assert!(set_by_program.iter().all(|style| style.find("w:semiHidden").is_some()));
}

#[test]
fn the_numbers_of_headings_belong_to_their_styles() {
    let (_, docx) = written();
    let numbering = read(&part(docx, "word/numbering.xml")).unwrap();
    let list = numbering.find("w:abstractNum").unwrap();
    let names: Vec<&str> = list.elements().take(3).map(|child| child.name.as_ref()).collect();
    assert_eq!(names, ["w:nsid", "w:multiLevelType", "w:tmpl"]);
    let styles = read(&part(docx, "word/styles.xml")).unwrap();
    let own = list.elements().filter_map(|level| level.find("w:pStyle"));
    let own: Vec<&str> = own.filter_map(|style| style.attribute("w:val")).collect();
    assert_eq!(own, ["Heading1", "Heading2", "Heading3", "Heading4"]);
    for (level, id) in own.into_iter().enumerate() {
        let all = every(&styles, "w:style");
        let style = all.iter().find(|style| style.attribute("w:styleId") == Some(id)).unwrap();
        let number = every(style, "w:numPr")[0];
        let said = number.find("w:ilvl").and_then(|found| found.attribute("w:val"));
        assert_eq!(said, Some(level.to_string().as_str()), "{id}");
        let outline = every(style, "w:outlineLvl")[0].attribute("w:val");
        assert_eq!(outline, Some(level.to_string().as_str()), "{id}");
    }
}

#[test]
fn tables_tell_their_title_and_columns_to_those_who_cannot_see_them() {
    let (_, docx) = written();
    let document = read(&part(docx, "word/document.xml")).unwrap();
    let said = |name: &str| -> Vec<String> {
        let found = every(&document, name);
        found.iter().filter_map(|text| text.attribute("w:val")).map(str::to_owned).collect()
    };
    assert_eq!(said("w:tblCaption"), ["2021年度项目支出绩效目标完成情况表"]);
    assert_eq!(
        said("w:tblDescription"),
        ["各列：一级指标、二级指标、目标值、完成值", "各列：甲、乙"]
    );
}

/// Writes the trial document and its layout to the folder `CHENGWEN_TRIAL` names.
#[test]
#[ignore = "writes files for a look in Word or LibreOffice"]
fn write_the_trial_document() {
    let folder = std::path::PathBuf::from(std::env::var_os("CHENGWEN_TRIAL").unwrap());
    let Trial { sheet, galley, layout, book } = trial();
    std::fs::write(folder.join("trial.yaml"), yaml()).unwrap();
    std::fs::write(folder.join("trial.txt"), crate::layout::dump(&layout)).unwrap();
    let docx = write(&galley, &sheet, &layout.facts, &[], Embed::Used, &book).unwrap();
    std::fs::write(folder.join("trial.docx"), docx).unwrap();
}

//! DOCX files of other programs taken in: what the reader says each holds, against what was read by eye and kept, and
//! that no character is lost. The files are made by tests/import/make.py. After a change that is meant:
//! `CHENGWEN_BLESS=1 cargo test import_docx`, then read the difference.

use std::fmt::Write as _;
use std::path::PathBuf;

use chengwen::inspect;
use chengwen::manuscript::{self, AsideKind, Manuscript, Paragraph, Within};
use roxmltree::{Document, Node};

use crate::documents::repository;

/// The files, in order.
fn files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(repository("tests/import/docx")).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "docx"));
    files.sort();
    files
}

fn taken_in(bytes: &[u8]) -> Manuscript {
    manuscript::of_docx(inspect::word("稿.docx", bytes).unwrap())
}

/// A manuscript for people to read.
fn dump(manuscript: &Manuscript) -> String {
    let mut out = String::new();
    for (table, own) in manuscript.tables.iter().enumerate() {
        let inside = own.inside.map(|outer| format!("，在表{outer}里")).unwrap_or_default();
        let cells = own.cells.iter().filter(|cell| cell.rows > 1 || cell.columns > 1);
        let merged = cells.map(|cell| {
            format!(" {},{}跨{}行{}列", cell.row, cell.column, cell.rows, cell.columns)
        });
        let merged: String = merged.collect();
        let (columns, count) = (own.columns, own.cells.len());
        writeln!(
            out,
            "表{table}：{columns}列 宽{:?} 表头{}行 {count}格{inside}{merged}",
            own.widths, own.head
        )
        .unwrap();
    }
    for (index, own) in manuscript.pictures.iter().enumerate() {
        let (length, ending) = (own.bytes.len(), &own.ending);
        writeln!(out, "图{index}：{ending} {length}字节 {:?} 宽{:?}", own.alt, own.width).unwrap();
    }
    let properties = &manuscript.properties;
    if properties.title.is_some() || properties.unit.is_some() {
        writeln!(out, "属性：{:?} {:?}", properties.title, properties.unit).unwrap();
    }
    for paragraph in &manuscript.paragraphs {
        writeln!(out, "{}", line(manuscript, paragraph)).unwrap();
    }
    for aside in &manuscript.asides {
        let counted = if aside.counts { "" } else { "（不计）" };
        writeln!(out, "× {} {:?}{counted} {:?}", aside.place, aside.kind, aside.text).unwrap();
    }
    out
}

fn line(manuscript: &Manuscript, paragraph: &Paragraph) -> String {
    let mut marks: Vec<(usize, String)> = Vec::new();
    marks.extend(paragraph.notes.iter().map(|(at, note)| (*at, format!("{{注{note}}}"))));
    marks.extend(paragraph.pictures.iter().map(|(at, which)| (*at, format!("{{图{which}}}"))));
    marks.sort();
    let mut text = manuscript.text_of(paragraph).to_owned();
    for (at, mark) in marks.iter().rev() {
        text.insert_str(at - paragraph.range.start, mark);
    }
    let text = text.replace('\u{2028}', "⏎").replace('\t', "→");
    let within = match paragraph.within {
        Within::Body => String::new(),
        Within::Cell { table, row, column } => format!(" 表{table}[{row},{column}]"),
        Within::Note(note) => format!(" 注{note}"),
    };
    let look = &paragraph.look;
    let mut said: Vec<String> = Vec::new();
    said.extend(paragraph.starts_page.then(|| "起页".to_owned()));
    said.extend(paragraph.landscape.then(|| "横".to_owned()));
    said.extend(look.outline.map(|level| format!("大纲{level}")));
    said.extend(look.style.as_ref().map(|style| format!("“{style}”")));
    said.extend(look.bold.then(|| "粗".to_owned()));
    said.extend(look.face.clone());
    said.extend(look.half_points.map(|size| format!("{size}半磅")));
    said.extend(look.align.map(|align| format!("{align:?}")));
    said.extend(look.lead.map(|lead| format!("前{lead}字")));
    said.extend(paragraph.doubts.iter().map(|doubt| format!("{doubt:?}")));
    let label = paragraph.label.as_ref();
    let label = label.map(|label| format!("<{}@{}>", label.text, label.level)).unwrap_or_default();
    format!("{}{within} [{}] {label}{text}", paragraph.place, said.join(" "))
}

#[test]
fn files_of_other_programs_are_read_as_they_were_reviewed() {
    let files = files();
    assert!(files.len() >= 20);
    for path in files {
        let found = dump(&taken_in(&std::fs::read(&path).unwrap()));
        let kept = path.with_extension("txt");
        if std::env::var_os("CHENGWEN_BLESS").is_some() {
            std::fs::write(&kept, &found).unwrap();
            continue;
        }
        let wanted = std::fs::read_to_string(&kept).unwrap_or_default();
        let differs = wanted.lines().zip(found.lines()).find(|(wanted, found)| wanted != found);
        assert_eq!(differs, None, "{}", path.display());
        assert_eq!(wanted.lines().count(), found.lines().count(), "{}", path.display());
    }
}

/// The characters that an element is or holds, its children apart.
fn characters(node: Node<'_, '_>) -> usize {
    let space = node.tag_name().namespace().unwrap_or_default();
    let is_formula = space.ends_with("/math");
    let text = || node.text().unwrap_or_default().chars().count();
    let value = |name: &str| {
        let own = node.attributes().find(|attribute| attribute.name() == name);
        own.map_or(0, |attribute| attribute.value().chars().count())
    };
    match node.tag_name().name() {
        "t" | "delText" | "delInstrText" => text(),
        // A sign put into a ring by a field is a character of the text as well.
        "instrText" => {
            text() + usize::from(node.text().is_some_and(|code| code.contains("\\o\\ac")))
        }
        "fldSimple" => value("instr"),
        "textpath" => value("string"),
        "tab" => usize::from(node.parent().is_some_and(|run| run.tag_name().name() == "r")),
        "br" => usize::from(!node.attributes().any(|own| own.value() == "page")),
        "ptab" | "cr" | "noBreakHyphen" | "sym" => 1,
        "d" if is_formula => 2,
        "den" | "sup" | "sub" | "rad" | "nary" if is_formula => 1,
        _ => 0,
    }
}

/// What somebody could read in a part; a page number alone is made anew.
fn readable(part: &Document<'_>) -> usize {
    let is_number = |paragraph: &Node<'_, '_>| {
        let inside = |name: &'static str| {
            let named = paragraph.descendants().filter(move |node| node.tag_name().name() == name);
            named.filter_map(|node| node.text()).collect::<String>()
        };
        let around = ["hdr", "ftr"].contains(&part.root_element().tag_name().name());
        let shown = inside("t");
        around
            && inside("instrText").contains("PAGE")
            && shown.chars().all(|c| c.is_ascii_digit() || " 　—-–－·第页共".contains(c))
    };
    let skipped = |node: &Node<'_, '_>| {
        node.ancestors().any(|above| above.tag_name().name() == "Fallback" || is_number(&above))
    };
    part.descendants().filter(|node| !skipped(node)).map(characters).sum()
}

#[test]
fn every_character_of_a_file_is_text_or_set_aside() {
    for path in files() {
        let bytes = std::fs::read(&path).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        let names = zip.file_names().map(|name| name.unwrap().into_owned());
        let names: Vec<String> = names.collect();
        let mut expected = 0;
        for name in names {
            let read = [
                "document",
                "footnotes",
                "endnotes",
                "comments",
                "header",
                "footer",
                "charts/chart",
            ];
            let own = name.strip_prefix("word/").unwrap_or_default();
            if own.strip_suffix(".xml").is_some() && read.iter().any(|read| own.starts_with(read)) {
                let text = std::io::read_to_string(zip.by_name(&name).unwrap()).unwrap();
                let part = Document::parse(&text).unwrap();
                let words = part.descendants().filter(|node| node.tag_name().name() == "v");
                let words: Vec<usize> =
                    words.map(|node| node.text().unwrap_or_default().chars().count() + 1).collect();
                expected += readable(&part) + words.iter().sum::<usize>();
            }
        }
        let manuscript = taken_in(&bytes);
        let text = manuscript.text.chars().filter(|c| *c != '\n').count();
        let asides = manuscript.asides.iter().map(|aside| match aside.kind {
            AsideKind::Symbol => 1,
            AsideKind::Bookmark => 0,
            AsideKind::Object if !aside.counts => 0,
            _ => aside.text.chars().count(),
        });
        assert_eq!(text + asides.sum::<usize>(), expected, "{}", path.display());
    }
}

//! What is done with the bytes of a fuzzer, one function a target: the input goes the way it goes in the program,
//! and what must hold for every input is held. The targets under targets/ call these functions, and so does
//! `tests/suite/fuzz_found.rs` with every input that once broke something. How documents are made of bytes is in
//! `written`, how archives are in `archive`, what holds for pages in `laws`.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "each target uses one function; a broken law is a panic"
)]

mod archive;
mod files;
mod laws;
mod written;

use std::path::Path;
use std::sync::OnceLock;

use chengwen::batch::{Columns, Grouping, Pattern, Roster, Shared};
use chengwen::check::{Profile, Silences, check, mend};
use chengwen::cli::{import, report};
use chengwen::compile::{self, Compiled, Embed, Options};
use chengwen::diag::{Diagnostic, Diagnostics, FileId, Severity, Span};
use chengwen::figures::{Amount, Ledger};
use chengwen::fonts::{Book, Preference};
use chengwen::manuscript::{self, Within};
use chengwen::proof::{self, DocxText, Proof};
use chengwen::renewal::{self, Last};
use chengwen::scoring::{Actual, Target};
use chengwen::source::{SourceMap, parse, parse_reporting};
use chengwen::spreadsheet::{self, Asked, Reference};
use chengwen::{inspect, measure, picture, schema, template, verify};

/// A target: what its bytes are given to.
pub(crate) type Entry = fn(&[u8]);

/// Every target by its name; its inputs lie in folders of that name.
pub(crate) const TARGETS: [(&str, Entry); 13] = [
    ("document", document),
    ("template", self::template),
    ("profile", profile),
    ("text", text),
    ("formula", formula),
    ("spreadsheet", self::spreadsheet),
    ("docx", docx),
    ("pdf", pdf),
    ("picture", self::picture),
    ("layout", layout),
    ("import", import),
    ("next", next),
    ("batch", batch),
];

/// The bundled faces.
fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| Book::open(Preference::Bundled).unwrap())
}

/// The author's file: reading, schema, forms, scores, proofreading.
pub(crate) fn document(bytes: &[u8]) {
    let mut sources = SourceMap::default();
    let file = match sources.add("稿.yaml", bytes.to_vec()) {
        Ok(file) => file,
        Err(fault) => return told(&[fault], &sources),
    };
    let mut diagnostics = Diagnostics::new();
    let read = compile::read(file, Options::default(), &mut sources, &files::Few, &mut diagnostics);
    let faults = diagnostics.into_sorted();
    told(&faults, &sources);
    assert!(read.is_some() || is_refused(&faults), "nothing was read, and nobody is told why");
    if let Some(read) = read {
        let proof = proof::of_galley(&read.galley, None, &sources);
        proofread(&proof, file, &sources, &Profile::default());
    }
    let mut diagnostics = Diagnostics::new();
    let _ = compile::scores(file, &mut sources, &files::Few, &mut diagnostics);
    told(&diagnostics.into_sorted(), &sources);
}

/// A template of the user's, laid over the built-in one, and a document with every kind of block on its pages.
pub(crate) fn template(bytes: &[u8]) {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", written::SAMPLE.as_bytes().to_vec()).unwrap();
    let overlay = match sources.add("模板.yaml", bytes.to_vec()) {
        Ok(overlay) => Some(overlay),
        Err(fault) => return told(&[fault], &sources),
    };
    let options = Options { overlay, ..Options::default() };
    let Some(compiled) = compiled(file, options, &mut sources) else { return };
    laws::every_character_is_set_once(&compiled);
    rendered(&compiled);
}

/// 校对.yaml of a unit, and a check by it.
pub(crate) fn profile(bytes: &[u8]) {
    let mut sources = SourceMap::default();
    let file = match sources.add("校对.yaml", bytes.to_vec()) {
        Ok(file) => file,
        Err(fault) => return told(&[fault], &sources),
    };
    let mut diagnostics = Diagnostics::new();
    let tree = parse_reporting(file, sources.file(file), &mut diagnostics);
    let profile = tree.map(|tree| chengwen::check::profile::read(&tree, &mut diagnostics));
    told(&diagnostics.into_sorted(), &sources);
    let text = sources.add("稿.txt", written::PROSE.as_bytes().to_vec()).unwrap();
    let proof = proof::of_text(text, sources.file(text));
    proofread(&proof, text, &sources, &profile.unwrap_or_default());
}

/// A plain text: encoding, what it looks like, rules, mending.
pub(crate) fn text(bytes: &[u8]) {
    let mut sources = SourceMap::default();
    let file = match sources.add_text("稿.txt", bytes.to_vec()) {
        Ok((file, _)) => file,
        Err(fault) => return told(&[fault], &sources),
    };
    let proof = proof::of_text(file, sources.file(file));
    proofread(&proof, file, &sources, &Profile::default());
}

/// A formula of the text, an amount, a target and an actual value of an indicator.
pub(crate) fn formula(bytes: &[u8]) {
    static LEDGER: OnceLock<Ledger> = OnceLock::new();
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let ledger = LEDGER.get_or_init(|| {
        let mut sources = SourceMap::default();
        let file = sources.add("稿.yaml", written::SAMPLE.as_bytes().to_vec()).unwrap();
        let mut diagnostics = Diagnostics::new();
        let tree = parse_reporting(file, sources.file(file), &mut diagnostics).unwrap();
        let document = schema::read(&tree, &mut diagnostics).unwrap();
        let ledger = Ledger::new(&document, &mut diagnostics);
        assert!(!diagnostics.has_errors());
        ledger
    });
    let mut sources = SourceMap::default();
    let Ok(file) = sources.add("算式", bytes.to_vec()) else { return };
    let text_of_file = sources.file(file).text().to_owned();
    let span = Span::new(file, 0, u32::try_from(text_of_file.len()).unwrap());
    let printed = ledger.evaluate(&text_of_file, span);
    assert_eq!(printed, ledger.evaluate(&text_of_file, span), "a formula says two things");
    if let Err(fault) = printed {
        told(&[fault], &sources);
    }
    let _ = Amount::parse(text);
    let _ = Target::parse(text);
    if let Some((value, unit)) = text.split_once('\n') {
        let _ = Actual::parse_in(value, unit);
        let _ = Target::of_parts("≥", value, unit);
    } else {
        let _ = Actual::parse(text);
    }
}

/// A spreadsheet: its bytes, or its parts as `archive` has them; behind a first line `?`, what is asked of it.
pub(crate) fn spreadsheet(bytes: &[u8]) {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let (asked, bytes) = match line.strip_prefix(b"?") {
        Some(asked) => {
            let asked = std::str::from_utf8(asked).ok().map(Reference::parse);
            (asked.and_then(Result::ok), bytes.get(line.len() + 1..).unwrap_or_default())
        }
        None => (None, bytes),
    };
    let bytes = archive::packed(bytes);
    let asked = asked.as_ref().map(Asked::from).unwrap_or_default();
    let grid = spreadsheet::read(&bytes, asked);
    assert_eq!(grid, spreadsheet::read(&bytes, asked), "a file says two things");
}

/// A DOCX of any program: its bytes, or its parts as `archive` has them; read back and proofread.
pub(crate) fn docx(bytes: &[u8]) {
    let bytes = archive::packed(bytes);
    let mut sources = SourceMap::default();
    taken_in(&bytes);
    let paragraphs = match inspect::docx("稿.docx", &bytes) {
        Ok(paragraphs) => paragraphs,
        Err(fault) => return told(&[fault], &sources),
    };
    let _ = verify::of_docx_file(&paragraphs);
    let docx = DocxText::new(paragraphs);
    let _ = docx.places();
    match sources.add("稿.docx", docx.text.clone().into_bytes()) {
        Ok(file) => {
            let proof = proof::of_docx(&docx, file);
            proofread(&proof, file, &sources, &Profile::default());
        }
        Err(fault) => told(&[fault], &sources),
    }
}

/// A DOCX as a manuscript: its lines are its paragraphs, and all that is said of them lies in them.
fn taken_in(bytes: &[u8]) {
    let Ok(document) = inspect::word("稿.docx", bytes) else { return };
    let manuscript = manuscript::of_docx(document);
    let lines: Vec<&str> = manuscript.text.split('\n').collect();
    let texts = manuscript.paragraphs.iter().map(|paragraph| manuscript.text_of(paragraph));
    if manuscript.paragraphs.is_empty() {
        assert_eq!(manuscript.text, "");
    } else {
        assert_eq!(texts.collect::<Vec<_>>(), lines);
    }
    for paragraph in &manuscript.paragraphs {
        for (at, _) in paragraph.notes.iter().chain(&paragraph.pictures) {
            assert!(paragraph.range.start <= *at && *at <= paragraph.range.end);
            assert!(manuscript.text.is_char_boundary(*at));
        }
        let pictures = paragraph.pictures.iter();
        assert!(pictures.into_iter().all(|(_, which)| *which < manuscript.pictures.len()));
        if let Within::Cell { table, row, column } = paragraph.within {
            let cells = &manuscript.tables[table].cells;
            assert!(cells.iter().any(|cell| cell.row == row && cell.column == column));
        }
    }
    for table in &manuscript.tables {
        let inside = |cell: &manuscript::Cell| cell.column + cell.columns <= table.columns;
        assert!(
            table.cells.iter().all(inside)
                && table.inside.is_none_or(|outer| outer < manuscript.tables.len())
        );
    }
    let _ = manuscript.characters();
}

/// A file that is taken in: behind a first line `?`, what its name ends in (a text without); its bytes, or its parts as
/// `archive` has them. What is made of it is read back and accounted for, with and without names for its figures; what
/// the account does not hold of is a fault of the program.
pub(crate) fn import(bytes: &[u8]) {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let (ending, bytes) = match line.strip_prefix(b"?").map(std::str::from_utf8) {
        Some(Ok(ending)) => (ending, bytes.get(line.len() + 1..).unwrap_or_default()),
        _ => ("txt", bytes),
    };
    let bytes = archive::packed(bytes);
    // These are LibreOffice's to read.
    let starts: [&[u8]; 2] = [b"\xD0\xCF\x11\xE0", b"{\\rtf"];
    let is_text = |part: &[u8]| part == b"opendocument.text";
    if starts.iter().any(|start| bytes.starts_with(start)) || bytes.windows(17).any(is_text) {
        return;
    }
    let input = format!("稿.{}", ending.replace(['/', '\0'], ""));
    let output = Path::new("转出来的/稿.yaml");
    let taken = match import::take(Path::new(&input), bytes, output) {
        Ok(taken) => taken,
        Err(fault) => return refused(&fault),
    };
    let yaml = taken.yaml.clone();
    match taken.with_names(output) {
        Ok(named) => assert!(named.names.is_empty() == (named.yaml == yaml), "{yaml}"),
        Err(fault) => refused(&fault),
    }
}

fn refused(fault: &Diagnostic) {
    assert_ne!(fault.code.0, "U032", "{}", fault.message);
    told(std::slice::from_ref(fault), &SourceMap::default());
}

/// The author's file as next year's draft: as good a document as it was.
pub(crate) fn next(bytes: &[u8]) {
    let mut sources = SourceMap::default();
    let Ok(file) = sources.add("稿.yaml", bytes.to_vec()) else { return };
    let Ok(tree) = parse(file, sources.file(file)) else { return };
    let options = Options { draft: true, ..Options::default() };
    let mut diagnostics = Diagnostics::new();
    let read = compile::read(file, options, &mut sources, &files::Few, &mut diagnostics);
    let Some(read) = read.filter(|_| !diagnostics.has_errors()) else { return };
    let document = schema::read(&tree, &mut Diagnostics::new()).unwrap();
    let proof = proof::of_galley(&read.galley, None, &sources);
    let last = Last { document: &document, tree: &tree, file: sources.file(file), proof };
    let from = renewal::year_of(&last).unwrap_or(2021);
    let renewed = renewal::renew(last, from, from + 1);
    let mut sources = SourceMap::default();
    let file = sources.add("新稿.yaml", renewed.text.clone().into_bytes()).expect(&renewed.text);
    let mut diagnostics = Diagnostics::new();
    let read = compile::read(file, options, &mut sources, &files::Few, &mut diagnostics);
    let faults = diagnostics.into_sorted();
    told(&faults, &sources);
    assert!(read.is_some() && !is_refused(&faults), "{faults:?}\n{}", renewed.text);
}

/// A document and a table of units, a NUL between them: who is in it, what their files are called, their documents.
pub(crate) fn batch(bytes: &[u8]) {
    let Some(middle) = bytes.iter().position(|byte| *byte == 0) else { return };
    let mut sources = SourceMap::default();
    let Ok(file) = sources.add("稿.yaml", bytes[..middle].to_vec()) else { return };
    let Ok(tree) = parse(file, sources.file(file)) else { return };
    let Ok(grid) = spreadsheet::read(&bytes[middle + 1..], Asked::default()) else { return };
    let shared = Shared::of(grid.clone(), Some("单位"));
    let Ok(roster) = Roster::of(grid, "甲.csv", Grouping::Usual) else { return };
    for name in Pattern::usual("稿", &roster).names(&roster).into_iter().flatten().flatten() {
        let bad = |c: char| c.is_control() || "\\:*?\"<>|/".contains(c);
        assert!(name.len() <= 240 && !name.contains(bad) && !name.ends_with(['.', ' ']), "{name}");
    }
    let columns = match Columns::of(&tree, &roster, true) {
        Ok(columns) => columns,
        Err(faults) => return told(&faults, &sources),
    };
    for unit in roster.units.iter().take(4) {
        let own = shared.of_unit(&unit.name, 1);
        assert!(own.rows.iter().all(|row| row.len() == own.width()));
        for merged in &own.merged {
            let (rows, columns) = own.extent(merged);
            assert!(!rows.is_empty() && rows.end <= own.rows.len() && columns.end <= own.width());
        }
        let filled = columns.filled(&tree, &roster, unit);
        let options = Options { draft: true, ..Options::default() };
        let mut diagnostics = Diagnostics::new();
        let mut sources = sources.clone();
        let read =
            compile::read_tree(Some(filled), options, &mut sources, &files::Few, &mut diagnostics);
        told(&diagnostics.into_sorted(), &sources);
        drop(read);
    }
}

/// A PDF of any program: read, the files in it taken out, its lines and its measures taken.
pub(crate) fn pdf(bytes: &[u8]) {
    let sources = SourceMap::default();
    if let Err(fault) = inspect::attachments("稿.pdf", bytes.to_vec()) {
        told(&[fault], &sources);
    }
    let pages = match inspect::pdf("稿.pdf", bytes.to_vec()) {
        Ok(pages) => pages,
        Err(fault) => return told(&[fault], &sources),
    };
    let _ = verify::of_pdf_file(&pages);
    let _ = verify::page_lines(&pages);
    let mut diagnostics = Diagnostics::new();
    let sheet = template::load(None, None, &mut SourceMap::default(), &mut diagnostics).unwrap();
    let _ = measure::measure(&pages, &sheet);
}

/// A picture.
pub(crate) fn picture(bytes: &[u8]) {
    if let Ok(picture) = picture::decode(bytes) {
        assert!(picture.width > 0 && picture.height > 0);
    }
}

/// Shows the document that broke a law.
struct Shown<'a>(&'a str);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", self.0);
        }
    }
}

/// A document made of the bytes: its pages, its files, and both of them read back.
pub(crate) fn layout(bytes: &[u8]) {
    layout_of(bytes);
}

/// The same; says whether it was a document.
pub(crate) fn layout_of(bytes: &[u8]) -> bool {
    let written = written::document(bytes);
    let _shown = Shown(&written.text);
    let once = || {
        let mut sources = SourceMap::default();
        let file = sources.add("稿.yaml", written.text.clone().into_bytes()).unwrap();
        let options = Options { fine: written.fine, ..Options::default() };
        compiled(file, options, &mut sources)
    };
    let Some(compiled) = once() else { return false };
    laws::every_character_is_set_once(&compiled);
    laws::everything_lies_in_the_type_area(&compiled);
    if !written.rendered {
        return true;
    }
    let (docx, pdf) = rendered(&compiled);
    let again = once().unwrap();
    assert!(again.layout == compiled.layout, "two layouts of one document");
    assert!(rendered(&again) == (docx.clone(), pdf.clone()), "two files of one document");
    laws::files_hold_the_document(&compiled, &docx, pdf);
    true
}

/// The document laid out; what is wrong with it is told.
fn compiled(file: FileId, options: Options, sources: &mut SourceMap) -> Option<Compiled> {
    let mut diagnostics = Diagnostics::new();
    let compiled = compile::compile(file, options, sources, book(), &files::Few, &mut diagnostics);
    let faults = diagnostics.into_sorted();
    told(&faults, sources);
    assert_eq!(compiled.is_none(), is_refused(&faults), "{faults:?}");
    compiled
}

/// The files of a document.
fn rendered(compiled: &Compiled) -> (Vec<u8>, Vec<u8>) {
    let (docx, pdf) = (compiled.docx(&[], Embed::Used, book()), compiled.pdf(&[], book()));
    (docx.expect("a DOCX is made"), pdf.expect("a PDF is made"))
}

fn is_refused(faults: &[Diagnostic]) -> bool {
    faults.iter().any(|fault| fault.severity == Severity::Error)
}

/// Findings are shown in every manner, and their places are places in their files.
fn told(faults: &[Diagnostic], sources: &SourceMap) {
    for fault in faults {
        assert!(!fault.message.is_empty(), "{fault:?}");
        if let Some(span) = fault.span {
            let text = sources.file(span.file).text();
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{fault:?}");
        }
    }
    let few = &faults[..faults.len().min(report::MOST_SHOWN)];
    let _ = report::text(few, sources, true);
    let _ = report::json(few, sources);
}

/// The rules look at a proof; what can be mended is.
fn proofread(proof: &Proof, file: FileId, sources: &SourceMap, profile: &Profile) {
    let findings = check(proof, profile);
    for finding in &findings {
        let text = &proof.paragraphs[finding.paragraph].text;
        assert!(text.get(finding.range.clone()).is_some(), "{finding:?}");
    }
    let text = sources.file(file).text();
    let mended = mend(text, text, file, &findings, &|_| true, proof);
    let _ = chengwen::check::mended_texts(proof, &findings, &mended.changes);
    let mut faults = Vec::new();
    let mut silences = Silences::of(file, sources.file(file), &mut faults);
    let findings = silences.filter(findings, proof);
    faults.extend(silences.unused());
    faults.extend(findings.into_iter().filter_map(|finding| finding.into_diagnostic(proof)));
    told(&faults, sources);
}

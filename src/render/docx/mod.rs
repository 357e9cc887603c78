//! Galley → DOCX: clean flowing text in named styles with native numbering. docx-rs builds document,
//! styles, numbering and footers; `finish` puts them into schema order and adds what docx-rs cannot
//! say; the remaining parts are our own. Lines and pages are the reading program's: what it needs of
//! the layout comes as facts.

mod blocks;
mod body;
mod comment;
mod contents;
mod decimal;
mod family;
mod figure;
mod finish;
mod fonts;
mod footer;
mod looks;
mod note;
mod numbering;
mod package;
mod parts;
mod properties;
mod runs;
mod section;
mod stock;
mod styles;
mod table;
mod theme;
#[cfg(test)]
mod trial;
mod units;

use docx_rs::{Docx, RunFonts, XMLDocx};
use rayon::prelude::*;

pub use comment::Comment;
pub use fonts::Embed;

use crate::diag::{Code, Diagnostic};
use crate::fonts::Book;
use crate::galley::Galley;
use crate::layout::Facts;
use crate::render::watermark;
use crate::template::{Role, Sheet};
use blocks::Written;
use body::Writer;
use comment::Comments;
use contents::Bookmarks;
use family::Families;
use figure::Figures;
use finish::{Additions, Sections};
use fonts::{Embedded, Font};
use looks::Looks;
use numbering::Lists;
use package::{Part, pack};
use section::Sheets;
use units::hundredths;

/// A part could not be put together: a fault of the program.
const BROKEN_PART: Code = Code("U090");

/// The role in whose face the watermark of a draft is set: it travels along, and without a face that has the word
/// LibreOffice draws boxes.
const WATERMARK: Role = Role::heading(1);

/// Writes the DOCX, with comments for a reviewer where there are any. Equal arguments give equal bytes.
///
/// # Errors
/// A character that no face has, a face that cannot be subset or may not be embedded.
pub fn write(
    galley: &Galley,
    sheet: &Sheet,
    facts: &Facts,
    comments: &[Comment],
    embed: Embed,
    book: &Book,
) -> Result<Vec<u8>, Diagnostic> {
    let mut writer = Writer {
        sheet,
        upright: sheet,
        facts,
        book,
        looks: Looks::new(sheet, book),
        lists: Lists::new(),
        described: Vec::new(),
        figures: Figures::default(),
        notes: 0,
        comments: Comments::new(comments),
        bookmarks: Bookmarks::of(galley),
    };
    writer.looks.use_role(Role::PageNumber, &format!("{}1{}", footer::BEFORE, footer::AFTER));
    if galley.is_draft {
        writer.looks.use_role(WATERMARK, watermark::WORD);
    }
    let turned = sheet.turned();
    let sheets = Sheets { upright: sheet, turned: &turned };
    let written = writer.sections(galley, &sheets, ends_of(galley))?;
    let (fonts, families) = fonts::fonts(sheet, book, &writer.looks, embed)?;
    // Side by side: the largest font takes longest to pack, all else together not so long.
    let (files, parts) = rayon::join(
        || font_files(&fonts, book),
        || {
            let mut parts = parts_of(writer, galley, sheet, &sheets, &written, &families)?;
            parts.extend(own_parts(galley, sheet, embed, &families));
            parts.extend(font_tables(&fonts));
            Ok(parts)
        },
    );
    parts
        .and_then(|mut parts| {
            parts.extend(files?);
            pack(parts)
        })
        .map_err(|fault: String| broken_part(&fault))
}

/// The parts that docx-rs has a hand in, and what ties them together.
fn parts_of(
    writer: Writer<'_>,
    galley: &Galley,
    sheet: &Sheet,
    sheets: &Sheets<'_>,
    written: &Written,
    families: &Families<'_>,
) -> Result<Vec<Part>, String> {
    let Writer { looks, lists, figures, notes, comments, .. } = writer;
    let mut docx = Docx::new()
        .add_abstract_numbering(numbering::levels(sheet))
        .default_fonts(default_fonts(sheet, families))
        .default_size(units::half_points(sheet.roles[Role::Body].size));
    if let Some(last) = galley.sections.last() {
        let only = galley.sections.len() == 1;
        docx.document.section_property = section::property(sheets, last, only);
    }
    docx.numberings.numberings.extend(lists.numberings());
    docx.styles.styles = styles::styles(sheet, families, &looks);
    docx.styles.styles.push(note::reference_style());
    docx.styles.styles.extend(looks.styles(families));
    docx.styles.styles.push(stock::link());
    let built = docx.footer(footer::odd()).even_footer(footer::even()).build();
    let additions = Additions {
        table_style: stock::table(sheet),
        first_line_chars: styles::first_line_chars(sheet)
            .into_iter()
            .map(|(id, count)| (id, hundredths(count)))
            .collect(),
        languages: looks.languages(),
        turned_footers: turned_footers(galley, sheet),
        watermark: galley.is_draft.then(|| families.first(sheet.roles[WATERMARK].font).to_owned()),
        has_notes: notes > 0,
        sections: ends_of(galley),
    };
    finished(&built, written, &additions, figures.parts(), &comments)
}

fn ends_of(galley: &Galley) -> Sections {
    Sections { is_draft: galley.is_draft, note_numerals: galley.note_numerals }
}

fn broken_part(fault: &str) -> Diagnostic {
    Diagnostic::environment(BROKEN_PART, format!("DOCX 没能写成：{fault}"))
        .help("这是程序的毛病，请把这份 YAML 交给程序的作者")
}

/// The parts that docx-rs has nothing to do with, the fonts left out.
fn own_parts(galley: &Galley, sheet: &Sheet, embed: Embed, families: &Families) -> Vec<Part> {
    let has_notes = galley.notes().next().is_some();
    vec![
        Part::new("word/settings.xml", parts::settings(sheet, embed, has_notes)),
        Part::new(
            "word/theme/theme1.xml",
            theme::theme(families.first(sheet.roles[Role::Body].font)),
        ),
        Part::new("docProps/core.xml", properties::core(galley)),
        Part::new("docProps/app.xml", properties::extended(&galley.metadata)),
        Part::new("docProps/custom.xml", properties::custom(&galley.metadata)),
    ]
}

/// Where page numbers stand on pages across the paper, if there are any.
fn turned_footers(galley: &Galley, sheet: &Sheet) -> Option<footer::Frame> {
    let turned = galley.sections.iter().any(|section| section.landscape);
    turned.then(|| footer::turned_frame(sheet))
}

/// The parts that docx-rs built, and those that tie the package together.
fn finished(
    built: &XMLDocx,
    written: &Written,
    additions: &Additions,
    media: Vec<Part>,
    comments: &Comments<'_>,
) -> Result<Vec<Part>, String> {
    let mut further = Vec::new();
    if additions.has_notes {
        further.push("footnotes");
    }
    if comments.any() {
        further.push("comments");
    }
    let footers = finish::footers(&built.footers, additions)?;
    let watermark = additions.watermark.as_deref();
    let headers = watermark.map_or(0, |_| finish::HEADERS);
    let mut parts = vec![
        Part::new("[Content_Types].xml", parts::content_types(headers, footers.len(), &further)),
        Part::new("_rels/.rels", parts::package_relations()),
        Part::new(
            "word/document.xml",
            finish::document(&built.document, additions.sections, &written.text)?,
        ),
        Part::new(
            "word/_rels/document.xml.rels",
            parts::document_relations(headers, footers.len(), &further, &media),
        ),
        Part::new("word/styles.xml", finish::styles(&built.styles, additions)?),
        Part::new("word/numbering.xml", finish::numbering(&built.numberings)?),
    ];
    if additions.has_notes {
        parts.push(Part::new("word/footnotes.xml", finish::footnotes(&written.notes)?));
    }
    if comments.any() {
        parts.push(Part::new("word/comments.xml", comments.part()));
    }
    for number in 1..=headers {
        parts.push(Part::new(
            format!("word/header{number}.xml"),
            finish::header(number, watermark.unwrap_or_default()),
        ));
    }
    for (index, footer) in footers.into_iter().enumerate() {
        parts.push(Part::new(format!("word/footer{}.xml", index + 1), footer));
    }
    parts.extend(media);
    Ok(parts)
}

/// What says which fonts there are.
fn font_tables(fonts: &[Font]) -> Vec<Part> {
    let count = fonts.iter().filter(|font| font.embedded.is_some()).count();
    let relations = (count > 0)
        .then(|| Part::new("word/_rels/fontTable.xml.rels", parts::font_relations(count)));
    let table = Part::new("word/fontTable.xml", parts::font_table(fonts));
    [table].into_iter().chain(relations).collect()
}

/// The font files, packed.
fn font_files(fonts: &[Font], book: &Book) -> Result<Vec<Part>, String> {
    let files: Vec<&Embedded> = fonts.iter().filter_map(|font| font.embedded.as_ref()).collect();
    let packed = files.par_iter().enumerate().map(|(index, file)| {
        let packed = file.packed(book)?;
        Ok(Part::of_packed(format!("word/fonts/font{}.odttf", index + 1), packed))
    });
    packed.collect::<std::io::Result<_>>().map_err(|fault| fault.to_string())
}

fn default_fonts(sheet: &Sheet, families: &Families) -> RunFonts {
    let body = &sheet.roles[Role::Body];
    let hanzi = families.first(body.font);
    let latin = body.latin.map_or(hanzi, |font| families.first(font));
    styles::role_fonts(hanzi, latin)
}

//! What each face has to show, and the subsets that show it. In one subset a glyph stands for one
//! character and a character is shown by one glyph, so that text can be taken out of the PDF exactly:
//! where a face draws 一 and the radical ⼀ with the same glyph, the second goes into a further subset.

use std::collections::BTreeMap;

use printpdf::{
    FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub, PrintpdfFontMeta,
};
use rayon::prelude::*;

use super::units::{micro_em, thousandths};
use crate::diag::Diagnostic;
use crate::fonts::{
    Book, Face, FaceId, PdfSubset, SubsetError, may_embed, no_subset, squeezed, subset_for_pdf,
};
use crate::layout::{Glyph, GlyphRun, Item, Layout};
use crate::render::deflate::{Kind, zlib};
use crate::render::hash::{Hash, spelled};
use crate::text::empty_side;
use crate::unit::Em;

/// Every subset of a document.
pub(super) struct Subsets<'a> {
    forms: BTreeMap<Form, Vec<usize>>,
    list: Vec<Subset<'a>>,
}

/// A face, or the form of it whose marks are narrower by so much of an em (标点挤压).
type Form = (FaceId, Em);

/// A subset: a font of the PDF.
pub(super) struct Subset<'a> {
    /// Name among the resources of the pages.
    pub(super) id: FontId,
    /// `ABCDEF+PSName`.
    pub(super) name: String,
    /// Code in the content streams → character and width in millionths of an em.
    pub(super) codes: BTreeMap<u16, Shown>,
    /// The codes of what the meanings show.
    codes_of: Vec<u16>,
    face: &'a Face,
    pub(super) program: Program,
    meanings: Meanings,
}

/// The font file of a subset.
pub(super) struct Program {
    /// What printpdf is given: of TrueType the first bytes, by which it knows one; of CFF all, since printpdf takes
    /// the outlines out of the file.
    stand_in: Vec<u8>,
    /// TrueType: the file, packed.
    pub(super) packed: Option<Vec<u8>>,
    /// Bytes of the file.
    pub(super) length: usize,
}

/// What a glyph shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// The character it stands for.
    pub(super) character: char,
    /// Its advance in millionths of an em.
    pub(super) advance: i64,
}

/// Glyphs and characters, one to one.
#[derive(Default)]
struct Meanings {
    /// At the glyph's number, where it stands in `shown`, counted from 1; 0 where it does not. A table as long as the face,
    /// because it is asked for every glyph, and so of small numbers: a short document touches all of it.
    places: Vec<u16>,
    shown: Vec<Shown>,
    characters: BTreeMap<char, u16>,
}

impl Meanings {
    /// Where a glyph stands in `shown`, whatever it stands for.
    fn place(&self, glyph: u16) -> Option<usize> {
        usize::from(*self.places.get(usize::from(glyph))?).checked_sub(1)
    }

    /// What a glyph shows, and where that stands.
    fn shown(&self, glyph: Glyph) -> Option<(usize, Shown)> {
        let place = self.place(glyph.id)?;
        let shown = *self.shown.get(place)?;
        (shown.character == glyph.character).then_some((place, shown))
    }

    fn is_open_for(&self, glyph: Glyph) -> bool {
        self.place(glyph.id).is_none() && !self.characters.contains_key(&glyph.character)
    }

    fn insert(&mut self, glyph: Glyph, advance: i64) {
        let index = usize::from(glyph.id);
        if self.places.len() <= index {
            self.places.resize(index + 1, 0);
        }
        // There are fewer than 65 536 glyphs, .notdef never among them.
        let place = u16::try_from(self.shown.len() + 1);
        if let (Some(slot), Ok(place)) = (self.places.get_mut(index), place) {
            *slot = place;
            self.shown.push(Shown { character: glyph.character, advance });
            self.characters.insert(glyph.character, glyph.id);
        }
    }
}

impl<'a> Subsets<'a> {
    /// The subsets a layout needs, in the order of the faces.
    ///
    /// # Errors
    /// A face that may not be embedded or cannot be subset.
    pub(super) fn of(layout: &Layout, book: &'a Book) -> Result<Self, Diagnostic> {
        let parts: Vec<(Form, Meanings)> = collect(layout, book)
            .into_iter()
            .flat_map(|(form, parts)| parts.into_iter().map(move |part| (form, part)))
            .collect();
        let mut forms: BTreeMap<Form, Vec<usize>> = BTreeMap::new();
        for (number, (form, _)) in parts.iter().enumerate() {
            forms.entry(*form).or_default().push(number);
        }
        // Side by side: the larger ones take most of the time of a short document.
        let made: Vec<Result<Subset<'a>, Diagnostic>> = parts
            .into_par_iter()
            .enumerate()
            .map(|(number, (form, part))| Subset::new(number, book, form, part))
            .collect();
        Ok(Self { forms, list: made.into_iter().collect::<Result<_, _>>()? })
    }

    /// In the order of the faces.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Subset<'a>> {
        self.list.iter()
    }

    /// Those that show the glyphs of `run`.
    pub(super) fn of_run(&self, run: &GlyphRun) -> OfRun<'_> {
        let form = self.forms.get(&(run.face, run.squeeze));
        OfRun { numbers: form.map(Vec::as_slice).unwrap_or_default(), list: &self.list }
    }

    /// The fonts as printpdf takes them.
    pub(super) fn programs(&self) -> BTreeMap<FontId, PdfFont> {
        self.list.iter().map(|subset| (subset.id.clone(), subset.program())).collect()
    }
}

/// The subsets of one form.
#[derive(Clone, Copy)]
pub(super) struct OfRun<'s> {
    numbers: &'s [usize],
    list: &'s [Subset<'s>],
}

impl<'s> OfRun<'s> {
    /// The subset that shows a glyph, its code there, and its advance in millionths of an em.
    pub(super) fn find(self, glyph: Glyph) -> Option<(&'s Subset<'s>, u16, i64)> {
        let mut candidates = self.numbers.iter().filter_map(|&number| self.list.get(number));
        candidates.find_map(|subset| {
            let (place, shown) = subset.meanings.shown(glyph)?;
            Some((subset, *subset.codes_of.get(place)?, shown.advance))
        })
    }
}

/// Form → what it shows, in as many parts as its glyphs have meanings.
fn collect(layout: &Layout, book: &Book) -> BTreeMap<Form, Vec<Meanings>> {
    let mut forms: BTreeMap<Form, Vec<Meanings>> = BTreeMap::new();
    let lines = layout.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Line(line) => Some(line),
        Item::Rule(_) | Item::Picture(_) => None,
    });
    for run in lines.flat_map(|line| &line.runs) {
        let parts = forms.entry((run.face, run.squeeze)).or_default();
        for &glyph in &run.glyphs {
            if parts.iter().any(|part| part.shown(glyph).is_some()) {
                continue;
            }
            let face = book.face(run.face);
            let narrower = i64::from(run.squeeze.thousandths()) * 1000;
            let advance = micro_em(face.advance(glyph.id), face.units_per_em()) - narrower;
            if let Some(part) = parts.iter_mut().find(|part| part.is_open_for(glyph)) {
                part.insert(glyph, advance);
            } else {
                let mut part = Meanings::default();
                part.insert(glyph, advance);
                parts.push(part);
            }
        }
    }
    forms
}

impl<'a> Subset<'a> {
    fn new(
        number: usize,
        book: &'a Book,
        (face, squeeze): Form,
        meanings: Meanings,
    ) -> Result<Self, Diagnostic> {
        let face = book.face(face);
        may_embed(face)?;
        let glyphs = meanings.characters.values().copied().collect();
        let failed = |fault: SubsetError| no_subset(face, &fault.0);
        let PdfSubset { mut data, glyphs } = subset_for_pdf(face, &glyphs).map_err(failed)?;
        if squeeze != Em::ZERO {
            let marks = meanings
                .characters
                .iter()
                .filter_map(|(&mark, old)| Some((*glyphs.get(old)?, empty_side(mark)?)));
            let marks = marks.collect();
            data = squeezed(&data, &marks, squeeze.thousandths()).map_err(failed)?;
        }
        let program =
            Program::new(data, book).map_err(|fault| no_subset(face, &fault.to_string()))?;
        let codes: BTreeMap<u16, Shown> = glyphs
            .iter()
            .filter_map(|(&old, &new)| Some((new, *meanings.shown.get(meanings.place(old)?)?)))
            .collect();
        let mut codes_of = vec![0; meanings.shown.len()];
        for (&old, &new) in &glyphs {
            if let Some(code) = meanings.place(old).and_then(|place| codes_of.get_mut(place)) {
                *code = new;
            }
        }
        Ok(Self {
            // Not F0, F1 …: those names mean the standard faces to printpdf.
            id: FontId(format!("C{number}")),
            name: format!("{}+{}", tag(face, squeeze, &codes), face.postscript_name()),
            codes,
            codes_of,
            face,
            program,
            meanings,
        })
    }

    /// Height of the capitals in thousandths of an em.
    pub(super) fn cap_height(&self) -> i64 {
        thousandths(self.face.metrics().cap_height, self.face.units_per_em())
    }

    fn program(&self) -> PdfFont {
        let metrics = self.face.metrics();
        let [x_min, y_min, x_max, y_max] = metrics.bounds;
        let parsed = ParsedFont {
            original_bytes: self.program.stand_in.clone(),
            font_index: 0,
            font_name: Some(self.name.clone()),
            // Text comes by codes.
            codepoint_to_glyph: BTreeMap::new(),
            // `finish` writes the widths: here they would be cut to whole thousandths.
            glyph_widths: BTreeMap::new(),
            units_per_em: metrics.units_per_em,
            font_metrics: FontMetrics { ascent: metrics.ascent, descent: metrics.descent },
            font_type: FontType::TrueType,
            pdf_font_metrics: PdfFontMetricsStub {
                units_per_em: metrics.units_per_em,
                x_min,
                y_min,
                x_max,
                y_max,
                us_weight_class: metrics.weight,
                ..PdfFontMetricsStub::default()
            },
        };
        PdfFont::with_meta(parsed, PrintpdfFontMeta::default())
    }
}

impl Program {
    fn new(data: Vec<u8>, book: &Book) -> std::io::Result<Self> {
        let length = data.len();
        if data.starts_with(b"OTTO") {
            return Ok(Self { stand_in: data, packed: None, length });
        }
        let packed = book.packed("zlib", &data, || zlib(Kind::Font, &data))?;
        let stand_in = data.get(..4).unwrap_or_default().to_vec();
        Ok(Self { stand_in, packed: Some(packed), length })
    }
}

/// Six capitals that tell subsets of one face apart (ISO 32000-1 9.6.4), from what the subset shows.
fn tag(face: &Face, squeeze: Em, codes: &BTreeMap<u16, Shown>) -> String {
    let mut hash = Hash::new();
    hash.write(face.postscript_name().as_bytes());
    hash.write(&squeeze.thousandths().to_le_bytes());
    for (code, shown) in codes {
        hash.write(&code.to_le_bytes());
        hash.write(&u32::from(shown.character).to_le_bytes());
    }
    let [first, _] = hash.finish();
    spelled(first.into(), b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 6)
}

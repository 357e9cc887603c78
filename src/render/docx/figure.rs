//! Pictures: a paragraph of their own each, as high as the lines of the grid they take, and the files they
//! show. The XML of the drawing is in `finish`.

use std::sync::Arc;

use docx_rs::{LineSpacing, LineSpacingType, Paragraph, ParagraphProperty};

use super::package::Part;
use super::styles::{FIGURE, space_before};
use super::units::twips;
use crate::galley;
use crate::layout::Facts;
use crate::picture::{Kind, Picture};
use crate::template::Sheet;
use crate::unit::Length;

/// A picture in the text, for the finishing stage to draw.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    /// Number of its file, from 1.
    pub(super) file: usize,
    /// From edge to edge.
    pub(super) width: Length,
    /// From edge to edge.
    pub(super) height: Length,
    /// What it shows.
    pub(super) description: String,
}

/// The pictures met so far.
#[derive(Default)]
pub(super) struct Figures {
    /// Each file once.
    files: Vec<Arc<Picture>>,
    /// In the order of the text.
    pub(super) drawings: Vec<Drawing>,
}

impl Figures {
    /// The paragraph in which a picture stands.
    pub(super) fn paragraph(
        &mut self,
        figure: &galley::Figure,
        facts: &Facts,
        sheet: &Sheet,
    ) -> Paragraph {
        let measures = facts.figures.get(&figure.id).copied().unwrap_or_default();
        let known = self.files.iter().position(|file| Arc::ptr_eq(file, &figure.picture));
        let index = known.unwrap_or_else(|| {
            self.files.push(Arc::clone(&figure.picture));
            self.files.len() - 1
        });
        self.drawings.push(Drawing {
            file: index + 1,
            width: measures.width,
            height: measures.height,
            description: figure.description.clone(),
        });
        let lines = sheet.grid.line_pitch.whole_twips() * measures.lines;
        let above = facts.space_before.get(&figure.id);
        let spacing = above.map_or_else(LineSpacing::new, |space| space_before(*space));
        let spacing = spacing.line_rule(LineSpacingType::AtLeast).line(twips(lines));
        let mut property = ParagraphProperty::new().style(FIGURE).line_spacing(spacing);
        if figure.page_break_before {
            property = property.page_break_before(true);
        }
        if figure.caption.is_some() {
            property = property.keep_next(true);
        }
        Paragraph { property, ..Paragraph::new() }
    }

    /// The files, as parts of the package.
    pub(super) fn parts(&self) -> Vec<Part> {
        let parts = self.files.iter().enumerate();
        parts.map(|(index, file)| Part::new(name(index + 1, file), file.file.clone())).collect()
    }
}

fn name(number: usize, picture: &Picture) -> String {
    let extension = match picture.kind {
        Kind::Png => "png",
        Kind::Jpeg => "jpeg",
    };
    format!("word/media/image{number}.{extension}")
}

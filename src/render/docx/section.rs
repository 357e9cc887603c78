//! Sections: paper, margins, where page numbers go on, and the breaks between sections. Which footers
//! they have is for `finish`.

use docx_rs::{
    DocumentChild, PageMargin, PageNumType, PageOrientationType, PageSize, SectionProperty,
    SectionType,
};

use super::footer;
use super::units::{twips, unsigned_twips};
use crate::galley::Section;
use crate::template::Sheet;

/// The sheets of pages along and across the paper.
pub(super) struct Sheets<'a> {
    /// As the template says.
    pub(super) upright: &'a Sheet,
    /// See [`Sheet::turned`].
    pub(super) turned: &'a Sheet,
}

impl<'a> Sheets<'a> {
    /// The sheet of a section.
    pub(super) fn of(&self, section: &Section) -> &'a Sheet {
        if section.landscape { self.turned } else { self.upright }
    }
}

/// Paper, margins, page numbers. The `first` section of a document says its number even where it is 1.
pub(super) fn property(sheets: &Sheets<'_>, section: &Section, first: bool) -> SectionProperty {
    let sheet = sheets.of(section);
    let page = &sheet.page;
    let (width, height) = (twips(page.width), twips(page.height));
    let (top, left) = (twips(sheet.flow_top()), twips(page.binding));
    let text = twips(sheet.stated_flow_height());
    let margin = PageMargin::new()
        .top(top)
        .left(left)
        .right(width - left - twips(page.area_width))
        .bottom(height - top - text)
        .header(twips(page.top / 2))
        .footer(if section.landscape {
            // Only the frame of the page number hangs on this footer, see `footer`.
            twips(page.top / 2)
        } else {
            footer::distance_from_edge(sheet)
        });
    let mut size = PageSize::new().size(unsigned_twips(page.width), unsigned_twips(page.height));
    if section.landscape {
        size = size.orient(PageOrientationType::Landscape);
    }
    let property = SectionProperty::new().page_size(size).page_margin(margin);
    let property = SectionProperty { section_type: Some(SectionType::NextPage), ..property };
    match section.first_page.or(first.then_some(1)) {
        Some(number) => property.page_num_type(PageNumType::new().start(number)),
        None => property,
    }
}

/// Ends a section that another follows: its last paragraph says how its pages are.
pub(super) fn end(
    children: &mut [DocumentChild],
    sheets: &Sheets<'_>,
    section: &Section,
    first: bool,
) {
    if let Some(DocumentChild::Paragraph(paragraph)) = children.last_mut() {
        let own = std::mem::take(&mut paragraph.property);
        paragraph.property = own.section_property(property(sheets, section, first));
    }
}

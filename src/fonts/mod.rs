//! Font faces: the bundled files, installed ones by family name, which face shows a character for a
//! role, and subsets. Metrics and outlines only; widths of lines are for `layout`.

mod book;
mod bundled;
mod codes;
mod everyday;
mod face;
mod gb2312;
mod listing;
mod memo;
mod names;
mod outline;
mod squeezed;
mod stored;
mod subset;
mod system;
mod table;

pub use book::{Book, FaceId, Preference, Refused};
pub use codes::{CODES, may_embed, no_subset};
pub use everyday::everyday;
pub use face::{Embedding, Face, Metrics, Origin};
pub use gb2312::{level_one, marks_and_numerals};
pub use listing::{Coverage, FaceListing, InstalledListing, RoleListing, listing};
pub use outline::{Outline, outline};
pub use squeezed::squeezed;
pub use subset::{DocxSubset, PdfSubset, SubsetError, subset_for_docx, subset_for_pdf};

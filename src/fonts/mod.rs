//! Font faces: the bundled files, installed ones by family name, which face shows a character for a
//! role, and subsets. Metrics and outlines only; widths of lines are for `layout`.

mod book;
mod bundled;
mod face;
mod subset;
mod system;

pub use book::{Book, FaceId, Preference};
pub use face::{Embedding, Face};
pub use subset::{DocxSubset, PdfSubset, SubsetError, subset_for_docx, subset_for_pdf};

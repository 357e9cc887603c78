//! Whether the files of a document are the document: every character of the one is in the other, and lines
//! and pages are the same. `text` says what characters a file holds, `account` balances two of them,
//! `pages` compares lines. How files are read is for `inspect`, what is printed for `cli`.

mod account;
mod pages;
mod text;

pub use account::{Account, Difference, Kind, account};
pub use pages::{PageDifference, Pages, compare, laid_out, page_lines};
pub use text::{Character, Place, of_docx, of_docx_file, of_layout, of_pdf_file};

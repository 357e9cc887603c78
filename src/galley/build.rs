//! Document → galley.
use super::Galley;
use crate::diag::Diagnostics;
use crate::figures::Ledger;
use crate::model::Document;
use crate::template::Sheet;
/// Builds the galley; every fault goes into `diagnostics`.
#[must_use]
pub fn build(
    _document: &Document,
    _sheet: &Sheet,
    _ledger: &Ledger,
    _diagnostics: &mut Diagnostics,
) -> Galley {
    todo!()
}

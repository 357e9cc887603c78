//! Exact quantities.
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::model::Datum;
/// The named quantities of a document.
#[derive(Debug)]
pub struct Ledger {}
impl Ledger {
    /// Reads 数据; every fault goes into `diagnostics`.
    #[must_use]
    pub fn new(_data: &[Datum], _diagnostics: &mut Diagnostics) -> Self {
        todo!()
    }
    /// Evaluates what stands between `{{` and `}}`; `span` is its place.
    ///
    /// # Errors
    /// One diagnostic at the place of the fault.
    pub fn evaluate(&self, _formula: &str, _span: Span) -> Result<String, Diagnostic> {
        todo!()
    }
}

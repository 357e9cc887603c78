//! Counts levels.
use super::Scheme;
/// Counts headings and numbered paragraphs.
#[derive(Clone, Debug)]
pub struct Counter<'a> {
    scheme: &'a Scheme,
    counts: Vec<u32>,
}
impl<'a> Counter<'a> {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(scheme: &'a Scheme) -> Self {
        Self { scheme, counts: Vec::new() }
    }
    /// Counts one more at `level` (from 1), restarts the levels below, gives number and label.
    pub fn next(&mut self, _level: u8) -> (u32, String) {
        let _ = (&self.scheme, &mut self.counts);
        todo!()
    }
}

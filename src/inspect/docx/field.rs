//! Fields: an instruction, and what it came to (ISO/IEC 29500-1 17.16). Those still open, since they nest.

/// No more fields are looked at inside each other; Word itself stops at twenty.
const DEEPEST: usize = 64;

/// The fields that have begun and not ended.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// So many more have begun inside them.
    deeper: usize,
}

#[derive(Default)]
struct Field {
    code: String,
    in_result: bool,
    /// The paragraph in which it began.
    began: usize,
}

/// A field that has ended.
pub(super) struct Ended {
    pub(super) code: String,
    pub(super) had_result: bool,
}

impl Fields {
    pub(super) fn begin(&mut self, paragraph: usize) {
        self.push(Field { began: paragraph, ..Field::default() });
    }

    /// A field whose instruction is known at once.
    pub(super) fn begin_with(&mut self, code: &str, paragraph: usize) {
        self.push(Field { code: code.to_owned(), in_result: true, began: paragraph });
    }

    fn push(&mut self, field: Field) {
        if self.open.len() < DEEPEST {
            self.open.push(field);
        } else {
            self.deeper += 1;
        }
    }

    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut() {
            field.code.push_str(text);
        }
    }

    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.in_result = true;
        }
    }

    pub(super) fn end(&mut self) -> Option<Ended> {
        if let Some(deeper) = self.deeper.checked_sub(1) {
            self.deeper = deeper;
            return None;
        }
        let field = self.open.pop()?;
        Some(Ended { code: field.code, had_result: field.in_result })
    }

    /// A paragraph ends. No instruction goes on in the next; one that seems to has lost its end.
    pub(super) fn end_paragraph(&mut self, paragraph: usize) {
        self.open.retain(|field| field.in_result || field.began != paragraph);
    }

    /// What stands here is part of an instruction.
    pub(super) fn in_code(&self) -> bool {
        self.open.iter().any(|field| !field.in_result)
    }

    /// What stands here is a table of contents.
    pub(super) fn in_contents(&self) -> bool {
        self.open.iter().any(Field::is_contents)
    }

    /// Where a table of contents began that has no end.
    pub(super) fn endless_contents(&self) -> Option<usize> {
        self.open.iter().find(|field| field.is_contents()).map(|field| field.began)
    }
}

impl Field {
    fn is_contents(&self) -> bool {
        let word = self.code.split_whitespace().next().unwrap_or_default();
        self.in_result && word.eq_ignore_ascii_case("TOC")
    }
}

/// What a field without a result shows: `EQ \o\ac(○,1)` puts one sign over the other.
pub(super) fn overlaid(code: &str) -> Option<String> {
    let code: String = code.chars().filter(|character| !character.is_whitespace()).collect();
    let lower = code.to_ascii_lowercase();
    let inside = lower.strip_prefix("eq\\o\\ac(")?.strip_suffix(')')?;
    let (ring, sign) = inside.split_once([',', ';'])?;
    let ring = ring.chars().find(|character| !character.is_ascii())?;
    let sign = sign.trim_matches(['(', ')']);
    if matches!(ring, '○' | '◯' | '〇') {
        let number: u32 = sign.parse().ok()?;
        let style = crate::numbering::NumeralStyle::Circled;
        return Some(crate::numbering::format_numeral(style, number));
    }
    Some(sign.to_owned())
}

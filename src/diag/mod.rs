//! What can go wrong, as data: code, severity, place, message, help, clause. How a diagnostic looks
//! on a terminal or as JSON is decided in `cli::report`; which rules exist is decided where they are
//! checked. Nothing here reads text or knows a file's name.

mod likeness;

pub use likeness::likeness;

/// Which source text a [`Span`] lies in: the author's file, a template, a table of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u16);

impl FileId {
    /// The id of the `index`-th text of a source map.
    #[must_use]
    pub const fn new(index: u16) -> Self {
        Self(index)
    }

    /// The position in the source map.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A stretch of bytes in one source text, end excluded; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text it lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// A span of `start..end` in `file`.
    #[must_use]
    pub const fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end }
    }

    /// The empty span at the front of `file`.
    #[must_use]
    pub const fn start_of(file: FileId) -> Self {
        Self::new(file, 0, 0)
    }
}

/// How bad a diagnostic is. The order is from bad to mild.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// No output can be made, or the standard says 应当/必须 (规).
    Error,
    /// The standard says 一般 or recommends (般、荐).
    Warning,
    /// A custom, or worth a look (俗).
    Hint,
}

impl Severity {
    /// Its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Hint => "提示",
        }
    }
}

/// A stable name of a kind of diagnostic, such as `Y003`: a letter for the family, three digits.
///
/// Families: `Y` the YAML file and its language, `T` templates, `F` figures, `G` glyphs and fonts,
/// `I` pictures, `K` indicators and scores, `L` layout, `X` table files, `R` the rules of a check and what
/// changes them, `U` usage and environment; found only by a check: `S` structure and numbering, `P` punctuation
/// and spacing, `N` numbers, units, years, `W` words and names, `D` elements of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// Where; `None` only for faults of usage or environment, which have no place in a text.
    pub span: Option<Span>,
    /// What is wrong, one Chinese sentence without a final full stop.
    pub message: String,
    /// A few words set under the marked place; empty for none.
    pub label: String,
    /// What to do about it; empty for none.
    pub help: String,
    /// The clause it rests on, e.g. `GB/T 9704-2012 7.3.3`; empty for none.
    pub clause: &'static str,
    /// What mends it for certain, all of it together; empty for what a person has to decide.
    pub edits: Vec<Edit>,
}

/// A change of a source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is taken away; empty where something is put in.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, Some(span), message)
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, Some(span), message)
    }

    /// A finding of a rule, as bad as the rule says.
    #[must_use]
    pub fn found(code: Code, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, severity, Some(span), message)
    }

    /// A fault of usage or environment: a file that cannot be read, a folder that cannot be written.
    #[must_use]
    pub fn environment(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, None, message)
    }

    fn new(code: Code, severity: Severity, span: Option<Span>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            span,
            message: message.into(),
            label: String::new(),
            help: String::new(),
            clause: "",
            edits: Vec::new(),
        }
    }

    /// The same with a few words under the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The same with the clause it rests on.
    #[must_use]
    pub fn clause(mut self, clause: &'static str) -> Self {
        self.clause = clause;
        self
    }
}

/// Collects the findings of a run, so that all of them are reported at once.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    errors: usize,
    /// Findings that were too many to keep.
    more: usize,
}

/// So many errors are kept of a run, and so many other findings; a sample report has some eighty, four hundred of them
/// in one file have not as many.
const MOST: usize = 50_000;

/// There are more findings than are kept.
const MORE: Code = Code("U013");

impl Diagnostics {
    /// An empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one finding; what is too much to be kept is counted.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let is_error = diagnostic.severity == Severity::Error;
        let alike = if is_error { self.errors } else { self.list.len() - self.errors };
        if alike >= MOST {
            self.more += 1;
            return;
        }
        self.errors += usize::from(is_error);
        self.list.push(diagnostic);
    }

    /// Whether no more errors are kept: who finds many need not describe further ones.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.errors >= MOST
    }

    /// Adds several findings.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// Whether any finding is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// The findings, in the order of their places.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by_key(|d| (d.span, d.severity));
        if self.more > 0 {
            let message = format!("还有 {} 处没有记下", self.more);
            self.list.push(Diagnostic::new(MORE, Severity::Hint, None, message));
        }
        self.list
    }
}

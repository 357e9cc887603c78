//! Why a character of a taken-in file was changed, moved, added or left out, as the account says it.

/// A reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Numbers are counted by the program.
    Number,
    /// White space at the start or end of a paragraph, or behind a number.
    Edge,
    /// White space that stood for columns.
    Columns,
    /// A line break inside a paragraph.
    LineBreak,
    /// 附件标识 is printed by the program.
    Mark,
    /// The colon behind a run-in heading is printed by the program.
    RunIn,
    /// Words that the program prints in front of a unit, a note, a list of attachments.
    Words,
    /// The header of a table that had none.
    Header,
    /// The title of a document that had none.
    Title,
    /// Paragraphs of a cell stand on lines of their own.
    Paragraphs,
    /// What a word processor left behind in the text: `[bookmark: _GoBack]`.
    Residue,
    /// Signs of Markdown or HTML.
    Markup,
    /// The date in the way the program prints it.
    Date,
    /// Characters that cannot be printed.
    Unprintable,
    /// The sign in front of an entry of a list that has no numbers.
    Bullet,
    /// What stands twice because a table goes on: a repeated header, 续表.
    Repeated,
    /// 目录: made anew from the headings.
    Contents,
    /// 待填, as a draft prints it.
    Unfilled,
}

impl Why {
    /// In words of the trade.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Number => "层次序数由程序编",
            Self::Edge => "段首、段末、序数后的空白由版式定",
            Self::Columns => "用空白排成的列改成了表格",
            Self::LineBreak => "段落里的换行",
            Self::Mark => "附件标识由程序印",
            Self::RunIn => "段首标题后的冒号由程序印",
            Self::Words => "“单位：”“注：”“附件：”一类的字由程序印",
            Self::Header => "原来的表没有表头，补上了",
            Self::Title => "原来没有标题，补上了",
            Self::Paragraphs => "格里的各段分行",
            Self::Residue => "Word 留下的痕迹",
            Self::Markup => "Markdown、HTML 的记号",
            Self::Date => "日期的写法由程序定",
            Self::Bullet => "列表的符号，公文里不用",
            Self::Unprintable => "印不出来的字符",
            Self::Repeated => "跨面的表重复的表头、续表",
            Self::Contents => "目录由程序做",
            Self::Unfilled => "待填的地方，草稿里这样印",
        }
    }
}

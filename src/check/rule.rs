//! What a rule is: its code, its words for `explain` and docs/rules.md, and the function that looks. The rules
//! themselves are under `rules`, a file each.

use super::finding::Findings;
use super::reading::Reading;
use crate::diag::{Code, Severity};

/// A rule.
pub struct Rule {
    /// Its stable name: a letter for the family, three digits.
    pub code: Code,
    /// What is wrong, in a few words: 半角标点.
    pub name: &'static str,
    /// How bad a finding is unless the profile or the finding itself says otherwise: 规 → error, 般 or 荐 →
    /// warning, 俗 → hint.
    pub severity: Severity,
    /// 查什么: what it looks for and, where that is worth a word, what it leaves alone. Whole sentences.
    pub looks_for: &'static str,
    /// 依据: the clause it rests on.
    pub clause: &'static str,
    /// 例: a text that has it. Several lines are several paragraphs.
    pub wrong: &'static str,
    /// 例: the same as it ought to be.
    pub right: &'static str,
    /// 改法: what to do about it. Whole sentences.
    pub remedy: &'static str,
    /// Whether `--修` mends what it finds.
    pub mends: bool,
    /// Looks at a whole document.
    pub look: fn(&Reading<'_>, &mut Findings),
}

/// A family of rules, by the letter of its codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// S
    Structure,
    /// P
    Punctuation,
    /// N
    Numbers,
    /// F
    Figures,
    /// K
    Indicators,
    /// W
    Words,
    /// L
    Layout,
    /// D
    Elements,
}

impl Family {
    /// Every family, in the order in which findings are grouped.
    pub const ALL: [Self; 8] = [
        Self::Structure,
        Self::Punctuation,
        Self::Numbers,
        Self::Figures,
        Self::Indicators,
        Self::Words,
        Self::Layout,
        Self::Elements,
    ];

    /// The letter of its codes.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Structure => 'S',
            Self::Punctuation => 'P',
            Self::Numbers => 'N',
            Self::Figures => 'F',
            Self::Indicators => 'K',
            Self::Words => 'W',
            Self::Layout => 'L',
            Self::Elements => 'D',
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Structure => "结构和层次序数",
            Self::Punctuation => "标点和空白",
            Self::Numbers => "数字、单位、年度",
            Self::Figures => "数与数的关系",
            Self::Indicators => "绩效指标和得分",
            Self::Words => "用字和名称",
            Self::Layout => "版面",
            Self::Elements => "公文要素",
        }
    }

    /// The family of a code; `None` for codes that no rule of a check has, such as those of the YAML language.
    #[must_use]
    pub fn of(code: Code) -> Option<Self> {
        Self::ALL.into_iter().find(|family| code.0.starts_with(family.letter()))
    }
}

impl Rule {
    /// Its family.
    #[must_use]
    pub fn family(&self) -> Family {
        Family::of(self.code).unwrap_or(Family::Words)
    }
}

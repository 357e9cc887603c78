//! Pictures as the author gives them, and the numbers that pictures and tables carry.

use super::{Inline, Spanned, Weight};
use crate::diag::Span;
use crate::unit::Length;

/// 图.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Where the block stands.
    pub span: Span,
    /// 文件: path of the picture, from the folder of the YAML file.
    pub file: Spanned<String>,
    /// 宽; `None`: as large as the picture says, no wider than the type area.
    pub width: Option<FigureWidth>,
    /// 标题: the line under the picture.
    pub title: Option<Inline>,
    /// 编号.
    pub number: Numbered,
    /// 说明: what the picture shows, for those who cannot see it.
    pub description: Option<Spanned<String>>,
}

/// How wide a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureWidth {
    /// So many characters of the text, above zero.
    Characters(Weight),
    /// Above zero.
    Length(Length),
}

/// Whether a table or a picture carries a number, and the name it is referred to by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbered {
    /// 编号: the word in front of the number, `表` or `附表`; `None`: no number.
    pub word: Option<&'static str>,
    /// 名: `{{名}}` in a text stands for its number.
    pub name: Option<Spanned<String>>,
}

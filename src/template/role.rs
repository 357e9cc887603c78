//! The roles a paragraph or a run can play, and how a role looks. The list is closed: code asks for
//! roles by name, a template says how each looks.

use std::ops::{Index, IndexMut};

use crate::unit::{Em, Length};

/// A role of text in an official document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 正文.
    Body,
    /// 附件标识: “附件4”.
    Mark,
    /// 公文标题.
    Title,
    /// 标题1: 一、
    Heading1,
    /// 标题2: （一）
    Heading2,
    /// 标题3: 1.
    Heading3,
    /// 标题4: （1）
    Heading4,
    /// 表题: the line above a table.
    TableTitle,
    /// 表格单位: “单位：万元” above a table.
    TableUnit,
    /// 表头.
    TableHead,
    /// 表格文字.
    TableText,
    /// 表注: lines under a table.
    TableNote,
    /// 表单表头: words printed in a form (绩效自评表).
    FormHead,
    /// 表单文字: what is filled into a form.
    FormText,
    /// 图题: the line under a picture.
    FigureTitle,
    /// 脚注: a note at the foot of the page.
    Footnote,
    /// 目录标题: the words above the lines of 目录.
    ContentsTitle,
    /// 目录1: a line of 目录 for a heading of the first level.
    Contents1,
    /// 目录2.
    Contents2,
    /// 目录3.
    Contents3,
    /// 附件说明.
    AttachmentNote,
    /// 署名.
    Signature,
    /// 成文日期.
    Date,
    /// 页码.
    PageNumber,
}

impl Role {
    /// Every role, in the order of the enum.
    pub const ALL: [Role; 24] = [
        Role::Body,
        Role::Mark,
        Role::Title,
        Role::Heading1,
        Role::Heading2,
        Role::Heading3,
        Role::Heading4,
        Role::TableTitle,
        Role::TableUnit,
        Role::TableHead,
        Role::TableText,
        Role::TableNote,
        Role::FormHead,
        Role::FormText,
        Role::FigureTitle,
        Role::Footnote,
        Role::ContentsTitle,
        Role::Contents1,
        Role::Contents2,
        Role::Contents3,
        Role::AttachmentNote,
        Role::Signature,
        Role::Date,
        Role::PageNumber,
    ];

    /// The name in templates and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Role::Body => "正文",
            Role::Mark => "附件标识",
            Role::Title => "公文标题",
            Role::Heading1 => "标题1",
            Role::Heading2 => "标题2",
            Role::Heading3 => "标题3",
            Role::Heading4 => "标题4",
            Role::TableTitle => "表题",
            Role::TableUnit => "表格单位",
            Role::TableHead => "表头",
            Role::TableText => "表格文字",
            Role::TableNote => "表注",
            Role::FormHead => "表单表头",
            Role::FormText => "表单文字",
            Role::FigureTitle => "图题",
            Role::Footnote => "脚注",
            Role::ContentsTitle => "目录标题",
            Role::Contents1 => "目录1",
            Role::Contents2 => "目录2",
            Role::Contents3 => "目录3",
            Role::AttachmentNote => "附件说明",
            Role::Signature => "署名",
            Role::Date => "成文日期",
            Role::PageNumber => "页码",
        }
    }

    /// The role of a heading of `level` 1–4; deeper levels look as the fourth.
    #[must_use]
    pub const fn heading(level: u8) -> Role {
        match level {
            0 | 1 => Role::Heading1,
            2 => Role::Heading2,
            3 => Role::Heading3,
            _ => Role::Heading4,
        }
    }

    /// The role of a line of 目录 for a heading of `level` 1–3; deeper levels look as the third.
    #[must_use]
    pub const fn contents(level: u8) -> Role {
        match level {
            0 | 1 => Role::Contents1,
            2 => Role::Contents2,
            _ => Role::Contents3,
        }
    }

    /// Whether it is a line of 目录, which ends with dots and a page number.
    #[must_use]
    pub const fn is_contents_line(self) -> bool {
        matches!(self, Role::Contents1 | Role::Contents2 | Role::Contents3)
    }
}

/// The kinds of typeface the standard names; which file stands for one is for `fonts` to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FontRole {
    /// 仿宋.
    FangSong,
    /// 小标宋.
    XiaoBiaoSong,
    /// 楷体.
    Kai,
    /// 黑体.
    Hei,
    /// 宋体.
    Song,
    /// Times: Latin text where a template wants it apart.
    Times,
}

impl FontRole {
    /// Every kind, in the order of the enum.
    pub const ALL: [FontRole; 6] = [
        FontRole::FangSong,
        FontRole::XiaoBiaoSong,
        FontRole::Kai,
        FontRole::Hei,
        FontRole::Song,
        FontRole::Times,
    ];

    /// The name in templates and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            FontRole::FangSong => "仿宋",
            FontRole::XiaoBiaoSong => "小标宋",
            FontRole::Kai => "楷体",
            FontRole::Hei => "黑体",
            FontRole::Song => "宋体",
            FontRole::Times => "Times",
        }
    }
}

/// How the lines of a paragraph stand between its edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// 两端: full lines flush at both edges, the last line at the left.
    Justified,
    /// 左.
    Left,
    /// 居中.
    Center,
    /// 右.
    Right,
}

/// 样式: how a role looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleStyle {
    /// 字体.
    pub font: FontRole,
    /// 西文字体; `None`: the same face as the hanzi.
    pub latin: Option<FontRole>,
    /// 字号.
    pub size: Length,
    /// 字距: added to every character's advance; negative to bring 28 characters into the line.
    pub tracking: Length,
    /// 行距: from baseline to baseline.
    pub line_pitch: Length,
    /// 对齐.
    pub alignment: Alignment,
    /// 首行缩进, in characters of this role, against the lines below; negative where it hangs, never by more than
    /// [`RoleStyle::left_indent`].
    pub first_indent: Em,
    /// 左空, in characters.
    pub left_indent: Em,
    /// 右空, in characters.
    pub right_indent: Em,
    /// 与下段同页: a heading never stands last on a page.
    pub keep_with_next: bool,
}

impl RoleStyle {
    /// An indent of so many characters as set with this role's size and tracking. Word counts
    /// characters without tracking, so the DOCX writes this length in twips.
    #[must_use]
    pub fn chars(&self, count: Em) -> Length {
        count.of(self.size)
    }
}

/// A [`RoleStyle`] for every [`Role`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roles(pub [RoleStyle; Role::ALL.len()]);

impl Index<Role> for Roles {
    type Output = RoleStyle;
    fn index(&self, role: Role) -> &RoleStyle {
        &self.0[role as usize]
    }
}

impl IndexMut<Role> for Roles {
    fn index_mut(&mut self, role: Role) -> &mut RoleStyle {
        &mut self.0[role as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_listed_in_their_own_order() {
        for (index, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, index, "{}", role.name());
        }
    }
}

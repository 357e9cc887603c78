//! [`Sheet`]: a template read and checked; every measure exact. Which YAML keys these come from and what
//! ranges hold is in `decode`; the values themselves are in templates/*.yaml, each with its clause.

use super::role::{Role, Roles};
use crate::model::Align;
use crate::numbering::Scheme;
use crate::unit::{Em, Length};

/// Everything that layout and the renderers need to know of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// 页面.
    pub page: PageGeometry,
    /// 版心网格.
    pub grid: Grid,
    /// 样式, one for each role.
    pub roles: Roles,
    /// 层次序数.
    pub scheme: Scheme,
    /// 首部: where the attachment mark and the title stand.
    pub opening: Opening,
    /// 断行.
    pub breaking: Breaking,
    /// 精排.
    pub fine: Fine,
    /// 页码.
    pub page_number: PageNumber,
    /// 表格.
    pub table: TableStyle,
}

/// 页面: paper and margins (GB/T 9704 5.1, 5.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageGeometry {
    /// 纸宽.
    pub width: Length,
    /// 纸高.
    pub height: Length,
    /// 天头: paper edge to the top of the type area.
    pub top: Length,
    /// 订口: paper edge to the left of the type area.
    pub binding: Length,
    /// 版心宽.
    pub area_width: Length,
    /// 版心高.
    pub area_height: Length,
}

/// 版心网格 (GB/T 9704 3.1, 3.2, 5.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// 每面行数.
    pub lines: u16,
    /// 每行字数.
    pub chars: u16,
    /// 行距: from baseline to baseline.
    pub line_pitch: Length,
    /// 字框: how much of a character's height lies above its baseline.
    pub ascent: Em,
    /// 行框: how much of a line's height lies above its baseline in Word-family programs.
    pub line_ascent: Em,
}

impl Sheet {
    /// What parts two tables that nothing stands between: Word-family programs run them into one unless a
    /// paragraph does.
    pub const TABLE_GAP: Length = Length::from_points(1);

    /// 脚注: the rule above the notes, as a share of the width of the type area; from its middle line to the
    /// text above and to the notes below; its thickness. LibreOffice knows no other (measured), so no
    /// template changes them.
    pub const NOTE_RULE_SHARE: (i64, i64) = (1, 4);
    /// See [`Sheet::NOTE_RULE_SHARE`].
    pub const NOTE_RULE_GAP: Length = Length::from_twips(57);
    /// See [`Sheet::NOTE_RULE_SHARE`].
    pub const NOTE_RULE_WIDTH: Length = Length::from_twips(10);

    /// What parts the text of a page from its notes, rule included.
    pub const NOTE_SEPARATOR: Length = Length::from_twips(57 + 10 + 57);

    /// The size of a note's number in text of `size`, and how far it stands above the baseline: 上标 as
    /// LibreOffice sets it, its top at the top of the characters.
    #[must_use]
    pub fn note_mark(&self, size: Length) -> (Length, Length) {
        const SHARE: (i64, i64) = (58, 100);
        let twips = size.emu() / Length::PER_TWIP * SHARE.0 / SHARE.1;
        let own = Length::from_emu(twips * Length::PER_TWIP);
        (own, self.grid.ascent.of(size - own))
    }

    /// Baseline of the first line, from the top of the paper: the top of a body character lies on the
    /// upper edge of the type area (GB/T 9704 5.2.3).
    #[must_use]
    pub fn first_baseline(&self) -> Length {
        self.page.top + self.grid.ascent.of(self.roles[Role::Body].size)
    }

    /// Top of the first line's box, from the top of the paper. Text flows in line boxes as Word-family
    /// programs have them, so this is also the top margin of the DOCX.
    #[must_use]
    pub fn flow_top(&self) -> Length {
        self.first_baseline() - self.grid.line_ascent.of(self.grid.line_pitch)
    }

    /// The sheet of pages whose text lies across the paper (横排, GB/T 9704 8). The type area is the same
    /// part of the paper; what was 订口 lies above the text, so that the head of a table is at the
    /// binding side on odd pages and at the outer side on even ones.
    #[must_use]
    pub fn turned(&self) -> Self {
        let page = &self.page;
        let size = self.roles[Role::Body].size.emu().max(1);
        let cell = page.area_width.emu() / i64::from(self.grid.chars.max(1));
        let further_lines = (page.area_width.emu() - size) / self.grid.line_pitch.emu().max(1);
        let chars = page.area_height.emu() / cell.max(1);
        let count = |number: i64| u16::try_from(number.max(1)).unwrap_or(u16::MAX);
        Self {
            page: PageGeometry {
                width: page.height,
                height: page.width,
                top: page.binding,
                binding: page.height - page.top - page.area_height,
                area_width: page.area_height,
                area_height: page.area_width,
            },
            grid: Grid { lines: count(further_lines + 1), chars: count(chars), ..self.grid },
            ..self.clone()
        }
    }

    /// Height of the flow: the line boxes of a full page.
    #[must_use]
    pub fn flow_height(&self) -> Length {
        self.grid.line_pitch * i64::from(self.grid.lines)
    }

    /// Height of the flow as the DOCX states it: lines of whole twips, and a little more, far less than a
    /// further line, so that rounding in the reading program costs no line.
    #[must_use]
    pub fn stated_flow_height(&self) -> Length {
        const SLACK: Length = Length::from_twips(6);
        self.grid.line_pitch.whole_twips() * i64::from(self.grid.lines) + SLACK
    }
}

/// 首部 of an attachment (GB/T 9704 7.3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// 标题行: line of the type area on which the title starts, counted from 1.
    pub title_line: u16,
    /// 标题后空行: empty lines between title and text.
    pub lines_after_title: u16,
}

/// 断行: the policy by which lines are broken, the same in PDF and DOCX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breaking {
    /// 中西间距: space between a hanzi and a Latin letter or digit.
    pub latin_gap: Em,
    /// 标点挤压: how much two neighbouring marks with room between them come closer.
    pub squeeze: Em,
    /// 行首禁则增补: further characters that no line begins with.
    pub extra_no_start: String,
    /// 数与单位不分: a number and the measure word behind it stay on one line.
    pub keep_measure_words: bool,
    /// 孤行控制: a page neither ends with the first line of a paragraph nor begins with the last.
    pub widow_control: bool,
    /// 方式.
    pub policy: Policy,
}

/// How lines are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// 一致: each line as full as it goes, as Word-family programs break flowing text.
    #[default]
    Flowing,
    /// 精排: the best lines for the whole paragraph; the DOCX is locked to them.
    Fine,
}

/// How wide a mark is at an edge of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkWidth {
    /// 全字.
    Full,
    /// 半字: its empty half is given up.
    Half,
}

/// 精排: what may be done to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fine {
    /// 行末标点: a stop or closing mark at the line end (GB/T 15834 5.1.10).
    pub line_end: MarkWidth,
    /// 行首标点: an opening mark at the line start.
    pub line_start: MarkWidth,
    /// 段首标点: an opening mark at the start of a paragraph.
    pub paragraph_start: MarkWidth,
    /// 中西间距至多: the most that 中西间距 grows to.
    pub widest_gap: Em,
    /// 孤字不成行: a last line of a single hanzi is avoided.
    pub no_lone_character: bool,
}

/// 页码 (GB/T 9704 7.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageNumber {
    /// 距版心: from the lower edge of the type area to the dashes (一字线).
    pub distance: Length,
    /// 缩进: from the outer edge of the type area.
    pub inset: Em,
}

/// 表格.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableStyle {
    /// 外框线宽.
    pub outer_rule: Length,
    /// 内线宽.
    pub inner_rule: Length,
    /// 左右边距 inside a cell.
    pub padding_x: Length,
    /// 上下边距 inside a cell.
    pub padding_y: Length,
    /// 续页重复表头.
    pub repeat_head: bool,
    /// 文字对齐 of columns that say nothing and hold text.
    pub text_align: Align,
}

//! What an author writes to name a table in a file: `指标.xlsx#'附表 1'!A1:H30`. Where the file is and what
//! is in it is not known here.

use std::ops::Range;

use super::place::Area;

/// A reference, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The file as written.
    pub file: String,
    /// The sheet's name without its quotes; the first visible one where none is written.
    pub sheet: Option<String>,
    /// The stretch of the sheet; all that is filled where none is written.
    pub area: Option<Area>,
    /// Bytes of the text that name the sheet.
    pub sheet_at: Option<Range<usize>>,
    /// Bytes of the text that name the stretch.
    pub area_at: Option<Range<usize>>,
}

/// A reference that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceFault {
    /// The bytes of the text that are wrong.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// How it is written.
    pub help: String,
}

const HOW: &str = "写成 文件.xlsx#工作表!A1:H30；工作表和范围都可以不写，\
    名称里有空格或标点的用单引号括起来：文件.xlsx#'附表 1'!A1:H30";

const HOW_AREA: &str = "范围写成 A1:H30；A2:H 表示从第 2 行到最后一行，B3 表示一个单元格";

impl Reference {
    /// Reads a reference. White space around its parts is passed over; full-width `＃！：` count as the
    /// half-width ones.
    ///
    /// # Errors
    /// No file, an empty or unclosed sheet name, a stretch that is none. Ranges count bytes of `text`.
    pub fn parse(text: &str) -> Result<Self, ReferenceFault> {
        let Some((mark, width)) = mark(text) else {
            return Self::of(text, None, None);
        };
        let inside = trimmed(text, mark + width..text.len());
        let rest = &text[inside.clone()];
        if rest.is_empty() {
            return Err(fault(mark..text.len(), "“#”后面没有写工作表或范围", HOW));
        }
        let (file, start) = (&text[..mark], inside.start);
        if let Some(quote) = rest.chars().next().filter(|first| is_quote(*first)) {
            let (sheet, length) = quoted(rest, quote)
                .ok_or_else(|| fault(inside.clone(), "工作表名称的单引号没有成对", HOW))?;
            let behind = trimmed(text, start + length..inside.end);
            let area = match text[behind.clone()].chars().next() {
                None => None,
                Some('!' | '！') => Some(behind),
                Some(_) => return Err(fault(behind, "工作表名称和范围之间缺“!”", HOW)),
            };
            return Self::of(file, Some((sheet, start..start + length)), area.map(|at| (text, at)));
        }
        if let Some(at) = rest.rfind(['!', '！']) {
            let name = trimmed(text, start..start + at);
            let sheet = (text[name.clone()].to_owned(), name);
            return Self::of(file, Some(sheet), Some((text, start + at..inside.end)));
        }
        if let Some(area) = area(rest) {
            let reference = Self::of(file, None, None)?;
            return Ok(Self { area: Some(area), area_at: Some(inside), ..reference });
        }
        if rest.contains([':', '：']) {
            return Err(fault(inside.clone(), &format!("“{rest}”不是单元格范围"), HOW_AREA));
        }
        Self::of(file, Some((rest.to_owned(), inside)), None)
    }

    /// `area` is the text and its bytes from the exclamation mark on; nothing behind the mark is no area.
    fn of(
        file: &str,
        sheet: Option<(String, Range<usize>)>,
        area_part: Option<(&str, Range<usize>)>,
    ) -> Result<Self, ReferenceFault> {
        let name = file.trim();
        if name.is_empty() {
            return Err(fault(0..file.len(), "没有写表格文件的名字", HOW));
        }
        if let Some((_, at)) = sheet.as_ref().filter(|(name, _)| name.is_empty()) {
            let at = at.start..at.end.max(at.start);
            return Err(fault(at, "“!”前面没有工作表的名称", HOW));
        }
        let (sheet, sheet_at) = sheet.unzip();
        let mut reference =
            Self { file: name.to_owned(), sheet, area: None, sheet_at, area_at: None };
        if let Some((text, part)) = area_part {
            let width = text[part.clone()].chars().next().map_or(0, char::len_utf8);
            let at = trimmed(text, part.start + width..part.end);
            let written = &text[at.clone()];
            if !written.is_empty() {
                let message = format!("“{written}”不是单元格范围");
                reference.area =
                    Some(area(written).ok_or_else(|| fault(at.clone(), &message, HOW_AREA))?);
                reference.area_at = Some(at);
            }
        }
        Ok(reference)
    }
}

fn fault(at: Range<usize>, message: &str, help: &str) -> ReferenceFault {
    ReferenceFault { at, message: message.to_owned(), help: help.to_owned() }
}

/// Where the file's name ends and how wide the mark is. A quoted sheet name may hold the mark, a file's
/// name too; so the mark in front of a quote counts, else the last one.
fn mark(text: &str) -> Option<(usize, usize)> {
    let marks = || text.char_indices().filter(|(_, c)| matches!(c, '#' | '＃'));
    let before_quote =
        marks().find(|(at, mark)| text[at + mark.len_utf8()..].trim_start().starts_with(is_quote));
    before_quote.or_else(|| marks().next_back()).map(|(at, mark)| (at, mark.len_utf8()))
}

/// Quotes as keyboards and Chinese input methods give them.
fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '＇')
}

/// The name in quotes, and how many bytes it takes with them. A doubled quote stands for itself.
fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let mut name = String::new();
    let mut rest = text.char_indices().skip(1).peekable();
    let closes = |c: char| if quote == '\'' { c == '\'' } else { is_quote(c) };
    while let Some((at, c)) = rest.next() {
        if !closes(c) {
            name.push(c);
        } else if rest.peek().is_some_and(|(_, next)| *next == c) {
            name.push(c);
            rest.next();
        } else {
            return Some((name, at + c.len_utf8()));
        }
    }
    None
}

/// The stretch without white space around it.
fn trimmed(text: &str, at: Range<usize>) -> Range<usize> {
    let part = &text[at.clone()];
    let start = at.start + (part.len() - part.trim_start().len());
    start..start.max(at.start + part.trim_end().len())
}

/// An area, its signs perhaps full-width.
fn area(text: &str) -> Option<Area> {
    let half = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    Area::parse(&text.chars().filter(|c| !c.is_whitespace()).map(half).collect::<String>())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn references_are_taken_apart() {
        let cases = [
            ("指标.csv", "指标.csv", None, None),
            (" 指标.xlsx ", "指标.xlsx", None, None),
            ("指标.xlsx#Sheet1!A1:H30", "指标.xlsx", Some("Sheet1"), Some("A1:H30")),
            ("指标.xlsx#'附表 1'!A1:H30", "指标.xlsx", Some("附表 1"), Some("A1:H30")),
            ("指标.xlsx#A1:H30", "指标.xlsx", None, Some("A1:H30")),
            ("指标.xlsx#Sheet1", "指标.xlsx", Some("Sheet1"), None),
            ("指标.xlsx#附表1", "指标.xlsx", Some("附表1"), None),
            ("指标.xlsx＃附表1！Ａ2：H", "指标.xlsx", Some("附表1"), Some("A2:H")),
            (
                "附件/指标.xlsx # 附表1 ! $A$1 : $B$2",
                "附件/指标.xlsx",
                Some("附表1"),
                Some("A1:B2"),
            ),
            ("指标.xlsx#B3", "指标.xlsx", None, Some("B3")),
            ("指标.xlsx#Q1!", "指标.xlsx", Some("Q1"), None),
            ("指标.xlsx#'Q1'", "指标.xlsx", Some("Q1"), None),
            ("指标.xlsx#‘附表 1’！A1", "指标.xlsx", Some("附表 1"), Some("A1")),
            ("指标.xlsx#'1月''s #2!'!A1", "指标.xlsx", Some("1月's #2!"), Some("A1")),
            ("C#课程.xlsx#A:C", "C#课程.xlsx", None, Some("A:C")),
        ];
        for (text, file, sheet, area) in cases {
            let found = Reference::parse(text).unwrap();
            assert_eq!(found.file, file, "{text}");
            assert_eq!(found.sheet.as_deref(), sheet, "{text}");
            assert_eq!(found.area.map(|area| area.to_string()).as_deref(), area, "{text}");
        }
    }

    #[test]
    fn the_places_of_the_parts_are_kept() {
        let text = "指标.xlsx # '附表 1' ! A1:H30 ";
        let found = Reference::parse(text).unwrap();
        assert_eq!(&text[found.sheet_at.unwrap()], "'附表 1'");
        assert_eq!(&text[found.area_at.unwrap()], "A1:H30");
    }

    #[test]
    fn what_is_no_reference_is_marked_where_it_goes_wrong() {
        let cases = [
            ("", "", "没有写表格文件的名字"),
            ("#Sheet1", "", "没有写表格文件的名字"),
            ("指标.xlsx#", "#", "“#”后面没有写工作表或范围"),
            ("指标.xlsx#'附表 1!A1:H30", "'附表 1!A1:H30", "工作表名称的单引号没有成对"),
            ("指标.xlsx#'附表 1'A1:H30", "A1:H30", "工作表名称和范围之间缺“!”"),
            ("指标.xlsx#Sheet1!A1:H3O", "A1:H3O", "“A1:H3O”不是单元格范围"),
            ("指标.xlsx#A1：", "A1：", "“A1：”不是单元格范围"),
            ("指标.xlsx#!A1", "", "“!”前面没有工作表的名称"),
        ];
        for (text, place, message) in cases {
            let fault = Reference::parse(text).unwrap_err();
            assert_eq!((&text[fault.at], fault.message.as_str()), (place, message), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_upsets_the_reader(text in "[ #＃!！'‘’:：$A-C1-3表.]{0,24}") {
            match Reference::parse(&text) {
                Err(fault) => prop_assert!(text.get(fault.at).is_some()),
                Ok(found) => {
                    let places = [found.sheet_at, found.area_at];
                    prop_assert!(places.into_iter().flatten().all(|at| text.get(at).is_some()));
                }
            }
        }
    }
}

//! Which years of a text mean the year reported on, and so move along; which dates are those of events.

use std::ops::Range;

use super::Work;
use super::entry::Kind;
use super::roles::Role;
use crate::check::{Read, Year};

/// Behind a year: when something came to be, and so no year of the report.
const ORIGINS: [&str; 14] = [
    "成立", "设立", "组建", "挂牌", "建成", "立项", "印发", "颁布", "修订", "修正", "发布", "施行",
    "制定", "版",
];
/// How far behind its year such a word may stand, in characters.
const REACH: usize = 6;
/// In front of a year: what a figure was taken from, and so nothing of this year yet.
const SOURCES: [&str; 9] = [
    "来源：",
    "来源:",
    "数据来源于",
    "资料来源于",
    "数据来自",
    "资料来自",
    "数据取自",
    "资料取自",
    "摘自",
];
/// Between the two ends of a range of years.
const TO: [&str; 7] = ["至", "到", "—", "－", "-", "～", "~"];
/// Days on which periods begin and end.
const PERIODS: [(u8, u8); 8] =
    [(1, 1), (3, 31), (4, 1), (6, 30), (7, 1), (9, 30), (10, 1), (12, 31)];

impl Work<'_> {
    /// Moves the years of a text, empties its dates, and says what was left.
    pub(super) fn years(&mut self, read: &Read<'_>, role: Role) {
        for year in &read.years {
            self.year(read, year, role);
        }
        self.other_years(read);
        self.dates_without_years(read);
    }

    fn year(&mut self, read: &Read<'_>, year: &Year, role: Role) {
        let text = read.text();
        let digits = year.range.start..year.range.start + 4;
        let Some(place) = self.place(read, &digits) else { return };
        let written = &text[year.range.clone()];
        let (before, behind) = (&text[..digits.start], &text[year.range.end..]);
        let near = [self.from, self.from - 1].contains(&year.year);
        if year.quoted {
            let why = "在书名号或引号里，是文件、活动的名称";
            return self.sheet.leave(place.start, near, written, why);
        }
        if year.year == self.from + 1 {
            let why = "上年文稿里的下一年，是不是也要往后改";
            return self.sheet.leave(place.start, true, written, why);
        }
        if !near {
            return self.sheet.leave(place.start, false, written, "离报告年度远");
        }
        let clause = before.rsplit(['。', '；', '，', '（']).next().unwrap_or_default();
        if SOURCES.iter().any(|words| clause.contains(words)) {
            let why = "注明来源的年份，今年的数另有来源";
            return self.sheet.leave(place.start, true, written, why);
        }
        let ranges = TO.iter().any(|to| behind.starts_with(to) || before.ends_with(to));
        if ranges && !is_months(behind) {
            return self.sheet.leave(place.start, true, written, "是一段年份的一头");
        }
        let soon: String = behind.chars().take(REACH).collect();
        let clause = soon.split(['，', '。', '；', '、', '：']).next().unwrap_or_default();
        if ORIGINS.iter().any(|word| clause.contains(word)) {
            return self.sheet.leave(place.start, true, written, "像是成立、印发的时间");
        }
        if year.dated && role != Role::Target {
            return self.date(read, year, place);
        }
        let moved = (year.year + self.to).saturating_sub(self.from);
        let why = if role == Role::Target {
            "目标里的年份"
        } else if year.year == self.from {
            "报告年度"
        } else {
            "报告年度的上一年，跟着走"
        };
        self.sheet.change(place, &moved.to_string(), Kind::Year, why);
    }

    /// A date: of a period it moves, of an event it is a figure.
    fn date(&mut self, read: &Read<'_>, year: &Year, place: Range<usize>) {
        let text = read.text();
        let behind = &text[year.range.end..];
        let Some((month, day, length)) = month_and_day(behind) else { return };
        let rest = &behind[length..];
        let is_period = match day {
            Some(day) => PERIODS.contains(&(month, day)),
            None => {
                TO.iter().any(|to| rest.starts_with(to)) || rest.starts_with(['底', '末', '份'])
            }
        };
        if is_period {
            let moved = (year.year + self.to).saturating_sub(self.from).to_string();
            self.sheet.change(place, &moved, Kind::Year, "期间的起止");
            return;
        }
        let whole = year.range.start..year.range.end + length;
        match self.place(read, &whole) {
            Some(place) => self.sheet.empty_part(place, &text[whole], "事情的日期"),
            None => self.sheet.leave(place.start, true, &text[whole], "日期里有算式"),
        }
    }

    /// Years that are written otherwise: 〔2021〕, 2021-2025, 二〇二一年.
    fn other_years(&mut self, read: &Read<'_>) {
        let text = read.text();
        for year in [self.from - 1, self.from] {
            let digits = year.to_string();
            for (at, _) in text.match_indices(&digits) {
                let range = at..at + digits.len();
                let known = read.years.iter().any(|known| known.range.contains(&at));
                let is_part = |c: char| c.is_ascii_digit() || c == '.';
                let joined =
                    text[..at].ends_with(is_part) || text[range.end..].starts_with(is_part);
                let is_quantity = read
                    .quantities
                    .iter()
                    .any(|each| each.range.contains(&at) && !each.unit_name().is_empty());
                if known || joined || is_quantity {
                    continue;
                }
                let Some(place) = self.place(read, &range) else { continue };
                let cited = text[range.end..].starts_with(['〕', ']', '］']) || read.is_quoted(at);
                let why = if cited {
                    "文号或文件名里的年份"
                } else {
                    "不是“××××年”的写法"
                };
                self.sheet.leave(place.start, !cited, &digits, why);
            }
            for hanzi in hanzi(year) {
                for (at, _) in text.match_indices(&hanzi) {
                    if let Some(place) = self.place(read, &(at..at + hanzi.len())) {
                        self.sheet.leave(place.start, true, &hanzi, "汉字写的年份");
                    }
                }
            }
        }
    }

    /// 3月5日, whose year is said elsewhere or nowhere.
    fn dates_without_years(&mut self, read: &Read<'_>) {
        let text = read.text();
        for (at, _) in text.match_indices('月') {
            let front = &text[..at];
            let start = front.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            if start == at || front[..start].ends_with('年') {
                continue;
            }
            let Some((month, Some(day), length)) = month_and_day(&text[start..]) else { continue };
            let range = start..start + length;
            if PERIODS.contains(&(month, day)) || read.is_quoted(start) {
                continue;
            }
            if let Some(place) = self.place(read, &range) {
                self.sheet.leave(place.start, true, &text[range], "没有写年份的日期");
            }
        }
    }

    /// Where some bytes of a text stand in the source, which must hold them just so.
    pub(super) fn place(&self, read: &Read<'_>, range: &Range<usize>) -> Option<Range<usize>> {
        if !read.paragraph.is_verbatim(range) {
            return None;
        }
        let span = read.paragraph.span(range.clone())?;
        let same = self.sheet.source(span) == &read.text()[range.clone()];
        same.then_some(span.start as usize..span.end as usize)
    }
}

/// `3月5日`, `3月`: month, day, and the bytes both take.
fn month_and_day(text: &str) -> Option<(u8, Option<u8>, usize)> {
    let number = |text: &str| {
        let length = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        Some((text[..length].parse::<u8>().ok()?, length))
    };
    let (month, digits) = number(text)?;
    let rest = text[digits..].strip_prefix('月')?;
    let length = digits + '月'.len_utf8();
    let day = number(rest).and_then(|(day, digits)| {
        let mark = rest[digits..].chars().next().filter(|mark| matches!(mark, '日' | '号'))?;
        Some((day, digits + mark.len_utf8()))
    });
    Some(match day {
        Some((day, more)) => (month, Some(day), length + more),
        None => (month, None, length),
    })
}

/// Whether behind a year begins a range of months: 1月至12月 is in the year, 1—12月 too.
fn is_months(behind: &str) -> bool {
    behind.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a text names one of these years, in digits or hanzi.
pub(super) fn names_one_of(text: &str, years: [u16; 2]) -> bool {
    let names = |year: &u16| {
        text.contains(&year.to_string()) || hanzi(*year).iter().any(|own| text.contains(own))
    };
    years.iter().any(names)
}

/// 二〇二一, in the three ways in which nought is written.
fn hanzi(year: u16) -> [String; 3] {
    ['〇', '○', '零'].map(|nought| {
        let digits = [nought, '一', '二', '三', '四', '五', '六', '七', '八', '九'];
        let written = year.to_string();
        let digit = |c: char| digits.get(c.to_digit(10)? as usize).copied();
        written.chars().filter_map(digit).collect()
    })
}

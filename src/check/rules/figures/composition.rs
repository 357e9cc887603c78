//! A total and its parts as prose gives them: “共…，其中A…、B…”, “A…、B…，合计…”, “B…（B1…，B2…）”. Whether they add up
//! is for `parts`.

use std::ops::Range;

use super::name;
use crate::check::{Quantity, Read};

/// A total with its parts, by their indices among the quantities of the paragraph.
#[derive(Debug)]
pub(super) struct Composition {
    pub(super) total: usize,
    pub(super) parts: Vec<usize>,
    pub(super) way: Way,
}

/// How the text says which parts a total has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// 其中: there may be others.
    Among,
    /// Brackets behind the total.
    Brackets,
    /// A colon behind 共: all of them.
    Colon,
    /// 合计 behind the parts: all of them.
    Behind,
}

/// What changes a stock or compares it, and so is no part of it.
const MOVEMENTS: [&str; 44] = [
    "调出",
    "调入",
    "划拨",
    "处置",
    "新增",
    "增加",
    "减少",
    "增长",
    "下降",
    "报废",
    "上缴",
    "返还",
    "偿还",
    "同比",
    "较",
    "比上年",
    "结余",
    "结转",
    "剩余",
    "节约",
    "超支",
    "上年",
    "去年",
    "累计",
    "提高",
    "降低",
    "回落",
    "净增",
    "压减",
    "人均",
    "平均",
    "每",
    "上升",
    "收回",
    "增收",
    "减收",
    "增支",
    "减支",
    "多支",
    "少支",
    "上涨",
    "下跌",
    "亩产",
    "单产",
];

/// Words behind a total that lead to its parts.
const LEADING_IN: [&str; 4] = ["其中", "包括", "分别用于", "具体包括"];

/// Words of a total in front of its number.
const TOTALS: [&str; 6] = ["共", "共计", "合计", "总计", "总共", "一共"];

/// The compositions of a paragraph.
pub(super) fn compositions(read: &Read<'_>) -> Vec<Composition> {
    let mut found = Vec::new();
    if read.quantities.len() < 3 {
        return found;
    }
    for (index, total) in read.quantities.iter().enumerate().filter(|(_, total)| total.is_exact()) {
        let behind = &read.text()[total.range.end..];
        found.extend(among(read, index, behind));
        found.extend(behind_rates(read, index));
        found.extend(brackets(read, index));
        found.extend(colon(read, index, behind));
        found.extend(totalled(read, index));
    }
    found.extend(
        read.sentences.windows(2).filter_map(|pair| of_last_sentence(read, &pair[0], &pair[1])),
    );
    found.retain(|composition| {
        let all = composition.parts.iter().chain([&composition.total]);
        !composition.parts.is_empty()
            && !all.clone().any(|index| is_movement(read, &read.quantities[*index]))
            && (!read.quantities[composition.total].is_percent()
                || all.clone().all(|index| is_share(read, &read.quantities[*index])))
    });
    found
}

pub(super) fn is_movement(read: &Read<'_>, quantity: &Quantity) -> bool {
    // 增加值 is no change of anything.
    let name = name(read, quantity).replace("增加值", "").replace("新增债券", "");
    MOVEMENTS.iter().any(|word| name.contains(word))
}

/// Whether a percentage is a share of something. One that says how much of a plan is done has no parts.
fn is_share(read: &Read<'_>, quantity: &Quantity) -> bool {
    let name = name(read, quantity);
    ["占", "比重", "比例"].iter().any(|word| name.contains(word))
}

/// 537.77万元，其中公务接待费156.94万元、…
fn among(read: &Read<'_>, total: usize, behind: &str) -> Option<Composition> {
    let marks =
        behind.len() - behind.trim_start_matches(['，', ',', '。', '；', '（', '(', '：']).len();
    let rest = behind.get(marks..)?;
    let rest = LEADING_IN.iter().find_map(|word| rest.strip_prefix(word))?;
    let start = read.text().len() - rest.len();
    let opens = behind[..marks].contains(['（', '(']);
    let end = list_end(read, start, opens);
    let parts = list(read, total, start..end)?;
    Some(Composition { total, parts, way: Way::Among })
}

/// 总收入3.28亿元，同比增长10.1%，其中医疗收入2.91亿元、…: only rates stand between.
fn behind_rates(read: &Read<'_>, total: usize) -> Option<Composition> {
    let whole = &read.quantities[total];
    let sentence = read.sentence_at(whole.range.start);
    let text = read.text();
    let at = whole.range.end + text[whole.range.end..sentence.end].find("其中")?;
    let between = read.quantities_in(&(whole.range.end..at));
    let before = read.quantities_in(&(sentence.start..whole.range.start));
    let alone = !before.iter().any(|each| each.same_dimension(whole));
    let rates = !between.is_empty() && between.iter().all(Quantity::is_percent);
    if whole.is_percent()
        || !alone
        || !rates
        || read.is_bracketed(at)
        || text[whole.range.end..at].contains('；')
    {
        return None;
    }
    let start = at + "其中".len();
    let parts = list(read, total, start..list_end(read, start, false))?;
    Some(Composition { total, parts, way: Way::Among })
}

/// 全年投入1860万元，新建校舍3栋。其中，上级资金1200万元、县级配套660万元。
fn of_last_sentence(
    read: &Read<'_>,
    last: &Range<usize>,
    own: &Range<usize>,
) -> Option<Composition> {
    read.text()[own.clone()].strip_prefix("其中")?;
    let before = read.quantities_in(last);
    let first = read.quantities_in(own).first()?;
    let mut alike = before.iter().filter(|quantity| quantity.same_dimension(first));
    let (whole, other) = (alike.next()?, alike.next());
    // What stands directly in front of 其中 is found already.
    let adjacent = read.text()[whole.range.end..last.end].chars().count() < 2;
    let total = read.quantities.partition_point(|each| each.range.start < whole.range.start);
    if other.is_some() || !whole.is_exact() || adjacent {
        return None;
    }
    let start = own.start + "其中".len();
    let parts = list(read, total, start..list_end(read, start, false))?;
    Some(Composition { total, parts, way: Way::Among })
}

/// 380.83万元（购置费272.63万元，运行维护费108.2万元）
fn brackets(read: &Read<'_>, total: usize) -> Option<Composition> {
    let at = read.quantities[total].range.end;
    let bracket = read.bracket_at(at).filter(|bracket| bracket.start == at)?;
    let inside = read.text()[bracket.clone()].trim_start_matches(['（', '(']);
    if ["其中", "含", "包括", "不含", "另", "较", "比", "约"]
        .iter()
        .any(|word| inside.starts_with(word))
    {
        return None;
    }
    let parts = list(read, total, bracket.clone())?;
    // Every clause of the brackets names a part.
    let clauses = inside.split(['，', '、', '；', ',', ';']).count();
    (clauses == parts.len()).then_some(Composition { total, parts, way: Way::Brackets })
}

/// 共12辆：轿车5辆、客车7辆。
fn colon(read: &Read<'_>, total: usize, behind: &str) -> Option<Composition> {
    let quantity = &read.quantities[total];
    let before = &read.text()[..quantity.range.start];
    let named = name(read, quantity);
    TOTALS.iter().find(|word| before.ends_with(**word) || named.starts_with(**word))?;
    let rest = behind.strip_prefix(['：', ':'])?;
    let start = read.text().len() - rest.len();
    let end = list_end(read, start, false);
    let parts = list(read, total, start..end)?;
    let items = read.text()[start..end].split(['、', '，', '；']).count();
    (items == parts.len()).then_some(Composition { total, parts, way: Way::Colon })
}

/// 轿车5辆、客车7辆，合计12辆
fn totalled(read: &Read<'_>, total: usize) -> Option<Composition> {
    let quantity = &read.quantities[total];
    let before = read.text()[..quantity.range.start].trim_end();
    let word = ["合计", "共计", "总计"].iter().find(|word| before.ends_with(**word))?;
    let (before, most) = said_count(&before[..before.len() - word.len()]);
    let before = before.strip_suffix(['，', ','])?;
    let mut parts = Vec::new();
    let mut end = before.len();
    for (index, part) in read.quantities[..total].iter().enumerate().rev() {
        let joins = parts.is_empty()
            || matches!(&read.text()[part.range.end..end], "、" | "，" | "；" | ",");
        if part.range.end > end || !joins || !part.same_dimension(quantity) || !part.is_exact() {
            break;
        }
        if parts.is_empty() && part.range.end != end || parts.len() == most {
            break;
        }
        parts.push(index);
        end = part.name.start.min(part.range.start);
    }
    parts.reverse();
    Some(Composition { total, parts, way: Way::Behind })
}

/// Takes 三项 off the end of a text, with how many it says there are.
fn said_count(text: &str) -> (&str, usize) {
    const NUMERALS: [char; 8] = ['两', '三', '四', '五', '六', '七', '八', '九'];
    let counted = text.strip_suffix(['项', '者', '类']).and_then(|rest| {
        let numeral = rest.chars().next_back()?;
        let at = NUMERALS.iter().position(|each| *each == numeral)?;
        Some((&rest[..rest.len() - numeral.len_utf8()], at + 2))
    });
    counted.unwrap_or((text, usize::MAX))
}

/// The quantities of a list that are parts of a total: those of its dimension, exact, outside of brackets in the
/// list. `None` where one of them is no part for certain.
fn list(read: &Read<'_>, total: usize, range: Range<usize>) -> Option<Vec<usize>> {
    let whole = &read.quantities[total];
    let inside = read.quantities_in(&range);
    let first = read.quantities.partition_point(|quantity| quantity.range.start < range.start);
    let mut parts = Vec::new();
    for (offset, quantity) in inside.iter().enumerate() {
        let nested = read.bracket_at(quantity.range.start).is_some_and(|bracket| {
            bracket.start > range.start
                && bracket.start < quantity.range.start
                && quantity.range.end < bracket.end
        });
        if nested || !quantity.same_dimension(whole) {
            continue;
        }
        let told = name(read, quantity);
        let leading_up = &read.text()[quantity.name.end..quantity.range.start];
        let total = ["合计", "共计", "小计", "总计"].iter().any(|word| leading_up.contains(word));
        if total || !quantity.is_exact() || told.is_empty() || told.contains("其中") && offset > 0
        {
            return None;
        }
        parts.push(first + offset);
    }
    Some(parts)
}

/// Where a list that begins at `start` ends: with its sentence, with the bracket it stands in, at 另 or at a second
/// 其中.
pub(super) fn list_end(read: &Read<'_>, start: usize, in_brackets: bool) -> usize {
    let text = read.text();
    let sentence = read.sentence_at(start).end;
    let rest = &text[start..sentence];
    let mut end = sentence;
    if in_brackets && let Some(bracket) = read.bracket_at(start) {
        end = end.min(bracket.end);
    }
    let stops = ["其中", "另有", "另外", "此外"];
    let stop = stops.iter().filter_map(|word| rest.find(word)).min();
    end.min(stop.map_or(end, |at| start + at)).max(start)
}

//! Items introduced by 一是, 二是 … that are parted now by one mark, now by another.

use std::ops::Range;

use super::{behind, label_end};
use crate::check::{Findings, Read, Reading, Rule};
use crate::diag::{Code, Severity};

/// 并列各项分隔不统一.
const CODE: Code = Code("P016");

pub(super) static RULE: Rule = Rule {
    code: CODE,
    name: "并列各项分隔不统一",
    severity: Severity::Warning,
    looks_for: "疑似“一是……二是……三是……”各项之间有的用分号、有的用句号，或者各项之间用分号、一项里面又用分号。",
    clause: "GB/T 15834-2011 4.6",
    wrong: "一是更新车辆，新购5辆。二是处置车辆，报废6辆；三是报送数据。",
    right: "一是更新车辆，新购5辆；二是处置车辆，报废6辆；三是报送数据。",
    remedy: "同一层的各项用同一种点号；一项里面已经用了分号的，各项之间用句号。",
    mends: false,
    look,
};

/// An item of a series.
struct Item {
    /// Where its 一是 begins.
    at: usize,
    /// Which one, from 1.
    ordinal: usize,
    /// 是 or 要.
    word: char,
}

fn look(reading: &Reading<'_>, findings: &mut Findings) {
    for read in reading.prose() {
        let items = items(read);
        // A series that is broken is for S014.
        let broken = items.windows(2).any(|pair| {
            let (last, next) = (&pair[0], &pair[1]);
            last.word == next.word && next.ordinal != 1 && next.ordinal != last.ordinal + 1
        });
        if broken {
            continue;
        }
        for series in
            items.chunk_by(|item, next| item.word == next.word && item.ordinal + 1 == next.ordinal)
        {
            if series.len() > 1 {
                series_of(read, series, findings);
            }
        }
    }
}

/// The items of a paragraph: 一是 at the front of a clause, outside quotations.
fn items(read: &Read<'_>) -> Vec<Item> {
    const NUMERALS: &str = "一二三四五六七八九十";
    let text = read.text();
    let mut found = Vec::new();
    for (at, numeral) in text.char_indices().filter(|(at, _)| *at >= label_end(read)) {
        let Some(ordinal) = NUMERALS.chars().position(|c| c == numeral) else { continue };
        let Some(word @ ('是' | '要')) = behind(text, at + numeral.len_utf8()) else { continue };
        let in_front = text[..at].trim_end().chars().next_back();
        let opens = in_front.is_none_or(|c| "：；。，、:;,）".contains(c));
        if opens && !read.is_quoted(at) && !read.is_bracketed(at) {
            found.push(Item { at, ordinal: ordinal + 1, word });
        }
    }
    found
}

fn series_of(read: &Read<'_>, series: &[Item], findings: &mut Findings) {
    let text = read.text();
    // The mark in front of each item but the first.
    let marks: Vec<Range<usize>> = series[1..]
        .iter()
        .filter_map(|item| {
            let words = text[..item.at].trim_end();
            let mark = words.chars().next_back()?;
            Some(words.len() - mark.len_utf8()..words.len())
        })
        .collect();
    let semicolon = |range: &Range<usize>| matches!(&text[range.clone()], "；" | ";");
    let stops = marks.iter().filter(|range| &text[(*range).clone()] == "。").count();
    let semicolons = marks.iter().filter(|range| semicolon(range)).count();
    let word = series[0].word;
    if stops > 0 && semicolons > 0 {
        let rare = |range: &&Range<usize>| semicolon(range) == (semicolons <= stops);
        let odd = marks.iter().filter(|range| semicolon(range) || &text[(*range).clone()] == "。");
        if let Some(range) = odd.into_iter().find(rare) {
            let message = format!(
                "疑似分隔不统一：“一{word}……二{word}……”各项之间有{semicolons}处用分号、{stops}处用句号"
            );
            findings.report(read.index, range.clone(), message);
        }
    } else if semicolons == marks.len()
        && let Some(at) = inner_semicolon(read, series, &marks)
    {
        let length = behind(text, at).map_or(1, char::len_utf8);
        let message =
            format!("疑似层次不清：“一{word}……二{word}……”各项之间用分号，一项里面又用分号");
        findings.report(read.index, at..at + length, message);
    }
}

/// The first semicolon within an item.
fn inner_semicolon(read: &Read<'_>, series: &[Item], marks: &[Range<usize>]) -> Option<usize> {
    let text = read.text();
    let last = series.last()?;
    let end = text[last.at..].find('。').map_or(text.len(), |end| last.at + end);
    let ends = marks.iter().map(|mark| mark.start).chain([end]);
    series.iter().zip(ends).find_map(|(item, end)| {
        let inner = text[item.at..end].match_indices(['；', ';']).map(|(at, _)| item.at + at);
        // What ends the paragraph leads to the next one.
        let mut inner = inner.filter(|at| !text[*at..].trim_end().chars().skip(1).eq([]));
        inner.find(|at| !read.is_quoted(*at) && !read.is_bracketed(*at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{finds, silent};

    #[test]
    fn marks_that_change_and_inner_semicolons_are_found() {
        finds(
            &RULE,
            &[
                "一是更新车辆。二是处置车辆。三是报送数据⟦；⟧四是订购机票。",
                "一是完成搬迁；二是进行续租⟦。⟧三是实地察看；四是完成移交。",
                "一是每天消毒2次⟦；⟧测量体温；二是加强值守；三是统一管理。",
            ],
        );
    }

    #[test]
    fn series_that_agree_are_left_alone() {
        silent(
            &RULE,
            &[
                "一是排查水库；二是落实责任；三是储备物资。",
                "一是做好服务；更换桌椅。二是安装设备。三是注重维护。",
                "一是摸清底数。\n二是分类施策；\n三是建管并重。",
                "一要提高认识，二要落实责任。",
                "坚持“一是公开；二是公正”。二是抓落实；三是抓督查。",
                "当前一是人手少，二是任务重；各单位要重视。",
            ],
        );
    }
}

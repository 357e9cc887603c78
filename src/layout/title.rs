//! A title given as one string, broken into lines that are whole in sense, symmetrical, of fitting
//! length, in the shape of a trapezoid or lozenge (GB/T 9704 7.3.1).

use std::sync::OnceLock;

use serde::Deserialize;

use super::line::{LineRange, placed_width};
use super::shape::Shaped;
use crate::unit::Length;

const TABLE: &str = include_str!("../../data/title-words.yaml");
/// A title is not set over more lines than this.
const MOST_LINES: usize = 6;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Words {
    /// 词: never parted.
    词: Vec<String>,
    /// 断后: words behind which a line ends well.
    断后: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| serde_yaml::from_str(TABLE).unwrap_or_default())
}

/// Breaks a title into balanced lines no wider than `width`.
pub(super) fn balance(text: &[Shaped], width: Length) -> Vec<LineRange> {
    if text.is_empty() {
        return Vec::new();
    }
    // Trying every break takes its time: what does not fit in so many lines anyway is not tried.
    let most = (width + text[0].size) * i64::try_from(MOST_LINES).unwrap_or(i64::MAX);
    if placed_width(text) > most {
        return super::line::break_greedily(text, |_| width);
    }
    let costs = break_costs(text);
    let between_words: Vec<Option<i64>> =
        costs.iter().map(|cost| cost.filter(|cost| *cost < INSIDE_WORD)).collect();
    // One line more is better than a word in two.
    for costs in [&between_words, &costs] {
        for count in 1..=MOST_LINES {
            if let Some(breaks) = best_of(text, width, count, costs) {
                return ranges(&breaks, text.len());
            }
        }
    }
    super::line::break_greedily(text, |_| width)
}

/// The cost of a line beginning at each character; `None` where none may.
fn break_costs(text: &[Shaped]) -> Vec<Option<i64>> {
    let characters: String = text.iter().map(|shaped| shaped.character).collect();
    let mut costs: Vec<Option<i64>> =
        text.iter().map(|shaped| shaped.break_before.then_some(ORDINARY)).collect();
    for (cost, ending) in costs.iter_mut().zip(well_ended(&characters)) {
        if ending && cost.is_some() {
            *cost = Some(WELL_ENDED);
        }
    }
    for (cost, inside) in costs.iter_mut().zip(inside_words(&characters)) {
        if inside && cost.is_some() {
            *cost = Some(INSIDE_WORD);
        }
    }
    costs
}

const WELL_ENDED: i64 = 0;
const ORDINARY: i64 = 60;
const INSIDE_WORD: i64 = 400;

/// For each character, whether it follows one of the words that end a line well.
fn well_ended(text: &str) -> Vec<bool> {
    let characters: Vec<char> = text.chars().collect();
    (0..characters.len())
        .map(|index| {
            let before: String = characters[..index].iter().collect();
            words().断后.iter().any(|word| before.ends_with(word.as_str()))
        })
        .collect()
}

/// For each character, whether any word of the list spans the place in front of it. Words may overlap
/// (直属机关, 机关事务): neither is parted.
fn inside_words(text: &str) -> Vec<bool> {
    let starts: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
    let mut inside = vec![false; starts.len()];
    for (index, offset) in starts.iter().enumerate() {
        for word in words().词.iter().filter(|word| text[*offset..].starts_with(word.as_str())) {
            inside[index + 1..index + word.chars().count()].fill(true);
        }
    }
    inside
}

/// The cheapest way to break the text into exactly `count` lines; `None` when it cannot be done.
fn best_of(
    text: &[Shaped],
    width: Length,
    count: usize,
    costs: &[Option<i64>],
) -> Option<Vec<usize>> {
    let places: Vec<usize> = (1..text.len()).filter(|index| costs[*index].is_some()).collect();
    let mut best: Option<(i64, Vec<usize>)> = None;
    let mut chosen = Vec::new();
    let mut search = Search { text, width, costs, places: &places, best: &mut best };
    search.go(count, 0, 0, &mut chosen);
    best.map(|(_, breaks)| breaks)
}

struct Search<'a> {
    text: &'a [Shaped],
    width: Length,
    costs: &'a [Option<i64>],
    places: &'a [usize],
    best: &'a mut Option<(i64, Vec<usize>)>,
}

impl Search<'_> {
    /// Tries every break for the lines left. Titles are short: some dozens of characters.
    fn go(&mut self, left: usize, start: usize, from_place: usize, chosen: &mut Vec<usize>) {
        let rest = placed_width(&self.text[start..]);
        if left == 1 {
            if rest <= self.width {
                self.finish(chosen);
            }
            return;
        }
        // A character's width for what the ends of lines take off: spaces, gaps.
        let most = (self.width + self.text[start].size) * i64::try_from(left).unwrap_or(i64::MAX);
        if rest > most {
            return;
        }
        for place in from_place..self.places.len() {
            let next = self.places[place];
            if placed_width(&self.text[start..next]) > self.width {
                break;
            }
            chosen.push(next);
            self.go(left - 1, next, place + 1, chosen);
            chosen.pop();
        }
    }

    fn finish(&mut self, chosen: &[usize]) {
        let ends = chosen.iter().copied().chain([self.text.len()]);
        let mut start = 0;
        let mut lengths = Vec::new();
        for end in ends {
            lengths.push(placed_width(&self.text[start..end]));
            start = end;
        }
        let breaks: i64 = chosen.iter().filter_map(|index| self.costs[*index]).sum();
        let cost = breaks + shape_cost(&lengths, self.text[0].size);
        if self.best.as_ref().is_none_or(|(known, _)| cost < *known) {
            *self.best = Some((cost, chosen.to_vec()));
        }
    }
}

/// How far the lines are from a trapezoid or lozenge: neighbours should differ by one to four
/// characters, and no line between two longer ones.
fn shape_cost(lengths: &[Length], size: Length) -> i64 {
    let chars = |length: Length| length.emu() / size.emu().max(1);
    let mut cost = 0;
    for pair in lengths.windows(2) {
        let difference = (chars(pair[0]) - chars(pair[1])).abs();
        cost += match difference {
            0 => 30,
            1..=4 => difference * 2,
            _ => 8 + (difference - 4) * 4,
        };
    }
    for three in lengths.windows(3) {
        if three[1] < three[0] && three[1] < three[2] {
            cost += 120;
        }
    }
    cost
}

fn ranges(breaks: &[usize], end: usize) -> Vec<LineRange> {
    let starts = [0].into_iter().chain(breaks.iter().copied());
    let ends = breaks.iter().copied().chain([end]);
    starts.zip(ends).map(|(start, end)| LineRange { start, end, last: true }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::testing::{shaped, sheet};
    use crate::template::Role;

    fn lines(title: &str) -> Vec<String> {
        let text = shaped(Role::Title, title);
        let ranges = balance(&text, sheet().page.area_width);
        let line = |range: &LineRange| {
            text[range.start..range.end].iter().map(|shaped| shaped.character).collect()
        };
        ranges.iter().map(line).collect()
    }

    #[test]
    fn the_word_list_can_be_read() {
        let words: Words = serde_yaml::from_str(TABLE).unwrap();
        assert!(words.词.len() > 50 && !words.断后.is_empty());
    }

    #[test]
    fn titles_break_between_words_into_trapezoids_and_lozenges() {
        let cases: [(&str, &[&str]); 4] = [
            ("会议纪要", &["会议纪要"]),
            (
                "2021年度襄汾县直属机关事务服务中心项目绩效自评报告",
                &["2021年度襄汾县直属机关事务服务中心", "项目绩效自评报告"],
            ),
            (
                "关于开展2023年度部门整体支出绩效自评工作的通知",
                &["关于开展2023年度", "部门整体支出绩效自评工作的通知"],
            ),
            (
                "青禾县数据中心2024年度信息化运行维护项目支出绩效自评报告",
                &["青禾县数据中心2024年度", "信息化运行维护项目支出绩效自评报告"],
            ),
        ];
        for (title, expected) in cases {
            assert_eq!(lines(title), expected, "{title}");
        }
    }

    #[test]
    fn a_word_is_not_parted_where_one_more_line_keeps_it_whole() {
        // 两行只能在第 19、20 字处断，都在“绩效自评报告”里面。
        let before = "国".repeat(16);
        let title = format!("{before}绩效自评报告{}", "国".repeat(17));
        let lines = lines(&title);
        assert_eq!(lines.concat(), title);
        assert!(
            lines.len() == 3 && lines.iter().any(|line| line.contains("绩效自评报告")),
            "{lines:?}"
        );
    }

    #[test]
    fn a_title_of_more_lines_than_there_may_be_is_broken_all_the_same() {
        let title = "国".repeat(150);
        let lines = lines(&title);
        assert_eq!(lines.concat(), title);
        assert!(lines.iter().all(|line| line.chars().count() <= 20), "{lines:?}");
    }

    /// Titles of words from the list, as official ones are.
    fn titles() -> impl Strategy<Value = String> {
        let words: Vec<&str> = words().词.iter().map(String::as_str).collect();
        prop::collection::vec(prop::sample::select(words), 1..18).prop_map(|words| words.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn titles_lose_nothing_fit_and_part_no_word(title in titles()) {
            let text = shaped(Role::Title, &title);
            let width = sheet().page.area_width;
            let found = balance(&text, width);
            let mut end = 0;
            for range in &found {
                prop_assert_eq!(range.start, end);
                prop_assert!(placed_width(&text[range.start..range.end]) <= width);
                end = range.end;
            }
            prop_assert_eq!(end, text.len());
            let inside = inside_words(&title);
            let parted = found.iter().skip(1).any(|range| inside[range.start]);
            prop_assert!(!parted || found.len() > MOST_LINES, "{:?}", lines(&title));
        }
    }
}

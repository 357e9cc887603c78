//! Lists of indicators that name, target and result were typed into without columns: `预算执行率≤100%　　81%`. Which
//! lines are one list is for `faked`.

use super::{Cell, Column, Piece, Table, Text, Why};
use crate::scoring::{Relation, Target};

/// The header of what was split.
const HEADER: [&str; 3] = ["绩效指标", "目标值", "完成值"];
/// A name has at least so many characters.
const SHORTEST_NAME: usize = 2;
/// A unit has at most so many.
const LONGEST_UNIT: usize = 5;
/// An answer in words has at most so many.
const LONGEST_ANSWER: usize = 6;
/// At least so many rows have a target.
const FEWEST: usize = 2;
/// Of a hundred rows, so many answer.
const ANSWERING: usize = 80;
/// Words that tell how something is to be.
const VERDICTS: [&str; 12] = [
    "合格", "合规", "达标", "优秀", "良好", "优良", "规范", "完善", "健全", "满意", "及时", "完成",
];
/// Words in front of which such a word asks or tells, and is no target.
const ASKING: [&str; 8] = ["是否", "否", "不", "未", "是", "已", "基本", "全部"];

/// Splits the first of two columns where it holds targets that the second one answers; whether it did.
pub(super) fn split(table: &mut Table, text: &str) -> bool {
    let two = |row: &Vec<Cell>| row.len() == 2;
    if table.columns.len() != 2 || table.head > 0 || !table.rows.iter().all(two) {
        return false;
    }
    let printed = |row: &[Cell], at: usize| row[at].text.printed(text);
    let places: Vec<Option<usize>> =
        table.rows.iter().map(|row| target(&printed(row, 0), &printed(row, 1))).collect();
    let answering = table.rows.iter().filter(|row| answers(&printed(row, 1))).count();
    let split = places.iter().flatten().count();
    if split < FEWEST || answering * 100 < table.rows.len() * ANSWERING {
        return false;
    }
    for (row, place) in table.rows.iter_mut().zip(places) {
        let behind = place.map_or_else(Text::default, |place| row[0].text.split_off(place, text));
        row.insert(1, Cell { text: behind, rows: 1, columns: 1 });
    }
    let cell = |word: &str| Cell {
        text: Text(vec![Piece::Added { text: word.to_owned(), why: Why::Header }]),
        rows: 1,
        columns: 1,
    };
    table.rows.insert(0, HEADER.map(cell).into());
    table.head = 1;
    let centred = || Column { share: Some(2), align: Some("中") };
    table.columns = vec![Column { share: Some(5), align: None }, centred(), centred()];
    true
}

/// A quantity, or a word or two.
fn answers(text: &str) -> bool {
    let text = text.trim();
    let words = (1..=LONGEST_ANSWER).contains(&text.chars().count());
    words && !text.contains(['。', '，', '；', '：']) || quantity(text)
}

fn quantity(text: &str) -> bool {
    matches!(Target::parse(text), Ok(Target::Limit(..) | Target::Interval(..) | Target::By(_)))
}

/// The byte at which the target in a name begins, if the result is of its kind.
fn target(name: &str, result: &str) -> Option<usize> {
    let place = trailing_quantity(name).filter(|_| quantity(result.trim()));
    let place = place.or_else(|| trailing_verdict(name).filter(|_| !quantity(result.trim())))?;
    (name[..place].trim().chars().count() >= SHORTEST_NAME).then_some(place)
}

/// Where the number at the end of a name begins, with what stands in front of it.
fn trailing_quantity(name: &str) -> Option<usize> {
    let digit = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let last = name.rfind(|c: char| c.is_ascii_digit())?;
    let start = name[..last]
        .rfind(|c: char| !digit(c))
        .map_or(0, |at| at + name[at..].chars().next().map_or(0, char::len_utf8));
    let unit = &name[last + 1..];
    let year = last + 1 - start == 4 && unit.starts_with('年');
    let sign = Relation::trailing(&name[..start]).map_or(0, |(_, length)| length);
    let place = start - sign;
    let fits = unit.chars().count() <= LONGEST_UNIT && !year && quantity(&name[place..]);
    fits.then_some(place)
}

/// Where the word at the end of a name begins that tells how it is to be.
fn trailing_verdict(name: &str) -> Option<usize> {
    let word = VERDICTS.into_iter().find(|word| name.ends_with(word))?;
    let place = name.len() - word.len();
    let before = name[..place].trim_end();
    (!ASKING.iter().any(|asking| before.ends_with(asking))).then_some(place)
}

impl Text {
    /// Takes off what stands behind a byte of what is printed.
    fn split_off(&mut self, place: usize, text: &str) -> Self {
        let (mut front, mut back) = (Vec::new(), Vec::new());
        let mut at = 0;
        for piece in self.0.drain(..) {
            let length = Self(vec![piece.clone()]).printed(text).len();
            match piece {
                Piece::Kept(range) if at < place && place < at + length => {
                    let middle = range.start + place - at;
                    front.push(Piece::Kept(range.start..middle));
                    back.push(Piece::Kept(middle..range.end));
                }
                piece if at >= place => back.push(piece),
                piece => front.push(piece),
            }
            at += length;
        }
        self.0 = front;
        Self(back)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_stand_behind_names() {
        let cases = [
            ("预算执行率≤100%", "81%", "≤100%"),
            ("接待人数1000人", "1000人", "1000人"),
            ("规费标准合格", "合规", "合格"),
            ("项目总经费2698万元", "2118万元", "2698万元"),
            ("受益群众不少于3.5万人", "3.6万人", "不少于3.5万人"),
            ("培训次数>=4次", "5次", ">=4次"),
        ];
        for (name, result, expected) in cases {
            let place = target(name, result).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(&name[place..], expected);
        }
    }

    #[test]
    fn questions_and_names_alone_have_no_target() {
        let cases = [
            ("预算编审是否规范", "规范"),
            ("整体绩效目标依据是否合理", "合理"),
            ("资产账务管理合规，帐实相符", "合规"),
            ("提高水电能源节约率", "提高"),
            ("保障工作正常运行", "保障"),
            ("预算执行率≤100%", "良好"),
            ("截至2021年", "12个"),
            ("5人", "5人"),
        ];
        for (name, result) in cases {
            assert_eq!(target(name, result), None, "{name}");
        }
    }
}

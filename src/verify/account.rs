//! The account of every character: what of the one text is not in the other, and the other way round.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::text::{Character, Place};

/// Two texts balanced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Characters of the first text, those that may be missing left out.
    pub first: usize,
    /// Characters of the second.
    pub second: usize,
    /// Where they part, in the order of the first.
    pub differences: Vec<Difference>,
}

/// A place where two texts part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Missing, added or moved.
    pub kind: Kind,
    /// The characters.
    pub text: String,
    /// The characters in front of them, a few.
    pub before: String,
    /// The characters behind them, a few.
    pub after: String,
    /// Where in the first text: of the characters, or of what stands in front of what was added.
    pub in_first: Option<Place>,
    /// Where in the second text.
    pub in_second: Option<Place>,
}

/// What became of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In the first text, not in the second.
    Missing,
    /// In the second text, not in the first.
    Added,
    /// In both, at another place.
    Moved,
}

/// Characters shown on either side of a difference.
const CONTEXT: usize = 6;

/// Balances two texts.
#[must_use]
pub fn account(first: &[Character], second: &[Character]) -> Account {
    let (own, other) = (Split::of(first), Split::of(second));
    let values = |text: &[Character]| text.iter().map(|c| c.value).collect::<Vec<char>>();
    let (a, b) = (values(&own.due), values(&other.due));
    let mut differences = Vec::new();
    for (old, new) in unlike(&a, &b) {
        let near_old = old.start.saturating_sub(1);
        let taken = part(&own.due, old, Kind::Missing);
        differences.extend(taken.map(|mut difference| {
            difference.in_second = other.due.get(new.start).map(|character| character.place);
            difference
        }));
        let added = part(&other.due, new, Kind::Added);
        differences.extend(added.map(|mut difference| {
            std::mem::swap(&mut difference.in_first, &mut difference.in_second);
            difference.in_first = own.due.get(near_old).map(|character| character.place);
            difference
        }));
    }
    let (mut in_first, mut in_second) = (own.pictures, other.pictures);
    differences.retain(|difference| match difference.kind {
        Kind::Missing => !take(&mut in_second, &difference.text),
        Kind::Added | Kind::Moved => !take(&mut in_first, &difference.text),
    });
    Account { first: a.len(), second: b.len(), differences: moved(differences) }
}

/// The stretches in which two texts differ: clause by clause first, then, where clauses differ, character by
/// character, since the time that takes grows with the square of what differs.
fn unlike(a: &[char], b: &[char]) -> Vec<(Range<usize>, Range<usize>)> {
    let clauses = |text: &[char]| -> Vec<String> {
        text.split_inclusive(|c| "。；！？，、：".contains(*c)).map(String::from_iter).collect()
    };
    let ends = |clauses: &[String]| -> Vec<usize> {
        let lengths = clauses.iter().scan(0, |end, clause| {
            *end += clause.chars().count();
            Some(*end)
        });
        [0].into_iter().chain(lengths).collect()
    };
    let (clauses_a, clauses_b) = (clauses(a), clauses(b));
    let (ends_a, ends_b) = (ends(&clauses_a), ends(&clauses_b));
    let mut found = Vec::new();
    for (old, new) in changes(&clauses_a, &clauses_b) {
        let (old, new) = (ends_a[old.start]..ends_a[old.end], ends_b[new.start]..ends_b[new.end]);
        if old.len().min(new.len()) == 0 || old.len().max(new.len()) > FINELY {
            found.push((old, new));
            continue;
        }
        for (own, other) in changes(&a[old.clone()], &b[new.clone()]) {
            found.push((
                old.start + own.start..old.start + own.end,
                new.start + other.start..new.start + other.end,
            ));
        }
    }
    found
}

/// Longer stretches that differ are not looked into.
const FINELY: usize = 4000;

fn changes<T: std::hash::Hash + Eq + Ord>(a: &[T], b: &[T]) -> Vec<(Range<usize>, Range<usize>)> {
    let operations = capture_diff_slices(Algorithm::Myers, a, b).into_iter();
    let changed = operations.filter(|operation| !matches!(operation, DiffOp::Equal { .. }));
    changed.map(|operation| (operation.old_range(), operation.new_range())).collect()
}

/// A text parted into what must be there and what may be missing.
struct Split {
    due: Vec<Character>,
    /// What may be missing, a string for each stretch.
    pictures: Vec<String>,
}

impl Split {
    fn of(text: &[Character]) -> Self {
        let due = text.iter().filter(|character| !character.optional).copied().collect();
        let stretches = text.chunk_by(|one, next| one.optional == next.optional);
        let pictures = stretches.filter(|stretch| stretch[0].optional);
        let pictures = pictures.map(|stretch| stretch.iter().map(|c| c.value).collect()).collect();
        Self { due, pictures }
    }
}

/// Whether `text` is among what may be missing; it is then used up.
fn take(pictures: &mut [String], text: &str) -> bool {
    let Some(picture) = pictures.iter_mut().find(|picture| picture.contains(text)) else {
        return false;
    };
    *picture = picture.replacen(text, "\n", 1);
    true
}

/// The stretch of a text as a difference, if there is any.
fn part(text: &[Character], range: Range<usize>, kind: Kind) -> Option<Difference> {
    let place = text.get(range.start).filter(|_| !range.is_empty())?.place;
    let string = |part: &[Character]| part.iter().map(|character| character.value).collect();
    Some(Difference {
        kind,
        text: string(&text[range.clone()]),
        before: string(&text[range.start.saturating_sub(CONTEXT)..range.start]),
        after: string(&text[range.end..(range.end + CONTEXT).min(text.len())]),
        in_first: Some(place),
        in_second: None,
    })
}

/// What is missing here and added there was moved.
fn moved(differences: Vec<Difference>) -> Vec<Difference> {
    let mut kept: Vec<Difference> = Vec::with_capacity(differences.len());
    for difference in differences {
        let opposite = match difference.kind {
            Kind::Missing => Kind::Added,
            Kind::Added => Kind::Missing,
            Kind::Moved => Kind::Moved,
        };
        let other =
            kept.iter_mut().find(|other| other.kind == opposite && other.text == difference.text);
        match other {
            Some(other) => {
                if other.kind == Kind::Missing {
                    other.in_second = difference.in_second;
                } else {
                    other.in_first = difference.in_first;
                }
                other.kind = Kind::Moved;
            }
            None => kept.push(difference),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Vec<Character> {
        let place = Place::Page(1);
        // A bracketed character may be missing.
        let mut optional = false;
        let mut characters = Vec::new();
        for value in text.chars() {
            match value {
                '[' => optional = true,
                ']' => optional = false,
                _ => characters.push(Character { value, place, optional }),
            }
        }
        characters
    }

    fn differences(first: &str, second: &str) -> Vec<(Kind, String)> {
        let account = account(&text(first), &text(second));
        account.differences.into_iter().map(|found| (found.kind, found.text)).collect()
    }

    #[test]
    fn what_is_missing_added_or_moved_is_told_with_what_stands_around_it() {
        assert!(differences("总支出2388.71万元", "总支出2388.71万元").is_empty());
        assert_eq!(differences("总支出万元", "总支万元"), [(Kind::Missing, "出".to_owned())]);
        assert_eq!(differences("总支万元", "总支出万元"), [(Kind::Added, "出".to_owned())]);
        let moved = differences("甲乙丙丁戊己庚辛", "丙丁戊己庚辛甲乙");
        assert_eq!(moved, [(Kind::Moved, "甲乙".to_owned())]);
        let found = account(&text("总支出万元合计"), &text("总支万元合计")).differences.remove(0);
        assert_eq!((found.before.as_str(), found.after.as_str()), ("总支", "万元合计"));
    }

    #[test]
    fn what_may_be_missing_is_no_difference_on_either_side() {
        assert!(differences("正文[—1—]下文", "正文下文").is_empty());
        assert!(differences("正文下文", "正文[表头]下文").is_empty());
        // A label that one file writes again, and the other shows again as a picture of it.
        assert!(differences("产出丙产出丁", "产出丙[表头产出]丁").is_empty());
        assert!(differences("共1元和11元", "共1元和[1]11元").is_empty());
        assert_eq!(differences("正文[一]二", "正文"), [(Kind::Missing, "二".to_owned())]);
    }

    proptest! {
        #[test]
        fn the_account_balances(first in "[甲乙丙丁]{0,40}", second in "[甲乙丙丁]{0,40}") {
            let found = account(&text(&first), &text(&second));
            let sum = |kind: Kind| -> usize {
                let own = found.differences.iter().filter(|difference| difference.kind == kind);
                own.map(|difference| difference.text.chars().count()).sum()
            };
            prop_assert_eq!(
                found.first + sum(Kind::Added),
                found.second + sum(Kind::Missing)
            );
            prop_assert_eq!(found.differences.is_empty(), first == second);
        }
    }
}

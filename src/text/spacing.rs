//! Which neighbours come closer, which stand apart, and between which a line may be stretched.

use super::breaks::is_unbreakable_pair;
use super::class::{Class, class_of};

/// Which of two neighbouring marks gives up half a character of room (标点挤压, GB/T 15834 5.1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Squeeze {
    /// The first: a closing mark or stop, whose right half is empty.
    First,
    /// The second: an opening mark, whose left half is empty.
    Second,
}

/// Whether two neighbouring marks have room between them to give up, and which of them gives it.
#[must_use]
pub fn squeeze(first: char, second: char) -> Option<Squeeze> {
    let (left, right) = (class_of(first), class_of(second));
    match (left, right) {
        (Class::Close | Class::Stop, Class::Open | Class::Close | Class::Stop) => {
            Some(Squeeze::First)
        }
        (Class::Open, Class::Open) => Some(Squeeze::Second),
        _ => None,
    }
}

/// The side of a mark's cell that is empty, and may be given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptySide {
    /// Of an opening mark.
    Left,
    /// Of a closing mark or stop.
    Right,
}

/// Which side of a mark is empty; `None` for what has no room to give.
#[must_use]
pub fn empty_side(mark: char) -> Option<EmptySide> {
    match class_of(mark) {
        Class::Open => Some(EmptySide::Left),
        Class::Close | Class::Stop => Some(EmptySide::Right),
        _ => None,
    }
}

/// Whether a hanzi and a Latin letter or digit stand side by side (中西间距). Signs that are set like
/// hanzi (`≤`, `①`, full-width letters) bring room of their own.
#[must_use]
pub fn stands_apart(first: char, second: char) -> bool {
    let latin = |character| {
        matches!(class_of(character), Class::Letter | Class::Digit)
            && !matches!(character, '×' | '÷')
    };
    (is_hanzi(first) && latin(second)) || (latin(first) && is_hanzi(second))
}

fn is_hanzi(character: char) -> bool {
    class_of(character) == Class::Han
        && character.is_alphabetic()
        && !('\u{FF00}'..='\u{FFEF}').contains(&character)
}

/// Whether a justified line may be stretched between the two: never inside a Latin word, a number or
/// an indivisible pair.
#[must_use]
pub fn stretches(first: char, second: char) -> bool {
    let western = |class| {
        matches!(class, Class::Letter | Class::Digit | Class::Ascii | Class::Suffix | Class::Prefix)
    };
    let (left, right) = (class_of(first), class_of(second));
    let one_word = western(left) && western(right);
    !one_word && !is_unbreakable_pair(first, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_with_room_between_them_come_closer() {
        for (first, second) in
            [('）', '。'), ('”', '，'), ('》', '《'), ('：', '“'), ('）', '（'), ('、', '《')]
        {
            assert_eq!(squeeze(first, second), Some(Squeeze::First), "{first}{second}");
        }
        assert_eq!(squeeze('（', '“'), Some(Squeeze::Second));
        for (first, second) in [('（', '）'), ('中', '，'), ('，', '中'), ('—', '—'), ('《', '中')]
        {
            assert_eq!(squeeze(first, second), None, "{first}{second}");
        }
    }

    #[test]
    fn hanzi_stand_apart_from_letters_and_digits_only() {
        assert!(stands_apart('年', '2'));
        assert!(stands_apart('A', '类'));
        assert!(!stands_apart('，', '2'));
        assert!(!stands_apart('%', '的'));
        assert!(!stands_apart('时', '×'));
        assert!(!stands_apart('≤', '1'));
        assert!(!stands_apart('①', 'A'));
        assert!(!stands_apart('元', ')'));
    }

    #[test]
    fn numbers_and_double_signs_are_not_stretched() {
        assert!(!stretches('1', '0'));
        assert!(!stretches('0', '%'));
        assert!(!stretches('—', '—'));
        assert!(stretches('公', '文'));
        assert!(stretches('年', '2'));
        assert!(stretches('—', '层'));
    }
}

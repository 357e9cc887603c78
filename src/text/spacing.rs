//! Which neighbours come closer, which stand apart, and between which a line may be stretched.

use super::breaks::is_unbreakable_pair;
use super::class::{Class, class_of};

/// Whether two neighbouring marks have half a character of room between them to give up
/// (标点挤压, GB/T 15834 5.1.11): a closing mark or stop leaves its right half empty, an opening mark
/// its left half.
#[must_use]
pub fn comes_closer(first: char, second: char) -> bool {
    let (left, right) = (class_of(first), class_of(second));
    let room_right = matches!(left, Class::Close | Class::Stop);
    let room_left = right == Class::Open;
    let marks = |class| matches!(class, Class::Open | Class::Close | Class::Stop);
    marks(left) && marks(right) && (room_right || room_left)
}

/// Whether a hanzi and a Latin letter or digit stand side by side (中西间距).
#[must_use]
pub fn stands_apart(first: char, second: char) -> bool {
    let latin = |class| matches!(class, Class::Letter | Class::Digit);
    let (left, right) = (class_of(first), class_of(second));
    (left == Class::Han && latin(right)) || (latin(left) && right == Class::Han)
}

/// Whether a justified line may be stretched between the two: never inside a Latin word, a number or
/// an indivisible pair.
#[must_use]
pub fn stretches(first: char, second: char) -> bool {
    let western = |class| {
        matches!(class, Class::Letter | Class::Digit | Class::Ascii | Class::Suffix | Class::Prefix)
    };
    let (left, right) = (class_of(first), class_of(second));
    !(western(left) && western(right)) && !is_unbreakable_pair(first, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_with_room_between_them_come_closer() {
        for (first, second) in [
            ('）', '。'),
            ('”', '，'),
            ('》', '《'),
            ('：', '“'),
            ('）', '（'),
            ('、', '《'),
            ('《', '《'),
        ] {
            assert!(comes_closer(first, second), "{first}{second}");
        }
        for (first, second) in [('（', '）'), ('中', '，'), ('，', '中'), ('—', '—'), ('《', '中')]
        {
            assert!(!comes_closer(first, second), "{first}{second}");
        }
    }

    #[test]
    fn hanzi_stand_apart_from_letters_and_digits_only() {
        assert!(stands_apart('年', '2'));
        assert!(stands_apart('A', '类'));
        assert!(!stands_apart('，', '2'));
        assert!(!stands_apart('%', '的'));
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

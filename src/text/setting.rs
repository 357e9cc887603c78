//! How a character is set apart from its neighbours in running text. Word-family programs need a
//! character style of its own for each, and measure text in portions of one style and one script;
//! layout has to know the portions to break lines as those programs do.

use super::class::{Class, class_of};
use super::spacing::{Squeeze, squeeze};

/// What a character needs besides the look of its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// Nothing.
    Plain,
    /// Half a character wide (标点挤压).
    Squeezed,
    /// Of a `——` or `……`, which must not be parted.
    Double,
    /// A Latin letter or digit behind a Chinese mark: a line may begin with it, though LibreOffice
    /// takes the mark for part of the number.
    AfterMark,
    /// A space at the end of a line that a line break ends: it takes no room, or the line break itself
    /// would go onto the next line.
    LineEndSpace,
    /// A letter or digit behind a slash: no line begins with it (GB/T 15834 5.1.9), though UAX #14 lets
    /// one.
    AfterSlash,
}

/// The setting of each character of a paragraph.
#[must_use]
pub fn settings(text: &[char]) -> Vec<Setting> {
    (0..text.len())
        .map(|index| {
            let before = index.checked_sub(1).map(|before| text[before]);
            setting(before, text[index], text.get(index + 1).copied())
        })
        .collect()
}

fn setting(before: Option<char>, this: char, after: Option<char>) -> Setting {
    let gives_right = after.is_some_and(|after| squeeze(this, after) == Some(Squeeze::First));
    let gives_left = before.is_some_and(|before| squeeze(before, this) == Some(Squeeze::Second));
    if gives_right || gives_left {
        return Setting::Squeezed;
    }
    let class = class_of(this);
    let doubled = before == Some(this) || after == Some(this);
    if class == Class::Ellipsis || (class == Class::Dash && doubled) {
        return Setting::Double;
    }
    let latin = matches!(class, Class::Letter | Class::Digit);
    match before {
        Some('/') if latin => Setting::AfterSlash,
        Some(mark) if latin && takes_digits_along(mark) => Setting::AfterMark,
        _ => Setting::Plain,
    }
}

/// Marks behind which LibreOffice's Latin rules let no line begin with a letter or digit (measured).
fn takes_digits_along(mark: char) -> bool {
    matches!(class_of(mark), Class::Close) || matches!(mark, '，' | '。' | '、' | '．' | '…')
}

/// Whether Word-family programs count a character to a Latin portion, given the script of the
/// character in front: signs of no script go with what stands before them. At the start of a paragraph
/// and behind a line break that is Latin (measured in LibreOffice).
#[must_use]
pub fn is_latin_script(character: char, before_is_latin: bool) -> bool {
    match character {
        // Of Latin-1, · × ÷ ± § too.
        '\u{20}'..='\u{7E}' | '\u{A0}'..='\u{FF}' => true,
        _ if has_no_script(character) => before_is_latin,
        _ => class_of(character) == Class::Letter,
    }
}

/// Quotes, dashes, `‰`, `℃`, `Ⅰ`, `→`, `≤`, `①`, `□` and their like.
#[must_use]
pub fn has_no_script(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{2100}'..='\u{27BF}')
}

/// Numbers of no script (`①`, `⑴`, `Ⅰ`): where they count as Latin, 中西间距 follows them.
#[must_use]
pub fn is_number_sign(character: char) -> bool {
    matches!(character, '\u{2150}'..='\u{218F}' | '\u{2460}'..='\u{24FF}')
}

#[cfg(test)]
mod tests {
    use super::Setting::{AfterMark, AfterSlash, Double, Plain, Squeezed};
    use super::*;

    #[test]
    fn signs_of_no_script_go_with_what_stands_before_them() {
        let cases = [('“', false), ('—', false), ('①', false), ('≤', false), ('℃', false)];
        for (sign, after_hanzi) in cases {
            assert_eq!(is_latin_script(sign, false), after_hanzi, "{sign}");
            assert!(is_latin_script(sign, true), "{sign}");
        }
        assert!(is_latin_script('·', false) && is_latin_script('×', false));
        assert!(!is_latin_script('国', true) && !is_latin_script('（', true));
        assert!(!is_latin_script('㎡', true));
    }

    #[test]
    fn characters_are_set_apart_where_their_neighbours_ask_for_it() {
        let cases: [(&str, &[Setting]); 8] = [
            ("公文", &[Plain, Plain]),
            ("”，", &[Squeezed, Plain]),
            ("（“", &[Plain, Squeezed]),
            ("”）。", &[Squeezed, Squeezed, Plain]),
            ("国——", &[Plain, Double, Double]),
            ("）……", &[Plain, Double, Double]),
            ("，21", &[Plain, AfterMark, Plain]),
            ("B/T", &[Plain, Plain, AfterSlash]),
        ];
        for (text, expected) in cases {
            let characters: Vec<char> = text.chars().collect();
            assert_eq!(settings(&characters), expected, "{text}");
        }
    }
}

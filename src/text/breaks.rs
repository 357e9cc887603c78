//! Between which two characters a line may end.

use super::class::{Class, class_of, sets, sorted};

/// The rules of line breaking as one template sets them.
#[derive(Clone, Debug)]
pub struct BreakRules {
    /// Sorted; beyond the set of data/characters.yaml.
    extra_no_start: Vec<char>,
    keep_measure_words: bool,
    strict: bool,
}

impl BreakRules {
    /// `extra_no_start`: further characters that no line begins with; `keep_measure_words`: a number
    /// and the measure word behind it stay together (数与单位不分).
    #[must_use]
    pub fn new(extra_no_start: &str, keep_measure_words: bool) -> Self {
        Self { extra_no_start: sorted(extra_no_start), keep_measure_words, strict: false }
    }

    /// The same, but `……` never begins a line, not even behind a mark.
    #[must_use]
    pub fn strict(self) -> Self {
        Self { strict: true, ..self }
    }

    /// Whether a line may end between two neighbouring characters, `next` being the one after them.
    #[must_use]
    pub fn may_break(&self, before: char, after: char, next: Option<char>) -> bool {
        let (left, right) = (class_of(before), class_of(after));
        if right == Class::Space {
            return false;
        }
        // 省略号 is only kept whole by GB/T 15834 5.1.5; Word-family programs part it from a mark.
        if right == Class::Ellipsis
            && !self.strict
            && before != after
            && matches!(left, Class::Stop | Class::Close)
        {
            return !matches!(before, '”' | '’');
        }
        // 破折号 may begin a line, 一字线 may not (GB/T 15834 5.1.4, 5.1.6).
        if right == Class::Dash && next == Some(after) && before != after {
            return !sets().no_end(before) && !matches!(left, Class::Open | Class::Close);
        }
        if sets().no_end(before) || sets().no_start(after) || self.forbids_start(after) {
            return false;
        }
        if left == Class::Space {
            return true;
        }
        if is_unbreakable_pair(before, after) {
            return false;
        }
        if self.keep_measure_words
            && (left == Class::Digit || is_multiplier(before))
            && sets().is_measure_word(after)
        {
            return false;
        }
        if is_western(left) && is_western(right) {
            return breaks_inside_western(before, after, right);
        }
        // kW·h; between hanzi a line may end behind 间隔号.
        if left == Class::MiddleDot && is_western(right) {
            return false;
        }
        if left == Class::Prefix || right == Class::Suffix {
            return false;
        }
        // UAX #14 LB30: a bracket stays with the number or word in front of it.
        !(right == Class::Open && matches!(left, Class::Letter | Class::Digit))
    }

    fn forbids_start(&self, character: char) -> bool {
        self.extra_no_start.binary_search(&character).is_ok()
    }
}

/// Two characters that are one sign: `——`, `……` (GB/T 15834 5.1.4, 5.1.5). Nothing is ever put
/// between them.
#[must_use]
pub fn is_unbreakable_pair(before: char, after: char) -> bool {
    before == after && matches!(class_of(before), Class::Dash | Class::Ellipsis)
}

/// What stands between a number and its unit: 2388.71万元, 3百人.
fn is_multiplier(character: char) -> bool {
    matches!(character, '百' | '千' | '万' | '亿')
}

fn is_western(class: Class) -> bool {
    matches!(class, Class::Letter | Class::Digit | Class::Ascii | Class::Suffix | Class::Prefix)
}

/// Inside words, numbers and formulas lines end only behind a hyphen, and between a half-width mark and
/// the bracket that opens behind it (`),(`, UAX #14).
fn breaks_inside_western(before: char, after: char, right: Class) -> bool {
    let hyphen = before == '-' && matches!(right, Class::Letter | Class::Digit);
    let bracket = matches!(before, ',' | '.' | ':' | ';' | ')' | ']') && matches!(after, '(' | '[');
    hyphen || bracket
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{line_end_prohibited, line_start_prohibited};

    fn broken(text: &str) -> String {
        let rules = BreakRules::new("", false);
        let characters: Vec<char> = text.chars().collect();
        let mut out = String::new();
        for (index, character) in characters.iter().enumerate() {
            let next = characters.get(index + 1).copied();
            if index > 0 && rules.may_break(characters[index - 1], *character, next) {
                out.push('|');
            }
            out.push(*character);
        }
        out
    }

    #[test]
    fn lines_end_where_chinese_text_allows() {
        let cases = [
            ("公务用车", "公|务|用|车"),
            ("机构设置：办公室、", "机|构|设|置：|办|公|室、"),
            ("要求戴口罩，提供“两码”，并登记", "要|求|戴|口|罩，|提|供|“两|码”，|并|登|记"),
            ("《关于开展》的通知", "《关|于|开|展》|的|通|知"),
            ("共计2388.71万元", "共|计|2388.71|万|元"),
            ("达到100%，任务", "达|到|100%，|任|务"),
            ("采购率<=100%；", "采|购|率|<=100%；"),
            ("(公务用车108.2万元)。", "(公|务|用|车|108.2|万|元)。"),
            ("一级抓一级——层层落实……完", "一|级|抓|一|级|——|层|层|落|实……|完"),
            ("GB/T 9704-2012规定", "GB/T |9704-|2012|规|定"),
            ("工作，2021年A4（含）", "工|作，|2021|年|A4（含）"),
            ("2021—2022年", "2021—|2022|年"),
            ("Wi-Fi连接", "Wi-|Fi|连|接"),
            ("100%, 确保", "100%, |确|保"),
            ("(3)报送,(4)沟通", "(3)|报|送,|(4)|沟|通"),
            ("约￥50元", "约|￥50|元"),
            ("（一）①甲", "（一）|①|甲"),
            ("kW·h、达·芬奇", "kW·h、|达·|芬|奇"),
            ("（合计）……等。……”……", "（合|计）|……|等。|……”……"),
        ];
        for (text, expected) in cases {
            assert_eq!(broken(text), expected, "{text}");
        }
    }

    #[test]
    fn a_template_may_keep_more_together() {
        let rules = BreakRules::new("万亿元", true);
        assert!(!rules.may_break('1', '万', None));
        assert!(!rules.may_break('万', '元', None));
        assert!(!rules.may_break('6', '人', None));
        assert!(rules.may_break('中', '人', None));
    }

    proptest! {
        #[test]
        fn pieces_joined_are_the_text_and_none_begins_or_ends_with_what_it_may_not(
            text in "[国务，。；：“”（）《》·—…～0-9a-z%℃￥ /.-]{0,60}",
            keep in any::<bool>(),
        ) {
            let rules = BreakRules::new("务", keep);
            let characters: Vec<char> = text.chars().collect();
            let mut pieces: Vec<Vec<char>> = vec![Vec::new()];
            for (index, character) in characters.iter().enumerate() {
                let next = characters.get(index + 1).copied();
                if index > 0 && rules.may_break(characters[index - 1], *character, next) {
                    pieces.push(Vec::new());
                }
                pieces.last_mut().unwrap().push(*character);
            }
            prop_assert_eq!(pieces.concat(), characters);
            for pair in pieces.windows(2) {
                let (last, first) = (pair[0][pair[0].len() - 1], pair[1][0]);
                // 破折号 takes two places and may begin a line; what follows it is whole.
                let dash = first == '—' && pair[1].get(1) == Some(&'—');
                // 省略号 is parted from a mark in front of it.
                let dots = first == '…' && matches!(class_of(last), Class::Stop | Class::Close);
                let kept = !line_start_prohibited().contains(first);
                prop_assert!(dash || dots || kept, "{}|{}", last, first);
                prop_assert!(!line_end_prohibited().contains(last), "{}|{}", last, first);
                prop_assert!(first != '务' && first != ' ', "{}|{}", last, first);
                prop_assert!(!(last.is_ascii_digit() && first.is_ascii_digit()));
                prop_assert!(!(last.is_ascii_lowercase() && first.is_ascii_lowercase()));
                prop_assert!(!is_unbreakable_pair(last, first));
            }
        }
    }
}

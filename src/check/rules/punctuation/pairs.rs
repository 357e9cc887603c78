//! Which quotation marks, brackets and title marks of a text have no partner.

use super::{before, behind};

/// A mark without its partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Loose {
    /// Where it stands.
    pub(super) at: usize,
    /// Itself.
    pub(super) mark: char,
    /// It opens.
    pub(super) opens: bool,
}

impl Loose {
    /// Whether `close` is what it waits for.
    pub(super) fn is_closed_by(&self, close: &Self) -> bool {
        self.opens && !close.opens && kind(self.mark) == kind(close.mark)
    }
}

/// Which pair a mark is of, and whether it opens; brackets of one kind close each other whatever their width.
const fn side(mark: char) -> Option<(u8, bool)> {
    Some(match mark {
        '“' => (0, true),
        '”' => (0, false),
        '‘' => (1, true),
        '’' => (1, false),
        '（' | '(' => (2, true),
        '）' | ')' => (2, false),
        '《' => (3, true),
        '》' => (3, false),
        '〔' | '[' | '［' => (4, true),
        '〕' | ']' | '］' => (4, false),
        '【' | '「' | '『' => (5, true),
        '】' | '」' | '』' => (5, false),
        _ => return None,
    })
}

fn kind(mark: char) -> Option<u8> {
    side(mark).map(|(kind, _)| kind)
}

/// How many open marks a closing one looks back over.
const DEPTH: usize = 8;

/// The marks of a text without partners, in order. Marks in front of `from` are left out.
pub(super) fn loose(text: &str, from: usize) -> Vec<Loose> {
    let mut open: Vec<Loose> = Vec::new();
    let mut found = Vec::new();
    for (at, mark) in text.char_indices().filter(|(at, _)| *at >= from) {
        let Some((_, opens)) = side(mark) else { continue };
        let this = Loose { at, mark, opens };
        if this.opens {
            open.push(this);
        } else if let Some(partner) = partner(&open, &this) {
            found.extend(open.drain(partner + 1..));
            open.pop();
        } else if is_interval(text, &open, &this) {
            open.pop();
        } else if !stands_alone(text, &this) {
            found.push(this);
        }
    }
    found.append(&mut open);
    found.sort_by_key(|loose| loose.at);
    found
}

fn partner(open: &[Loose], close: &Loose) -> Option<usize> {
    let from = open.len().saturating_sub(DEPTH);
    open[from..].iter().rposition(|each| each.is_closed_by(close)).map(|at| from + at)
}

/// [0，100) and (0，100].
fn is_interval(text: &str, open: &[Loose], close: &Loose) -> bool {
    let brackets = |mark: char| matches!(mark, '（' | '(' | '[' | '［' | '）' | ')' | ']' | '］');
    let Some(last) = open.last().filter(|last| brackets(last.mark) && brackets(close.mark)) else {
        return false;
    };
    let inside = text[last.at..close.at].chars().skip(1);
    let mut inside = inside.filter(|c| *c != ' ');
    inside.all(|c| c.is_ascii_digit() || "，,、.%％-～∞+".contains(c))
}

/// 1） and a) number items; 55” is a size, It’s a word.
fn stands_alone(text: &str, close: &Loose) -> bool {
    let in_front = &text[..close.at];
    match close.mark {
        '）' | ')' => {
            let token =
                |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨".contains(c);
            let words = in_front.trim_end_matches(token);
            let length = in_front[words.len()..].chars().count();
            (1..=2).contains(&length)
                && before(words, words.len()).is_none_or(|c| !c.is_alphabetic())
        }
        '”' | '’' => {
            before(text, close.at).is_some_and(|c| c.is_ascii_alphanumeric())
                && (close.mark == '’'
                    || before(text, close.at).is_some_and(|c| c.is_ascii_digit())
                        && behind(text, close.at + close.mark.len_utf8()).is_some())
        }
        _ => false,
    }
}

/// Two marks of double quotation that face the wrong way: where they stand in the list of loose ones.
pub(super) fn misdirected(text: &str, loose: &[Loose]) -> Vec<usize> {
    let quotes: Vec<usize> =
        (0..loose.len()).filter(|at| matches!(loose[*at].mark, '“' | '”')).collect();
    let mut found = Vec::new();
    let mut next = 0;
    while let Some([first, second]) = quotes.get(next..next + 2) {
        let between = &text[loose[*first].at..loose[*second].at];
        let near = between.chars().count() <= LONGEST && !between.contains(['。', '！', '？']);
        let directed = loose[*first].opens && !loose[*second].opens;
        if near && !directed {
            found.extend([*first, *second]);
            next += 2;
        } else {
            next += 1;
        }
    }
    found
}

/// Words between two quotation marks that evidently belong together are no more characters.
const LONGEST: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Vec<char> {
        loose(text, 0).iter().map(|each| each.mark).collect()
    }

    #[test]
    fn marks_without_partners_are_told() {
        for (text, marks) in [
            ("根据《办法（试行）规定", "《"),
            ("（见“附件）", "“"),
            ("附件）所列", "）"),
            ("1）加强；2）落实；a) 其他", ""),
            ("区间[0，100)内", ""),
            ("青政发[2021〕12号", ""),
            ("It’s ok，55”电视", ""),
            ("“甲‘乙’丙”", ""),
        ] {
            assert_eq!(at(text), marks.chars().collect::<Vec<_>>(), "{text}");
        }
    }
}

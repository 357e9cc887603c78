//! One section of a number format, cut into pieces. How pieces are filled is for `digits` and `dates`.

use rust_decimal::Decimal;

/// A section.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// Which numbers it is for, where it says so itself.
    pub(super) condition: Option<(Compare, Decimal)>,
    /// What it shows.
    pub(super) body: Body,
}

/// How a number stands to the bound of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compare {
    /// Below it.
    Less,
    /// Not above it.
    AtMost,
    /// Above it.
    Greater,
    /// Not below it.
    AtLeast,
    /// The same.
    Equal,
    /// Not the same.
    Other,
}

/// What a section shows.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// Digits.
    Number(Vec<Piece>),
    /// Days and times.
    Date(Vec<Piece>),
    /// The number as if there were no format, among literals.
    General(Vec<Piece>),
    /// A text, among literals.
    Text(Vec<Piece>),
    /// Something that is not interpreted.
    Unknown,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Shown as it is.
    Literal(String),
    /// `0` (true: a zero is shown too), `#` or `?`.
    Digit(bool),
    /// The decimal point.
    Point,
    /// A comma: groups of thousands, or a thousandth.
    Comma,
    /// `%`.
    Percent,
    /// `General`.
    General,
    /// `@`.
    Text,
    /// A part of a date: its letter, `n` for minutes, `A` for 星期, `p` for 上午; how often it is written.
    Part(char, usize),
    /// Hours, minutes or seconds that do not begin anew: `[h]`.
    Elapsed(char, usize),
    /// Decimals of a second.
    Fraction(usize),
}

/// The sections of a code.
pub(super) fn split(code: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(code);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut characters = text.char_indices();
        let mut quoted = false;
        while let Some((at, c)) = characters.next() {
            match c {
                '"' => quoted = !quoted,
                '\\' | '!' | '_' | '*' if !quoted => {
                    characters.next();
                }
                ';' if !quoted => {
                    rest = text.get(at + 1..);
                    return text.get(..at);
                }
                _ => {}
            }
        }
        rest = None;
        Some(text)
    })
}

/// The system's long date, by the sign Windows has for it.
const LONG_DATE: (&str, &str) = ("[$-F800]", "yyyy\"年\"m\"月\"d\"日\"");
/// The system's time.
const LONG_TIME: (&str, &str) = ("[$-F400]", "h:mm:ss");

impl Section {
    /// Reads a section.
    pub(super) fn parse(code: &str) -> Self {
        for (sign, meaning) in [LONG_DATE, LONG_TIME] {
            if code.to_ascii_uppercase().starts_with(sign) {
                return Self::parse(meaning);
            }
        }
        let mut cutter = Cutter { rest: code, pieces: Vec::new(), condition: None, foreign: false };
        while cutter.cut() {}
        let Cutter { pieces, condition, foreign, .. } = cutter;
        let has = |wanted: fn(&Piece) -> bool| pieces.iter().any(wanted);
        let is_date = has(|piece| matches!(piece, Piece::Part(..) | Piece::Elapsed(..)));
        let has_digits = has(|piece| matches!(piece, Piece::Digit(_)));
        let slash = has(|piece| matches!(piece, Piece::Literal(text) if text == "/"));
        let body = if is_date {
            Body::Date(dated(pieces))
        } else if foreign || has_digits && slash {
            Body::Unknown
        } else if has(|piece| *piece == Piece::General) {
            Body::General(pieces)
        } else if has(|piece| *piece == Piece::Text) {
            Body::Text(pieces)
        } else {
            Body::Number(pieces)
        };
        Self { condition, body }
    }
}

struct Cutter<'a> {
    rest: &'a str,
    pieces: Vec<Piece>,
    condition: Option<(Compare, Decimal)>,
    /// Something was met that is not interpreted.
    foreign: bool,
}

impl Cutter<'_> {
    /// Cuts one piece off; whether there was one.
    fn cut(&mut self) -> bool {
        const GENERAL: [&str; 2] = ["general", "g/通用格式"];
        const HALVES: [&str; 3] = ["am/pm", "a/p", "上午/下午"];
        let Some(c) = self.rest.chars().next() else { return false };
        let starts = |word: &str| {
            self.rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        if let Some(word) = GENERAL.iter().find(|word| starts(word)) {
            return self.take(word.len(), Piece::General);
        }
        if let Some(at) = HALVES.iter().position(|word| starts(word)) {
            return self.take(HALVES[at].len(), Piece::Part('p', at));
        }
        match c {
            '"' => {
                let inner = self.rest.get(1..).unwrap_or_default();
                let text = inner.split('"').next().unwrap_or_default().to_owned();
                self.take((text.len() + 2).min(self.rest.len()), Piece::Literal(text))
            }
            '\\' | '!' => {
                let next = self.rest.chars().nth(1).map(String::from).unwrap_or_default();
                self.take(1 + next.len(), Piece::Literal(next))
            }
            // The width of a character, a character repeated to the cell's edge: nothing on paper.
            '_' | '*' => {
                let width = self.rest.chars().nth(1).map_or(0, char::len_utf8);
                self.take(1 + width, Piece::Literal(String::new()))
            }
            '[' => self.bracket(),
            '0' => self.take(1, Piece::Digit(true)),
            '#' | '?' => self.take(1, Piece::Digit(false)),
            '.' => self.take(1, Piece::Point),
            ',' => self.take(1, Piece::Comma),
            '%' => self.take(1, Piece::Percent),
            '@' => self.take(1, Piece::Text),
            _ => self.letter(c),
        }
    }

    fn letter(&mut self, c: char) -> bool {
        let small = c.to_ascii_lowercase();
        let run = self.rest.chars().take_while(|next| next.to_ascii_lowercase() == small).count();
        match small {
            'e' if self.pieces.iter().any(|piece| matches!(piece, Piece::Digit(_))) => {
                self.foreign = true;
                self.take(1, Piece::Literal(String::new()))
            }
            // The year of the era; ours has none but the common one.
            'e' => self.take(run, Piece::Part('y', 4)),
            'y' | 'm' | 'd' | 'h' | 's' => self.take(run, Piece::Part(small, run)),
            'a' if run >= 3 => self.take(run, Piece::Part('A', run)),
            'g' | 'b' => {
                self.foreign = true;
                self.take(run, Piece::Literal(String::new()))
            }
            _ => self.take(c.len_utf8(), Piece::Literal(c.to_string())),
        }
    }

    /// `[Red]`, `[>=100]`, `[$¥-804]`, `[h]`.
    fn bracket(&mut self) -> bool {
        let inner = self.rest.get(1..).unwrap_or_default();
        let inner = inner.split(']').next().unwrap_or_default().to_owned();
        let length = (inner.len() + 2).min(self.rest.len());
        if let Some(money) = inner.strip_prefix('$') {
            let sign = money.split('-').next().unwrap_or_default();
            return self.take(length, Piece::Literal(sign.to_owned()));
        }
        if let Some(condition) = condition(&inner) {
            self.condition = Some(condition);
            return self.take(length, Piece::Literal(String::new()));
        }
        let small = inner.to_ascii_lowercase();
        let first = small.chars().next().unwrap_or(' ');
        if matches!(first, 'h' | 'm' | 's') && small.chars().all(|c| c == first) {
            return self.take(length, Piece::Elapsed(first, small.len()));
        }
        // 大写数字. Colours are for screens.
        self.foreign |= small.starts_with("dbnum");
        self.take(length, Piece::Literal(String::new()))
    }

    fn take(&mut self, length: usize, piece: Piece) -> bool {
        self.rest = self.rest.get(length..).unwrap_or_default();
        if piece != Piece::Literal(String::new()) {
            self.pieces.push(piece);
        }
        true
    }
}

fn condition(text: &str) -> Option<(Compare, Decimal)> {
    let signs = [
        ("<=", Compare::AtMost),
        (">=", Compare::AtLeast),
        ("<>", Compare::Other),
        ("<", Compare::Less),
        (">", Compare::Greater),
        ("=", Compare::Equal),
    ];
    let (rest, compare) =
        signs.iter().find_map(|(sign, compare)| Some((text.strip_prefix(sign)?, *compare)))?;
    Some((compare, Decimal::from_str_exact(rest.trim()).ok()?))
}

/// The pieces of a date: minutes told from months, decimals of seconds put together, the rest literal.
fn dated(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut dated: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut before: Option<char> = None;
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Point
                if before == Some('s') && matches!(pieces.peek(), Some(Piece::Digit(_))) =>
            {
                let mut digits = 0;
                while pieces.next_if(|piece| matches!(piece, Piece::Digit(_))).is_some() {
                    digits += 1;
                }
                dated.push(Piece::Fraction(digits));
            }
            Piece::Point => dated.push(Piece::Literal(".".to_owned())),
            Piece::Comma => dated.push(Piece::Literal(",".to_owned())),
            Piece::Percent => dated.push(Piece::Literal("%".to_owned())),
            Piece::Part('m', count) if before == Some('h') && count <= 2 => {
                before = Some('n');
                dated.push(Piece::Part('n', count));
            }
            Piece::Part(letter, count) => {
                // `mm:ss`: what was taken for a month are minutes.
                let last = dated.iter_mut().rev().find(|one| matches!(one, Piece::Part(..)));
                if let (Some(Piece::Part(kind @ 'm', 1..=2)), 's') = (last, letter) {
                    *kind = 'n';
                }
                if letter != 'p' {
                    before = Some(letter);
                }
                dated.push(Piece::Part(letter, count));
            }
            Piece::Elapsed(letter, count) => {
                before = Some(letter);
                dated.push(Piece::Elapsed(letter, count));
            }
            Piece::Literal(_) => dated.push(piece),
            Piece::Digit(_) | Piece::General | Piece::Text | Piece::Fraction(_) => {}
        }
    }
    dated
}

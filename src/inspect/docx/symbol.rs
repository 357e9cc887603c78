//! Signs of faces of symbols (Wingdings, Symbol), which stand in files by their number in the face: those that have a
//! character of their own.

/// The character for a sign of a face, where it has one; `number` is as files write it, 0xF000 added or not.
pub(super) fn character(face: &str, number: u32) -> Option<char> {
    let sign = u8::try_from(if number >= 0xF000 { number - 0xF000 } else { number }).ok()?;
    let face = face.to_ascii_lowercase();
    let known: &[(u8, char)] = match face.as_str() {
        "wingdings" => &WINGDINGS,
        "wingdings 2" => &WINGDINGS_2,
        "symbol" => &SYMBOL,
        _ => return None,
    };
    known.iter().find(|(own, _)| *own == sign).map(|(_, character)| *character)
}

/// What a list of that face puts in front of its paragraphs.
pub(super) fn bullet(face: &str, text: &str) -> String {
    let of_symbols =
        ["wingdings", "wingdings 2", "symbol"].contains(&face.to_ascii_lowercase().as_str());
    let shown = |own: char| match own {
        '\u{E000}'..='\u{F8FF}' => sign(face, own).unwrap_or('•'),
        own if of_symbols => character(face, u32::from(own)).unwrap_or('•'),
        own => own,
    };
    text.chars().map(shown).collect()
}

/// The character for a sign of a text that is set in a face of symbols (U+F000 and above). Where the text does not say
/// the face, the one that has a character for it.
#[must_use]
pub fn sign(face: &str, sign: char) -> Option<char> {
    let faces = ["wingdings", "symbol", "wingdings 2"];
    let number = u32::from(sign);
    let own = character(face, number);
    own.or_else(|| faces.iter().find_map(|face| character(face, number)))
}

const WINGDINGS: [(u8, char); 19] = [
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '□'),
    (0x72, '□'),
    (0x74, '◆'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x6D, '○'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xAB, '★'),
    (0xB2, '☆'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFE, '☑'),
];

const WINGDINGS_2: [(u8, char); 5] =
    [(0x50, '✓'), (0x52, '☑'), (0x54, '☒'), (0xA3, '□'), (0x4F, '✗')];

const SYMBOL: [(u8, char); 14] = [
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAE, '→'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xE5, '∑'),
    (0x44, 'Δ'),
    (0x61, 'α'),
];

//! Names of files that every system takes: which names are no good anywhere, and what comes next to them. Paths, and what
//! is on a disk, are for others.

/// Names that are a device on Windows whatever their ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Whether every system takes it for the name of one file in a folder. A slash is no part of a name.
#[must_use]
pub fn is_good(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 255
        && !name.ends_with(['.', ' '])
        && !is_device(name)
        && name.chars().all(|c| likeness(c) == Some(c))
}

/// The name next to this text that every system takes: what Windows does not allow becomes its full-width likeness;
/// control characters, and dots and spaces at the ends, go. Empty where nothing is left; its length is as it comes.
#[must_use]
pub fn made_good(text: &str) -> String {
    let shown: String = text.chars().filter_map(likeness).collect();
    let spaced = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let trimmed = spaced.trim_matches(['.', ' ']);
    if is_device(trimmed) { format!("_{trimmed}") } else { trimmed.to_owned() }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    DEVICES.contains(&stem.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// The character itself, what may stand for it in a name, or nothing.
fn likeness(c: char) -> Option<char> {
    match c {
        '\\' => Some('＼'),
        '/' => Some('／'),
        ':' => Some('：'),
        '*' => Some('＊'),
        '?' => Some('？'),
        '"' => Some('＂'),
        '<' => Some('＜'),
        '>' => Some('＞'),
        '|' => Some('｜'),
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_good_on_every_system() {
        for (given, name) in [
            ("襄汾县财政局", "襄汾县财政局"),
            ("车辆科/一队", "车辆科／一队"),
            ("甲:乙*丙?丁\"戊<己>庚|辛\\壬", "甲：乙＊丙？丁＂戊＜己＞庚｜辛＼壬"),
            (" 甲  乙 . ", "甲 乙"),
            ("../..", "／"),
            ("a\u{7}\nb", "ab"),
            ("CON", "_CON"),
            ("com1.附件", "_com1.附件"),
            ("Consul", "Consul"),
            ("...", ""),
        ] {
            assert_eq!(made_good(given), name, "{given}");
            assert!(name.is_empty() || is_good(name), "{name}");
        }
    }
}

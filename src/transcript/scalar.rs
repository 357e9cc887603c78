//! Scalars: which text may stand as it is, and how others are quoted.

/// Where a scalar stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// Behind `- ` or `键: `, to the end of its line.
    Line,
    /// In front of a colon.
    Key,
    /// Between brackets.
    Brackets,
}

/// Marks that begin a text and mean nothing to YAML. Every other mark is rather quoted.
const HARMLESS_FRONTS: &str = "“‘《〈（【〔『「≥≤＝≠±×√□■○●◇◆△▲☆★※";

/// The text as a scalar of one line.
pub(super) fn scalar(text: &str, stand: Stand) -> String {
    if may_stand_bare(text, stand) { text.to_owned() } else { quoted(text) }
}

fn may_stand_bare(text: &str, stand: Stand) -> bool {
    let Some(first) = text.chars().next() else { return false };
    // Other white space than this would be cut off, taken for a line's end, or not be seen.
    let is_seen = |c: char| matches!(c, ' ' | '\u{3000}') || !(c.is_whitespace() || c.is_control());
    let colon = match stand {
        Stand::Line => text.contains(": ") || text.ends_with(':'),
        Stand::Key | Stand::Brackets => text.contains(':'),
    };
    let brackets = stand == Stand::Brackets && text.contains([',', '[', ']', '{', '}']);
    (first.is_alphanumeric() || HARMLESS_FRONTS.contains(first))
        && text.trim() == text
        && text.chars().all(is_seen)
        && !text.contains(" #")
        && !colon
        && !brackets
}

/// The text between quotes.
pub(super) fn quoted(text: &str) -> String {
    let escaped = text.chars().any(char::is_control);
    if !escaped && text.contains(['"', '\\']) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_only_where_yaml_needs_them() {
        let cases = [
            (Stand::Line, "公务用车12辆，比上年减少1辆。", "公务用车12辆，比上年减少1辆。"),
            (Stand::Line, "“三公”经费：共3万元", "“三公”经费：共3万元"),
            (Stand::Line, "见 #3 楼", "\"见 #3 楼\""),
            (Stand::Line, "时间: 上午", "\"时间: 上午\""),
            (Stand::Line, "8:30开会", "8:30开会"),
            (Stand::Line, "- 一", "\"- 一\""),
            (Stand::Line, "[2021]5号", "\"[2021]5号\""),
            (Stand::Line, "\"甲\"乙", "'\"甲\"乙'"),
            (Stand::Line, "'甲'", "\"'甲'\""),
            (Stand::Line, " 甲", "\" 甲\""),
            (Stand::Line, "", "\"\""),
            (Stand::Key, "8:30", "\"8:30\""),
            (Stand::Key, "履职效果情况：", "履职效果情况："),
            (Stand::Brackets, "1,200", "\"1,200\""),
            (Stand::Brackets, "甲，乙", "甲，乙"),
            (Stand::Brackets, "甲\n乙\\\"", "\"甲\\n乙\\\\\\\"\""),
        ];
        for (stand, text, expected) in cases {
            assert_eq!(scalar(text, stand), expected, "{stand:?}");
        }
    }
}

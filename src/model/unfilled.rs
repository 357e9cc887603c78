//! 待填: what the author leaves to be filled in, as it is written and as a draft prints it.

/// What a draft prints in its place.
pub const UNFILLED: &str = "【待填】";

/// The words for it.
const WORDS: [&str; 2] = ["待填", "todo"];

/// Whether a value, or what stands between `{{` and `}}`, is left to be filled in: `待填`, `待填：说明`. Gives the
/// explanation, empty where there is none.
#[must_use]
pub fn unfilled(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = WORDS.iter().find_map(|word| text.strip_prefix(word))?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.trim_start().strip_prefix(['：', ':']).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_stands_alone_or_with_an_explanation() {
        for (text, note) in [
            ("待填", Some("")),
            (" 待填 ", Some("")),
            ("待填：上年 5辆", Some("上年 5辆")),
            ("待填: 问财务股", Some("问财务股")),
            ("todo", Some("")),
            ("待填报", None),
            ("待填数 + 1", None),
            ("尚待填", None),
        ] {
            assert_eq!(unfilled(text), note, "{text}");
        }
    }
}

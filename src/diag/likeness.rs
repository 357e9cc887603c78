//! How like two words are, for “是不是想写…”.

/// How many slips of the pen lead from `known` to `written` (a character too much, too few, wrong, or two
/// exchanged); `None` when more than half of the word would be wrong.
#[must_use]
pub fn likeness(written: &str, known: &str) -> Option<usize> {
    let length = written.chars().count().max(known.chars().count());
    let slips = strsim::damerau_levenshtein(written, known);
    (slips * 2 <= length).then_some(slips)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_a_word_may_be_wrong() {
        assert_eq!(likeness("正闻", "正文"), Some(1));
        assert_eq!(likeness("文正", "正文"), Some(1));
        assert_eq!(likeness("标题", "标题"), Some(0));
        assert_eq!(likeness("附件", "正文"), None);
    }
}

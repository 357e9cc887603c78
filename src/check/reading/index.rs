//! Words of a fixed list, found in a text in one pass. It costs nothing to make, which is why it is not an automaton:
//! a check of a short document takes less time than building one.

/// A list of words, arranged by their first characters.
#[derive(Debug, Default)]
pub(in crate::check) struct Index {
    /// The words by the slot of their first character.
    words: Vec<(usize, &'static str)>,
    /// Where the words of each slot begin, and behind the last one where they end.
    slots: Vec<u16>,
}

/// A power of two: enough that most characters of a text fall into an empty slot.
const SLOTS: usize = 4096;

fn slot(character: char) -> usize {
    character as usize % SLOTS
}

impl Index {
    /// The index of a list; empty words are never found.
    pub(in crate::check) fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        let first = |word: &str| word.chars().next().map(slot);
        let words = words.into_iter().enumerate().filter(|(_, word)| !word.is_empty());
        let mut words: Vec<(usize, &str)> = words.collect();
        words.sort_by_key(|(_, word)| first(word));
        let mut slots = vec![0_u16; SLOTS + 1];
        for (_, word) in &words {
            if let Some(count) = first(word).and_then(|slot| slots.get_mut(slot + 1)) {
                *count += 1;
            }
        }
        let mut end = 0;
        for count in &mut slots {
            end += *count;
            *count = end;
        }
        Self { words, slots }
    }

    /// Which word stands where in a text, in the order of places; one may lie over another.
    pub(in crate::check) fn hits<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, usize)> + 't {
        let begun = move |(at, character)| (at, self.of_slot(slot(character)));
        // Most characters begin no word, and are passed over here at once.
        let begun = text.char_indices().map(begun).filter(|(_, words)| !words.is_empty());
        begun.flat_map(move |(at, words)| {
            let here = move |(word, written): &(usize, &str)| {
                text[at..].starts_with(written).then_some((*word, at))
            };
            words.iter().filter_map(here)
        })
    }

    fn of_slot(&self, slot: usize) -> &[(usize, &'static str)] {
        let bounds = self.slots.get(slot).zip(self.slots.get(slot + 1));
        let range = bounds.map(|(start, end)| usize::from(*start)..usize::from(*end));
        range.and_then(|range| self.words.get(range)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_wherever_it_stands() {
        let words = ["部署", "部", "布署", "", "&nbsp;", "署"];
        let index = Index::new(words);
        let text = "部署&nbsp;布署部";
        let mut expected: Vec<(usize, usize)> = Vec::new();
        for (number, word) in words.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
            expected.extend(text.match_indices(word).map(|(at, _)| (number, at)));
        }
        let mut found: Vec<_> = index.hits(text).collect();
        assert!(found.is_sorted_by_key(|(_, at)| *at));
        found.sort_unstable();
        assert_eq!(found, expected);
        assert_eq!(Index::default().hits(text).count(), 0);
    }
}

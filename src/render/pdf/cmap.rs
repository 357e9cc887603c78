//! The character map back from codes to Unicode (ISO 32000-1 9.10.3), which decides what a reader
//! finds, copies and reads aloud.

use std::fmt::Write as _;

/// The map of two-byte codes, given in ascending order.
pub(super) fn to_unicode(codes: impl Iterator<Item = (u16, char)>) -> String {
    let codes: Vec<_> = codes.collect();
    let mut cmap = String::from(HEAD);
    // A reader need not accept more than 100 entries at once.
    for block in codes.chunks(100) {
        let _ = writeln!(cmap, "{} beginbfchar", block.len());
        for (code, character) in block {
            let _ = write!(cmap, "<{code:04X}> <");
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(cmap, "{unit:04X}");
            }
            cmap.push_str(">\n");
        }
        cmap.push_str("endbfchar\n");
    }
    cmap.push_str(TAIL);
    cmap
}

const HEAD: &str = "/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
";

const TAIL: &str = "endcmap
CMapName currentdict /CMap defineresource pop
end
end
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_beyond_the_basic_plane_are_surrogate_pairs() {
        let cmap = to_unicode([(1, '一'), (2, '𠮷')].into_iter());
        assert!(cmap.contains("2 beginbfchar\n<0001> <4E00>\n<0002> <D842DFB7>\nendbfchar\n"));
    }

    #[test]
    fn blocks_hold_at_most_a_hundred_entries() {
        let cmap = to_unicode((0..250).zip('一'..));
        let counts: Vec<_> =
            cmap.lines().filter_map(|line| line.strip_suffix(" beginbfchar")).collect();
        assert_eq!(counts, ["100", "100", "50"]);
        assert_eq!(cmap.matches("endbfchar").count(), 3);
    }
}

//! Sums of files, by which they are known again.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// The SHA-256 sum of several texts, each of them whole: `甲乙` and `丙` are not `甲` and `乙丙`.
pub(super) fn sum_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    hexadecimal(&hash.finalize())
}

/// The SHA-256 sum of bytes, in hexadecimal.
pub(super) fn sum(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_standard_and_tell_where_texts_end() {
        // FIPS 180-2, appendix B.1.
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sum(b"abc"), known);
        assert_ne!(sum_of(["甲乙", "丙"]), sum_of(["甲", "乙丙"]));
    }
}

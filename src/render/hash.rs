//! Hashes for both renderers: by which documents, faces and parts are told apart. They guard nothing; sums of files that
//! must be trusted are SHA-256, elsewhere.

/// A hash of 128 bits that is the same on every machine and in every version of the compiler.
pub(super) struct Hash {
    lanes: [u64; 2],
}

impl Hash {
    /// The hash of these bytes, and of how many they are.
    pub(super) fn of(bytes: &[u8]) -> u128 {
        let mut hash = Self::new();
        hash.write(bytes);
        let [high, low] = hash.finish();
        u128::from(high) << 64 | u128::from(low)
    }

    pub(super) fn new() -> Self {
        // FNV's offset basis, and the same with its halves exchanged.
        Self { lanes: [0xcbf2_9ce4_8422_2325, 0x8422_2325_cbf2_9ce4] }
    }

    /// Takes in bytes and how many they are.
    pub(super) fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let mut word = [0; 8];
            word[..rest.len()].copy_from_slice(rest);
            self.mix(u64::from_le_bytes(word));
        }
        self.mix(bytes.len() as u64);
    }

    fn mix(&mut self, word: u64) {
        // Odd factors, so that no step loses anything; the turn brings high bits down again.
        let [high, low] = &mut self.lanes;
        *high = (*high ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        *low = (*low ^ word).wrapping_mul(0xd6e8_feb8_6659_fd93).rotate_left(31);
    }

    pub(super) fn finish(mut self) -> [u64; 2] {
        for _ in 0..4 {
            self.mix(0);
        }
        self.lanes
    }
}

/// So many signs that stand for a hash.
pub(super) fn spelled(hash: u128, signs: &[u8], count: usize) -> String {
    let base = signs.len() as u128;
    let mut rest = hash;
    let sign = || {
        let sign = usize::try_from(rest % base).unwrap_or(0);
        rest /= base;
        char::from(signs[sign])
    };
    std::iter::repeat_with(sign).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(bytes: &[u8]) -> [u64; 2] {
        let mut hash = Hash::new();
        hash.write(bytes);
        hash.finish()
    }

    #[test]
    fn the_hash_never_changes_from_version_to_version() {
        assert_eq!(
            hash("成文".as_bytes()),
            [11_609_309_671_523_618_265, 8_665_089_552_642_124_138]
        );
    }

    #[test]
    fn a_bit_a_zero_and_an_order_make_another_hash() {
        let texts: [&[u8]; 6] = [b"", b"\0", b"\0\0", b"ab", b"ba", b"\0\0\0\0\0\0\0\x80"];
        for (index, one) in texts.iter().enumerate() {
            for other in &texts[index + 1..] {
                let [a, b] = [hash(one), hash(other)];
                assert!(a[0] != b[0] && a[1] != b[1], "{one:?} {other:?}");
            }
        }
    }
}

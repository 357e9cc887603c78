//! Font files that were packed last, kept by a run that makes documents again and again: most of a face's subset is what
//! it was a moment ago, and packing it takes most of the time. What is packed, and how, is for the renderers.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bytes that are kept, files and what they were packed into.
const MOST: usize = 12 * 1024 * 1024;

/// The files, the one that was asked for last in front.
#[derive(Debug, Default)]
pub(super) struct Memo(Mutex<VecDeque<Arc<Kept>>>);

#[derive(Debug)]
struct Kept {
    /// How it is packed.
    wrapping: &'static str,
    file: Vec<u8>,
    packed: Vec<u8>,
}

impl Kept {
    fn size(&self) -> usize {
        self.file.len() + self.packed.len()
    }
}

impl Memo {
    /// What the file was packed into, or is packed into now. Two workers that ask for the same at once may both pack it,
    /// with the same result.
    pub(super) fn packed<E>(
        &self,
        wrapping: &'static str,
        file: &[u8],
        pack: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Vec<u8>, E> {
        if let Some(kept) = self.find(wrapping, file) {
            return Ok(kept.packed.clone());
        }
        let packed = pack()?;
        self.keep(Kept { wrapping, file: file.to_vec(), packed: packed.clone() });
        Ok(packed)
    }

    /// Files are compared outside of the lock.
    fn find(&self, wrapping: &'static str, file: &[u8]) -> Option<Arc<Kept>> {
        let alike = |kept: &&Arc<Kept>| kept.wrapping == wrapping && kept.file.len() == file.len();
        let alike: Vec<Arc<Kept>> = self.locked().iter().filter(alike).cloned().collect();
        let found = alike.into_iter().find(|kept| kept.file == file)?;
        let mut recent = self.locked();
        if let Some(at) = recent.iter().position(|kept| Arc::ptr_eq(kept, &found))
            && let Some(kept) = recent.remove(at)
        {
            recent.push_front(kept);
        }
        Some(found)
    }

    fn keep(&self, kept: Kept) {
        let mut recent = self.locked();
        recent.push_front(Arc::new(kept));
        while recent.iter().map(|kept| kept.size()).sum::<usize>() > MOST {
            recent.pop_back();
        }
    }

    /// A panic elsewhere ends the program, so nothing is ever seen half done.
    fn locked(&self) -> MutexGuard<'_, VecDeque<Arc<Kept>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Packs by turning round, and counts how often.
    fn packed(memo: &Memo, wrapping: &'static str, file: &[u8], count: &mut usize) -> Vec<u8> {
        let pack = || -> Result<Vec<u8>, ()> {
            *count += 1;
            Ok(file.iter().rev().copied().collect())
        };
        memo.packed(wrapping, file, pack).unwrap()
    }

    #[test]
    fn the_same_file_is_packed_once_for_each_wrapping() {
        let (memo, mut count) = (Memo::default(), 0);
        for _ in 0..3 {
            for (wrapping, file) in [("zlib", "甲"), ("bare", "甲"), ("zlib", "乙")] {
                let due: Vec<u8> = file.bytes().rev().collect();
                assert_eq!(packed(&memo, wrapping, file.as_bytes(), &mut count), due);
            }
        }
        assert_eq!(count, 3);
    }

    #[test]
    fn what_was_not_asked_for_for_long_goes_and_the_whole_stays_small() {
        let (memo, mut count) = (Memo::default(), 0);
        let often = vec![7; 1000];
        for number in 0..40_u8 {
            packed(&memo, "zlib", &vec![number; MOST / 10], &mut count);
            packed(&memo, "zlib", &often, &mut count);
            assert!(memo.locked().iter().map(|kept| kept.size()).sum::<usize>() <= MOST);
        }
        // The small one was packed once, each of the others too.
        assert_eq!(count, 41);
        packed(&memo, "zlib", &vec![0; MOST / 10], &mut count);
        assert_eq!(count, 42);
        // One that is too large for it is packed all the same.
        assert_eq!(packed(&memo, "zlib", &vec![1; MOST], &mut count).len(), MOST);
    }
}

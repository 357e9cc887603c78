//! The container of old office files (MS-CFB): streams by name. What is in a stream is not known here.
//!
//! Chains of sectors are followed for no more steps than the file has sectors, so that no loop is endless.

const HEADER: usize = 512;
const ENTRY: usize = 128;
/// From here on numbers name no sector.
const NO_SECTOR: u32 = 0xFFFF_FFFA;

/// An opened container.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    small_sector: usize,
    /// Streams below this size lie in small sectors.
    large_from: usize,
    next: Vec<u32>,
    next_small: Vec<u32>,
    /// All small sectors, one after the other.
    small: Vec<u8>,
    entries: Vec<Entry>,
}

/// A stream at the top of the container, or the root.
struct Entry {
    name: String,
    is_stream: bool,
    start: u32,
    size: usize,
    /// Left, right, first child.
    links: [u32; 3],
}

impl<'a> Container<'a> {
    /// Opens a container; `None` where it is damaged.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector = 1_usize.checked_shl(u32::from(u16_at(bytes, 0x1E)?))?;
        let small_sector = 1_usize.checked_shl(u32::from(u16_at(bytes, 0x20)?))?;
        if ![512, 4096].contains(&sector) || small_sector > sector || small_sector < 8 {
            return None;
        }
        let mut container = Self {
            bytes,
            sector,
            small_sector,
            large_from: usize::try_from(u32_at(bytes, 0x38)?).ok()?,
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        container.next = container.table()?;
        container.next_small = numbers(&container.large(u32_at(bytes, 0x3C)?));
        let entries = container.large(u32_at(bytes, 0x30)?);
        container.entries = entries.chunks_exact(ENTRY).filter_map(Entry::read).collect();
        let root = container.entries.first()?;
        container.small = container.large(root.start);
        Some(container)
    }

    /// Whether there is something of this name at the top.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The bytes of a stream at the top.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.find(name).filter(|entry| entry.is_stream)?;
        let mut bytes = if entry.size < self.large_from {
            let most = self.small.len() / self.small_sector + 1;
            let sectors = chain(&self.next_small, entry.start, most).into_iter();
            let parts = sectors.filter_map(|index| part(&self.small, index, self.small_sector));
            parts.flatten().copied().collect()
        } else {
            self.large(entry.start)
        };
        // A shorter one is cut off; what is there can still be read.
        bytes.truncate(entry.size);
        (!bytes.is_empty()).then_some(bytes)
    }

    /// An entry at the top, which is a tree of names: what is embedded may have the same names.
    fn find(&self, name: &str) -> Option<&Entry> {
        let mut open = vec![self.entries.first()?.links[2]];
        for _ in 0..self.entries.len() {
            let entry = loop {
                let index = usize::try_from(open.pop()?).ok()?;
                if let Some(entry) = self.entries.get(index) {
                    break entry;
                }
            };
            if entry.name.eq_ignore_ascii_case(name) {
                return Some(entry);
            }
            open.extend_from_slice(&entry.links[..2]);
        }
        None
    }

    /// Which sector follows each sector: its parts are named in the header, and in sectors of their own.
    fn table(&self) -> Option<Vec<u32>> {
        let mut parts = numbers(self.bytes.get(0x4C..HEADER)?);
        let mut more = u32_at(self.bytes, 0x44)?;
        for _ in 0..=self.bytes.len() / self.sector {
            let Some(bytes) = self.sector_at(more) else { break };
            let mut listed = numbers(bytes);
            more = listed.pop()?;
            parts.extend(listed);
        }
        let most = self.bytes.len() / self.sector + 1;
        let known = parts.into_iter().filter(|index| *index < NO_SECTOR).take(most);
        let table: Vec<u32> =
            known.filter_map(|index| self.sector_at(index)).flat_map(numbers).collect();
        Some(table)
    }

    /// The bytes of a chain of sectors.
    fn large(&self, start: u32) -> Vec<u8> {
        let sectors = chain(&self.next, start, self.bytes.len() / self.sector).into_iter();
        sectors.filter_map(|index| self.sector_at(index)).flatten().copied().collect()
    }

    fn sector_at(&self, index: u32) -> Option<&'a [u8]> {
        if index >= NO_SECTOR {
            return None;
        }
        let after_header = self.bytes.get(self.sector..)?;
        part(after_header, index, self.sector)
    }
}

impl Entry {
    fn read(bytes: &[u8]) -> Option<Self> {
        let length = usize::from(u16_at(bytes, 0x40)?).saturating_sub(2).min(62);
        let units = bytes.get(..length)?.chunks_exact(2);
        let units: Vec<u16> = units.map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        Some(Self {
            name: String::from_utf16_lossy(&units),
            is_stream: bytes.get(0x42) == Some(&2),
            start: u32_at(bytes, 0x74)?,
            size: usize::try_from(u32_at(bytes, 0x78)?).ok()?,
            links: [u32_at(bytes, 0x44)?, u32_at(bytes, 0x48)?, u32_at(bytes, 0x4C)?],
        })
    }
}

/// The sectors of a chain, at most so many as there are.
fn chain(next: &[u32], start: u32, most: usize) -> Vec<u32> {
    let mut sectors = Vec::new();
    let mut index = start;
    while index < NO_SECTOR && sectors.len() < most {
        sectors.push(index);
        let following = usize::try_from(index).ok().and_then(|index| next.get(index));
        index = following.copied().unwrap_or(NO_SECTOR);
    }
    sectors
}

/// A sector; the last one of a file may be shorter.
fn part(bytes: &[u8], index: u32, length: usize) -> Option<&[u8]> {
    let start = usize::try_from(index).ok()?.checked_mul(length)?;
    let end = start.checked_add(length)?.min(bytes.len());
    bytes.get(start..end)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let words = bytes.chunks_exact(4);
    words.map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect()
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_that_bites_its_tail_ends() {
        assert_eq!(chain(&[1, 2, 1], 0, 4), [0, 1, 2, 1]);
        assert_eq!(chain(&[1, 0xFFFF_FFFE], 0, 4), [0, 1]);
        assert_eq!(chain(&[], 7, 4), [7]);
    }
}

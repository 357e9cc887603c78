//! data/fonts.yaml as typed data: what each bundled file is, which chain and which official families a
//! role has. Nothing here opens a font.

use serde::Deserialize;

use crate::template::FontRole;

const TEXT: &str = include_str!("../../data/fonts.yaml");

/// The table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FontTable {
    files: Vec<FileEntry>,
    roles: Vec<RoleEntry>,
}

/// A bundled file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileEntry {
    /// Name in fonts/.
    pub(super) file: String,
    /// SPDX identifier of its licence.
    pub(super) licence: String,
    /// Family for programs that do not use the embedded face.
    pub(super) alternative: String,
}

/// A typeface of the standard.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleEntry {
    role: String,
    /// Bundled files, the first one asked first.
    pub(super) chain: Vec<String>,
    /// Installed families to prefer, the best one first.
    pub(super) official: Vec<String>,
}

impl FontTable {
    /// Reads the table compiled in.
    ///
    /// # Errors
    /// The library's message; only a damaged build has one.
    pub(super) fn read() -> Result<Self, String> {
        serde_yaml::from_str(TEXT).map_err(|error| error.to_string())
    }

    /// What is said of a bundled file.
    pub(super) fn file(&self, name: &str) -> Option<&FileEntry> {
        self.files.iter().find(|entry| entry.file == name)
    }

    /// What is said of a role.
    pub(super) fn role(&self, role: FontRole) -> Option<&RoleEntry> {
        self.roles.iter().find(|entry| entry.role == role.name())
    }

    /// The alternative family of the file a role begins with.
    pub(super) fn alternative(&self, role: FontRole) -> &str {
        let first = self.role(role).and_then(|entry| entry.chain.first());
        first.and_then(|name| self.file(name)).map_or("SimSun", |file| &file.alternative)
    }
}

impl RoleEntry {
    /// How far in front one of `names` stands among the official families; `None` when none does.
    pub(super) fn rank<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Option<usize> {
        let names: Vec<String> = names.into_iter().map(comparable).collect();
        self.official.iter().position(|wanted| {
            let wanted = comparable(wanted);
            names.iter().any(|name| match wanted.strip_suffix('*') {
                Some(front) => name.starts_with(front),
                None => *name == wanted,
            })
        })
    }
}

/// A name without case, spaces and hyphens: makers of fonts do not agree on them.
fn comparable(name: &str) -> String {
    let kept = name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '－'));
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::bundled;
    use super::*;

    #[test]
    fn every_role_and_every_bundled_file_is_in_the_table() {
        let table = FontTable::read().unwrap();
        for role in FontRole::ALL {
            let entry = table.role(role).unwrap();
            assert!(!entry.official.is_empty(), "{}", role.name());
            for file in &entry.chain {
                assert!(bundled::FILES.iter().any(|(name, _)| name == file), "{file}");
            }
        }
        assert_eq!(table.roles.len(), FontRole::ALL.len());
        for (name, _) in &bundled::FILES {
            let entry = table.file(name).unwrap();
            // Word's limit for w:altName.
            assert!((1..=31).contains(&entry.alternative.len()), "{name}");
        }
    }

    #[test]
    fn official_families_are_known_by_any_spelling() {
        let table = FontTable::read().unwrap();
        let cases = [
            (FontRole::FangSong, "仿宋_GB2312", Some(0)),
            (FontRole::FangSong, "fangsong_gb2312", Some(1)),
            (FontRole::FangSong, "CESI仿宋-GB18030", Some(8)),
            (FontRole::FangSong, "Gongwen FangSong", None),
            (FontRole::XiaoBiaoSong, "FZXBSJW--GB1-0", Some(4)),
            (FontRole::XiaoBiaoSong, "FZXBSJW GB1 0", Some(4)),
            (FontRole::XiaoBiaoSong, "cesi_xbs_gb13000", Some(9)),
            (FontRole::Kai, "Kaiti SC", Some(14)),
            (FontRole::Times, "TimesNewRoman", Some(0)),
            (FontRole::Song, "黑体", None),
        ];
        for (role, name, rank) in cases {
            assert_eq!(table.role(role).unwrap().rank([name]), rank, "{name}");
        }
    }

    #[test]
    fn the_alternative_of_a_role_is_one_that_chinese_office_has() {
        let table = FontTable::read().unwrap();
        let names = FontRole::ALL.map(|role| table.alternative(role));
        assert_eq!(
            names,
            ["FangSong", "STZhongsong", "KaiTi", "SimHei", "SimSun", "Times New Roman"]
        );
    }
}

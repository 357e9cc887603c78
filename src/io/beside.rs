//! Files that a document names. They must lie in its folder or below: a document that somebody sent must
//! not be able to take others of the user's files into its output.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::limits::LARGEST_BESIDE;
use super::read::{Refused, read_at_most};
use super::reason;
use crate::filename::is_good;

/// As Windows writes paths, on every system.
fn plain(name: &str) -> String {
    name.replace('\\', "/")
}

/// Where the file called `name` from where `document` is would lie.
#[must_use]
pub fn beside(document: &Path, name: &str) -> PathBuf {
    document.with_file_name(plain(name))
}

/// The whole of the file called `name` in the folder of `document`.
///
/// # Errors
/// Why it cannot be read, in Chinese.
pub fn read_beside(document: &Path, name: &str) -> Result<Vec<u8>, String> {
    let outside = || "它在这份 YAML 的文件夹外面，不能用".to_owned();
    let name = plain(name);
    let relative = Path::new(&name);
    let drive = name.as_bytes().get(1) == Some(&b':');
    if drive || !stays_inside(relative) {
        return Err(outside());
    }
    let folder = document.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let real = |path: &Path| path.canonicalize().map_err(|error| reason(&error));
    let (home, path) = (real(folder)?, real(&beside(document, &name))?);
    if !path.starts_with(&home) {
        return Err(outside());
    }
    if path.is_dir() {
        return Err("这是文件夹，不是文件".to_owned());
    }
    read_at_most(&path, LARGEST_BESIDE).map_err(|refused| match refused {
        Refused::Larger => format!("超过 {} MB，太大了", LARGEST_BESIDE / 1024 / 1024),
        other => other.reason(),
    })
}

/// Where a file that an archive calls `name` goes below `folder`; `None` for a name that leads elsewhere, or
/// that some system cannot give a file.
#[must_use]
pub fn inside(folder: &Path, name: &str) -> Option<PathBuf> {
    let parts: Vec<&str> = name.split('/').collect();
    parts
        .iter()
        .all(|part| is_good(part))
        .then(|| parts.iter().fold(folder.to_path_buf(), |path, part| path.join(part)))
}

/// Whether a file is there that holds something else.
#[must_use]
pub fn differs(path: &Path, bytes: &[u8]) -> bool {
    match read_at_most(path, bytes.len() as u64) {
        Ok(there) => there != bytes,
        Err(Refused::System(error)) => {
            !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
        }
        Err(_) => true,
    }
}

/// Whether a path leads no step above where it starts, whatever there is on the disk.
fn stays_inside(path: &Path) -> bool {
    let mut depth = 0;
    path.components().all(|part| {
        match part {
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::ParentDir => depth -= 1,
            Component::RootDir | Component::Prefix(_) => return false,
        }
        depth >= 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_in_the_folder_or_below_are_read() {
        let root = tempfile::tempdir().unwrap();
        let home = root.path().join("家");
        std::fs::create_dir_all(home.join("图")).unwrap();
        std::fs::write(home.join("图/楼.png"), b"in").unwrap();
        std::fs::write(root.path().join("外.png"), b"out").unwrap();
        let document = home.join("报告.yaml");
        assert_eq!(read_beside(&document, "图/楼.png").unwrap(), b"in");
        assert_eq!(read_beside(&document, "图\\楼.png").unwrap(), b"in");
        assert_eq!(read_beside(&document, "./图/../图/楼.png").unwrap(), b"in");
        let absolute = root.path().join("外.png").display().to_string();
        for name in ["../外.png", "../没有.png", "图/../../外.png", absolute.as_str(), "C:/外.png"]
        {
            assert!(read_beside(&document, name).unwrap_err().contains("外面"), "{name}");
        }
        assert!(read_beside(&document, "没有.png").unwrap_err().contains("找不到"));
        assert!(read_beside(&document, "图").unwrap_err().contains("文件夹"));
    }

    #[test]
    fn names_in_an_archive_lead_nowhere_else() {
        let folder = Path::new("取");
        for name in ["报告.yaml", "图/楼.png", "表 一.csv", ".隐"] {
            assert_eq!(inside(folder, name), Some(folder.join(name)), "{name}");
        }
        let long = "字".repeat(86);
        for name in [
            "",
            "..",
            "../甲",
            "/etc/passwd",
            "甲/../../乙",
            "C:甲",
            "甲\\乙",
            "甲//乙",
            "甲/",
            "a\nb",
            "aux.txt",
            "COM1",
            "甲.",
            &long,
        ] {
            assert_eq!(inside(folder, name), None, "{name}");
        }
    }

    #[test]
    fn a_file_differs_only_where_there_is_one() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("甲");
        assert!(!differs(&file, b"one"));
        std::fs::write(&file, b"one").unwrap();
        assert!(!differs(&file, b"one") && differs(&file, b"on") && differs(&file, b"only"));
        assert!(!differs(&file.join("乙"), b"one") && differs(root.path(), b"one"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_outside() {
        let root = tempfile::tempdir().unwrap();
        let home = root.path().join("家");
        std::fs::create_dir(&home).unwrap();
        std::fs::write(root.path().join("外.png"), b"out").unwrap();
        std::os::unix::fs::symlink(root.path().join("外.png"), home.join("楼.png")).unwrap();
        assert!(read_beside(&home.join("报告.yaml"), "楼.png").unwrap_err().contains("外面"));
    }
}

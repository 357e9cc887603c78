//! A file that is written and not yet called by its name. On Linux it has no name at all until it is complete, so
//! that a run that is ended leaves nothing behind, however it is ended; elsewhere it has one that `turn` knows to
//! sweep.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempPath};

/// What names of files that are on their way begin and end with.
pub(super) const PREFIX: &str = ".chengwen-";
pub(super) const SUFFIX: &str = ".tmp";

/// A complete file beside its target.
pub(super) struct Staged {
    target: PathBuf,
    content: Content,
}

enum Content {
    /// Without a name.
    #[cfg(target_os = "linux")]
    Unnamed(File),
    Named(NamedTempFile),
}

impl Staged {
    /// Writes `bytes` beside `target` and waits until they are on the disk: a rename may come there before them.
    pub(super) fn new(target: PathBuf, bytes: &[u8]) -> io::Result<Self> {
        let folder = folder_of(&target);
        let content = Content::new(folder)?;
        let mut file = content.file();
        file.write_all(bytes)?;
        if let Ok(old) = std::fs::metadata(&target)
            && old.is_file()
        {
            // Where the disk knows no such permissions, nobody misses them.
            let _ = file.set_permissions(old.permissions());
        }
        file.sync_all()?;
        // Held until the file has its name, so that no other run takes it for left behind.
        let _ = file.try_lock();
        Ok(Self { target, content })
    }

    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    pub(super) fn folder(&self) -> &Path {
        folder_of(&self.target)
    }

    /// Puts it in the place of its target.
    pub(super) fn persist(self) -> io::Result<()> {
        match self.content {
            #[cfg(target_os = "linux")]
            Content::Unnamed(file) => {
                let named =
                    builder().make_in(folder_of(&self.target), |path| give_name(&file, path))?;
                named.persist(&self.target).map(drop).map_err(|error| error.error)
            }
            Content::Named(named) => {
                named.persist(&self.target).map(drop).map_err(|error| error.error)
            }
        }
    }
}

impl Content {
    fn new(folder: &Path) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        if let Ok(file) = unnamed(folder) {
            return Ok(Self::Unnamed(file));
        }
        #[cfg(unix)]
        let made = builder().permissions(new_file_permissions()).tempfile_in(folder);
        #[cfg(not(unix))]
        let made = builder().tempfile_in(folder);
        made.map(Self::Named)
    }

    fn file(&self) -> &File {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => file,
            Self::Named(named) => named.as_file(),
        }
    }
}

/// The old file under a second name, until it is known that it is not needed any more.
pub(super) struct Backup(TempPath);

impl Backup {
    /// `None` where there is no old file.
    pub(super) fn of(target: &Path) -> io::Result<Option<Self>> {
        if !target.is_file() {
            return Ok(None);
        }
        let linked = || {
            // Windows does not take a second name away again while the file is open.
            if cfg!(windows) {
                return Err(io::ErrorKind::Unsupported.into());
            }
            builder().make_in(folder_of(target), |path| std::fs::hard_link(target, path))
        };
        let copied = || -> io::Result<TempPath> {
            let named = builder().tempfile_in(folder_of(target))?;
            std::fs::copy(target, named.path())?;
            Ok(named.into_temp_path())
        };
        let path = linked().map(NamedTempFile::into_temp_path).or_else(|_: io::Error| copied())?;
        Ok(Some(Self(path)))
    }

    pub(super) fn restore(self, target: &Path) {
        let _ = self.0.persist(target);
    }
}

/// The folder of a file.
fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or_else(|| Path::new("."))
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    builder
}

/// A file in `folder` that goes away with the run unless it is given a name.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> io::Result<File> {
    use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
    let flag = i32::try_from(rustix::fs::OFlags::TMPFILE.bits()).map_err(io::Error::other)?;
    let file = File::options()
        .write(true)
        .custom_flags(flag)
        .mode(new_file_permissions().mode())
        .open(folder)?;
    // Names are given through /proc.
    std::fs::symlink_metadata(by_number(&file))?;
    Ok(file)
}

#[cfg(target_os = "linux")]
fn by_number(file: &File) -> PathBuf {
    use std::os::fd::AsRawFd as _;
    PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

#[cfg(target_os = "linux")]
fn give_name(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    Ok(linkat(CWD, by_number(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

/// As any program creates files; the system takes off what the user's mask forbids.
#[cfg(unix)]
fn new_file_permissions() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::Permissions::from_mode(0o666)
}

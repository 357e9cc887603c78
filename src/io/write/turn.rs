//! Runs on the same folder at the same time: their files are brought to their names one run after the other, so that
//! a DOCX and a PDF that lie side by side come from the same run; and what runs that were killed have left is swept.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::staged::{PREFIX, SUFFIX};

/// Renaming takes less than a millisecond; a run that is stopped while it holds the folder must not stop all others.
const LONGEST_WAIT: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(5);

/// Younger files may belong to a run that has not locked them yet.
const OLD: Duration = Duration::from_secs(60);

/// Threads of one run wait for each other here and not for the folder's lock, of which one has to be asked again and
/// again.
static ONE: Mutex<Swept> = Mutex::new(BTreeSet::new());

/// Folders that this run has swept: what is left there later is left by others, which sweep themselves, and a long run
/// must not read a folder of thousands of files for each.
type Swept = BTreeSet<PathBuf>;

/// Holds folders until it is dropped.
pub(super) struct Turn {
    _one: MutexGuard<'static, Swept>,
    _held: Vec<File>,
}

/// Waits until no other run brings files to their names in these folders. Where a system or disk knows no locks, or
/// the wait is too long, it goes on without: each single file is whole all the same.
pub(super) fn take(folders: impl Iterator<Item = PathBuf>) -> Turn {
    // In one order, so that two runs never wait for each other.
    let folders: BTreeSet<PathBuf> =
        folders.map(|folder| folder.canonicalize().unwrap_or(folder)).collect();
    // A panic elsewhere ends the program, so nothing is ever seen half done.
    let mut one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut held = Vec::new();
    for folder in folders {
        held.extend(hold(&folder));
        if !one.contains(&folder) {
            sweep(&folder);
            one.insert(folder);
        }
    }
    Turn { _one: one, _held: held }
}

fn hold(folder: &Path) -> Option<File> {
    let file = File::open(folder).ok()?;
    let mut waited = Duration::ZERO;
    while waited < LONGEST_WAIT {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(_)) => return None,
        }
        waited += PAUSE;
    }
    None
}

/// Removes what a killed run has left; what a living one holds is locked.
fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let ours = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) && is_left(&entry.path()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn is_left(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let modified = file.metadata().and_then(|found| found.modified());
    let age = modified.ok().and_then(|modified| SystemTime::now().duration_since(modified).ok());
    age.is_some_and(|age| age > OLD) && file.try_lock().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_killed_runs_have_left_is_swept_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let make = |name: &str, age: u64| {
            let file = File::create(folder.path().join(name)).unwrap();
            let modified = SystemTime::now() - Duration::from_secs(age);
            file.set_modified(modified).unwrap();
            file
        };
        let held = make(".chengwen-held.tmp", 3600);
        held.lock().unwrap();
        for (name, age) in
            [(".chengwen-left.tmp", 3600), (".chengwen-new.tmp", 1), ("报告.tmp", 3600)]
        {
            make(name, age);
        }
        drop(take(std::iter::once(folder.path().to_owned())));
        let left = |name: &str| folder.path().join(name).exists();
        assert!(!left(".chengwen-left.tmp"));
        assert!(left(".chengwen-held.tmp") && left(".chengwen-new.tmp") && left("报告.tmp"));
    }
}

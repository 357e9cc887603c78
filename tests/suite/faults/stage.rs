//! Where a trial takes place: a folder with a document and the two outputs of an earlier run.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

use super::Seen;
use crate::support::{Desk, SOUND};

/// The document as it is when a trial begins: newer than its outputs.
const NEW: &str = "标题: 报告\n正文:\n  - 改过的一段文字。\n";

/// Everybody and nobody.
const NOBODY: u32 = 65_534;

/// Outputs of an earlier run, and those of a run that goes well.
struct Known {
    old: [Vec<u8>; 2],
    new: [Vec<u8>; 2],
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let made = |text: &str| {
            let desk = Desk::new();
            desk.write("稿.yaml", text);
            desk.run_well(&["build", "稿.yaml"]);
            ["稿.docx", "稿.pdf"].map(|name| desk.read(name))
        };
        Known { old: made(SOUND), new: made(NEW) }
    })
}

pub(super) struct Stage {
    folder: TempDir,
    /// For a copy of the program.
    copy: TempDir,
}

impl Stage {
    pub(super) fn new() -> Self {
        let stage = Self { folder: TempDir::new().unwrap(), copy: TempDir::new().unwrap() };
        stage.allow("", 0o777);
        stage.write("稿.yaml", NEW);
        stage.write("稿.docx", &known().old[0]);
        stage.write("稿.pdf", &known().old[1]);
        stage
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
        self.allow(name, 0o666);
    }

    pub(super) fn remove(&self, name: &str) {
        std::fs::remove_file(self.path(name)).unwrap();
    }

    pub(super) fn allow(&self, name: &str, mode: u32) {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(self.path(name), permissions).unwrap();
    }

    /// The document becomes this text.
    pub(super) fn text(&self, text: impl AsRef<[u8]>) -> &Self {
        self.write("稿.yaml", text);
        self
    }

    /// The program, here, with nothing in its environment.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chengwen"));
        command.current_dir(self.folder.path()).args(arguments).env_clear();
        command.stdin(Stdio::null());
        command
    }

    /// The program as a user for whom permissions hold: they do not for an administrator.
    pub(super) fn command_of_user(&self, arguments: &[&str]) -> Command {
        let is_root = std::fs::metadata(self.folder.path()).unwrap().uid() == 0;
        if !is_root {
            return self.command(arguments);
        }
        // Others may not look into the folders above the program; the copy goes away with the stage.
        let copy = self.copy.path().join("chengwen");
        if !copy.exists() {
            std::fs::set_permissions(self.copy.path(), std::fs::Permissions::from_mode(0o755))
                .unwrap();
            // By a program of its own: what another thread starts while this one has the copy open for writing keeps it
            // open, and a program that is open for writing cannot be run.
            let made = Command::new("cp").arg(env!("CARGO_BIN_EXE_chengwen")).arg(&copy).status();
            assert!(made.unwrap().success());
        }
        let mut command = Command::new(copy);
        command.current_dir(self.folder.path()).args(arguments).env_clear();
        command.stdin(Stdio::null()).uid(NOBODY).gid(NOBODY);
        command
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Seen {
        seen(&self.command(arguments).output().unwrap())
    }

    pub(super) fn build(&self) -> Seen {
        self.run(&["build", "稿.yaml"])
    }

    /// Runs a script in which `$PROGRAM` is the program.
    pub(super) fn script(&self, script: &str) -> Seen {
        let path = "/usr/bin:/bin";
        let output = Command::new("/bin/sh")
            .args(["-c", script])
            .current_dir(self.folder.path())
            .env_clear()
            .envs([("PROGRAM", env!("CARGO_BIN_EXE_chengwen")), ("PATH", path)])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        seen(&output)
    }

    /// What the two outputs are now: both old or both new. Nothing lies beside them that a run has left.
    pub(super) fn left(&self, fault: &str) -> &'static str {
        self.nothing_left_behind(fault);
        let now = ["稿.docx", "稿.pdf"].map(|name| std::fs::read(self.path(name)).ok());
        let are = |wanted: &[Vec<u8>; 2]| now.iter().flatten().eq(wanted);
        if are(&known().old) {
            "旧的两份没有动"
        } else {
            assert!(are(&known().new), "{fault}: neither both old nor both new");
            "新的两份都写好了"
        }
    }

    /// Makes what a killed run has left two minutes old.
    pub(super) fn age_what_is_left(&self) {
        let old = std::time::SystemTime::now() - std::time::Duration::from_secs(120);
        for entry in std::fs::read_dir(self.folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap().to_string_lossy().starts_with(".chengwen") {
                std::fs::File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
            }
        }
    }

    pub(super) fn nothing_left_behind(&self, fault: &str) {
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                assert!(!name.starts_with(".chengwen"), "{fault}: {name} is left behind");
                if path.is_dir() && !path.is_symlink() {
                    folders.push(path);
                }
            }
        }
    }

    /// Whether these files are those of a run that went well.
    pub(super) fn are_new(&self, docx: &Path, pdf: &Path) -> bool {
        let now = [docx, pdf].map(|path| std::fs::read(self.path("").join(path)).ok());
        now.iter().flatten().eq(&known().new)
    }
}

pub(super) fn seen(output: &Output) -> Seen {
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!text.contains("panicked") && !text.contains("overflowed its stack"), "{text}");
    let said = text.lines().next().unwrap_or_default().to_owned();
    if let Some(signal) = output.status.signal() {
        return Seen { code: None, said: format!("信号 {signal}"), left: None };
    }
    Seen { code: output.status.code(), said, left: None }
}

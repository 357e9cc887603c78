//! A folder to work in and the program as a person runs it: arguments in, exit code and texts out. What
//! is right or wrong about them is for the tests.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A document that builds, on one page.
pub(crate) const SOUND: &str = "标题: 报告\n正文:\n  - 一段文字。\n";

/// An empty folder that goes away with the test.
pub(crate) struct Desk {
    folder: TempDir,
}

/// How a run of the program ended.
pub(crate) struct Ran {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A desk with [`SOUND`] as `稿.yaml`.
    pub(crate) fn with_document() -> Self {
        let desk = Self::new();
        desk.write("稿.yaml", SOUND);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        let path = self.path(name);
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Every file, hidden ones too, as paths from here with `/`, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.collect(self.folder.path(), &mut found);
        found.sort();
        found
    }

    fn collect(&self, folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.collect(&path, found);
            } else {
                let name = path.strip_prefix(self.folder.path()).unwrap();
                let parts: Vec<_> =
                    name.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
                found.push(parts.join("/"));
            }
        }
    }

    /// Every file with its bytes.
    pub(crate) fn contents(&self) -> Vec<(String, Vec<u8>)> {
        self.files().into_iter().map(|name| (name.clone(), self.read(&name))).collect()
    }

    /// The program here, with nothing in its environment that could change what it does.
    pub(crate) fn command(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_chengwen"));
        command.current_dir(self.folder.path()).args(arguments).env_clear();
        // Windows programs do not start without it.
        if let Some(root) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", root);
        }
        command
    }

    /// Runs the program and watches it; says also the most memory that it was seen to hold, in mebibytes: 0 where the
    /// system does not tell.
    pub(crate) fn run_watched(&self, arguments: &[&str]) -> (Ran, u64) {
        let mut command = self.command(arguments);
        let (out, err) = (std::process::Stdio::piped(), std::process::Stdio::piped());
        let mut child = command.stdout(out).stderr(err).spawn().unwrap();
        let status = format!("/proc/{}/status", child.id());
        let mut most = 0;
        // What it says fits into a pipe.
        while child.try_wait().unwrap().is_none() {
            let told = std::fs::read_to_string(&status).unwrap_or_default();
            let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
            most = most.max(kibibytes.unwrap_or(0) / 1024);
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        (Self::ran(child.wait_with_output().unwrap(), arguments), most)
    }

    /// Runs the program here.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_told(arguments, "")
    }

    /// The same, with this on its standard input.
    pub(crate) fn run_told(&self, arguments: &[&str], input: &str) -> Ran {
        let mut command = Command::from_std(self.command(arguments));
        Self::ran(command.write_stdin(input).output().unwrap(), arguments)
    }

    fn ran(output: std::process::Output, arguments: &[&str]) -> Ran {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let code = output.status.code().expect("the program ends by itself");
        let ran = Ran { code, out: text(output.stdout), err: text(output.stderr) };
        assert!(!ran.err.contains("panicked"), "{arguments:?}\n{}", ran.err);
        assert!(!ran.out.contains('\u{1B}') && !ran.err.contains('\u{1B}'), "colour in a pipe");
        ran
    }

    /// Runs the program, which must succeed without a word on standard error.
    pub(crate) fn run_well(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
        ran.out
    }
}

impl Ran {
    /// The findings on standard error, one text each.
    pub(crate) fn findings(&self) -> Vec<&str> {
        self.err.split("\n\n").filter(|finding| !finding.trim().is_empty()).collect()
    }

    /// Fails unless exactly one finding was shown, with this code, at this `file:line:column` (none where
    /// `place` is empty), saying these words.
    #[track_caller]
    pub(crate) fn says_only(&self, code: &str, place: &str, words: &[&str]) {
        let findings = self.findings();
        assert_eq!(findings.len(), 1, "one finding is due, {code} at {place}:\n{}", self.err);
        self.says(code, place, words);
    }

    /// Fails unless some finding was shown with this code, at this place, saying these words.
    #[track_caller]
    pub(crate) fn says(&self, code: &str, place: &str, words: &[&str]) {
        let heading = format!("错误[{code}]: ");
        let arrow = format!("--> {place}\n");
        let at_place = |finding: &&str| match place {
            "" => !finding.contains("--> "),
            _ => format!("{finding}\n").contains(&arrow),
        };
        let findings = self.findings();
        let found = findings.iter().find(|text| text.starts_with(&heading) && at_place(text));
        let found = found.unwrap_or_else(|| panic!("no {code} at {place}:\n{}", self.err));
        for word in words {
            assert!(found.contains(word), "{code} at {place} does not say “{word}”:\n{found}");
        }
    }
}

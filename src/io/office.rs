//! LibreOffice, where it is installed: how another program lays out a DOCX, and the old files that only it reads.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The names it goes by.
const PROGRAMS: [&str; 2] = ["soffice", "libreoffice"];

/// Places beside the search path.
const PLACES: [&str; 3] = [
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
    "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe",
];

/// It starts slowly, and long documents take their time.
const LONGEST: Duration = Duration::from_secs(180);

/// The program, if this machine has it.
#[must_use]
pub fn find_office() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders = std::env::split_paths(&path);
    let named = folders.flat_map(|folder| PROGRAMS.map(|program| folder.join(program)));
    named.chain(PLACES.map(PathBuf::from)).find(|program| program.is_file())
}

/// The PDF that LibreOffice makes of a DOCX; `None` where it makes none.
#[must_use]
pub fn render_with_office(office: &Path, docx: &[u8]) -> Option<Vec<u8>> {
    convert(office, "docx", docx, "pdf")
}

/// The DOCX that LibreOffice makes of a file with this ending; `None` where it makes none.
#[must_use]
pub fn docx_with_office(office: &Path, ending: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    convert(office, ending, bytes, "docx")
}

/// What LibreOffice makes of a file. It works in a folder of its own, with settings of its own, and both are gone
/// afterwards.
fn convert(office: &Path, ending: &str, bytes: &[u8], wanted: &str) -> Option<Vec<u8>> {
    let folder = tempfile::Builder::new().prefix("chengwen-").tempdir().ok()?;
    let input = folder.path().join("document").with_extension(ending);
    std::fs::write(&input, bytes).ok()?;
    let outputs = folder.path().join("outputs");
    let settings = folder.path().join("settings").display().to_string().replace('\\', "/");
    let mut child = Command::new(office)
        .arg(format!("-env:UserInstallation=file:///{}", settings.trim_start_matches('/')))
        .args(["--headless", "--norestore", "--convert-to", wanted, "--outdir"])
        .args([&outputs, &input])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let started = Instant::now();
    while child.try_wait().ok()?.is_none() {
        if started.elapsed() > LONGEST {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    std::fs::read(outputs.join("document").with_extension(wanted)).ok()
}

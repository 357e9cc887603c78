//! Reading PDFs, which are programs: one that never ends must not hold the command for ever. What is read is known
//! in `inspect`.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::diag::{Code, Diagnostic};
use crate::inspect::{self, Attachment, Page};

/// A PDF takes too long to be read.
const TOO_LONG: Code = Code("U023");

/// 3000 pages of ours take a few seconds.
const LONGEST: Duration = Duration::from_secs(60);

/// As that of the program's own thread on every system, and more: pages may hold drawings in drawings.
const STACK: usize = 64 << 20;

/// Reads the pages of a PDF; `name` is what messages call it.
///
/// # Errors
/// As [`inspect::pdf`], and a file that is not read within a minute.
pub(super) fn pdf(name: &str, bytes: Vec<u8>) -> Result<Vec<Page>, Diagnostic> {
    within_a_minute(name, bytes, inspect::pdf)
}

/// Reads the files that a PDF carries; `name` is what messages call it.
///
/// # Errors
/// As [`inspect::attachments`], and a file that is not read within a minute.
pub(super) fn attachments(name: &str, bytes: Vec<u8>) -> Result<Vec<Attachment>, Diagnostic> {
    within_a_minute(name, bytes, inspect::attachments)
}

fn within_a_minute<T: Send + 'static>(
    name: &str,
    bytes: Vec<u8>,
    reader: fn(&str, Vec<u8>) -> Result<T, Diagnostic>,
) -> Result<T, Diagnostic> {
    let (done, wait) = channel();
    let called = name.to_owned();
    let read = move || {
        // Nobody is left to listen once the time is up.
        let _ = done.send(reader(&called, bytes));
    };
    let started = std::thread::Builder::new().stack_size(STACK).spawn(read);
    let refuse = |what: String| {
        let help = "看看文件是不是拿错了，或用生成它的程序重新导出一次";
        Err(Diagnostic::environment(TOO_LONG, format!("读不了“{name}”：{what}")).help(help))
    };
    let Ok(thread) = started else { return refuse("内存不够".to_owned()) };
    match wait.recv_timeout(LONGEST) {
        Ok(read) => read,
        Err(RecvTimeoutError::Timeout) => {
            refuse(format!("读了 {} 秒还没有读完", LONGEST.as_secs()))
        }
        Err(RecvTimeoutError::Disconnected) => match thread.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => refuse("没有读完".to_owned()),
        },
    }
}

//! How many threads share the work of documents.

use std::num::NonZero;
use std::thread::available_parallelism;

/// More find nothing to do in one document: its largest font takes a quarter of all the work, and is one piece. And each
/// costs a start.
const MOST: usize = 8;

/// Starts the threads that `layout`, `render` and `check` hand work to. There is one set of them, however many documents
/// are being made at once; `jobs` of them are where that is known. Where it is not, this thread makes one document after
/// the other and is one of them: nothing has to be woken for what it does itself. `RAYON_NUM_THREADS` asks for another
/// number, 1 for one thing after the other.
pub(super) fn start(jobs: Option<usize>) {
    let asked_for = std::env::var_os("RAYON_NUM_THREADS").is_some();
    let cores = || available_parallelism().map_or(1, NonZero::get);
    // 0 leaves it to the library, which reads what was asked for.
    let number = if asked_for { 0 } else { jobs.unwrap_or_else(|| cores().min(MOST)) };
    // They are there already where a test has run another command in this process.
    let threads = rayon::ThreadPoolBuilder::new().num_threads(number);
    let threads = if jobs.is_none() { threads.use_current_thread() } else { threads };
    let _ = threads.build_global();
}

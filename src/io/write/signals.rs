//! Ctrl-C, a shutdown, a closed terminal while files are brought to their names: the end waits for that moment, since it
//! would leave behind the names that files have on their way. At any other moment a run ends at once, and nothing lies
//! about.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::flag::{register_conditional_default, register_usize};
use signal_hook::low_level::emulate_default_handler;

/// What users and systems end a program with.
const SIGNALS: [i32; 4] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT];

/// What the handlers of signals see.
struct Handled {
    /// Nobody holds them off: a signal does what it does to any program.
    idle: Arc<AtomicBool>,
    /// The signal that came meanwhile; 0 for none.
    came: Arc<AtomicUsize>,
    /// So many hold them off.
    holders: Mutex<usize>,
}

/// Holds signals off until it is dropped; the one that came meanwhile then ends the run.
pub(super) struct Held(());

/// Holds signals off.
pub(super) fn hold() -> Held {
    let handled = handled();
    let mut holders = handled.holders.lock().unwrap_or_else(PoisonError::into_inner);
    *holders += 1;
    handled.idle.store(false, Ordering::SeqCst);
    Held(())
}

impl Drop for Held {
    fn drop(&mut self) {
        let handled = handled();
        let mut holders = handled.holders.lock().unwrap_or_else(PoisonError::into_inner);
        *holders -= 1;
        if *holders > 0 {
            return;
        }
        handled.idle.store(true, Ordering::SeqCst);
        if let Ok(signal @ 1..) = i32::try_from(handled.came.swap(0, Ordering::SeqCst)) {
            let _ = emulate_default_handler(signal);
        }
    }
}

fn handled() -> &'static Handled {
    static HANDLED: OnceLock<Handled> = OnceLock::new();
    HANDLED.get_or_init(|| {
        let handled = Handled {
            idle: Arc::new(AtomicBool::new(true)),
            came: Arc::new(AtomicUsize::new(0)),
            holders: Mutex::new(0),
        };
        for signal in SIGNALS {
            // Where a system does not let us, the signal does what it always did.
            let _ = register_conditional_default(signal, Arc::clone(&handled.idle));
            if let Ok(number) = usize::try_from(signal) {
                let _ = register_usize(signal, Arc::clone(&handled.came), number);
            }
        }
        handled
    })
}

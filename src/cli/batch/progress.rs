//! How far a batch is, on a terminal, once it takes over a second.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// Nothing is shown before.
const PATIENCE: Duration = Duration::from_secs(1);

/// The bar with the rate, the time that is left and what failed.
const LOOK: &str = "{bar:24} {pos}/{len}，{rate}，还要 {left}{msg}";

/// A bar that may not be seen yet.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    failed: usize,
    seen: bool,
}

impl Progress {
    pub(super) fn new(all: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::hidden());
        if let Ok(look) = ProgressStyle::with_template(LOOK) {
            bar.set_style(look.with_key("rate", rate).with_key("left", left));
        }
        Self { bar, started: Instant::now(), failed: 0, seen: false }
    }

    /// One more is done.
    pub(super) fn step(&mut self, failed: bool) {
        if !self.seen && self.started.elapsed() > PATIENCE && std::io::stderr().is_terminal() {
            self.seen = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        if failed {
            self.failed += 1;
            self.bar.set_message(format!("，没有写 {} 份", self.failed));
        }
        self.bar.inc(1);
    }

    /// Takes it off the terminal.
    pub(super) fn end(self) {
        self.bar.finish_and_clear();
    }
}

fn rate(state: &ProgressState, out: &mut dyn std::fmt::Write) {
    let millis = u64::try_from(state.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
    let tenths = state.pos().saturating_mul(10_000) / millis;
    let _ = write!(out, "每秒 {}.{} 份", tenths / 10, tenths % 10);
}

fn left(state: &ProgressState, out: &mut dyn std::fmt::Write) {
    let (done, all) = (state.pos(), state.len().unwrap_or(0));
    let seconds = state.elapsed().as_secs();
    let left = all.saturating_sub(done).saturating_mul(seconds.max(1)).checked_div(done);
    let _ = match left.unwrap_or(0) {
        seconds @ 0..=99 => write!(out, "{seconds} 秒"),
        long => write!(out, "{} 分 {} 秒", long / 60, long % 60),
    };
}

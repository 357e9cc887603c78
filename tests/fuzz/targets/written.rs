//! Prints the document that the target `layout` makes of each file named: what to look at when one breaks a law.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a tool for whoever looks at a broken law")]

#[path = "../entry/mod.rs"]
mod entry;

fn main() {
    for path in std::env::args_os().skip(1) {
        println!("{}", entry::written(&std::fs::read(path).unwrap()));
    }
}

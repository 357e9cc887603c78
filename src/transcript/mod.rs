//! A draft as YAML text in the way people write it, and the account: what is printed is what the draft says, and no
//! character of the file was lost on the way. What anything means was decided in `draft`; which file things are written
//! to is for `cli`.

mod account;
mod entry;
mod expected;
mod found;
mod scalar;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod yaml;

pub use account::{Account, account};
pub use entry::{Entry, Kind};
pub use found::{Part, Printed, printed};
pub use yaml::{Setting, Sure, yaml};

//! Characters of Chinese text: what class each is, between which two a line may end, which two marks
//! come closer, where hanzi and Latin stand apart. The sets are data (data/characters.yaml); how wide
//! anything is, and which of the places is taken, is for `layout`.

mod breaks;
mod class;
mod setting;
mod spacing;

pub use breaks::{BreakRules, is_unbreakable_pair};
pub use class::{Class, class_of, is_private_use, line_end_prohibited, line_start_prohibited};
pub use setting::{Setting, has_no_script, is_latin_script, is_number_sign, settings};
pub use spacing::{EmptySide, Squeeze, empty_side, squeeze, stands_apart, stretches};

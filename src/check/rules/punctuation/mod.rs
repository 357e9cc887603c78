//! P: marks and white space, by GB/T 15834.

use crate::check::Rule;

mod half_width;

pub(super) static RULES: &[&Rule] = &[&half_width::RULE];

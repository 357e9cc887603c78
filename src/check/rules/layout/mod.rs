//! Rules to come.

use crate::check::Rule;

pub(super) static RULES: &[&Rule] = &[];

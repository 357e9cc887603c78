//! Exact lengths. Everything that is a distance on paper is a [`Length`]; everything relative to the
//! size of a character is an [`Em`]. Conversions to what a file format wants (points, twips,
//! half-points) happen once, in the `units` file of each renderer, not here.

mod length;

pub use length::{Em, Length, LengthError};

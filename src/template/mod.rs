//! Templates: measures, fonts, numbering and furniture as data. A template file is read by the same
//! span-keeping parser as the author's, laid over its base, and decoded into a [`Sheet`]. The values
//! live in templates/*.yaml; no other room has a millimetre of its own.

mod breaking;
mod decode;
pub(crate) mod fields;
mod library;
mod role;
mod sheet;
mod sizes;
mod styles;
#[cfg(test)]
mod tests;

pub use decode::own_levels;
pub(crate) use library::over_its_bases;
pub use library::{DEFAULT, load, names};
pub use role::{Alignment, FontRole, Role, RoleStyle, Roles};
pub use sheet::{
    Breaking, Fine, Grid, MarkWidth, Opening, PageGeometry, PageNumber, Policy, Sheet, TableStyle,
};

//! Templates: measures, fonts, numbering and furniture as data. A template file is read by the same
//! span-keeping parser as the author's, laid over its base, and decoded into a [`Sheet`]. The values
//! live in templates/*.yaml; no other room has a millimetre of its own.

mod role;
mod sheet;

pub use role::{Alignment, FontRole, Role, RoleStyle, Roles};
pub use sheet::{Breaking, Grid, Opening, PageGeometry, PageNumber, Sheet, TableStyle};

//! The codes of this room: a table of units, and what is to be made of it.

use crate::diag::Code;

/// No column says whose a row is.
pub(super) const NO_UNITS: Code = Code("B001");
/// A column that stands in the table twice and is used.
pub(super) const TWO_COLUMNS: Code = Code("B002");
/// What is left to be filled in, and no column fills.
pub(super) const NO_COLUMN: Code = Code("B003");
/// A pattern of names that cannot be read, or names a column that is not there.
pub(super) const PATTERN: Code = Code("B004");
/// Two units whose files would have one name.
pub(super) const SAME_FILE: Code = Code("B005");
/// A row that does not say whose it is.
pub(super) const NAMELESS: Code = Code("B006");
/// A unit whose files can have no name.
pub(super) const NO_NAME: Code = Code("B007");

/// Codes given by this room, with what they mean.
pub const CODES: [(Code, &str); 7] = [
    (NO_UNITS, "批量的表里没有可以分单位的列，或没有单位"),
    (TWO_COLUMNS, "批量的表里有两列同名，不知道取哪一列"),
    (NO_COLUMN, "文稿里待填的，批量的表里没有这一列"),
    (PATTERN, "批量的名称样式写得不对"),
    (SAME_FILE, "批量里两个单位的文件会同名"),
    (NAMELESS, "批量的表里有一行没有写单位"),
    (NO_NAME, "批量里一个单位的文件取不成名字"),
];

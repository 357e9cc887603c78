//! The codes of this room: table files and what is taken from them.

use crate::diag::Code;

/// A table file that cannot be read from the disk.
pub(super) const UNREADABLE: Code = Code("X001");
/// A file that holds no table, or one that is damaged, locked or too large.
pub(super) const NO_TABLE: Code = Code("X002");
/// 来自 that is no reference.
pub(super) const REFERENCE: Code = Code("X003");
/// A sheet that the file does not have, or that has no cells.
pub(super) const SHEET: Code = Code("X004");
/// A stretch of cells in which nothing stands, or that cuts a merged cell.
pub(super) const AREA: Code = Code("X005");
/// A column that the file does not have, or has twice.
pub(super) const COLUMN: Code = Code("X006");
/// A cell in which something else should stand.
pub(super) const CELL: Code = Code("X007");
/// A name that is missing, or that no formula can mention.
pub(super) const NAME: Code = Code("X008");
/// Two data of one name.
pub(super) const SAME_NAME: Code = Code("X009");
/// A table with more rows or columns than a document takes.
pub(super) const TOO_LARGE: Code = Code("X010");
/// A row of a text file with more columns than the others.
pub(super) const LONGER_ROW: Code = Code("X011");

/// Codes given by this room, with what they mean.
pub const CODES: [(Code, &str); 11] = [
    (UNREADABLE, "表格文件读不了"),
    (NO_TABLE, "不是能读的表格文件，或文件损坏、加密、太大"),
    (REFERENCE, "“来自”写得不对"),
    (SHEET, "没有这张工作表，或它没有单元格"),
    (AREA, "范围里没有内容，或切开了合并的单元格"),
    (COLUMN, "表格文件里没有这一列，或有几列同名"),
    (CELL, "单元格里的内容不能用：该有数的地方没有数，或是错误值"),
    (NAME, "表格文件里的名称是空的，或不能作名称"),
    (SAME_NAME, "表格文件里同一个名称写了两次"),
    (TOO_LARGE, "取来的表太大"),
    (LONGER_ROW, "文本文件的一行比别的行多几列"),
];

//! How much is read from a disk, before anybody knows what it is.

/// Inputs are no larger (bytes). A YAML file of five million hanzi has as much.
pub const LARGEST_INPUT: u64 = 16 * 1024 * 1024;

/// Files that a document names, pictures and tables, are no larger (bytes). A photograph has a tenth of it.
pub const LARGEST_BESIDE: u64 = 32 * 1024 * 1024;

/// Outputs that are read back are no larger (bytes): 3000 pages with pictures.
pub(super) const LARGEST_OUTPUT: u64 = 512 * 1024 * 1024;

/// How often a file that another program is writing is read, before it is given up.
pub(super) const MOST_READINGS: usize = 3;

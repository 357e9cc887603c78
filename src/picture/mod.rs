//! Pictures: what a file holds, checked to the last pixel, and as both outputs show it. How large one
//! stands on the page is for `layout`; where its file is, for `io`.

mod decode;

pub use decode::decode;

/// A picture that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// In pixels, upright.
    pub width: u32,
    /// In pixels, upright.
    pub height: u32,
    /// A whole PNG or JPEG file, upright: the author's own where it is.
    pub file: Vec<u8>,
    /// What [`Picture::file`] is.
    pub kind: Kind,
    /// As a printing program takes it.
    pub pixels: Pixels,
}

/// A format of picture files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

/// What is printed: opaque, eight bits for each channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pixels {
    /// The JPEG file itself.
    File(Channels),
    /// Rows from the top, filtered as PNG filters them, and deflated (zlib).
    Deflated(Channels, Vec<u8>),
}

/// Colours of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channels {
    /// One, from black to white.
    Gray,
    /// Red, green, blue.
    Rgb,
}

/// Why a file is no picture for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Neither PNG nor JPEG.
    OtherFormat,
    /// More pixels than [`MOST_PIXELS`].
    TooLarge {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
    /// It cannot be read to the end.
    Broken,
}

/// The most pixels of a picture: a page at 600 dots an inch.
pub const MOST_PIXELS: u64 = 40_000_000;

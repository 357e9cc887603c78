//! The bundled files, compiled in as `fonts/build.rs` puts them down. The only place that names them in code; what they
//! stand for is in data/fonts.yaml, where they come from in fonts/README.md.

use super::stored::Stored;

macro_rules! part {
    ($name:literal, $part:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, $part))
    };
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// File names and contents. Position in this list is a face's `FaceId`, so new files go last.
        pub(super) static FILES: [(&str, Stored); COUNT] = [$((
            $name,
            Stored {
                tables: part!($name, ".tables"),
                outlines: part!($name, ".outlines"),
                places: part!($name, ".places"),
            },
        )),*];
    };
}

/// How many faces are bundled.
pub(super) const COUNT: usize = 7;

files![
    "GongwenFangSong-Regular.ttf",
    "GongwenXiaoBiaoSong-Regular.ttf",
    "GongwenKai-Regular.ttf",
    "GongwenKaiExt-Regular.ttf",
    "GongwenHei-Regular.ttf",
    "GongwenSong-Regular.ttf",
    "LiberationSerif-Regular.ttf",
];

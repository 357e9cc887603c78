//! The bundled files, compiled in as they are. The only place that names them in code; what they stand
//! for is in data/fonts.yaml, where they come from in fonts/README.md.

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// File names and contents. Position in this list is a face's `FaceId`, so new files go last.
        pub(super) const FILES: [(&str, &[u8]); COUNT] =
            [$(($name, include_bytes!(concat!("../../fonts/", $name)))),*];
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

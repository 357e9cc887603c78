//! Puts the bundled fonts down as the program holds them: the outlines of a file apart from all else in it, those of
//! everyday characters side by side. A document shows some hundred of ten thousand outlines; in a font file they are
//! scattered, so that the system maps nearly all of it. What an outline holds is not touched: `fonts::stored` puts files
//! together again, and a test holds them to these files.

use std::error::Error;
use std::path::{Path, PathBuf};

use read_fonts::types::{GlyphId, Tag};
use read_fonts::{FontRef, TableProvider as _};

#[allow(dead_code, unreachable_pub, reason = "the program uses more of it")]
#[path = "../src/fonts/everyday.rs"]
mod everyday;
#[allow(dead_code, unreachable_pub, reason = "the program uses more of it")]
#[path = "../src/fonts/gb2312.rs"]
mod gb2312;

const GLYPHS: Tag = Tag::new(b"glyf");
/// Bytes of the head of a font file, and of a table's entry in it.
const HEAD: usize = 12;
const ENTRY: usize = 16;

fn main() -> Result<(), Box<dyn Error>> {
    for input in ["fonts", "src/fonts/everyday.rs", "src/fonts/gb2312.rs"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    for entry in std::fs::read_dir("fonts")? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ttf") {
            put_down(&path, &folder).map_err(|fault| format!("{}: {fault}", path.display()))?;
        }
    }
    Ok(())
}

/// Writes what `bundled` takes in of a file: `.tables`, `.outlines`, and `.places`, where in those each glyph begins.
fn put_down(path: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let file = std::fs::read(path)?;
    let font = FontRef::new(&file)?;
    let glyphs = font.table_data(GLYPHS).ok_or("no outlines")?;
    let ends = font.loca(None)?;
    let (mut outlines, mut places) = (Vec::new(), vec![0; ends.len()]);
    for glyph in in_order(&font, ends.len()) {
        let end = |index: usize| ends.get_raw(index).map(|end| end as usize);
        let (start, end) = (end(glyph).ok_or("no place")?, end(glyph + 1).ok_or("no end")?);
        places[glyph] = u32::try_from(outlines.len())?;
        outlines
            .extend(glyphs.as_bytes().get(start..end).ok_or("an outline outside of its table")?);
    }
    let places = places.into_iter().flat_map(u32::to_be_bytes).collect();
    let name = path.file_name().ok_or("no name")?.to_str().ok_or("a name that is no text")?;
    for (part, bytes) in
        [("tables", without_outlines(&font, &file)?), ("outlines", outlines), ("places", places)]
    {
        std::fs::write(folder.join(format!("{name}.{part}")), bytes)?;
    }
    Ok(())
}

/// Every glyph once, those of the most usual characters first.
fn in_order(font: &FontRef<'_>, count: usize) -> Vec<usize> {
    let cmap = font.cmap().ok();
    let usual = everyday::everyday().chain(gb2312::level_one()).chain(gb2312::hanzi());
    let usual = usual.filter_map(|character| cmap.as_ref()?.map_codepoint(character));
    let usual = usual.map(|glyph: GlyphId| glyph.to_u32() as usize).filter(|glyph| *glyph < count);
    let mut seen = vec![false; count];
    std::iter::once(0)
        .chain(usual)
        .chain(0..count)
        .filter(|&glyph| !std::mem::replace(&mut seen[glyph], true))
        .collect()
}

/// The file without its outlines; their entry says that there is nothing. What each glyph takes, `loca` still says.
fn without_outlines(font: &FontRef<'_>, file: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let entries = font.table_directory().table_records();
    let mut out = file.get(..HEAD + ENTRY * entries.len()).ok_or("cut short")?.to_vec();
    for (index, entry) in entries.iter().enumerate() {
        let kept = font.table_data(entry.tag()).filter(|_| entry.tag() != GLYPHS);
        let bytes = kept.map(|table| table.as_bytes()).unwrap_or_default();
        let (start, length) = (u32::try_from(out.len())?, u32::try_from(bytes.len())?);
        let at = HEAD + ENTRY * index + 8;
        out[at..at + 8].copy_from_slice(&[start.to_be_bytes(), length.to_be_bytes()].concat());
        out.extend(bytes);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    Ok(out)
}

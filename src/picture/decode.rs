//! Bytes → [`Picture`]. A JPEG that programs show as it is stays as it is; one that is turned by its
//! camera's mark, or made for a printing press, is written anew, for the programs that read our files do
//! not agree about either.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageResult,
};

use super::{Channels, Fault, Kind, MOST_PIXELS, Picture, Pixels};

/// Of pictures that have to be written anew; no loss can be seen.
const QUALITY: u8 = 92;

/// Reads a picture.
///
/// # Errors
/// A file that is no PNG and no JPEG, holds too many pixels, or is damaged.
pub fn decode(bytes: &[u8]) -> Result<Picture, Fault> {
    match image::guess_format(bytes) {
        Ok(ImageFormat::Png) => png(bytes),
        Ok(ImageFormat::Jpeg) => jpeg(bytes),
        _ => Err(Fault::OtherFormat),
    }
}

fn png(bytes: &[u8]) -> Result<Picture, Fault> {
    let decoder = PngDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    let (image, orientation) = read(decoder)?;
    let file = if orientation == Orientation::NoTransforms {
        bytes.to_vec()
    } else {
        let mut file = Cursor::new(Vec::new());
        image.write_to(&mut file, ImageFormat::Png).map_err(broken)?;
        file.into_inner()
    };
    let (width, height) = (image.width(), image.height());
    let opaque = on_white(&image);
    let channels = channels(&image);
    let data = match channels {
        Channels::Rgb => deflated(&opaque, width, height, ExtendedColorType::Rgb8),
        Channels::Gray => {
            let gray: Vec<u8> = opaque.chunks_exact(3).map(|pixel| pixel[0]).collect();
            deflated(&gray, width, height, ExtendedColorType::L8)
        }
    };
    let pixels = Pixels::Deflated(channels, data.map_err(broken)?);
    Ok(Picture { width, height, file, kind: Kind::Png, pixels })
}

fn channels(image: &DynamicImage) -> Channels {
    if image.color().has_color() { Channels::Rgb } else { Channels::Gray }
}

/// The data of a PNG file of these pixels: what stands in its `IDAT` chunks.
fn deflated(
    pixels: &[u8],
    width: u32,
    height: u32,
    colours: ExtendedColorType,
) -> ImageResult<Vec<u8>> {
    let mut file = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive);
    encoder.write_image(pixels, width, height, colours)?;
    let mut data = Vec::new();
    let mut rest = file.get(8..).unwrap_or_default();
    // Length, name, data, checksum.
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let Some((name, after)) = after.split_first_chunk::<4>() else { break };
        let Some((content, after)) = after.split_at_checked(length) else { break };
        if name == b"IDAT" {
            data.extend_from_slice(content);
        }
        rest = after.get(4..).unwrap_or_default();
    }
    Ok(data)
}

fn jpeg(bytes: &[u8]) -> Result<Picture, Fault> {
    let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    let (image, orientation) = read(decoder)?;
    let channels = channels(&image);
    let common = matches!(components(bytes), Some(1 | 3));
    let file = if common && orientation == Orientation::NoTransforms {
        bytes.to_vec()
    } else {
        anew(&image, channels).map_err(broken)?
    };
    let (width, height) = (image.width(), image.height());
    Ok(Picture { width, height, file, kind: Kind::Jpeg, pixels: Pixels::File(channels) })
}

/// How many colours a JPEG has: four are those of a printing press (ISO/IEC 10918-1 B.2.2).
fn components(bytes: &[u8]) -> Option<u8> {
    let mut rest = bytes.get(2..)?;
    loop {
        let (marker, after) = rest.split_first_chunk::<2>()?;
        let [0xFF, kind] = *marker else { return None };
        if kind == 0xFF {
            // Markers may be filled up.
            rest = &rest[1..];
            continue;
        }
        let (length, _) = after.split_first_chunk::<2>()?;
        let segment = after.get(..usize::from(u16::from_be_bytes(*length)))?;
        let starts_frame = matches!(kind, 0xC0..=0xCF) && !matches!(kind, 0xC4 | 0xC8 | 0xCC);
        if starts_frame {
            return segment.get(7).copied();
        }
        rest = after.get(segment.len().max(2)..)?;
    }
}

fn anew(image: &DynamicImage, channels: Channels) -> ImageResult<Vec<u8>> {
    let mut file = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut file, QUALITY);
    match channels {
        Channels::Gray => image.to_luma8().write_with_encoder(encoder)?,
        Channels::Rgb => image.to_rgb8().write_with_encoder(encoder)?,
    }
    Ok(file)
}

/// The whole picture, upright, and how it was turned.
fn read(mut decoder: impl ImageDecoder) -> Result<(DynamicImage, Orientation), Fault> {
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Fault::TooLarge { width, height });
    }
    let orientation = decoder.orientation().map_err(broken)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    image.apply_orientation(orientation);
    Ok((image, orientation))
}

/// Red, green, blue of every pixel, as it looks on paper.
fn on_white(image: &DynamicImage) -> Vec<u8> {
    let blend = |colour: u8, alpha: u8| {
        let (colour, alpha) = (u32::from(colour), u32::from(alpha));
        u8::try_from((colour * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
    };
    if !image.color().has_alpha() {
        return image.to_rgb8().into_raw();
    }
    let pixels = image.to_rgba8().into_raw();
    let opaque = pixels.chunks_exact(4).flat_map(|pixel| {
        let alpha = pixel[3];
        [blend(pixel[0], alpha), blend(pixel[1], alpha), blend(pixel[2], alpha)]
    });
    opaque.collect()
}

fn broken<T>(_: T) -> Fault {
    Fault::Broken
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use image::{GrayImage, Rgba, RgbaImage};

    use super::*;

    fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        image.write_to(&mut file, format).unwrap();
        file.into_inner()
    }

    #[test]
    fn what_is_transparent_is_white_on_paper_and_stays_transparent_in_the_file() {
        let mut image = RgbaImage::from_pixel(3, 2, Rgba([255, 0, 0, 255]));
        image.put_pixel(0, 0, Rgba([0, 0, 0, 0]));
        image.put_pixel(1, 0, Rgba([0, 0, 0, 128]));
        let file = encoded(&image.into(), ImageFormat::Png);
        let picture = decode(&file).unwrap();
        assert_eq!((picture.width, picture.height, picture.kind), (3, 2, Kind::Png));
        assert_eq!(picture.file, file);
        let opaque = on_white(&image::load_from_memory(&file).unwrap());
        assert_eq!(opaque[..9], [255, 255, 255, 127, 127, 127, 255, 0, 0]);
        let Pixels::Deflated(Channels::Rgb, data) = picture.pixels else { panic!("deflated") };
        let mut rows = Vec::new();
        flate2::read::ZlibDecoder::new(&data[..]).read_to_end(&mut rows).unwrap();
        // Two rows, each with the number of its filter in front.
        assert_eq!(rows.len(), 2 * (1 + 9));
    }

    #[test]
    fn a_common_jpeg_stays_as_it_is() {
        let image = DynamicImage::from(GrayImage::from_pixel(8, 8, image::Luma([40])));
        let file = encoded(&image, ImageFormat::Jpeg);
        let picture = decode(&file).unwrap();
        assert_eq!(picture.file, file);
        assert_eq!(picture.pixels, Pixels::File(Channels::Gray));
    }

    #[test]
    fn a_jpeg_for_a_printing_press_is_told_by_its_four_colours() {
        let image = DynamicImage::from(image::RgbImage::new(8, 8));
        let file = encoded(&image, ImageFormat::Jpeg);
        assert_eq!(components(&file), Some(3));
        let at = file.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        let mut four = file.clone();
        four[at + 9] = 4;
        assert_eq!(components(&four), Some(4));
        assert_eq!(components(&file[..at + 5]), None);
    }

    #[test]
    fn a_jpeg_that_its_camera_turned_is_written_upright() {
        let mut image = image::RgbImage::from_pixel(32, 16, image::Rgb([255, 255, 255]));
        for y in 0..16 {
            for x in 0..16 {
                image.put_pixel(x, y, image::Rgb([0, 0, 0]));
            }
        }
        let plain = encoded(&image.into(), ImageFormat::Jpeg);
        // Exif with the one entry “turn by a quarter clockwise”, behind the start of the file.
        let mut exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01".to_vec();
        exif.extend_from_slice(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
        let turned = [&plain[..2], &exif, &plain[2..]].concat();
        let picture = decode(&turned).unwrap();
        assert_eq!((picture.width, picture.height), (16, 32));
        assert_ne!(picture.file, turned);
        let again = image::load_from_memory(&picture.file).unwrap().to_luma8();
        // What was at the left is at the top now.
        assert!(again.get_pixel(8, 4).0[0] < 40 && again.get_pixel(8, 28).0[0] > 215);
    }

    #[test]
    fn what_is_no_picture_is_told_apart_from_what_is_damaged_or_too_large() {
        assert_eq!(decode(b"GIF89a"), Err(Fault::OtherFormat));
        assert_eq!(decode(b""), Err(Fault::OtherFormat));
        let file = encoded(&RgbaImage::new(40, 40).into(), ImageFormat::Png);
        assert_eq!(decode(&file[..file.len() / 2]), Err(Fault::Broken));
        let mut huge = file.clone();
        huge[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
        // The checksum of the header: computed for 30 000 × 30 000 pixels.
        let sum = crc(&huge[12..29]);
        huge[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(decode(&huge), Err(Fault::TooLarge { width: 30_000, height: 30_000 }));
    }

    fn crc(bytes: &[u8]) -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum()
    }

    proptest::proptest! {
        #[test]
        fn damaged_files_never_make_it_panic(at in 0usize..300, byte: u8, cut in 0usize..300) {
            let image = DynamicImage::from(RgbaImage::from_pixel(5, 5, Rgba([9, 8, 7, 200])));
            for format in [ImageFormat::Png, ImageFormat::Jpeg] {
                let image = if format == ImageFormat::Jpeg { image.to_rgb8().into() } else { image.clone() };
                let mut file = encoded(&image, format);
                let at = at % file.len();
                file[at] = byte;
                file.truncate(file.len().saturating_sub(cut / 10).max(8));
                let _ = decode(&file);
            }
        }
    }
}

//! The output intent (ISO 19005-2 6.2.3): which colours the numbers in the file mean. Black is device grey,
//! pictures are device RGB; both are those of sRGB.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use moxcms::ColorProfile;

/// Name of the colours in the registry of characterisations, and for people.
const SRGB: &str = "sRGB IEC61966-2.1";

/// Adds the profile; the entry of the catalogue.
///
/// # Errors
/// The library's own, when the profile cannot be written.
pub(super) fn add(document: &mut Document) -> lopdf::Result<Object> {
    let stream = Stream::new(dictionary! { "N" => 3 }, profile()?);
    let stream = document.add_object(stream);
    let intent: Dictionary = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal(SRGB),
        "Info" => Object::string_literal(SRGB),
        "DestOutputProfile" => stream,
    };
    Ok(Object::Array(vec![intent.into()]))
}

/// The profile of sRGB. The library writes the moment of the run into its header (ISO 15076-1 7.2.8): it is
/// set to a day that is always the same.
fn profile() -> lopdf::Result<Vec<u8>> {
    const MADE_AT: std::ops::Range<usize> = 24..36;
    // 2000-01-01, midnight.
    const DAY: [u8; 12] = [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];
    let failed = || lopdf::Error::DictKey(SRGB.to_owned());
    let mut profile = ColorProfile::new_srgb().encode().map_err(|_| failed())?;
    profile.get_mut(MADE_AT).ok_or_else(failed)?.copy_from_slice(&DAY);
    Ok(profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_one_of_rgb_and_knows_no_clock() {
        let profile = profile().unwrap();
        assert_eq!(&profile[16..20], b"RGB ");
        assert_eq!(&profile[36..40], b"acsp");
        assert_eq!(
            usize::try_from(u32::from_be_bytes(profile[..4].try_into().unwrap())),
            Ok(profile.len())
        );
        assert_eq!(profile[24..36], [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    }
}

//! Containers of office programs (ECMA-376 part 2): what their parts have in common, whoever reads
//! them. How much of a container is unpacked is for each reader to limit.

/// How the container begins that Office programs had before ([MS-CFB] 2.2), and in which they still put what needs a
/// password.
pub const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The text of XML: UTF-8, or UTF-16 with its mark. `None` for what is neither.
#[must_use]
pub fn decoded(bytes: Vec<u8>) -> Option<String> {
    match encoding_rs::Encoding::for_bom(&bytes) {
        None => String::from_utf8(bytes).ok(),
        Some((encoding, length)) => encoding
            .decode_without_bom_handling_and_without_replacement(bytes.get(length..)?)
            .map(std::borrow::Cow::into_owned),
    }
}

/// The target of a relation as seen from a folder, as a path from the root: `/xl/a.xml` is the same everywhere,
/// `../a.xml` one folder up.
#[must_use]
pub fn resolved(folder: &str, target: &str) -> String {
    let (base, target) = match target.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, target),
    };
    let mut steps: Vec<&str> = base.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

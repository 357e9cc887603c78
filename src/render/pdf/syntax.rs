//! An object as the text of a file (ISO 32000-1 7.3). Which objects a file has, and where they stand in it, is for
//! `output`.

use lopdf::{Dictionary, Object, StringFormat};

/// Adds an object to the end of `out`. Of a stream only its dictionary: its content is no text.
pub(super) fn write(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => word(out, b"null"),
        Object::Boolean(true) => word(out, b"true"),
        Object::Boolean(false) => word(out, b"false"),
        Object::Integer(value) => integer(out, *value),
        Object::Real(value) => word(out, value.to_string().as_bytes()),
        Object::Name(name) => write_name(out, name),
        Object::String(text, StringFormat::Literal) => literal(out, text),
        Object::String(text, StringFormat::Hexadecimal) => hexadecimal(out, text),
        Object::Array(objects) => {
            out.push(b'[');
            for object in objects {
                write(out, object);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Stream(stream) => write_dictionary(out, &stream.dict),
        Object::Reference((number, generation)) => {
            integer(out, i64::from(*number));
            integer(out, i64::from(*generation));
            word(out, b"R");
        }
    }
}

/// Adds a dictionary.
pub(super) fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        write_name(out, key);
        write(out, value);
    }
    out.extend_from_slice(b">>");
}

/// Adds a whole number.
pub(super) fn integer(out: &mut Vec<u8>, value: i64) {
    word(out, itoa::Buffer::new().format(value).as_bytes());
}

/// Adds what only ends where a delimiter or white space stands, parted from what is in front of it.
pub(super) fn word(out: &mut Vec<u8>, word: &[u8]) {
    if out.last().is_some_and(|byte| !is_delimiter(*byte) && !byte.is_ascii_whitespace()) {
        out.push(b' ');
    }
    out.extend_from_slice(word);
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !is_delimiter(byte) && byte != b'#' {
            out.push(byte);
        } else {
            out.push(b'#');
            digits(out, byte);
        }
    }
}

fn literal(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'(');
    for &byte in text {
        match byte {
            // A line end of any kind would be read as a line feed.
            b'\r' => out.extend_from_slice(b"\\r"),
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

fn hexadecimal(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'<');
    for &byte in text {
        digits(out, byte);
    }
    out.push(b'>');
}

fn digits(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: [u8; 16] = *b"0123456789ABCDEF";
    out.extend([byte >> 4, byte & 15].map(|digit| DIGITS[usize::from(digit)]));
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;
    use proptest::prelude::*;

    use super::*;

    fn written(object: &Object) -> String {
        let mut out = Vec::new();
        write(&mut out, object);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn objects_stand_as_close_as_they_may() {
        let object = Object::Array(vec![
            1.into(),
            (-20).into(),
            Object::Real(0.5),
            Object::Null,
            true.into(),
            "A B#/".into(),
            Object::Reference((3, 0)),
            Object::string_literal("(a\\\r)"),
            4.into(),
            Object::String(vec![0, 0xAF], StringFormat::Hexadecimal),
            dictionary! { "K" => 5, "L" => Object::Array(vec![6.into()]) }.into(),
        ]);
        assert_eq!(
            written(&object),
            "[1 -20 0.5 null true/A#20B#23#2F 3 0 R(\\(a\\\\\\r\\))4<00AF><</K 5/L[6]>>]"
        );
    }

    fn objects() -> impl Strategy<Value = Object> {
        let bytes = || prop::collection::vec(any::<u8>(), 0..12);
        let leaf = prop_oneof![
            Just(Object::Null),
            any::<bool>().prop_map(Object::from),
            any::<i64>().prop_map(Object::from),
            (i16::MIN..i16::MAX).prop_map(|whole| Object::Real(f32::from(whole))),
            Just(Object::Real(0.125)),
            // A name holds no zero byte (7.3.5).
            prop::collection::vec(1..=255_u8, 1..12).prop_map(Object::Name),
            bytes().prop_map(|text| Object::String(text, StringFormat::Literal)),
            bytes().prop_map(|text| Object::String(text, StringFormat::Hexadecimal)),
            (1..9_u32).prop_map(|number| Object::Reference((number, 0))),
        ];
        leaf.prop_recursive(3, 40, 6, |inner| {
            prop::collection::vec(inner, 0..6).prop_map(Object::Array)
        })
    }

    proptest! {
        #[test]
        fn a_reader_gets_back_what_was_written(object in objects()) {
            let mut document = lopdf::Document::with_version("1.7");
            let pages = document.add_object(
                dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 },
            );
            let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
            document.trailer.set("Root", root);
            let id = document.add_object(Object::Array(vec![object.clone()]));
            let bytes = super::super::output::bytes(document, std::iter::empty()).unwrap();
            let read = lopdf::Document::load_mem(&bytes).unwrap();
            let found = &read.get_object(id).unwrap().as_array().unwrap()[0];
            // A real without a fraction is read as a whole number; how a string was written is no part of it.
            prop_assert!(same(found, &object), "{:?} {:?}", found, object);
        }
    }

    fn same(read: &Object, given: &Object) -> bool {
        match (read, given) {
            (Object::String(read, _), Object::String(given, _)) => read == given,
            (Object::Integer(read), Object::Real(given)) => read.to_string() == given.to_string(),
            (Object::Array(read), Object::Array(given)) => {
                read.len() == given.len() && read.iter().zip(given).all(|(a, b)| same(a, b))
            }
            _ => read == given,
        }
    }
}

//! What we made ourselves comes back: each document of the repository is made a DOCX, taken in, set again, and prints the
//! same paragraphs with the same numbers, in the same parts, tables with the same cells.

use std::path::Path;

use chengwen::cli::import::{Taken, take};
use chengwen::compile::{Compiled, Embed, Options, read};
use chengwen::diag::Diagnostics;
use chengwen::source::SourceMap;
use chengwen::transcript::{Printed, printed};

use crate::documents::book;
use crate::tags::every_document;

/// Documents of which something does not come back yet, and what.
const NOT_YET: &[(&str, &str)] = &[];

/// The DOCX of a document, taken in.
fn back(compiled: &Compiled) -> Result<Taken, String> {
    let docx = compiled.docx(&[], Embed::Nothing, book()).unwrap();
    take(Path::new("稿.docx"), docx, Path::new("稿.yaml")).map_err(|fault| fault.message)
}

/// What the YAML of a taken-in file prints.
fn set_again(taken: &Taken) -> Vec<Printed> {
    let mut sources = SourceMap::default();
    let file = sources.add("稿.yaml", taken.yaml.clone().into_bytes()).unwrap();
    let mut out = Diagnostics::new();
    let read = read(file, Options::default(), &mut sources, &taken.pictures, &mut out);
    printed(&read.unwrap().galley)
}

/// The first difference, for people.
fn difference(compiled: &Compiled) -> Option<String> {
    let due = printed(&compiled.galley);
    let taken = match back(compiled) {
        Ok(taken) => taken,
        Err(fault) => return Some(fault),
    };
    let there = set_again(&taken);
    let at = due.iter().zip(&there).position(|(due, there)| due != there);
    let at = at.or((due.len() != there.len()).then_some(due.len().min(there.len())))?;
    Some(format!("paragraph {at}:\n  due   {:?}\n  there {:?}", due.get(at), there.get(at)))
}

#[test]
fn every_document_of_ours_comes_back_as_it_was() {
    let mut wrong = String::new();
    for (name, compiled) in every_document() {
        let known = NOT_YET.iter().any(|(known, _)| *known == name);
        match difference(&compiled) {
            Some(difference) if !known => wrong.push_str(&format!("{name}: {difference}\n")),
            None if known => wrong.push_str(&format!("{name} comes back: take it off the list\n")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

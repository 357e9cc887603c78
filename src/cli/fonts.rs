//! `chengwen fonts`: what each kind of typeface is set in, and what the machine has.

use std::fmt::Write as _;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{Outcome, print, show_one};
use crate::fonts::{Book, Embedding, FaceListing, Origin, Preference, RoleListing, listing};

/// Lists every role.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let book = match Book::open(Preference::Bundled) {
        Ok(book) => book,
        Err(fault) => return show_one(fault),
    };
    let roles = listing(&book);
    let json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
    if json {
        let roles: Vec<Value> = roles.iter().map(role_as_json).collect();
        print(&format!("{:#}\n", Value::Array(roles)));
    } else {
        print(&roles.iter().map(role_as_text).collect::<String>());
    }
    Outcome::Done
}

fn role_as_text(role: &RoleListing) -> String {
    let mut out = format!("{}\n", role.role.name());
    for face in &role.faces {
        let (file, licence) = source(face);
        let _ = writeln!(
            out,
            "  {}（{}）\n    文件 {file}；许可 {licence}；{}；收字 {}，其中汉字 {}，GB 2312 汉字 {}/6763",
            face.family_chinese,
            face.family,
            right(face.embedding),
            face.coverage.characters,
            face.coverage.hanzi,
            face.coverage.gb2312,
        );
    }
    for found in &role.installed {
        let path = found.path.display();
        let _ = writeln!(out, "  本机有：{}（{path}，{}）", found.family, right(found.embedding));
    }
    if role.installed.is_empty() {
        out.push_str("  本机没有装这一类的公文字体\n");
    }
    out
}

fn role_as_json(role: &RoleListing) -> Value {
    let face = |face: &FaceListing| {
        let (file, licence) = source(face);
        json!({
            "family": face.family,
            "family_chinese": face.family_chinese,
            "file": file,
            "licence": licence,
            "embedding": embedding(face.embedding),
            "characters": face.coverage.characters,
            "hanzi": face.coverage.hanzi,
            "gb2312": face.coverage.gb2312,
        })
    };
    let installed: Vec<Value> = role
        .installed
        .iter()
        .map(|found| {
            json!({
                "family": found.family,
                "file": found.path.display().to_string(),
                "embedding": embedding(found.embedding),
            })
        })
        .collect();
    json!({
        "role": role.role.name(),
        "faces": role.faces.iter().map(face).collect::<Vec<_>>(),
        "installed": installed,
    })
}

fn source(face: &FaceListing) -> (String, String) {
    match &face.origin {
        Origin::Bundled { file, licence } => (format!("内置 {file}"), licence.clone()),
        Origin::Installed(path) => (path.display().to_string(), "见该字体自己的许可".to_owned()),
    }
}

fn right(embedding: Embedding) -> &'static str {
    match embedding {
        Embedding::Installable => "可嵌入",
        Embedding::Limited => "可嵌入（只供查看、打印或编辑）",
        Embedding::Restricted => "许可不准嵌入，不用",
    }
}

fn embedding(embedding: Embedding) -> &'static str {
    match embedding {
        Embedding::Installable => "installable",
        Embedding::Limited => "limited",
        Embedding::Restricted => "restricted",
    }
}

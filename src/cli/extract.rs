//! `chengwen extract`: takes the files out of a PDF that was built with `--存档`, each under its own name,
//! never outside the folder asked for.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::json;

use super::usage::USAGE;
use super::{Outcome, asks_for_json, print, read_back, show_one};
use crate::diag::Diagnostic;
use crate::inspect::Attachment;
use crate::io;

/// Takes the files out.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let Some(input) = matches.get_one::<PathBuf>("input") else { return Outcome::EnvironmentFault };
    let folder = matches.get_one::<PathBuf>("output").cloned();
    let folder = folder.unwrap_or_else(|| beside(input));
    match extract(input, &folder, matches.get_flag("overwrite")) {
        Ok(written) if asks_for_json(matches) => {
            let files = written.iter().map(|(path, bytes)| json!({ "path": path, "bytes": bytes }));
            let files: Vec<_> = files.collect();
            print(&format!(
                "{:#}\n",
                json!({ "folder": folder.display().to_string(), "files": files })
            ));
            Outcome::Done
        }
        Ok(written) => {
            let mut text = format!("取出 {} 个文件，放在 {}\n", written.len(), folder.display());
            for (path, bytes) in written {
                let _ = writeln!(text, "  {path}（{} KB）", bytes.div_ceil(1024));
            }
            print(&text);
            Outcome::Done
        }
        Err(fault) => show_one(fault),
    }
}

/// `报告.pdf` → `报告-文稿`, beside it.
fn beside(input: &Path) -> PathBuf {
    let stem = input.file_stem().map_or_else(|| "文稿".into(), |stem| stem.to_string_lossy());
    input.with_file_name(format!("{stem}-文稿"))
}

/// Nothing is written unless all of it can be.
fn extract(
    input: &Path,
    folder: &Path,
    overwrite: bool,
) -> Result<Vec<(String, usize)>, Diagnostic> {
    let bytes = io::read_output(input)?;
    let files = read_back::attachments(&input.display().to_string(), bytes)?;
    let mut targets: Vec<(PathBuf, &Attachment)> = Vec::with_capacity(files.len());
    for file in &files {
        let inside = io::inside(folder, &file.name).ok_or_else(|| outside(&file.name))?;
        if targets.iter().any(|(path, _)| *path == inside) {
            return Err(twice(&file.name));
        }
        if !overwrite && io::differs(&inside, &file.bytes) {
            return Err(taken(&inside));
        }
        targets.push((inside, file));
    }
    for folder in targets.iter().filter_map(|(path, _)| path.parent()) {
        io::make_folder(folder)?;
    }
    let contents: Vec<(&Path, &[u8])> =
        targets.iter().map(|(path, file)| (path.as_path(), file.bytes.as_slice())).collect();
    io::write_together(&contents)?;
    Ok(files.iter().map(|file| (file.name.clone(), file.bytes.len())).collect())
}

fn outside(name: &str) -> Diagnostic {
    let message =
        format!("这份 PDF 里有个文件叫“{name}”，会写到文件夹外面或写不成文件，一个也没有取出");
    Diagnostic::environment(USAGE, message).help("这样的 PDF 不是成文生成的，不要相信它")
}

fn twice(name: &str) -> Diagnostic {
    Diagnostic::environment(USAGE, format!("这份 PDF 里有两个文件都叫“{name}”，一个也没有取出"))
        .help("这样的 PDF 不是成文生成的，用别的程序取")
}

fn taken(path: &Path) -> Diagnostic {
    let message = format!("“{}”已经有了，内容不一样，没有动它，一个也没有取出", path.display());
    Diagnostic::environment(USAGE, message).help("用 -o 取到别的文件夹；确实要换掉它，加 --覆盖")
}

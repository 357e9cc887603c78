//! What `--存档` puts into the PDF: the YAML, its template, every file it names, and a note that says how
//! the same PDF is made of them again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::Beside;
use crate::cli::digest::sum;
use crate::compile::{Attachment, Embed, Files, Relationship};

/// The note.
const NOTE: &str = "重建说明.txt";

/// The files beside a document, each kept as it was read.
pub(super) struct Kept<'a> {
    beside: Beside<'a>,
    files: RefCell<BTreeMap<String, Vec<u8>>>,
}

impl<'a> Kept<'a> {
    pub(super) fn new(document: &'a Path) -> Self {
        Self { beside: Beside(document), files: RefCell::default() }
    }
}

impl Files for Kept<'_> {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let bytes = self.beside.read(name)?;
        self.files.borrow_mut().insert(plain(name), bytes.clone());
        Ok(bytes)
    }
}

/// A name as it stands in the archive: without steps that lead nowhere.
fn plain(name: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let slashes = name.replace('\\', "/");
    for part in slashes.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The sources of one document.
pub(super) struct Sources<'a> {
    /// The YAML.
    pub(super) document: (&'a Path, &'a [u8]),
    /// The template laid over the document's own: its name, its text.
    pub(super) template: Option<(&'a str, &'a str)>,
    /// What it named.
    pub(super) kept: &'a Kept<'a>,
    /// 精排.
    pub(super) fine: bool,
    /// 草稿.
    pub(super) draft: bool,
    /// How much of its fonts the DOCX carries.
    pub(super) embed: Embed,
    /// Made with the fonts of this machine.
    pub(super) installed_fonts: bool,
}

impl Sources<'_> {
    /// Everything as attachments, the note last.
    pub(super) fn attachments(self) -> Vec<Attachment> {
        let document = file_name(&self.document.0.to_string_lossy());
        let source = |name: &str, description: &str, bytes: &[u8]| Attachment {
            name: name.to_owned(),
            media_type: media_type(name),
            description: description.to_owned(),
            relationship: Relationship::Source,
            bytes: bytes.to_vec(),
        };
        let named = self.kept.files.borrow();
        let mut attachments = vec![source(&document, "这份文件的文稿", self.document.1)];
        let template = self.template.map(|(name, text)| {
            let mut name = file_name(name);
            while name == document || named.contains_key(&name) {
                name = format!("模板-{name}");
            }
            attachments.push(source(&name, "版式模板", text.as_bytes()));
            name
        });
        for (name, bytes) in named.iter() {
            attachments.push(source(name, "文稿用到的文件", bytes));
        }
        let mut command = format!("chengwen build {} --存档", quoted(&document));
        if self.fine {
            command.push_str(" --精排");
        }
        if self.draft {
            command.push_str(" --草稿");
        }
        if let Some(template) = template {
            let _ = write!(command, " --模板 {}", quoted(&template));
        }
        match self.embed {
            Embed::Used => {}
            Embed::Common => command.push_str(" --嵌入 常用"),
            Embed::Whole => command.push_str(" --嵌入 全部"),
            Embed::Nothing => command.push_str(" --嵌入 不嵌"),
        }
        if self.installed_fonts {
            command.push_str(" --字体 系统");
        }
        let note = note(&command, self.installed_fonts, &attachments);
        attachments.push(Attachment {
            name: NOTE.to_owned(),
            media_type: media_type(NOTE),
            description: "怎样用这些文件再生成同样的 PDF".to_owned(),
            relationship: Relationship::Supplement,
            bytes: note.into_bytes(),
        });
        attachments
    }
}

fn file_name(path: &str) -> String {
    let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "文稿.yaml".to_owned())
}

/// As it is typed into a shell.
fn quoted(name: &str) -> String {
    if name.contains([' ', '　', '&', '(', ')', '\'']) {
        format!("\"{name}\"")
    } else {
        name.to_owned()
    }
}

fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "yaml" | "yml" => "application/yaml",
        "csv" => "text/csv",
        "txt" => "text/plain",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xls" => "application/vnd.ms-excel",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        _ => "application/octet-stream",
    }
}

fn note(command: &str, installed_fonts: bool, attachments: &[Attachment]) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let mut note = format!(
        "这份 PDF 里带着生成它的全部文件，可以原样再生成一次。\n\n\
         一、取出文件：chengwen extract 这份.pdf -o 文件夹\n\
         二、在那个文件夹里运行：{command}\n\n\
         用同一版程序（成文 chengwen {version}）再生成的 PDF，与这一份逐字节相同。\n"
    );
    if installed_fonts {
        note.push_str("这一份用了当时电脑里装的字体：字体不同，版面就可能不同。\n");
    }
    note.push_str("\n文件（SHA-256、字节数、名称）：\n");
    for Attachment { name, bytes, .. } in attachments {
        let _ = writeln!(note, "{} {} {name}", sum(bytes), bytes.len());
    }
    note
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_down_from_the_document() {
        for (written, kept) in
            [("图\\楼.png", "图/楼.png"), ("./图/../表.csv", "表.csv"), ("表.csv", "表.csv")]
        {
            assert_eq!(plain(written), kept);
        }
    }

    #[test]
    fn a_template_called_as_the_document_gets_another_name() {
        let sources = Sources {
            document: (Path::new("甲/报告.yaml"), b"a"),
            template: Some(("乙/报告.yaml", "b")),
            kept: &Kept::new(Path::new("甲/报告.yaml")),
            fine: true,
            draft: false,
            embed: Embed::Common,
            installed_fonts: false,
        };
        let attachments = sources.attachments();
        let names: Vec<&str> = attachments.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["报告.yaml", "模板-报告.yaml", "重建说明.txt"]);
        let note = String::from_utf8(attachments[2].bytes.clone()).unwrap();
        assert!(
            note.contains(
                "chengwen build 报告.yaml --存档 --精排 --模板 模板-报告.yaml --嵌入 常用\n"
            ),
            "{note}"
        );
        // SHA-256 of “a”, as every tool gives it.
        let sum = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb 1 报告.yaml\n";
        assert!(note.contains(sum), "{note}");
    }
}

//! The pictures that a document names, read and checked.

use std::sync::Arc;

use super::Files;
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::galley::Pictures;
use crate::model::{Block, Document, Part};
use crate::picture::{Fault, MOST_PIXELS, decode};

/// A picture's file cannot be read.
const UNREADABLE: Code = Code("I001");
/// A file that is neither PNG nor JPEG.
const OTHER_FORMAT: Code = Code("I002");
/// A picture that is damaged.
const BROKEN: Code = Code("I003");
/// A picture with too many pixels.
const TOO_LARGE: Code = Code("I004");

/// Reads every picture once; what is wrong with one is said wherever the document names it.
pub(super) fn read(
    document: &Document,
    files: &dyn Files,
    diagnostics: &mut Diagnostics,
) -> Pictures {
    let mut pictures = Pictures::new();
    for block in document.parts.iter().flat_map(Part::blocks) {
        let Block::Figure(figure) = block else { continue };
        let name = &figure.file.value;
        if pictures.contains_key(name) {
            continue;
        }
        let read = files.read(name).map_err(|reason| unreadable(name, &reason, figure.file.span));
        let read = read.and_then(|bytes| {
            decode(&bytes).map_err(|fault| no_picture(name, &fault, figure.file.span))
        });
        match read {
            Ok(picture) => {
                pictures.insert(name.clone(), Arc::new(picture));
            }
            Err(fault) => diagnostics.push(fault),
        }
    }
    pictures
}

fn unreadable(name: &str, reason: &str, span: Span) -> Diagnostic {
    let message = format!("读不了图片“{name}”：{reason}");
    Diagnostic::error(UNREADABLE, span, message)
        .help("图片和这份 YAML 放在同一个文件夹或它下面，文件名连同 .png、.jpg 写全")
}

fn no_picture(name: &str, fault: &Fault, span: Span) -> Diagnostic {
    match fault {
        Fault::OtherFormat => {
            let message = format!("“{name}”不是 PNG 或 JPEG 图片");
            Diagnostic::error(OTHER_FORMAT, span, message)
                .help("用画图程序打开它，另存为 PNG 或 JPEG；只改文件名的后缀不算")
        }
        Fault::Broken => {
            let message = format!("图片“{name}”损坏了，读不完整");
            Diagnostic::error(BROKEN, span, message).help("重新拷贝或导出一次")
        }
        Fault::TooLarge { width, height } => {
            let most = MOST_PIXELS / 10_000;
            let message = format!("图片“{name}”有 {width}×{height} 个像素，最多 {most} 万个");
            Diagnostic::error(TOO_LARGE, span, message)
                .help("用画图程序缩小了再用；印在 A4 纸上，长边 3500 个像素就够清楚")
        }
    }
}

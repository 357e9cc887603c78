//! Source texts by id; lines and columns of places. Reading files is not done here.

use std::ops::Range;
use std::sync::Arc;

use super::encoding;
use super::lines::{LineIndex, floor_boundary};
use crate::diag::{Diagnostic, FileId, Span};

/// A text with its name.
#[derive(Debug)]
pub struct SourceFile {
    name: String,
    text: String,
    lines: LineIndex,
}

impl SourceFile {
    /// The name to show.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, without byte order mark, every line break a single `\n`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset, both from 1, the column in characters. An offset beyond the
    /// end stands at the end.
    #[must_use]
    pub fn line_and_column(&self, offset: u32) -> (usize, usize) {
        let offset = floor_boundary(&self.text, offset as usize);
        let line = self.lines.line_of(offset);
        let start = self.lines.range(&self.text, line).start;
        (line + 1, self.lines.characters(&self.text, start..offset) + 1)
    }

    /// The bytes of a line, counted from 1, without its line break.
    #[must_use]
    pub fn line_range(&self, line: usize) -> Range<usize> {
        self.lines.range(&self.text, line.saturating_sub(1))
    }
}

/// All texts of a run. A copy has the same texts, and its own that are added later.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
}

impl SourceMap {
    /// Adds the bytes of a file: checks size, encoding, control characters.
    ///
    /// # Errors
    /// Not UTF-8 (GB 18030, UTF-16 recognised and named), above 16 MiB, empty, control characters.
    /// The file is in the map all the same, so that its name can be shown.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<FileId, Diagnostic> {
        let Ok(index) = u16::try_from(self.files.len()) else {
            let message = format!("一次处理的文件太多，从 {name} 起没有读");
            return Err(Diagnostic::environment(super::codes::TOO_LARGE, message));
        };
        let id = FileId::new(index);
        let (text, fault) = encoding::decode(id, bytes);
        let lines = LineIndex::new(&text);
        self.files.push(Arc::new(SourceFile { name: name.to_owned(), text, lines }));
        fault.map_or(Ok(id), Err)
    }

    /// Adds the bytes of a plain text, which may also be in GB 18030 or UTF-16; the name of the encoding where it is
    /// not UTF-8.
    ///
    /// # Errors
    /// As [`SourceMap::add`].
    pub fn add_text(
        &mut self,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<(FileId, Option<&'static str>), Diagnostic> {
        let (bytes, encoding) = encoding::to_utf8(bytes);
        self.add(name, bytes).map(|file| (file, encoding))
    }

    /// The id of the file that was added last, even one that is at fault.
    #[must_use]
    pub fn last(&self) -> Option<FileId> {
        u16::try_from(self.files.len().checked_sub(1)?).ok().map(FileId::new)
    }

    /// The file of that id.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// Line and column of the start of `span`, both from 1, the column in characters.
    #[must_use]
    pub fn line_and_column(&self, span: Span) -> (usize, usize) {
        self.file(span.file).line_and_column(span.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> Diagnostic {
        SourceMap::default().add("稿.yaml", bytes.to_vec()).expect_err("the bytes are refused")
    }

    fn accepted(bytes: &[u8]) -> SourceMap {
        let mut map = SourceMap::default();
        map.add("稿.yaml", bytes.to_vec()).expect("the bytes are accepted");
        map
    }

    #[test]
    fn other_encodings_are_named_and_the_way_out_is_told() {
        let text = "标题: 报告\n正文: []\n";
        let gbk = encoding_rs::GBK.encode(text).0.into_owned();
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_big: Vec<u8> =
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let cases =
            [(gbk, "GBK/GB 18030"), (utf16, "UTF-16"), (utf16_big, "UTF-16（记事本里叫 Unicode）")];
        for (bytes, name) in cases {
            let fault = refused(&bytes);
            assert_eq!(fault.code.0, "Y002");
            assert!(fault.message.contains(name), "{}", fault.message);
            assert!(fault.help.contains("记事本") && fault.help.contains("WPS"));
        }
        assert!(refused(b"a: \xFF\xFF\xFF").message.contains("第 1 行有读不懂的字节"));
    }

    #[test]
    fn a_plain_text_is_read_in_the_encodings_of_chinese_programs() {
        let text = "标题\n正文，2021年。\n";
        let gbk = encoding_rs::GBK.encode(text).0.into_owned();
        let utf16: Vec<u8> =
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for (bytes, name) in
            [(text.as_bytes().to_vec(), None), (gbk, Some("GBK/GB 18030")), (utf16, Some("UTF-16"))]
        {
            let mut map = SourceMap::default();
            let (file, encoding) = map.add_text("稿.txt", bytes).unwrap();
            assert_eq!((map.file(file).text(), encoding), (text, name));
        }
        assert!(SourceMap::default().add_text("稿.txt", b"a\xFF\xFF\xFF".to_vec()).is_err());
    }

    #[test]
    fn large_empty_and_control_characters_are_refused_with_their_place() {
        assert_eq!(refused(&vec![b'a'; crate::source::limits::LARGEST + 1]).code.0, "Y001");
        assert_eq!(refused(b"").code.0, "Y003");
        assert_eq!(refused("\u{FEFF} \n".as_bytes()).code.0, "Y003");
        let fault = refused("标题: 报\u{0B}告\u{200B}\n".as_bytes());
        assert_eq!((fault.code.0, fault.span.map(|s| (s.start, s.end))), ("Y004", Some((11, 12))));
        assert!(fault.message.contains("U+000B，后面还有 1 个"), "{}", fault.message);
        assert_eq!(refused(b"a: \0b").code.0, "Y004");
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_breaks_shift_nothing() {
        let map = accepted("\u{FEFF}标题: 甲\r\n正文: 乙\r".as_bytes());
        let id = FileId::new(0);
        assert_eq!(map.file(id).text(), "标题: 甲\n正文: 乙\n");
        let place = |start| map.line_and_column(Span::new(id, start, start));
        assert_eq!([place(0), place(8), place(12), place(20)], [(1, 1), (1, 5), (2, 1), (2, 5)]);
        assert_eq!(place(999), (3, 1));
        assert_eq!(place(13), (2, 1), "an offset inside a character stands at its front");
        assert_eq!(&map.file(id).text()[map.file(id).line_range(2)], "正文: 乙");
    }
}

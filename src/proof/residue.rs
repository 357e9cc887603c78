//! What a word processor, a web page or a chat program leaves behind in a text. Reporting it is for `check`; what an
//! import may drop is only what nobody can have written.

use std::ops::Range;

/// Words that stand in no text by intention, with what they are left from.
pub const WORDS: [(&str, &str); 32] = [
    ("错误!未找到引用源", "Word 的交叉引用失效"),
    ("错误！未找到引用源", "Word 的交叉引用失效"),
    ("错误!未定义书签", "Word 的目录或书签失效"),
    ("错误！未定义书签", "Word 的目录或书签失效"),
    ("Error! Reference source not found", "Word 的交叉引用失效"),
    ("Error! Bookmark not defined", "Word 的目录或书签失效"),
    ("TOC \\o", "Word 的目录域代码"),
    ("HYPERLINK \"", "Word 的超链接域代码"),
    ("HYPERLINK \\l", "Word 的超链接域代码"),
    ("PAGEREF _", "Word 的页码域代码"),
    ("MERGEFIELD ", "Word 的邮件合并域代码"),
    ("\\* MERGEFORMAT", "Word 的域代码"),
    ("&nbsp;", "网页的代码"),
    ("&lt;", "网页的代码"),
    ("&gt;", "网页的代码"),
    ("&amp;", "网页的代码"),
    ("&quot;", "网页的代码"),
    ("<br>", "网页的代码"),
    ("<br/>", "网页的代码"),
    ("</p>", "网页的代码"),
    ("</span>", "网页的代码"),
    ("</div>", "网页的代码"),
    ("作为一个AI语言模型", "人工智能程序的套话"),
    ("作为一个人工智能语言模型", "人工智能程序的套话"),
    ("作为AI语言模型", "人工智能程序的套话"),
    ("作为一个AI助手", "人工智能程序的套话"),
    ("作为一名AI助手", "人工智能程序的套话"),
    ("作为AI助手，我", "人工智能程序的套话"),
    ("好的，以下是", "人工智能程序的套话"),
    ("Lorem ipsum", "排版用的假文字"),
    ("lorem ipsum", "排版用的假文字"),
    ("REF _Ref", "Word 的交叉引用域代码"),
];
/// What begins the name of a bookmark that became text.
const BOOKMARK: &str = "[bookmark:";
/// A bookmark's name is no longer, in bytes.
const LONGEST_NAME: usize = 120;
/// Fields whose code became text, with the space behind their name.
const FIELDS: [&str; 7] =
    ["TOC \\", "HYPERLINK \"", "HYPERLINK \\", "PAGEREF _", "REF _", "NOTEREF _", "MERGEFIELD "];

/// Where a text holds what only a word processor can have put there, in order: bookmarks, codes of fields with their
/// switches, references that failed.
#[must_use]
pub fn leftovers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, end)) = next(text, from) {
        found.push(at..end);
        from = end;
    }
    found
}

/// The first leftover from a byte on.
fn next(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = &text[from..];
    let starts = rest.char_indices().map(|(at, _)| from + at);
    let mut starts =
        starts.filter(|at| text[*at..].starts_with(['[', '错', 'E', 'T', 'H', 'P', 'R', 'N', 'M']));
    starts.find_map(|at| length(text, at).map(|length| (at, at + length)))
}

/// How long the leftover at a byte is.
fn length(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if rest.starts_with(BOOKMARK) {
        let end = rest.find(']')?;
        return (end <= LONGEST_NAME).then_some(end + 1);
    }
    let failed = WORDS[..6].iter().find(|(word, _)| rest.starts_with(word));
    if let Some((word, _)) = failed {
        return Some(word.len());
    }
    let inside = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    let field = FIELDS.iter().find(|field| rest.starts_with(**field)).filter(|_| !inside)?;
    let name = field.find(' ')?;
    Some(name + arguments(&rest[name..]))
}

/// How long the arguments of a field are: names that begin with `_`, quoted texts, switches.
fn arguments(text: &str) -> usize {
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let space = rest.len() - rest.trim_start_matches(' ').len();
        let word = &rest[space..];
        let token = |behind: &str| {
            let ascii = |c: char| !c.is_ascii_alphanumeric() && c != '_';
            behind.find(ascii).unwrap_or(behind.len())
        };
        let length = if let Some(quoted) = word.strip_prefix('"') {
            quoted.find('"').map(|close| close + 2)
        } else if let Some(switch) = word.strip_prefix('\\') {
            let general = switch.strip_prefix('*').map(|form| {
                let space = form.len() - form.trim_start_matches(' ').len();
                2 + space + token(&form[space..])
            });
            Some(general.unwrap_or_else(|| 1 + switch.chars().next().map_or(0, char::len_utf8)))
        } else if word.starts_with('_') {
            Some(token(word))
        } else if end == 0 {
            word.find(char::is_whitespace)
        } else {
            None
        };
        match length {
            Some(length) if length > 0 => end += space + length,
            _ => return end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_of_word_processors_are_found_whole() {
        let cases: [(&str, &[&str]); 8] = [
            ("[bookmark: _GoBack]（1）公务用车管理", &["[bookmark: _GoBack]"]),
            ("详见错误!未找到引用源。", &["错误!未找到引用源"]),
            ("TOC \\o \"1-3\" \\h \\z \\u一、单位概况", &["TOC \\o \"1-3\" \\h \\z \\u"]),
            (
                "HYPERLINK \"http://www.example.gov.cn\" \\t \"_blank\"县政府网站",
                &["HYPERLINK \"http://www.example.gov.cn\" \\t \"_blank\""],
            ),
            ("第PAGEREF _Toc123 \\h3页", &["PAGEREF _Toc123 \\h"]),
            ("MERGEFIELD 单位 \\* MERGEFORMAT", &["MERGEFIELD 单位 \\* MERGEFORMAT"]),
            ("见REF _Ref12 \\r \\h表1", &["REF _Ref12 \\r \\h"]),
            ("[注]错误率TOC总有机碳", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = leftovers(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

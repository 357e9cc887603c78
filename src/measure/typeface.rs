//! 字体字号 (5.2.2, 7.3.1, 7.3.3). Faces are known by their names, as far as files tell them.

use super::read::{Document, line_end, line_start, most, on_pages, tenths};
use super::{Force, Measure};
use crate::inspect::Line;
use crate::template::{FontRole, Role};
use crate::unit::Length;

/// Parts of the names of faces of a kind, in small letters.
fn names(font: FontRole) -> &'static [&'static str] {
    match font {
        FontRole::FangSong => &["fangsong", "仿宋", "fs_gb", "stfangso"],
        FontRole::XiaoBiaoSong => &["xiaobiaosong", "xbs", "小标宋"],
        FontRole::Kai => &["kai", "楷"],
        FontRole::Hei => &["hei", "黑", "gothic", "sans"],
        FontRole::Song => &["song", "simsun", "宋", "serif", "ming"],
        FontRole::Times => &["times", "liberationserif"],
    }
}

fn is_of(name: &str, font: FontRole) -> bool {
    let name = name.to_lowercase();
    names(font).iter().any(|part| name.contains(part))
}

pub(super) fn measure(document: &Document<'_>, out: &mut Vec<Measure>) {
    let body = &document.sheet.roles[Role::Body];
    let usual = Force::Usual;
    let tolerance = Length::PER_POINT / 10;
    let size = document.body_size();
    let tolerance = Length::from_emu(tolerance);
    out.push(points(("5.2.2", "正文字号"), body.size, tolerance, size));
    let glyphs = document.body_lines().into_iter().flat_map(|(_, line)| &line.glyphs);
    let hanzi = glyphs.filter(|glyph| glyph.text.chars().all(|c| c > '\u{2E7F}'));
    let font = most(hanzi.map(|glyph| &*glyph.font)).filter(|name| !name.is_empty());
    out.push(Measure::fact(
        ("5.2.2", "正文字体"),
        usual,
        body.font.name(),
        font.map(|name| (is_of(name, body.font), name.to_owned())),
    ));
    out.push(title_size(document));
    out.push(title_place(document));
    for (role, what, begins) in [
        (Role::Heading1, "一级标题“一、”", first_level as fn(&str) -> bool),
        (Role::Heading2, "二级标题“（一）”", second_level),
    ] {
        out.push(heading(document, role, what, begins));
    }
}

fn points(
    (clause, what): (&'static str, &'static str),
    wanted: Length,
    tolerance: Length,
    found: Option<Length>,
) -> Measure {
    let measure = Measure::length((clause, what), Force::Usual, wanted, tolerance, found);
    Measure {
        wanted: in_points(wanted),
        found: found.map(in_points).unwrap_or_default(),
        tolerance: format!("±{}", in_points(tolerance)),
        ..measure
    }
}

/// `16.0 磅`.
pub(super) fn in_points(length: Length) -> String {
    let tenths = tenths(length).emu() / (Length::PER_POINT / 10);
    format!("{}.{} 磅", tenths / 10, tenths % 10)
}

/// The lines of a size well above the text's, on the first page that has any: the title.
fn title<'d>(document: &'d Document<'_>) -> Vec<&'d Line> {
    let Some(body) = document.body_size() else { return Vec::new() };
    let large = |line: &&Line| line.glyphs.iter().all(|glyph| glyph.size > body + body / 5);
    let pages = document.pages.iter().map(|page| page.text.iter().filter(large).collect());
    pages.into_iter().find(|lines: &Vec<&Line>| !lines.is_empty()).unwrap_or_default()
}

fn title_size(document: &Document<'_>) -> Measure {
    let size = title(document).first().and_then(|line| line.glyphs.first()).map(|g| g.size);
    let tolerance = Length::from_emu(Length::PER_POINT / 10);
    points(("7.3.1", "标题字号"), document.sheet.roles[Role::Title].size, tolerance, size)
}

fn title_place(document: &Document<'_>) -> Measure {
    let page = &document.sheet.page;
    let middle = page.binding + page.area_width / 2;
    let off = title(document).into_iter().map(|line| {
        let own = (line_start(line) + line_end(line)) / 2;
        own.max(middle) - own.min(middle)
    });
    let found = off.max().map(|off| (off <= Length::from_mm(1), format!("偏 {off}")));
    let measure = Measure::fact(("7.3.1", "标题居中"), Force::Must, "居中", found);
    Measure { tolerance: format!("±{}", Length::from_mm(1)), ..measure }
}

const NUMERALS: &str = "一二三四五六七八九十";

fn first_level(line: &str) -> bool {
    let rest = line.trim_start_matches(|c| NUMERALS.contains(c));
    rest.len() < line.len() && rest.starts_with('、')
}

fn second_level(line: &str) -> bool {
    line.strip_prefix('（').is_some_and(|inner| {
        let rest = inner.trim_start_matches(|c| NUMERALS.contains(c));
        rest.len() < inner.len() && rest.starts_with('）')
    })
}

/// Whether a line and those below it are an entry of 目录, which ends with dots and a number.
fn is_listed<'l>(lines: impl Iterator<Item = &'l str>) -> bool {
    /// A heading takes no more lines there.
    const MOST: usize = 4;
    let ends = |line: &str| {
        let words = line.trim_end_matches(|c: char| c.is_ascii_digit());
        words.len() < line.len() && (words.ends_with("...") || words.ends_with('…'))
    };
    let own = lines.enumerate().take(MOST);
    let mut own =
        own.take_while(|(index, line)| *index == 0 || !(first_level(line) || second_level(line)));
    own.any(|(_, line)| ends(line))
}

/// The first character of each heading is of the role's face.
fn heading(
    document: &Document<'_>,
    role: Role,
    what: &'static str,
    begins: fn(&str) -> bool,
) -> Measure {
    let font = document.sheet.roles[role].font;
    let lines = document.body_lines();
    let own = lines.iter().enumerate().filter(|(index, (_, line))| {
        let below = lines[*index..].iter().map(|(_, line)| line.text.as_str());
        begins(&line.text) && !is_listed(below)
    });
    let faces: Vec<(usize, &str)> =
        own.map(|(_, (page, line))| (page.number, &*line.glyphs[0].font)).collect();
    let known = faces.iter().any(|(_, face)| !face.is_empty());
    let odd: Vec<usize> =
        faces.iter().filter(|(_, face)| !is_of(face, font)).map(|(page, _)| *page).collect();
    let found = match (faces.first(), odd.is_empty()) {
        (Some((_, face)), true) => (true, format!("{} 处，{face}", faces.len())),
        _ => (false, format!("{}不是{}", on_pages(odd.iter().copied()), font.name())),
    };
    Measure::fact(("7.3.3", what), Force::Usual, font.name(), known.then_some(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_numbers() {
        assert!(first_level("十一、其他") && !first_level("一是更新") && !first_level("、"));
        assert!(
            second_level("（十二）其他") && !second_level("（以下简称）") && !second_level("（）")
        );
    }

    #[test]
    fn lines_of_a_table_of_contents_are_no_headings() {
        let listed = |lines: &[&str]| is_listed(lines.iter().copied());
        assert!(listed(&["一、概况......3", "（一）职责......3"]));
        assert!(listed(&["一、很长的", "小标题……12", "二、效果……13"]));
        assert!(!listed(&["一、概况", "正文共2024", "二、效果......3"]));
        assert!(!listed(&["八、概况", "二、效果......3"]));
    }

    #[test]
    fn faces_are_known_by_their_names() {
        assert!(is_of("ABCDEF+GongwenFangSong-Regular", FontRole::FangSong));
        assert!(is_of("SimHei", FontRole::Hei) && !is_of("SimSun", FontRole::Hei));
    }
}

//! What is known of a document as a whole and no block of it says: the year it reports on.

use super::Draft;
use crate::manuscript::Manuscript;

impl Draft {
    /// The year that the title names, where it names one alone.
    #[must_use]
    pub fn year_of_title(&self, manuscript: &Manuscript) -> Option<u16> {
        let title: String =
            self.parts.first()?.title.iter().map(|line| line.printed(&manuscript.text)).collect();
        let mut parts = title.split('年').peekable();
        let mut found = Vec::new();
        while let Some(part) = parts.next() {
            // 2021年3月 is a date, and what is not followed by 年 is none.
            let is_date = |behind: &&str| behind.starts_with(|c: char| c.is_ascii_digit());
            if parts.peek().is_some_and(|behind| !is_date(behind)) {
                found.extend(year_at_end(part));
            }
        }
        let mut years = found.into_iter();
        let first = years.next()?;
        years.all(|year| year == first).then_some(first)
    }
}

/// Four digits at the end of a text that are a year and no part of a longer number.
fn year_at_end(text: &str) -> Option<u16> {
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let year = text.get(text.len() - digits..)?;
    year.parse().ok().filter(|year| digits == 4 && (1900..=2999).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Part, Text};

    #[test]
    fn a_title_that_names_one_year_tells_the_year_of_the_report() {
        for (title, year) in [
            ("2021年度部门整体支出绩效自评报告", Some(2021)),
            ("关于2021年预算执行情况和2021年决算的报告", Some(2021)),
            ("2021年预算执行情况和2022年预算草案的报告", None),
            ("“十四五”规划中期评估报告", None),
            ("12021年", None),
            ("2021年", Some(2021)),
            ("青禾县档案馆2024年5月6日", None),
            ("关于2021的报告", None),
        ] {
            let title_text = vec![Text::kept(0..title.len())];
            let part = Part { title: title_text, ..Part::default() };
            let draft = Draft { parts: vec![part], ..Draft::default() };
            let manuscript = Manuscript { text: title.to_owned(), ..Manuscript::default() };
            assert_eq!(draft.year_of_title(&manuscript), year, "{title}");
        }
    }
}

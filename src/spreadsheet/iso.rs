//! Days as ISO 8601 writes them, `2025-03-14T10:30:00`: ODS has them, and XLSX may.

use super::grid::{Date, Value};

/// The day a text names.
pub(super) fn date(text: &str) -> Option<Date> {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = day.splitn(3, '-');
    let year = parts.next()?.parse().ok().filter(|year| (1..=9999).contains(year))?;
    let month = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
    let day = parts.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let mut seconds = time.trim_end_matches('Z').split(':').map(|part| {
        let whole = part.split('.').next().unwrap_or_default();
        whole.parse::<u32>().ok().filter(|value| *value < 60)
    });
    let mut next = || seconds.next().flatten().unwrap_or(0);
    let second = next() * 3600 + next() * 60 + next();
    Some(Date { year, month, day, second })
}

/// A day in the common way of writing, where a file does not say how it is shown.
pub(super) fn shown(text: &str) -> (String, Value) {
    match date(text.trim()) {
        Some(date @ Date { year, month, day, second }) => {
            let time = match second {
                0 => String::new(),
                _ => format!(" {}:{:02}", second / 3600, second / 60 % 60),
            };
            (format!("{year}/{month}/{day}{time}"), Value::Date(date))
        }
        None => (text.trim().to_owned(), Value::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_and_without_a_time() {
        let date = |second| Date { year: 2025, month: 3, day: 14, second };
        assert_eq!(shown("2025-03-14"), ("2025/3/14".to_owned(), Value::Date(date(0))));
        let (text, value) = shown("2025-03-14T10:30:05.5Z");
        assert_eq!((text.as_str(), value), ("2025/3/14 10:30", Value::Date(date(37_805))));
        assert_eq!(shown("三月").1, Value::Text);
        assert_eq!(shown("2025-13-01").1, Value::Text);
    }
}

//! Tables whose continued pages say so: those of the author, and forms, whose header stands in the middle.

use super::*;

/// A table of one column that says on further pages that it goes on.
fn marked(texts: &[&str]) -> Table {
    let mut given = table(0, 1, 1, &single(texts));
    given.continued = Some(paragraph(900, Role::TableUnit, "续表"));
    given
}

#[test]
fn continued_pages_say_so_above_the_header_and_begin_tables_of_their_own() {
    let rows = vec!["甲"; 70];
    let layout = pages(marked(&[&["名称"], rows.as_slice()].concat()));
    let again = texts(&layout, 1, LineKind::RepeatedHead);
    assert_eq!(again, ["续表", "名称"]);
    assert!(texts(&layout, 0, LineKind::RepeatedHead).is_empty());
    let facts = layout.facts.tables.values().next().unwrap();
    let on_first = texts(&layout, 0, LineKind::Text).len();
    assert_eq!(facts.starts[0], on_first);
    let all: usize =
        (0..layout.pages.len()).map(|page| texts(&layout, page, LineKind::Text).len()).sum();
    assert_eq!(all, 71, "every row once");
}

#[test]
fn a_table_with_a_row_higher_than_a_page_is_not_marked_and_says_so() {
    let long = "国".repeat(36 * 60);
    let given = marked(&["名称", &long]);
    let galley = crate::layout::testing::galley(vec![Block::Table(given)]);
    let mut diagnostics = Diagnostics::new();
    let layout = crate::layout::lay_out(&galley, sheet(), book(), &mut diagnostics);
    let faults = diagnostics.into_sorted();
    assert_eq!(faults.iter().map(|fault| fault.code.0).collect::<Vec<_>>(), ["L003"]);
    assert!(layout.pages.len() > 1 && texts(&layout, 1, LineKind::RepeatedHead) == ["名称"]);
}

/// Two lines over both columns, a header whose first cell is the label of all that follows, so many rows.
fn form(upper: &[&str], count: usize) -> Table {
    let names: Vec<String> = (1..=count).map(|number| format!("指标{number}")).collect();
    let mut rows: Vec<Vec<Given>> = upper.iter().map(|text| vec![(0, 2, 1, *text)]).collect();
    rows.push(vec![(0, 1, count + 1, "年度指标"), (1, 1, 1, "名称")]);
    rows.extend(names.iter().map(|name| vec![(1, 1, 1, name.as_str())]));
    let mut given = table(0, 2, 0, &rows);
    given.head = upper.len()..upper.len() + 1;
    given.continued = Some(paragraph(900, Role::TableUnit, "续表"));
    given
}

#[test]
fn the_header_of_a_form_stands_again_with_the_label_that_begins_in_it() {
    let given = form(&["项目名称", "主管部门"], 60);
    let id = given.id;
    let layout = pages(given);
    assert_eq!(layout.pages.len(), 3);
    assert_eq!(texts(&layout, 0, LineKind::RepeatedHead), Vec::<String>::new());
    let again = texts(&layout, 1, LineKind::RepeatedHead);
    assert_eq!(again, ["续表", "年度指标", "名称"]);
    // The label is in the middle of its column: header and rows together.
    let lines = text_lines(&layout, 1);
    let baseline =
        |wanted: &str| lines.iter().find(|line| text_of(line) == wanted).unwrap().baseline;
    let body = texts(&layout, 1, LineKind::Text);
    let (first, last) = (baseline("名称"), baseline(body.last().unwrap()));
    let middle = (first + last) / 2;
    assert!((baseline("年度指标") - middle).emu().abs() < Length::PER_POINT, "{middle}");
    // In the DOCX it goes on from the header that is written again.
    assert!(layout.facts.tables[&id].repeated.is_empty());
    assert_eq!(layout.facts.tables[&id].starts.len(), 2);
}

#[test]
fn the_header_of_a_form_does_not_end_a_page() {
    // Rows of one line: so many fill the page up to the header, which then stands alone.
    for upper in 30..50 {
        let lines = vec!["甲"; upper];
        let layout = pages(form(&lines, 3));
        for page in 0..layout.pages.len() {
            let own = texts(&layout, page, LineKind::Text);
            assert_ne!(own.last().map(String::as_str), Some("名称"), "{upper}");
        }
    }
}

#[test]
fn rows_above_the_header_of_a_form_go_on_without_it() {
    let lines = vec!["甲"; 60];
    let layout = pages(form(&lines, 3));
    assert_eq!(texts(&layout, 1, LineKind::RepeatedHead), ["续表"]);
    let last = layout.pages.len() - 1;
    assert!(last > 1 && texts(&layout, last, LineKind::Text).contains(&"名称".to_owned()));
}

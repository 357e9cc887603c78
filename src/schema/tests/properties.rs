//! Laws of the language, for texts nobody would write.

use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        "(?s).{0,80}".prop_map(String::into_bytes),
    ]) {
        let mut sources = SourceMap::default();
        if let Ok(id) = sources.add("稿.yaml", bytes) {
            let mut out = Diagnostics::new();
            if let Some(tree) = parse_reporting(id, sources.file(id), &mut out) {
                let _ = read(&tree, &mut out);
            }
            let _ = crate::cli::report::text(&out.into_sorted(), &sources, false);
        }
    }

    #[test]
    fn text_like_yaml_gives_a_document_or_an_error_and_true_places(
        yaml in "((标题|正文|表|列|行|条目|甲|[0-9]|- |: |：|:|，|\"|'|“|\\{\\{|\\}\\}|\\{|\\}|\\[|\\]|\\||>|#|&|\\*|!|%|@|\\?|---|\\.\\.\\.|\\\\|\t| |  |    |\n|\n  |\n    |\n  - |\r\n|　){0,60})"
    ) {
        let run = run(&yaml);
        let errors = run.faults.iter().any(|fault| fault.severity == Severity::Error);
        prop_assert_eq!(run.document.is_none(), errors);
        for fault in &run.faults {
            let span = fault.span.unwrap();
            let text = run.sources.file(span.file).text();
            prop_assert!(text.get(span.start as usize..span.end as usize).is_some(), "{:?}", fault);
        }
        prop_assert!(run.faults.is_empty() || crate::cli::report::text(&run.faults, &run.sources, true).contains('['));
        prop_assert!(crate::cli::report::json(&run.faults, &run.sources).is_array());
    }

    #[test]
    fn every_stretch_of_a_scalar_that_runs_in_step_reads_as_its_source(
        lines in proptest::collection::vec("[甲乙a1，。'\" ]{1,8}", 1..4),
        style in 0..4_usize,
    ) {
        let (open, close) = [("", ""), ("'", "'"), ("\"", "\""), ("|\n    ", "")][style];
        let lines: Vec<String> = lines.iter().map(|line| match style {
            1 => line.replace('\'', "''"),
            2 => line.replace('"', "\\\""),
            _ => line.clone(),
        }).collect();
        let yaml = format!("- x: {open}{}{close}\n", lines.join("\n    "));
        let mut sources = SourceMap::default();
        let Ok(id) = sources.add("稿.yaml", yaml.clone().into_bytes()) else { return Ok(()) };
        let Ok(tree) = parse(id, sources.file(id)) else { return Ok(()) };
        let NodeKind::Sequence(items) = &tree.kind else { return Ok(()) };
        let NodeKind::Mapping(entries) = &items[0].kind else { return Ok(()) };
        let NodeKind::Scalar(scalar) = &entries[0].value.kind else { return Ok(()) };
        let mut covered = 0;
        for (range, span) in &scalar.places {
            prop_assert_eq!(range.start, covered);
            covered = range.end;
            let source = &yaml[span.start as usize..span.end as usize];
            if source.len() == range.len() {
                let text = &scalar.text[range.clone()];
                let blank = |s: &str| s.replace('\n', " ");
                prop_assert_eq!(blank(text), blank(source));
            }
        }
        prop_assert_eq!(covered, scalar.text.len());
    }
}

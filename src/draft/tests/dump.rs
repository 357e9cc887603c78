//! A draft as people read it: a line for each block, indented by depth, with its number as the file had it; then what
//! was changed, added or left out.

use std::fmt::Write as _;

use super::super::*;
use crate::manuscript::Manuscript;

pub(super) fn of(draft: &Draft, manuscript: &Manuscript) -> String {
    let mut dump = Dump { text: &manuscript.text, out: String::new(), changed: Vec::new() };
    if let Some(levels) = &draft.levels {
        dump.line(0, &format!("层次 {}", levels.join(" ")));
    }
    for part in &draft.parts {
        let mark = part
            .mark
            .as_ref()
            .map(|mark| mark.number.map_or("附件".to_owned(), |n| format!("附件{n}")));
        dump.line(0, format!("== {}", mark.unwrap_or_default()).trim_end());
        for line in &part.title {
            let title = dump.shown(line);
            dump.line(0, &format!("标题 {title}"));
        }
        if let Some(guess) = &part.guess {
            dump.line(0, &format!("　# {}", guess.taken));
        }
        dump.blocks(&part.blocks, 0);
    }
    let mut out = dump.out;
    for changed in dump.changed {
        let _ = writeln!(out, "改 {changed}");
    }
    let mut left_out: Vec<&LeftOut> = draft.left_out.iter().collect();
    left_out.sort_by_key(|left| left.range.start);
    let blank = |left: &&LeftOut| matches!(left.why, Why::Edge | Why::Columns);
    let count = left_out.iter().copied().filter(blank).count();
    if count > 0 {
        let _ = writeln!(out, "略 空白 {count} 处");
    }
    for left in left_out.into_iter().filter(|left| !blank(left)) {
        let _ = writeln!(out, "略 {:?}（{:?}）", &manuscript.text[left.range.clone()], left.why);
    }
    for uncounted in &draft.uncounted {
        let _ = writeln!(out, "不编 {}（{:?}）", uncounted.label, uncounted.why);
    }
    out
}

struct Dump<'d> {
    text: &'d str,
    out: String,
    changed: Vec<String>,
}

impl Dump<'_> {
    fn line(&mut self, depth: usize, line: &str) {
        let _ = writeln!(self.out, "{}{line}", "  ".repeat(depth));
    }

    /// A text, long ones cut; what was changed is written down.
    fn shown(&mut self, text: &Text) -> String {
        for piece in &text.0 {
            match piece {
                Piece::Changed { from, to, why } => {
                    self.changed
                        .push(format!("{:?} → {to:?}（{why:?}）", &self.text[from.clone()]));
                }
                Piece::Added { text, why } => self.changed.push(format!("→ {text:?}（{why:?}）")),
                _ => {}
            }
        }
        let notes = text.0.iter().filter_map(|piece| match piece {
            Piece::Note(note) => Some(format!("{{注：{}}}", note.printed(self.text))),
            _ => None,
        });
        let printed = format!("{}{}", text.printed(self.text), notes.collect::<String>());
        let printed = printed.replace('\n', "↵");
        let count = printed.chars().count();
        if count <= 40 {
            return printed;
        }
        let front: String = printed.chars().take(20).collect();
        let back: String = printed.chars().skip(count - 12).collect();
        format!("{front}……{back}")
    }

    fn number(&self, number: &Number) -> String {
        match number {
            Number::Typed(range) => format!("[{}]", &self.text[range.clone()]),
            Number::Counted(text) => format!("<{text}>"),
            Number::None => "[]".to_owned(),
        }
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            let guess = block.guess.as_ref().map(|guess| format!("　# {}", guess.taken));
            let guess = guess.unwrap_or_default();
            match &block.kind {
                BlockKind::Heading(heading) => {
                    let title = self.shown(&heading.title);
                    let number = self.number(&heading.number);
                    match &heading.run_in {
                        None => self.line(depth, &format!("{number}{title}{guess}")),
                        Some(text) => {
                            let text = self.shown(text);
                            self.line(depth, &format!("{number}{title} | {text}{guess}"));
                        }
                    }
                    self.blocks(&heading.blocks, depth + 1);
                }
                BlockKind::Paragraph(text) => {
                    let text = self.shown(text);
                    self.line(depth, &format!("- {text}{guess}"));
                }
                BlockKind::Items(items) => {
                    self.line(depth, &format!("条目{guess}"));
                    self.items(items, depth + 1);
                }
                BlockKind::AttachmentNote(items) => {
                    self.line(depth, &format!("附件说明{guess}"));
                    self.items(items, depth + 1);
                }
                BlockKind::Table(table) => self.table(table, depth, &guess),
                BlockKind::Figure(figure) => {
                    let title = figure.title.as_ref().map(|title| self.shown(title));
                    self.line(
                        depth,
                        &format!("图{} {}{guess}", figure.picture, title.unwrap_or_default()),
                    );
                }
                BlockKind::Contents(contents) => {
                    let title = self.shown(&contents.title);
                    self.line(depth, &format!("目录 {title} {}级{guess}", contents.levels));
                }
                BlockKind::PageBreak => self.line(depth, "分页"),
                BlockKind::Landscape(blocks) => {
                    self.line(depth, "横排");
                    self.blocks(blocks, depth + 1);
                }
                BlockKind::Signature { names, date } => {
                    let names: Vec<String> = names.iter().map(|name| self.shown(name)).collect();
                    let date = date.as_ref().map(|date| self.shown(date)).unwrap_or_default();
                    self.line(depth, &format!("署名 {} {date}{guess}", names.join("、")));
                }
            }
        }
    }

    fn items(&mut self, items: &[Item], depth: usize) {
        for item in items {
            let text = self.shown(&item.text);
            let number = self.number(&item.number);
            self.line(depth, &format!("{number}{text}"));
        }
    }

    fn table(&mut self, table: &Table, depth: usize, guess: &str) {
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|column| {
                let share = column.share.map_or("·".to_owned(), |share| share.to_string());
                format!("{share}{}", column.align.unwrap_or_default())
            })
            .collect();
        let title = table.title.as_ref().map(|title| self.shown(title)).unwrap_or_default();
        let unit = table.unit.as_ref().map(|unit| format!(" 单位 {}", self.shown(unit)));
        let unit = unit.unwrap_or_default();
        self.line(depth, &format!("表 {title}{unit} [{}]{guess}", columns.join(" ")));
        for (row, cells) in table.rows.iter().enumerate() {
            let cells: Vec<String> = cells
                .iter()
                .map(|cell| {
                    let spans = if cell.rows + cell.columns > 2 {
                        format!("({}×{})", cell.rows, cell.columns)
                    } else {
                        String::new()
                    };
                    format!("{}{spans}", self.shown(&cell.text))
                })
                .collect();
            let mark = if row < table.head { "═" } else { "─" };
            self.line(depth + 1, &format!("{mark} {}", cells.join(" │ ")));
        }
        for note in &table.notes {
            let note = self.shown(note);
            self.line(depth + 1, &format!("注 {note}"));
        }
    }
}

//! Levels: which series of numbers stands under which, read from how they go on in this document. The patterns that print
//! them are for `scheme`, what is built of it for `tree`.

use std::collections::BTreeMap;

use super::number::{Key, Number};
use crate::model::Heading;

/// A line that may stand at a level.
#[derive(Clone, Debug)]
pub(super) struct Mark<'l> {
    /// Its number.
    pub(super) number: Option<&'l Number>,
    /// The level of a heading that the file claims or its looks show, from 1.
    pub(super) outline: Option<u8>,
    /// The level of a heading that a person wants it to be, from 1.
    pub(super) wished: Option<u8>,
    /// A heading alone on its line, with something that has no number under it.
    pub(super) holds: bool,
}

impl Mark<'_> {
    /// Whether its level was said, by the file or a person.
    const fn is_given(&self) -> bool {
        self.outline.is_some() || self.wished.is_some()
    }
}

/// Where a line stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// At this level, from 1.
    At(u8, Option<String>),
    /// Its number, if any, is text.
    Text(Option<String>),
}

/// A series that goes on.
#[derive(Clone, Debug)]
struct Open {
    key: Option<Key>,
    last: u32,
    outline: Option<u8>,
    /// The level of the list that counts it.
    list: Option<u8>,
    /// From 1; `None` where its numbers are text.
    depth: Option<u8>,
    /// Which series it is.
    series: usize,
}

impl Open {
    /// A series that has come to a number, or to a heading without one.
    fn at(number: Option<&Number>, outline: Option<u8>, depth: Option<u8>, series: usize) -> Self {
        Self {
            key: number.map(|number| number.key.clone()),
            last: number.map_or(0, |number| number.ordinal),
            outline,
            list: number.and_then(|number| number.list),
            depth,
            series,
        }
    }
}

struct Reader<'m, 'l> {
    marks: &'m [Mark<'l>],
    open: Vec<Open>,
    /// The last series of each kind that was closed.
    past: BTreeMap<Key, Open>,
    /// Kinds in the order in which they first came.
    order: Vec<Key>,
    /// The series of each mark read so far, if it has one.
    series: Vec<Option<usize>>,
    /// How many series there are.
    count: usize,
    /// Numbers of articles are text.
    articles_are_text: bool,
}

/// The level of each mark of one part.
pub(super) fn levels(marks: &[Mark<'_>]) -> Vec<Level> {
    let mut order: Vec<Key> = Vec::new();
    for number in marks.iter().filter_map(|mark| mark.number).filter(|number| !number.doubtful) {
        if !order.contains(&number.key) {
            order.push(number.key.clone());
        }
    }
    let mut reader = Reader {
        marks,
        open: Vec::new(),
        past: BTreeMap::new(),
        order,
        series: Vec::new(),
        count: 0,
        articles_are_text: articles_are_text(marks),
    };
    let mut found: Vec<Level> = (0..marks.len()).map(|at| reader.level(at)).collect();
    one_series(marks, &mut found, &reader.series);
    found
}

/// Whether numbers of articles cannot be counted: they go on from one chapter to the next; or something is numbered under
/// one that was typed and is no heading, and only headings hold numbers.
fn articles_are_text(marks: &[Mark<'_>]) -> bool {
    let is_article = |mark: &Mark<'_>| mark.number.is_some_and(Number::is_article);
    let (all, heads) =
        marks.iter().filter(|mark| is_article(mark)).fold((0, 0), |(all, heads), mark| {
            (all + 1, heads + usize::from(mark.holds || mark.outline.is_some()))
        });
    let mut parted = false;
    let mut last: Option<&Mark<'_>> = None;
    for mark in marks {
        let chapter = mark.outline.is_some()
            || mark.number.is_some_and(|number| matches!(number.key, Key::Chapter(..)));
        let (Some(number), true) = (mark.number, is_article(mark) || !chapter) else {
            (parted, last) = (parted || chapter, None);
            continue;
        };
        if !is_article(mark) {
            let typed = last.and_then(|last| last.number).is_some_and(|own| own.typed.is_some());
            if typed && heads * 2 <= all {
                return true;
            }
            continue;
        }
        if parted && number.ordinal > 1 {
            return true;
        }
        (parted, last) = (false, Some(mark));
    }
    false
}

/// Leaves one series at each level under each heading, since the program counts on; numbers of others are text.
fn one_series(marks: &[Mark<'_>], levels: &mut [Level], series: &[Option<usize>]) {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut groups: BTreeMap<(Option<usize>, u8), BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    let mut parents: Vec<bool> = vec![false; marks.len()];
    for (at, level) in levels.iter().enumerate() {
        let (Level::At(depth, _), Some(series)) = (level, series[at]) else { continue };
        open.retain(|(other, _)| other < depth);
        let parent = open.last().map(|(_, parent)| *parent);
        if let Some(parent) = parent {
            parents[parent] = true;
        }
        groups.entry((parent, *depth)).or_default().entry(series).or_default().push(at);
        open.push((*depth, at));
    }
    for group in groups.into_values().filter(|group| group.len() > 1) {
        let heads = |own: &&Vec<usize>| {
            let outlined = own.iter().filter(|at| marks[**at].is_given()).count();
            (
                outlined,
                own.iter().filter(|at| marks[**at].holds || parents[**at]).count(),
                own.len(),
            )
        };
        let kept = group.values().max_by_key(heads).cloned().unwrap_or_default();
        for own in group.into_values().filter(|own| *own != kept) {
            let plain = |at: &usize| !marks[*at].is_given() && !parents[*at];
            if !own.iter().all(plain) {
                continue;
            }
            for (index, at) in own.iter().enumerate() {
                let taken = "和同一级的小标题不是一个序列，序数照原样写成文字";
                levels[*at] = Level::Text((index == 0).then(|| taken.to_owned()));
            }
        }
    }
}

impl Reader<'_, '_> {
    fn level(&mut self, at: usize) -> Level {
        let mark = &self.marks[at];
        let level = match (mark.wished, mark.outline, mark.number) {
            (Some(depth), _, number) => self.wished(depth, number),
            (None, Some(outline), number) => self.outlined(outline, number),
            (None, None, Some(number)) if number.is_article() && self.articles_are_text => {
                self.article(number)
            }
            (None, None, Some(number)) => self.numbered(at, number),
            (None, None, None) => Level::Text(None),
        };
        let series = self.open.last().map(|open| open.series);
        self.series.push(series.filter(|_| matches!(level, Level::At(..))));
        level
    }

    /// An article whose number is text; so are those of what stands under it.
    fn article(&mut self, number: &Number) -> Level {
        let same = self.open.iter().position(|open| open.key.as_ref() == Some(&number.key));
        self.close(same.unwrap_or(self.open.len()));
        let series = self.new_series();
        self.open.push(Open::at(Some(number), None, None, series));
        Level::Text(None)
    }

    /// The number of a series that begins.
    fn new_series(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    /// A heading whose level a person gave: it goes on the series that is open there, however it is numbered.
    fn wished(&mut self, depth: u8, number: Option<&Number>) -> Level {
        let above = |open: &&Open| open.depth.is_some_and(|level| level < depth);
        let keep = self.open.iter().take_while(above).count();
        let own = self.open[..keep].last().and_then(|open| open.depth).unwrap_or(0) + 1;
        let before = self.open.get(keep).filter(|open| open.depth == Some(own)).cloned();
        self.close(keep);
        let open = match before {
            Some(before) => {
                let last = number.map_or(before.last, |number| number.ordinal);
                Open { last, ..before }
            }
            None => Open::at(number, None, Some(own), self.new_series()),
        };
        self.open.push(open);
        Level::At(own, None)
    }

    /// A heading whose level the file tells.
    fn outlined(&mut self, outline: u8, number: Option<&Number>) -> Level {
        let above = |open: &Open| open.outline.is_some_and(|level| level < outline);
        let keep = self.open.iter().rposition(above).map_or(0, |at| at + 1);
        let depth = self.open[..keep].last().map_or(Some(0), |open| open.depth).unwrap_or(0) + 1;
        if depth > Heading::DEEPEST {
            return Level::Text(Some("层次超过四级，写成了段落".to_owned()));
        }
        // Headings of one level count on, however each of them is written.
        let goes_on = |open: &&Open| {
            open.outline.is_some()
                || number.is_some_and(|number| {
                    open.key.as_ref() == Some(&number.key) && open.last + 1 == number.ordinal
                })
        };
        let before = self.open.get(keep).filter(goes_on);
        let series = before.map(|open| open.series);
        self.close(keep);
        let series = series.unwrap_or_else(|| self.new_series());
        self.open.push(Open::at(number, Some(outline), Some(depth), series));
        Level::At(depth, None)
    }

    fn close(&mut self, keep: usize) {
        for open in self.open.drain(keep..) {
            if let Some(key) = &open.key {
                self.past.insert(key.clone(), open.clone());
            }
        }
    }

    fn numbered(&mut self, at: usize, number: &Number) -> Level {
        let ordinal = number.ordinal;
        let same = self.open.iter().rposition(|open| open.key.as_ref() == Some(&number.key));
        let goes_on =
            |open: &Open| open.key.as_ref() == Some(&number.key) && open.last + 1 == ordinal;
        // 二、三季度 where a clearer 二、 comes behind it.
        if number.doubtful && self.next_is(at, ordinal) {
            return Level::Text(None);
        }
        if let Some(depth) = self.open.iter().rposition(goes_on) {
            return self.go_on(depth, ordinal, None);
        }
        if number.doubtful && !(ordinal == 1 && self.next_is(at, 2)) {
            return Level::Text(None);
        }
        if ordinal == 1 {
            return match same.filter(|same| self.open[*same].outline.is_none()) {
                Some(depth) => self.restart(at, depth),
                None => self.begin(at, number),
            };
        }
        if let Some(depth) = self.partner(number, same) {
            return self.go_on(
                depth,
                ordinal,
                Some("序数的写法和前面的不同，按接着编处理".to_owned()),
            );
        }
        match same {
            Some(depth) if self.open[depth].last < ordinal => {
                self.go_on(depth, ordinal, Some("序数跳号，改成了接着编".to_owned()))
            }
            Some(depth) if self.open[depth].last == ordinal => {
                self.go_on(depth, ordinal, Some("序数重复，改成了接着编".to_owned()))
            }
            Some(_) => Level::Text(Some("序数接不上，照原样写成文字".to_owned())),
            None => self.in_the_middle(at, number),
        }
    }

    /// The number of this kind that comes next, if one does before the kind above goes on.
    fn next_is(&self, at: usize, ordinal: u32) -> bool {
        let Some(number) = self.marks[at].number else { return false };
        let behind = self.marks[at + 1..].iter().filter_map(|mark| mark.number);
        let mut behind = behind.filter(|other| other.key == number.key);
        behind.next().is_some_and(|next| next.ordinal == ordinal)
    }

    fn go_on(&mut self, depth: usize, ordinal: u32, guess: Option<String>) -> Level {
        self.close(depth + 1);
        // What was mended counts on from where the series is.
        let open = &mut self.open[depth];
        open.last = ordinal;
        match open.depth {
            Some(level) => Level::At(level, guess),
            None => Level::Text(guess),
        }
    }

    /// A series under what is open.
    fn begin(&mut self, at: usize, number: &Number) -> Level {
        let rank = |key: &Key| self.order.iter().position(|other| other == key);
        let own = rank(&number.key);
        // A kind that came before another one is not under it.
        let below = |open: &Open| {
            open.outline.is_none() && open.key.as_ref().is_some_and(|key| rank(key) > own)
        };
        let keep = self.open.iter().position(below).unwrap_or(self.open.len());
        self.close(keep);
        let above = self.open.last().map_or(Some(0), |open| open.depth);
        let depth = above.map(|above| above + 1).filter(|depth| *depth <= Heading::DEEPEST);
        let series = self.new_series();
        self.open.push(Open::at(Some(number), None, depth, series));
        match depth {
            Some(depth) => Level::At(depth, None),
            None if above.is_some() && self.marks[at].holds => {
                Level::Text(Some("层次超过四级，序数照原样写成文字".to_owned()))
            }
            None => Level::Text(None),
        }
    }

    /// 1 once more where a series of the kind is open.
    fn restart(&mut self, at: usize, depth: usize) -> Level {
        let resumes = self.resumes(at, self.open[depth].last + 1);
        let number = self.marks[at].number.map(|number| number.key.clone());
        if resumes {
            self.close(depth + 1);
            let series = self.new_series();
            self.open.push(Open {
                key: number,
                last: 1,
                outline: None,
                list: None,
                depth: None,
                series,
            });
            return Level::Text(Some("同样的序数套在一起，里层的照原样写成文字".to_owned()));
        }
        self.close(depth + 1);
        let level = self.open[depth].depth;
        if let (Some(level), true) = (level, self.marks[at].holds) {
            self.open[depth].last = 1;
            return Level::At(level, Some("序数又从 1 编起，改成了接着编".to_owned()));
        }
        let Open { outline, list, series, .. } = self.open[depth];
        self.open[depth] = Open { key: number, last: 1, outline, list, depth: None, series };
        Level::Text(Some("序数又从 1 编起，照原样写成文字".to_owned()))
    }

    /// Whether a series that breaks off at a mark goes on behind it with this number, before the kind above it does.
    fn resumes(&self, at: usize, ordinal: u32) -> bool {
        let Some(number) = self.marks[at].number else { return false };
        let mut inner = 1;
        for other in self.marks[at + 1..].iter().filter_map(|mark| mark.number) {
            if other.key != number.key {
                continue;
            }
            if other.ordinal == inner + 1 {
                inner += 1;
                // Both would go on with it: the outer one does, if a further one of the inner would not.
                continue;
            }
            return other.ordinal == ordinal;
        }
        false
    }

    /// The series that a number goes on but for how it is written.
    fn partner(&self, number: &Number, same: Option<usize>) -> Option<usize> {
        let fits = |open: &Open| {
            open.depth.is_some()
                && open.key.as_ref().is_some_and(|key| *key != number.key)
                // A program that counts both says which of them belong together.
                && (open.list.is_none() || number.list.is_none() || open.list == number.list)
                && open.last + 1 == number.ordinal
        };
        let depth = self.open.iter().rposition(fits)?;
        same.is_none_or(|same| same < depth).then_some(depth)
    }

    /// A number above 1 where no series of its kind is open.
    fn in_the_middle(&mut self, at: usize, number: &Number) -> Level {
        let past = self.past.get(&number.key).filter(|past| past.last + 1 == number.ordinal);
        let goes_on = past.is_some() || self.next_is(at, number.ordinal + 1);
        if !goes_on {
            return Level::Text(Some("前面没有可以接上的序数，照原样写成文字".to_owned()));
        }
        match self.begin(at, number) {
            Level::At(depth, _) => {
                Level::At(depth, Some("序数不是从 1 编起，改成了从 1 编起".to_owned()))
            }
            Level::Text(taken) => Level::Text(taken),
        }
    }
}

//! What the name of an indicator tells of it: data/indicators.yaml as typed data.

use std::sync::LazyLock;

const TEXT: &str = include_str!("../../../../data/indicators.yaml");

/// Read when the first name is; a test holds that it reads.
static TABLE: LazyLock<Table> = LazyLock::new(|| read(TEXT).unwrap_or_default());

#[derive(Debug, Default)]
struct Table {
    higher: Vec<&'static str>,
    full: Vec<&'static str>,
    execution: Vec<&'static str>,
    lower: Vec<&'static str>,
    cost: Vec<&'static str>,
    quality: Vec<&'static str>,
    time: Vec<&'static str>,
    satisfaction: Vec<&'static str>,
}

/// Lists of plain words in brackets: a reader of all YAML would take longer than all rules together. A test holds
/// that both read the same.
fn read(text: &'static str) -> Option<Table> {
    let mut table = Table::default();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('[') {
        let name = before.trim_end().strip_suffix(':')?.rsplit('\n').next()?;
        let (words, next) = behind.split_once(']')?;
        *table.list(name)? = words.split(',').map(str::trim).collect();
        rest = next;
    }
    Some(table)
}

impl Table {
    fn list(&mut self, name: &str) -> Option<&mut Vec<&'static str>> {
        Some(match name {
            "higher" => &mut self.higher,
            "full" => &mut self.full,
            "execution" => &mut self.execution,
            "lower" => &mut self.lower,
            "cost" => &mut self.cost,
            "quality" => &mut self.quality,
            "time" => &mut self.time,
            "satisfaction" => &mut self.satisfaction,
            _ => return None,
        })
    }
}

/// Which way an indicator is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// The more the better.
    Higher,
    /// The more the better, but a limit below 100% can be meant.
    Full,
    /// Spending against a budget.
    Execution,
    /// The less the better.
    Lower,
    /// Money that is to stay under a limit.
    Cost,
}

/// What an indicator measures, as far as its name says so for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// 质量.
    Quality,
    /// 时效.
    Time,
    /// 满意度.
    Satisfaction,
}

/// In front of a word for a good thing they make a bad one of it, or there is no telling.
const TURNING: [&str; 16] = [
    "不", "未", "非", "无", "超", "误", "漏", "逾期", "违规", "违法", "虚假", "重复", "延期",
    "延迟", "滞后", "退",
];
/// Less of a bad thing is a good one, and so is more done about it.
const LESSENING: [&str; 29] = [
    "节约", "节省", "降低", "减少", "下降", "压减", "压降", "避免", "挽回", "处理", "处置", "查处",
    "调查", "办理", "化解", "预防", "受理", "排查", "整治", "整改", "回收", "演练", "应急", "救援",
    "争取", "引进", "筹集", "投入", "到位",
];
/// A budget of which little is to be spent.
const SPARING: [&str; 5] = ["三公", "控制", "变动", "一般性支出", "公务接待"];

/// Which way the indicator of that name is meant; `None` where the name does not tell.
pub(super) fn direction(name: &str) -> Option<Direction> {
    let name = bare(name);
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let table = &*TABLE;
    let lists = [
        (&table.higher, Direction::Higher),
        (&table.full, Direction::Full),
        (&table.execution, Direction::Execution),
        (&table.lower, Direction::Lower),
        (&table.cost, Direction::Cost),
    ];
    let found = lists
        .into_iter()
        .filter_map(|(words, direction)| longest(words, name).map(|length| (length, direction)));
    let (_, direction) = found.max_by_key(|(length, _)| *length)?;
    let doubtful = match direction {
        Direction::Higher | Direction::Full => has(&TURNING),
        Direction::Execution => has(&TURNING) || has(&SPARING),
        Direction::Lower | Direction::Cost => has(&LESSENING),
    };
    (!doubtful).then_some(direction)
}

/// What the indicator of that name measures; `None` where the name does not tell.
pub(super) fn measure(name: &str) -> Option<Measure> {
    let name = bare(name);
    let table = &*TABLE;
    let lists = [
        (&table.quality, Measure::Quality),
        (&table.time, Measure::Time),
        (&table.satisfaction, Measure::Satisfaction),
    ];
    let found = lists
        .into_iter()
        .filter_map(|(words, measure)| longest(words, name).map(|length| (length, measure)));
    found.max_by_key(|(length, _)| *length).map(|(_, measure)| measure)
}

/// A name without what stands behind it: its unit in brackets, 指标, 达到.
fn bare(name: &str) -> &str {
    let mut name = name.trim();
    if let Some(open) = name.rfind(['（', '(']).filter(|_| name.ends_with(['）', ')'])) {
        name = name[..open].trim_end();
    }
    for word in ["指标值", "目标值", "指标", "目标", "达到", "均", "：", ":", "”"] {
        name = name.strip_suffix(word).unwrap_or(name).trim_end();
    }
    name
}

/// The length of the longest of the words that a name ends with.
fn longest(words: &[&str], name: &str) -> Option<usize> {
    words.iter().filter(|word| name.ends_with(**word)).map(|word| word.len()).max()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn the_table_reads_as_a_reader_of_all_yaml_reads_it() {
        let all: BTreeMap<String, Vec<String>> = serde_yaml::from_str(TEXT).unwrap();
        let mut table = read(TEXT).unwrap();
        assert_eq!(all.len(), 8);
        for (name, words) in all {
            assert_eq!(*table.list(&name).unwrap(), words, "{name}");
            assert!(!words.is_empty());
        }
    }

    #[test]
    fn a_name_tells_its_direction_or_nothing() {
        let cases = [
            ("服务对象满意度", Some(Direction::Higher)),
            ("服务对象满意度指标（%）", Some(Direction::Higher)),
            ("产品不合格率", Some(Direction::Lower)),
            ("未按期完成率", None),
            ("抗菌药物使用率", Some(Direction::Full)),
            ("预算执行率", Some(Direction::Execution)),
            ("“三公”经费预算执行率", None),
            ("热线投诉率", Some(Direction::Lower)),
            ("投诉处理率", Some(Direction::Full)),
            ("项目总成本", Some(Direction::Cost)),
            ("节约项目成本", None),
            ("差错率下降率", None),
            ("接待人数", None),
            ("不动产登记办结率", None),
        ];
        for (name, expected) in cases {
            assert_eq!(direction(name), expected, "{name}");
        }
    }

    #[test]
    fn a_name_tells_what_it_measures_or_nothing() {
        assert_eq!(measure("项目验收合格率"), Some(Measure::Quality));
        assert_eq!(measure("物资采购及时率"), Some(Measure::Time));
        assert_eq!(measure("资金到位率"), None);
    }
}

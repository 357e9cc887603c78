//! The rules by which a form is scored, as options that a template chooses. The defaults are those of the
//! official form (财预〔2020〕10号 附1). What the options do is for `formula` and `total`.

use rust_decimal::Decimal;

use super::actual::Band;

/// Decimals of a score, at most.
pub const MOST_PLACES: u32 = 4;

/// How a form is scored. Percentages are written in percent: 60 is 60%.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The full score of the whole form. Default 100.
    pub full: Decimal,
    /// Decimals of each printed score, 0 to 4; halves go up (四舍五入). Default 2.
    pub places: u32,
    /// 预算执行率. Default [`Execution::Ratio`].
    pub execution: Execution,
    /// What `=` asks for. Default [`Equality::Lenient`].
    pub equality: Equality,
    /// An indicator whose completion rate is below this scores 0 (财预〔2021〕101号, where a template asks for
    /// it). Default none.
    pub pass: Option<Decimal>,
    /// Steps by which 满意度 is scored instead of the formula, over the rate itself. Default none.
    pub satisfaction: Option<Vec<Step>>,
    /// The bands of 定性 indicators. Default [80, 100], [60, 80), [0, 60).
    pub bands: Bands,
    /// A value above this share of its target is due a reason. Default 130.
    pub excess: Option<Decimal>,
    /// An execution rate below this is due a reason. Default 90.
    pub execution_reason: Option<Decimal>,
    /// Grades, by the total scaled to 100. Default 优 90, 良 80, 中 60, 差 0.
    pub grades: Vec<Grade>,
}

/// How 预算执行率 is scored; r is what was spent over the budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Execution {
    /// Weight × r, never more than the weight.
    Ratio,
    /// The share of the step that r reaches.
    Steps(Vec<Step>),
}

/// What a target with `=` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Equality {
    /// The same as ≥ (the official rule).
    Lenient,
    /// Exactly that number: weight × (1 − |V − T| ÷ T), never below 0 (custom).
    Exact,
}

/// A step of a scale: from `from` on (included, in percent) `share` percent of the weight; below all steps
/// nothing. The order of steps does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Lower bound, included.
    pub from: Decimal,
    /// Share of the weight, 0 to 100.
    pub share: Decimal,
}

/// From which percentage to which a band reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Lower bound, included.
    pub low: Decimal,
    /// Upper bound. Where it equals `low` the band is a single value and needs no percentage.
    pub high: Decimal,
    /// Whether the upper bound belongs to the band.
    pub closed: bool,
}

/// The extents of the bands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bands {
    /// 达成预期指标. Without a percentage it scores its upper bound.
    pub achieved: Extent,
    /// 基本达成.
    pub mostly_achieved: Extent,
    /// 部分达成并具有一定效果.
    pub partly_achieved: Extent,
    /// 未达成预期指标且效果较差.
    pub not_achieved: Extent,
}

/// A grade and the least score for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Its name.
    pub name: String,
    /// Lower bound of the total scaled to 100, included.
    pub from: Decimal,
}

/// An option that makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleFault {
    /// The full score is not between 1 and 10000.
    Full,
    /// More than 4 decimals.
    Places,
    /// A percentage or share outside 0 to 100.
    Percentage,
    /// A scale without a step, or two steps or grades with one bound.
    Scale,
    /// A band whose lower bound lies above its upper.
    Band,
}

impl Rules {
    /// What is wrong with the options; a form can be scored all the same, and no score leaves 0 to weight.
    #[must_use]
    pub fn faults(&self) -> Vec<RuleFault> {
        let mut faults = Vec::new();
        let mut hold = |right: bool, fault| {
            if !right {
                faults.push(fault);
            }
        };
        hold(self.full >= Decimal::ONE && self.full <= Decimal::from(10_000), RuleFault::Full);
        hold(self.places <= MOST_PLACES, RuleFault::Places);
        let execution = match &self.execution {
            Execution::Ratio => None,
            Execution::Steps(steps) => Some(steps),
        };
        let scales = [execution, self.satisfaction.as_ref()];
        let steps = || scales.iter().flatten().flat_map(|steps| steps.iter());
        let shares = steps().map(|step| step.share);
        let bounds = steps().map(|step| step.from).chain(self.pass).chain(self.execution_reason);
        hold(shares.chain(bounds).all(is_share), RuleFault::Percentage);
        hold(
            scales.iter().flatten().all(|steps| distinct(steps.iter().map(|s| s.from))),
            RuleFault::Scale,
        );
        hold(distinct(self.grades.iter().map(|grade| grade.from)), RuleFault::Scale);
        let bands = self.bands;
        let extents =
            [bands.achieved, bands.mostly_achieved, bands.partly_achieved, bands.not_achieved];
        let sound = |e: &Extent| e.low <= e.high && is_share(e.low) && is_share(e.high);
        hold(extents.iter().all(sound), RuleFault::Band);
        faults
    }
}

impl RuleFault {
    /// What is wrong, one Chinese sentence.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Full => "满分应在 1 到 10000 之间",
            Self::Places => "得分最多保留 4 位小数",
            Self::Percentage => "百分比应在 0 到 100 之间",
            Self::Scale => "分档至少一档，各档下限不能相同",
            Self::Band => "定性分档的下限不能大于上限，都应在 0 到 100 之间",
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        let grade =
            |name: &str, from: i64| Grade { name: name.to_owned(), from: Decimal::from(from) };
        Self {
            full: Decimal::ONE_HUNDRED,
            places: 2,
            execution: Execution::Ratio,
            equality: Equality::Lenient,
            pass: None,
            satisfaction: None,
            bands: Bands::default(),
            excess: Some(Decimal::from(130)),
            execution_reason: Some(Decimal::from(90)),
            grades: vec![grade("优", 90), grade("良", 80), grade("中", 60), grade("差", 0)],
        }
    }
}

impl Default for Bands {
    fn default() -> Self {
        let extent = |low: i64, high: i64, closed| Extent {
            low: Decimal::from(low),
            high: Decimal::from(high),
            closed,
        };
        Self {
            achieved: extent(80, 100, true),
            mostly_achieved: extent(80, 100, true),
            partly_achieved: extent(60, 80, false),
            not_achieved: extent(0, 60, false),
        }
    }
}

impl Bands {
    /// The extent of a band.
    #[must_use]
    pub const fn extent(&self, band: Band) -> Extent {
        match band {
            Band::Achieved => self.achieved,
            Band::MostlyAchieved => self.mostly_achieved,
            Band::PartlyAchieved => self.partly_achieved,
            Band::NotAchieved => self.not_achieved,
        }
    }
}

impl Extent {
    /// Whether a percentage lies in it.
    #[must_use]
    pub fn contains(&self, percent: Decimal) -> bool {
        percent >= self.low && (percent < self.high || (self.is_closed() && percent == self.high))
    }

    /// Whether its upper bound belongs to it.
    pub(super) fn is_closed(&self) -> bool {
        self.closed || self.low == self.high
    }

    /// In the way of the standard: `[60%, 80%)`.
    #[must_use]
    pub fn shown(&self) -> String {
        let end = if self.is_closed() { ']' } else { ')' };
        format!("[{}%, {}%{end}", self.low, self.high)
    }
}

impl Step {
    /// The scale of 财预〔2021〕101号 for 预算执行率: done 100%, from 80% on 70%, from 60% on 50%, else nothing.
    #[must_use]
    pub fn execution() -> Vec<Self> {
        scale([(100, 100), (80, 70), (60, 50)])
    }

    /// The scale of 财预〔2021〕101号 for 满意度: from 90% on 100%, from 80% on 80%, from 60% on 50%, else nothing.
    #[must_use]
    pub fn satisfaction() -> Vec<Self> {
        scale([(90, 100), (80, 80), (60, 50)])
    }
}

fn scale<const N: usize>(steps: [(i64, i64); N]) -> Vec<Step> {
    let step = |(from, share)| Step { from: Decimal::from(from), share: Decimal::from(share) };
    steps.into_iter().map(step).collect()
}

fn is_share(percent: Decimal) -> bool {
    percent >= Decimal::ZERO && percent <= Decimal::ONE_HUNDRED
}

/// Whether there is at least one bound and no two are the same.
fn distinct(bounds: impl Iterator<Item = Decimal>) -> bool {
    let mut bounds: Vec<Decimal> = bounds.collect();
    bounds.sort_unstable();
    !bounds.is_empty() && bounds.windows(2).all(|pair| pair.first() != pair.get(1))
}

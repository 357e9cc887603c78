//! A unit's own rules: which are on and how bad they are, its names, its words, its template. Reading the file is
//! for `read`; finding it is for the caller.

mod read;

use std::collections::BTreeMap;

pub use read::{CODES, read};

use super::rule::Rule;
use crate::diag::Severity;
use crate::model::Spanned;

/// What a unit wants otherwise.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// 规则: by code or by the letter of a family; a code is stronger than its letter.
    pub settings: BTreeMap<String, Setting>,
    /// 名称 本单位: the unit's own names, the full one first.
    pub own: Vec<String>,
    /// 名称 不该出现: names of other units that come with copied text.
    pub foreign: Vec<String>,
    /// 名称 机构: offices of the unit as they are rightly written.
    pub offices: Vec<String>,
    /// 名称 人名: persons as their names are rightly written.
    pub people: Vec<String>,
    /// 词表: words beside the built-in ones.
    pub words: Vec<OwnWord>,
    /// 模板: file of the template whose measures hold for the unit.
    pub template: Option<Spanned<String>>,
}

/// What is to be with a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// 关.
    Off,
    /// 错误, 警告, 提示: every finding of it is that bad.
    As(Severity),
}

/// A word of the unit's own list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWord {
    /// 错.
    pub wrong: String,
    /// 对; empty where there is nothing to put in its place.
    pub right: String,
    /// 说明.
    pub why: String,
    /// 例外: longer words in which it is right.
    pub except: Vec<String>,
}

impl Profile {
    /// How bad findings of a rule are; `None` where it is off.
    #[must_use]
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        let letter = rule.family().letter().to_string();
        match self.settings.get(rule.code.0).or_else(|| self.settings.get(&letter)) {
            None => Some(rule.severity),
            Some(Setting::As(severity)) => Some(*severity),
            Some(Setting::Off) => None,
        }
    }
}

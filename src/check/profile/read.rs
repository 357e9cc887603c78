//! The file of a profile → [`Profile`], every fault with its place.

use super::{OwnWord, Profile, Setting};
use crate::check::{Family, find};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, Span, likeness};
use crate::model::Spanned;
use crate::source::{Entry, Node, NodeKind};

/// A key or a rule that there is not.
const UNKNOWN: Code = Code("R001");
/// Something that cannot be read: a map where a list is due, a word that is none of those allowed.
const WRONG: Code = Code("R002");

/// Codes given by this room beside those of the rules, with what they mean.
pub const CODES: [(Code, &str); 2] =
    [(UNKNOWN, "校对规则里有不认识的键或规则"), (WRONG, "校对规则的写法有误")];

/// Keys of the file with their English aliases.
const KEYS: [(&str, &str); 4] =
    [("规则", "rules"), ("名称", "names"), ("词表", "words"), ("模板", "template")];
/// Keys under 名称.
const NAMES: [(&str, &str); 4] =
    [("本单位", "own"), ("不该出现", "foreign"), ("机构", "offices"), ("人名", "people")];
/// Keys of an entry of 词表.
const WORD: [(&str, &str); 4] =
    [("错", "wrong"), ("对", "right"), ("说明", "why"), ("例外", "except")];
/// What can be with a rule.
const SETTINGS: [(&str, &str, Setting); 4] = [
    ("关", "off", Setting::Off),
    ("错误", "error", Setting::As(Severity::Error)),
    ("警告", "warning", Setting::As(Severity::Warning)),
    ("提示", "hint", Setting::As(Severity::Hint)),
];

/// Reads the tree of a profile; faults go into `out`.
#[must_use]
pub fn read(tree: &Node, out: &mut Diagnostics) -> Profile {
    let mut profile = Profile::default();
    for (key, value) in fields(tree, &KEYS, "校对规则", out) {
        match key {
            "规则" => settings(value, &mut profile, out),
            "名称" => names(value, &mut profile, out),
            "词表" => {
                let words = items(value, out).iter().filter_map(|item| word(item, out));
                profile.words = words.collect();
            }
            _ => {
                let path = text(value, out);
                profile.template = path.map(|path| Spanned { value: path, span: value.span });
            }
        }
    }
    profile
}

/// The entries of a map by their Chinese keys; unknown keys are faults.
fn fields<'n>(
    node: &'n Node,
    keys: &[(&'static str, &'static str)],
    what: &str,
    out: &mut Diagnostics,
) -> Vec<(&'static str, &'n Node)> {
    let entries = entries(node, out);
    let known = |entry: &'n Entry| {
        let written = entry.key.text.as_str();
        let found = keys.iter().find(|(name, alias)| *name == written || *alias == written);
        if found.is_none() {
            let names: Vec<&str> = keys.iter().map(|(name, _)| *name).collect();
            out.push(unknown(
                entry.key_span,
                format!("{what}里没有“{written}”这一项"),
                written,
                &names,
            ));
        }
        found.map(|(name, _)| (*name, &entry.value))
    };
    entries.iter().filter_map(known).collect()
}

fn entries<'n>(node: &'n Node, out: &mut Diagnostics) -> &'n [Entry] {
    match &node.kind {
        NodeKind::Mapping(entries) => entries,
        _ if node.is_absent() => &[],
        _ => {
            let fault = Diagnostic::error(WRONG, node.span, "这里要分项写“名: 值”");
            out.push(fault.help("写法见 docs/guide.md 的“单位自己的校对规则”"));
            &[]
        }
    }
}

fn unknown(span: Span, message: String, written: &str, names: &[&str]) -> Diagnostic {
    let near = names.iter().filter_map(|name| Some((likeness(written, name)?, *name))).min();
    let help = near.map_or_else(
        || format!("这里可以写：{}", names.join("、")),
        |(_, name)| format!("是不是想写“{name}”？"),
    );
    Diagnostic::error(UNKNOWN, span, message).help(help)
}

fn settings(node: &Node, profile: &mut Profile, out: &mut Diagnostics) {
    for entry in entries(node, out) {
        let written = entry.key.text.trim().to_uppercase();
        let is_family = Family::ALL.iter().any(|family| written == family.letter().to_string());
        if !is_family && find(&written).is_none() {
            let message = format!("没有“{written}”这条规则");
            let fault = Diagnostic::error(UNKNOWN, entry.key_span, message);
            out.push(
                fault.help("写规则的代码（如 P001）或一类的字母（如 P）；全部规则见 docs/rules.md"),
            );
            continue;
        }
        let Some(value) = text(&entry.value, out) else { continue };
        let known = SETTINGS.iter().find(|(name, alias, _)| *name == value || *alias == value);
        if let Some((_, _, setting)) = known {
            profile.settings.insert(written, *setting);
        } else {
            let message = format!("“{value}”不是规则的一种设法");
            let fault = Diagnostic::error(WRONG, entry.value.span, message);
            out.push(fault.help("可以写：关、错误、警告、提示"));
        }
    }
}

fn names(node: &Node, profile: &mut Profile, out: &mut Diagnostics) {
    for (key, value) in fields(node, &NAMES, "名称", out) {
        let list = texts(value, out);
        match key {
            "本单位" => profile.own = list,
            "不该出现" => profile.foreign = list,
            "机构" => profile.offices = list,
            _ => profile.people = list,
        }
    }
}

fn word(node: &Node, out: &mut Diagnostics) -> Option<OwnWord> {
    let mut word = OwnWord {
        wrong: String::new(),
        right: String::new(),
        why: String::new(),
        except: Vec::new(),
    };
    for (key, value) in fields(node, &WORD, "词表的一条", out) {
        match key {
            "错" => word.wrong = text(value, out)?,
            "对" => word.right = text(value, out)?,
            "说明" => word.why = text(value, out)?,
            _ => word.except = texts(value, out),
        }
    }
    if word.wrong.is_empty() {
        let fault = Diagnostic::error(WRONG, node.span, "词表的这一条没有写“错”");
        out.push(fault.help("写成 {错: 综检中心, 对: 服务中心}；“对”可以不写"));
        return None;
    }
    if let Some(longer) = word.except.iter().find(|longer| !longer.contains(&word.wrong)) {
        let message = format!("例外“{longer}”里没有“{}”", word.wrong);
        out.push(
            Diagnostic::error(WRONG, node.span, message).help("例外写含有这个词、而本身不错的词"),
        );
    }
    Some(word)
}

/// A list of texts, or one.
fn texts(node: &Node, out: &mut Diagnostics) -> Vec<String> {
    items(node, out).iter().filter_map(|item| text(item, out)).collect()
}

fn items<'n>(node: &'n Node, out: &mut Diagnostics) -> &'n [Node] {
    match &node.kind {
        NodeKind::Sequence(items) => items,
        NodeKind::Scalar(_) if node.is_absent() => &[],
        NodeKind::Scalar(_) => std::slice::from_ref(node),
        NodeKind::Mapping(_) => {
            out.push(
                Diagnostic::error(WRONG, node.span, "这里要写成一列").help("每项一行，前面写“- ”"),
            );
            &[]
        }
    }
}

fn text(node: &Node, out: &mut Diagnostics) -> Option<String> {
    match &node.kind {
        NodeKind::Scalar(scalar) if !scalar.text.trim().is_empty() => {
            Some(scalar.text.trim().to_owned())
        }
        _ => {
            out.push(Diagnostic::error(WRONG, node.span, "这里要写一个词"));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceMap, parse};

    fn profile(text: &str) -> (Profile, Vec<String>) {
        let mut sources = SourceMap::default();
        let file = sources.add("校对.yaml", text.as_bytes().to_vec()).unwrap();
        let mut out = Diagnostics::new();
        let profile = read(&parse(file, sources.file(file)).unwrap(), &mut out);
        let faults = out.into_sorted().into_iter().map(|fault| {
            let (line, column) = sources.line_and_column(fault.span.unwrap());
            format!("{} {line}:{column} {} {}", fault.code.0, fault.message, fault.help)
        });
        (profile, faults.collect())
    }

    #[test]
    fn a_profile_is_read_with_either_names_of_keys() {
        let text = "规则: {P: 警告, p001: 关}\n名称:\n  本单位: 青禾县水利局\n  foreign: [综检中心]\n词表:\n  - {错: 全机关, 对: 全县机关, 例外: [全机关工委]}\n模板: 28磅.yaml\n";
        let (profile, faults) = profile(text);
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(profile.settings["P"], Setting::As(Severity::Warning));
        assert_eq!(profile.settings["P001"], Setting::Off);
        assert_eq!(
            (profile.own.as_slice(), profile.foreign.as_slice()),
            (&["青禾县水利局".to_owned()][..], &["综检中心".to_owned()][..])
        );
        assert_eq!(
            (profile.words[0].wrong.as_str(), profile.words[0].right.as_str()),
            ("全机关", "全县机关")
        );
        assert_eq!(profile.template.unwrap().value, "28磅.yaml");
    }

    #[test]
    fn faults_stand_at_their_places() {
        let (_, faults) = profile(
            "规责: {}\n规则: {P999: 关, P: 开}\n词表:\n  - {对: 甲}\n  - {错: 会报, 例外: [汇报]}\n名称: [甲]\n",
        );
        let expected = [
            "R001 1:1 校对规则里没有“规责”这一项 是不是想写“规则”？",
            "R001 2:6 没有“P999”这条规则 写规则的代码（如 P001）或一类的字母（如 P）；全部规则见 docs/rules.md",
            "R002 2:18 “开”不是规则的一种设法 可以写：关、错误、警告、提示",
            "R002 4:5 词表的这一条没有写“错” 写成 {错: 综检中心, 对: 服务中心}；“对”可以不写",
            "R002 5:5 例外“汇报”里没有“会报” 例外写含有这个词、而本身不错的词",
            "R002 6:5 这里要分项写“名: 值” 写法见 docs/guide.md 的“单位自己的校对规则”",
        ];
        assert_eq!(faults, expected);
    }
}

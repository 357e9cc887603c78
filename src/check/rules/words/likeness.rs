//! Hanzi that are mistaken one for another in names: of the same sound, or of nearly the same shape.

/// A line of them each.
const ALIKE: [&str; 72] = [
    "国囯",
    "建健",
    "军君均",
    "伟炜玮卫威维",
    "丽莉利立力",
    "明名铭鸣",
    "华桦骅",
    "玲铃灵凌龄岭",
    "红宏洪虹鸿弘",
    "芳方",
    "志智治致",
    "杰洁",
    "辉晖",
    "波博",
    "林琳霖",
    "平萍苹",
    "英瑛",
    "诚城承程成",
    "东冬栋",
    "新鑫欣昕馨心",
    "文雯",
    "静婧",
    "燕艳雁彦",
    "峰锋风凤丰",
    "涛韬",
    "佳嘉家",
    "晓小肖",
    "永勇咏",
    "俊骏峻",
    "云芸",
    "清青卿晴",
    "瑞睿锐",
    "慧惠会",
    "玉钰育",
    "生升胜盛",
    "学雪",
    "光广",
    "贵桂",
    "正振震镇",
    "义艺毅",
    "金锦今",
    "良亮",
    "元源园圆媛",
    "喜希",
    "泽则",
    "宇雨羽",
    "浩昊皓",
    "晨辰",
    "己已巳",
    "未末",
    "候侯",
    "务物",
    "服复",
    "理里",
    "关管官",
    "应映",
    "政正证",
    "检捡",
    "信讯",
    "设社",
    "农浓",
    "教校",
    "障章",
    "健建",
    "测侧",
    "监坚",
    "督都",
    "保报",
    "计记",
    "育誉",
    "财才",
    "直值",
];

/// Whether one is easily written for the other.
pub(super) fn alike(one: char, other: char) -> bool {
    one != other && ALIKE.iter().any(|group| group.contains(one) && group.contains(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_and_shapes_are_known_and_other_names_are_others() {
        assert!(alike('物', '务') && alike('国', '囯') && alike('建', '健'));
        assert!(!alike('国', '军') && !alike('农', '林') && !alike('国', '国'));
    }
}

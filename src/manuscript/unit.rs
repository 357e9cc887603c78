//! Names of units, told from others. What a file says of its organisation is mostly the name of whoever set up the
//! computer: 微软中国, Lenovo, P R C.

/// Whether a name may be that of a unit, by its last word.
#[must_use]
pub fn is_unit(name: &str) -> bool {
    name.ends_with([
        '局', '委', '会', '院', '校', '所', '办', '厅', '部', '处', '站', '府', '队', '馆', '社',
        '团',
    ]) || name.ends_with("中心")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_told_from_the_name_of_a_computer() {
        for (name, is) in [
            ("青山县水利局", true),
            ("市政务服务中心", true),
            ("微软中国", false),
            ("Lenovo", false),
            ("P R C", false),
        ] {
            assert_eq!(is_unit(name), is, "{name}");
        }
    }
}

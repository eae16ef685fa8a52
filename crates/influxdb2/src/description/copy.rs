//! The description of a copy.

/// The text of a copy: ` (copy)` behind the original, or the first of ` (copy 2)`, ` (copy 3)`… that is not taken.
///
/// A copy of a copy goes on counting, so that the text does not grow with every copy.
pub fn copy_of(original: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let base = without_suffix(original.trim_end());
    let numbered = |number: usize| {
        let suffix = if number == 1 { "(copy)".to_owned() } else { format!("(copy {number})") };
        if base.is_empty() { suffix } else { format!("{base} {suffix}") }
    };
    let mut number = 1;
    loop {
        let text = numbered(number);
        if text != original && !is_taken(&text) {
            return text;
        }
        number += 1;
    }
}

/// The text before ` (copy)` or ` (copy 2)`.
fn without_suffix(text: &str) -> &str {
    let before = |text: &'_ str| -> Option<usize> {
        let inner = text.strip_suffix(')')?;
        let start = inner.rfind("(copy")?;
        let number = &inner[start + "(copy".len()..];
        let counted = number.is_empty()
            || number
                .strip_prefix(' ')
                .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
        (counted && (start == 0 || inner[..start].ends_with(' '))).then_some(start)
    };
    before(text).map_or(text, |start| text[..start].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_told_from_everything_that_exists() {
        let cases: &[(&str, &[&str], &str)] = &[
            ("grafana", &[], "grafana (copy)"),
            ("grafana", &["grafana"], "grafana (copy)"),
            ("grafana", &["grafana", "grafana (copy)"], "grafana (copy 2)"),
            ("grafana", &["grafana (copy)", "grafana (copy 2)", "grafana (copy 4)"], "grafana (copy 3)"),
            ("grafana (copy)", &[], "grafana (copy 2)"),
            ("grafana (copy)", &["grafana (copy)"], "grafana (copy 2)"),
            ("grafana (copy 2)", &["grafana (copy)", "grafana (copy 2)"], "grafana (copy 3)"),
            ("grafana(copy)", &[], "grafana(copy) (copy)"),
            ("grafana (copy x)", &[], "grafana (copy x) (copy)"),
            ("grafana (old)", &[], "grafana (old) (copy)"),
            ("", &[], "(copy)"),
            ("(copy)", &[], "(copy 2)"),
            ("ünïcode ", &[], "ünïcode (copy)"),
        ];
        for (original, existing, expected) in cases {
            assert_eq!(copy_of(original, |text| existing.contains(&text)), *expected, "{original:?} {existing:?}");
        }
    }
}

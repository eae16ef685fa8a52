//! The flag that was probably meant.

use super::flags::Leaf;

/// The known flag whose name is nearest to what was written, if one is near.
pub(super) fn nearest(written: &str, leaf: Leaf) -> Option<String> {
    let written = format!("--{}", written.trim_start_matches('-'));
    let most = (written.len() / 4).clamp(1, 4);
    leaf.names()
        .into_iter()
        .map(|name| (distance(&written.to_ascii_lowercase(), &name.to_ascii_lowercase()), name))
        .filter(|(steps, _)| *steps <= most)
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, name)| name)
}

/// How many letters have to be put in, taken out or replaced.
fn distance(a: &str, b: &str) -> usize {
    // Names of flags are short; anything long is no slip of the finger.
    if a.len() > 64 {
        return usize::MAX;
    }
    let b = b.as_bytes();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_leads_to_the_flag() {
        for (written, expected) in [
            ("--read-buckts", Some("--read-buckets")),
            ("--read-notificationrules", Some("--read-notificationRules")),
            ("-decription", Some("--description")),
            ("--read-buck", Some("--read-bucket")),
            ("--expires-at", None),
            ("--database", None),
        ] {
            assert_eq!(nearest(written, Leaf::Create).as_deref(), expected, "{written}");
        }
    }
}

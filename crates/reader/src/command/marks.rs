//! What begins a comment and what a comparison puts before its lines, the same for whatever looks at a text.

/// The quotes around a text of several lines of Python, which is a comment where it is given to nothing.
pub(super) const TRIPLED: [&str; 2] = ["\"\"\"", "'''"];

/// The signs around a comment of several lines.
pub(super) const AROUND: [(&str, &str); 4] =
    [("/*", "*/"), ("<!--", "-->"), (TRIPLED[0], TRIPLED[0]), (TRIPLED[1], TRIPLED[1])];

/// The sign of a comment of one line with which a line begins, behind its blanks.
pub(super) fn of_comment(bare: &str) -> Option<&'static str> {
    const SIGNS: [&str; 7] = ["#", "//", "--", ";", "REM ", "rem ", "::"];
    // A line may begin with a flag of the command before it.
    let flag = bare.starts_with("--read") || bare.starts_with("--write");
    SIGNS.into_iter().find(|sign| bare.starts_with(sign) && !flag)
}

/// Whether a text of Python behind this is given to something.
pub(super) fn is_given(before: &str) -> bool {
    before.trim_end().ends_with(['(', ',', '=', '[', '{', '+', ':', '\\'])
}

/// Whether a line is the head of a comparison.
pub(super) fn is_head(line: &str) -> bool {
    ["@@ ", "+++ ", "--- a/", "diff --git "].into_iter().any(|mark| line.starts_with(mark))
}

//! Leaves out of our own texts what only their authors read: comments and indentation.

/// A script or stylesheet without whole-line comments, indentation and empty lines.
///
/// A comment must have its lines for itself. A script with a text over several lines is left as it is, because there a
/// line may mean something else.
pub fn slimmed(text: &str) -> String {
    if text.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return text.to_owned();
    }
    let mut slim = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        let skipped = in_comment || line.starts_with("//") || line.is_empty();
        if in_comment && line.ends_with("*/") {
            in_comment = false;
        }
        if !skipped {
            slim.push_str(line);
            slim.push('\n');
        }
    }
    slim
}

/// The page without comments, indentation and empty lines.
pub fn slimmed_page(page: &str) -> String {
    let mut kept = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines: Vec<&str> = kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let module = "/**\n * What it does.\n */\nexport function a() {\n    // Why.\n    return 'x // y'; /* kept */\n}\n\n/* one line */\nlet b = `c`;\n";
        assert_eq!(slimmed(module), "export function a() {\nreturn 'x // y'; /* kept */\n}\nlet b = `c`;\n");
    }

    #[test]
    fn a_text_over_several_lines_is_never_touched() {
        let module = "let a = `\n    // not a comment\n`;\n";
        assert_eq!(slimmed(module), module);
    }

    #[test]
    fn a_page_loses_its_comments_over_one_line_or_more() {
        let page = "<p>\n  a <!-- b\n c --> d\n\n  <!-- e -->\n</p>\n";
        assert_eq!(slimmed_page(page), "<p>\na  d\n</p>\n");
    }
}

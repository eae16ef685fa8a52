//! Makes modules smaller, above all the one that wasm-bindgen writes: it is half comments and indentation.
//!
//! Trunk's own minifier cannot read that one and leaves it as it is.

/// The module without whole-line comments, indentation and empty lines.
///
/// A comment must have its lines for itself. A module with a text over several lines is left as it is,
/// because there a line may mean something else.
pub fn slimmed(module: &str) -> String {
    if module.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return module.to_owned();
    }
    let mut slim = String::with_capacity(module.len());
    let mut in_comment = false;
    for line in module.lines().map(str::trim) {
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

/// The module without what nobody calls: it offers classes to other scripts, and there are no other scripts.
///
/// Taking the offers away lets the minifier see that nobody uses them.
pub fn without_offers(module: &str) -> String {
    let mut kept = String::with_capacity(module.len());
    for line in module.lines() {
        let line = if line.starts_with("export {") { "export { __wbg_init as default };" } else { line };
        if !line.starts_with("if (Symbol.dispose) ") {
            kept.push_str(
                line.strip_prefix("export class ").map_or(line.to_owned(), |rest| format!("class {rest}")).as_str(),
            );
            kept.push('\n');
        }
    }
    kept
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
    fn only_the_start_is_offered() {
        let module = "export class Source {\n    free() {}\n}\nif (Symbol.dispose) Source.prototype[Symbol.dispose] = 1;\nexport { initSync, __wbg_init as default };\n";
        assert_eq!(without_offers(module), "class Source {\n    free() {}\n}\nexport { __wbg_init as default };\n");
    }
}

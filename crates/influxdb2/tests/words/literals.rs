//! The texts in a Rust source, without those of its comments and of its own tests.

/// Every string in the code, as it is written there, up to the tests at the end of the file.
pub fn literals(source: &str) -> impl Iterator<Item = String> {
    let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut rest = code;
    std::iter::from_fn(move || {
        while let Some(first) = rest.chars().next() {
            if rest.starts_with("//") {
                rest = after(rest, "\n");
            } else if rest.starts_with("/*") {
                rest = after(&rest[2..], "*/");
            } else if let Some((text, behind)) = raw(rest).or_else(|| plain(rest)) {
                rest = behind;
                return Some(text);
            } else if let Some(behind) = character(rest) {
                rest = behind;
            } else {
                rest = &rest[first.len_utf8()..];
            }
        }
        None
    })
}

fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.split_once(mark).map_or("", |(_, behind)| behind)
}

/// `r"…"` and `r#"…"#`.
fn raw(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('r')?;
    let hashes = inside.len() - inside.trim_start_matches('#').len();
    let inside = inside[hashes..].strip_prefix('"')?;
    let (text, behind) = inside.split_once(&format!("\"{}", "#".repeat(hashes)))?;
    Some((text.to_owned(), behind))
}

/// `"…"`; a line that goes on after a backslash goes on without its indent.
fn plain(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut read = String::new();
    let mut characters = inside.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((read, &inside[at + 1..])),
            '\\' => match characters.next()?.1 {
                '\n' => {
                    let indent = characters.as_str().len() - characters.as_str().trim_start().len();
                    for _ in 0..indent {
                        characters.next();
                    }
                }
                other => read.push(other),
            },
            other => read.push(other),
        }
    }
    None
}

/// `'"'` and `'\''`, which are no beginning of a text; a lifetime has no second mark.
fn character(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('\'')?;
    let mut characters = inside.chars();
    if characters.next()? == '\\' {
        characters.next()?;
    }
    characters.as_str().strip_prefix('\'')
}

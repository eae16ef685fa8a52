//! From a request path to a file of the folder.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    File(PathBuf),
    Folder(PathBuf),
    Nothing,
}

/// Looks for `path`, which is percent-encoded and relative to `dir`.
pub(super) async fn find(dir: &Path, path: &str) -> Found {
    let Some(place) = inside(dir, path) else {
        return Found::Nothing;
    };
    match tokio::fs::metadata(&place).await {
        Ok(about) if about.is_dir() => Found::Folder(place),
        Ok(about) if about.is_file() => Found::File(place),
        _ => Found::Nothing,
    }
}

/// The place in `dir` that the path names; `None` when the path tries to leave it.
fn inside(dir: &Path, path: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let mut place = dir.to_owned();
    for segment in decoded.split('/') {
        match segment {
            "" | "." => {}
            ".." => return None,
            // On Windows these would separate folders or name a drive.
            _ if segment.contains(['\\', ':', '\0']) => return None,
            _ => place.push(segment),
        }
    }
    Some(place)
}

/// The media type that the file's extension stands for.
pub(super) fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_the_folder() {
        let dir = Path::new("/site");
        for (path, expected) in [
            ("", Some("/site")),
            ("index.html", Some("/site/index.html")),
            ("a//b/./c.js", Some("/site/a/b/c.js")),
            ("a%20b.txt", Some("/site/a b.txt")),
            ("...", Some("/site/...")),
            ("../secret", None),
            ("a/../../secret", None),
            ("%2e%2e/secret", None),
            ("%2e%2e%2fsecret", None),
            ("..%5csecret", None),
            ("C:secret", None),
            ("a%00.html", None),
            ("%ff", None),
        ] {
            assert_eq!(inside(dir, path), expected.map(PathBuf::from), "{path}");
        }
    }

    #[test]
    fn wasm_has_the_type_that_browsers_compile_while_it_arrives() {
        assert_eq!(media_type(Path::new("a-0_bg.wasm")), "application/wasm");
    }
}

//! Names and stamps made from content.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::{Failure, Result};

/// The first 16 hexadecimal digits of the SHA-256 of some bytes: enough to name a file by its content.
pub fn of(bytes: &[u8]) -> String {
    short(Sha256::new().chain_update(bytes))
}

/// One digest over the names and contents of files and of everything in folders, in a fixed order.
/// What does not exist counts as absent, so that it matters when it appears.
pub fn of_files(root: &Path, paths: &[&str]) -> Result<String> {
    let mut files = Vec::new();
    for path in paths {
        collect(&root.join(path), &mut files)?;
    }
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let content = fs::read(&file).map_err(|error| Failure::with_file("read", &file, &error))?;
        for part in [name.as_bytes(), &content] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
    }
    Ok(short(digest))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result {
    if path.is_file() {
        files.push(path.to_owned());
    } else if path.is_dir() {
        let entries = fs::read_dir(path).map_err(|error| Failure::with_file("read", path, &error))?;
        for entry in entries {
            collect(&entry.map_err(|error| Failure::with_file("read", path, &error))?.path(), files)?;
        }
    }
    Ok(())
}

fn short(digest: Sha256) -> String {
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_has_sixteen_digits_and_follows_the_content() {
        assert_eq!(of(b"abc"), "ba7816bf8f01cfea");
        assert_ne!(of(b"abc"), of(b"abd"));
    }

    #[test]
    fn a_digest_of_files_follows_names_and_contents() {
        let dir = std::env::temp_dir().join(format!("xtask-digest-{}", std::process::id()));
        fs::create_dir_all(dir.join("src")).expect("the temporary folder takes folders");
        let write = |name: &str, text: &str| fs::write(dir.join(name), text).expect("the temporary folder takes files");
        let digest = || of_files(&dir, &["src", "index.html"]).expect("the files are readable");
        write("src/a", "1");
        let first = digest();
        write("outside", "not counted");
        assert_eq!(digest(), first);
        write("src/a", "2");
        let second = digest();
        assert_ne!(second, first);
        write("index.html", "");
        assert_ne!(digest(), second);
        fs::remove_dir_all(&dir).expect("the folder is ours");
    }
}

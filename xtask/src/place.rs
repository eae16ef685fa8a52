//! Where things are: the source, what is built, and the tools that are kept between checkouts.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    // Cargo sets it when it runs a program; the folder known at compile time serves one that is started by hand.
    let own =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent().map_or_else(|| own.clone(), Path::to_owned)
}

/// The folder into which Cargo builds, however it was chosen: this program lies in it, and Cargo marks it as a cache.
pub fn target() -> PathBuf {
    env::current_exe()
        .ok()
        .and_then(|program| {
            program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file()).map(Path::to_owned)
        })
        .unwrap_or_else(|| root().join("target"))
}

/// What the tasks themselves keep between two runs: stamps, the packaged console, optimised modules.
pub fn kept(name: &str) -> PathBuf {
    target().join("xtask").join(name)
}

/// The folder with the Node packages and everything that Node runs.
pub fn e2e() -> PathBuf {
    root().join("e2e")
}

/// The folders into which Cargo unpacks the sources of crates, one per registry.
pub fn registry_sources() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let Some(entries) = home.and_then(|home| home.join("registry/src").read_dir().ok()) else {
        return Vec::new();
    };
    entries.flatten().map(|entry| entry.path()).collect()
}

/// The folder for one version of one tool, shared by all checkouts of this user.
pub fn tool(name: &str, version: &str) -> Result<PathBuf> {
    Ok(tools_folder(&|name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from))?
        .join(format!("{name}-{version}")))
}

fn tools_folder(variable: &dyn Fn(&str) -> Option<PathBuf>) -> Result<PathBuf> {
    if let Some(chosen) = variable("TOKEN_CONSOLE_TOOLS") {
        return Ok(chosen);
    }
    let cache = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else {
        variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))
    };
    cache.map(|cache| cache.join("token-console")).ok_or_else(|| {
        Failure::because("There is no home folder to keep the tools in. Set TOKEN_CONSOLE_TOOLS to a folder for them.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn the_folder_for_tools_follows_the_most_specific_variable() {
        let all = [("TOKEN_CONSOLE_TOOLS", "/a"), ("XDG_CACHE_HOME", "/b"), ("HOME", "/c")];
        for (skip, expected) in [(0, "/a"), (1, "/b/token-console"), (2, "/c/.cache/token-console")] {
            let set = &all[skip..];
            let folder = tools_folder(&|name| {
                set.iter().find(|(known, _)| *known == name).map(|(_, value)| PathBuf::from(value))
            });
            assert_eq!(folder, Ok(PathBuf::from(expected)));
        }
        assert!(tools_folder(&|_| None).is_err());
    }
}

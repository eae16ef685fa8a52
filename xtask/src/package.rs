//! Makes the folder that is served out of the sources and the compiled module.
//!
//! *Shipping* shrinks everything, packs the module, refuses what the policy would refuse, stores compressed variants and
//! holds the sizes to their limits. *Use here* and *quick* only lay the folder out, so they need no Node.

mod check;
mod html;
mod layout;
mod page;
mod parts;
mod policy;
mod shrink;
mod size;
mod slim;
mod weight;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use crate::arguments::{After, Arguments, Flag};
use crate::build::{self, Console, Profile, Program};
use crate::digest;
use crate::failure::{Failure, Result};
use crate::place;
use crate::process;
use crate::task::Task;
use layout::{Parts, Start};
use policy::Servers;

/// `cargo xtask dist`
pub const DIST: Task = Task {
    name: "dist",
    summary: "build the static folder that is shipped, with .br and .gz, and hold it to the size limits",
    flags: &[
        Flag::with_value("--connect", "URL", "another server that the console may talk to; may be repeated"),
        Flag::with_value("--out", "DIR", "the folder to write instead of dist"),
    ],
    after: After::Refused,
    carry_out: dist,
};

fn dist(arguments: &Arguments) -> Result {
    let servers = Servers::parse(arguments.values("--connect"))?;
    let out = arguments.value("--out").map_or_else(dist_folder, PathBuf::from);
    ship_into(&out, &servers)?;
    hold(&out)?;
    println!("{} is ready.", out.display());
    Ok(())
}

/// The files that are shipped, in `dist/`; returns the folder.
pub fn shipped() -> Result<PathBuf> {
    let out = dist_folder();
    ship_into(&out, &Servers::default())?;
    Ok(out)
}

/// Prints what takes the room in packaged files, and fails when they are over the limits.
pub fn hold(out: &Path) -> Result {
    for console in Console::ALL {
        weight::print(console)?;
    }
    size::hold(out)
}

fn dist_folder() -> PathBuf {
    place::root().join("dist")
}

fn ship_into(out: &Path, servers: &Servers) -> Result {
    refuse_foreign(out)?;
    let programs = build::consoles(Profile::Shipped, &Console::ALL)?;
    let begun = Instant::now();
    let style = style()?;
    check::style(&style)?;
    // Each on a core of its own: shrinking takes longest.
    let small: Vec<Result<Small>> = thread::scope(|scope| {
        let working: Vec<_> = programs.iter().map(|program| scope.spawn(|| small(program))).collect();
        working.into_iter().map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let small = small.into_iter().collect::<Result<Vec<_>>>()?;
    let (starts, inside): (Vec<Start>, Vec<Vec<Packed>>) = small.into_iter().unzip();
    let parts = Parts { starts, style: shrink::packed(&style)?, boot: shrink::minified(&boot()?)? };
    let new = laid_out(out, servers, &parts)?;
    check::all(&new)?;
    let mut packed: Vec<Packed> = inside.into_iter().flatten().collect();
    packed.push((parts.style.clone(), style));
    shrink::store_compressed(&new, &packed)?;
    println!("      Packaged in {}", process::formatted(begun.elapsed()));
    replace(out, &new)
}

/// Something that was packed, and what is inside.
type Packed = (Vec<u8>, Vec<u8>);

/// A program made small, and what of it was packed.
type Small = (Start, Vec<Packed>);

fn small(program: &Program) -> Result<Small> {
    let mut packed = Vec::new();
    let mut pack = |module: Vec<u8>| -> Result<Vec<u8>> {
        check::module(&module)?;
        let small = shrink::packed(&module)?;
        packed.push((small.clone(), module));
        Ok(small)
    };
    let (mut later, mut files, mut glue) = (Vec::new(), Vec::new(), program.glue.clone());
    if parts::are_wanted(&glue) {
        for part in &program.parts {
            let small = pack(shrink::optimised_part(&part.module)?)?;
            let file = layout::part_file(&small);
            files.push((part.name.clone(), file.clone()));
            later.push((file, small));
        }
        glue = parts::joined(&glue, &program.loader, &files)?;
    }
    let (module, glue) = shrink::optimised(&program.module, &glue)?;
    let start = Start { console: program.console, module: pack(module)?, glue: shrink::minified(&glue)?, later };
    Ok((start, packed))
}

/// Consoles for use on this machine, where bytes cost nothing and whoever builds them waits; returns the folder.
pub fn for_use_here(consoles: &[Console]) -> Result<PathBuf> {
    unshrunk("console", Profile::Here, consoles)
}

/// All consoles for tests while something is written: compiled in seconds after a small change; returns the folder.
pub fn quick() -> Result<PathBuf> {
    unshrunk("quick-console", Profile::Quick, &Console::ALL)
}

fn unshrunk(name: &str, profile: Profile, consoles: &[Console]) -> Result<PathBuf> {
    let out = place::kept(name);
    let start = |Program { console, module, glue, .. }| Start { console, module, glue, later: Vec::new() };
    let starts = build::consoles(profile, consoles)?.into_iter().map(start).collect();
    let parts = Parts { starts, style: style()?, boot: boot()? };
    let new = laid_out(&out, &Servers::default(), &parts)?;
    replace(&out, &new)?;
    Ok(out)
}

fn style() -> Result<Vec<u8>> {
    layout::style(&place::root()).map(String::into_bytes)
}

fn boot() -> Result<String> {
    read_text(&place::root().join("boot/boot.js"))
}

/// Lays everything out in a folder of its own, so that nobody sees it half done; returns that folder.
fn laid_out(out: &Path, servers: &Servers, parts: &Parts) -> Result<PathBuf> {
    let new = place::kept("packaging").join(digest::of(out.as_os_str().as_encoded_bytes()));
    remove_folder(&new)?;
    let mut pages = layout::lay_out(&place::root(), &new, parts)?;
    for (name, page) in &mut pages {
        page.protect(servers);
        build::write(&new.join(name), page.text().as_bytes())?;
    }
    let later = parts.starts.iter().flat_map(|start| start.later.iter().map(|(name, _)| name.as_str()));
    build::write(&new.join("_headers"), policy::header_file(servers, &pages, later).as_bytes())?;
    Ok(new)
}

fn replace(out: &Path, new: &Path) -> Result {
    remove_folder(out)?;
    copy_all(new, out)?;
    remove_folder(new)
}

/// Only a folder that packaging made is replaced: the page in it tells.
fn refuse_foreign(out: &Path) -> Result {
    let empty = fs::read_dir(out).map_or(true, |mut entries| entries.next().is_none());
    if empty || out.join("index.html").is_file() {
        return Ok(());
    }
    Err(Failure::because(format!(
        "{} is not a packaged console, so it is left alone. Choose another --out, or empty it.",
        out.display()
    )))
}

fn remove_folder(dir: &Path) -> Result {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::with_file("remove", dir, &error)),
        _ => Ok(()),
    }
}

fn copy_all(from: &Path, to: &Path) -> Result {
    for file in files_in(from)? {
        build::write(&to.join(&file), &read(&from.join(&file))?)?;
    }
    Ok(())
}

/// The files in a folder and below it, as paths relative to it, in the order of their names.
pub fn files_in(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let whole = dir.join(&folder);
        for entry in fs::read_dir(&whole).map_err(|error| Failure::with_file("read", &whole, &error))? {
            let entry = entry.map_err(|error| Failure::with_file("read", &whole, &error))?;
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// The content of a file.
pub fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(|error| Failure::with_file("read", file, &error))
}

/// The content of a file as text.
pub fn read_text(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(|error| Failure::with_file("read", file, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_something_else_is_left_alone() {
        let dir = std::env::temp_dir().join(format!("xtask-package-foreign-{}", std::process::id()));
        assert_eq!(refuse_foreign(&dir), Ok(()), "it does not exist");
        build::write(&dir.join("thesis.txt"), b"years of work").expect("the temporary folder takes files");
        let failure = refuse_foreign(&dir).expect_err("the folder is not ours");
        assert!(failure.to_string().contains("left alone"), "{failure}");
        build::write(&dir.join("index.html"), b"").expect("the temporary folder takes files");
        assert_eq!(refuse_foreign(&dir), Ok(()));
        fs::remove_dir_all(&dir).expect("the folder is ours");
    }
}

//! Makes what is shipped out of what Trunk built.
//!
//! Trunk names the wasm file and the glue module before their content is final, so packaging gives them, and the
//! stylesheets joined into one, names made from the content; then nothing stale can hide behind a known name.
//! It writes the policy into the page, refuses what the policy would refuse, and stores the compressed variants.
//! *Packaged for use here* is the same without wasm-opt and compression, which need Node and half a minute.

mod body;
mod check;
mod filling;
mod glue;
mod html;
mod interface;
mod module;
mod page;
mod policy;
mod reach;
mod shrink;
mod size;
mod source;
mod split;
mod weight;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::arguments::{After, Arguments, Flag};
use crate::build;
use crate::digest;
use crate::failure::{Done, Failure};
use crate::place;
use crate::process::{self, Steps};
use crate::task::Task;
use page::Page;
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

/// What packaging is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// To be copied to a server: as small as it gets, and within the limits.
    Shipping,
    /// To be served from this machine to this machine.
    UseHere,
}

fn dist(arguments: &Arguments) -> Done {
    let servers = Servers::parse(arguments.values("--connect"))?;
    let out = arguments.value("--out").map_or_else(dist_folder, PathBuf::from);
    let mut steps = Steps::new(2);
    steps.begin("Build the console");
    let built = build::console()?;
    steps.begin("Package it");
    package(&built, &out, &servers, Purpose::Shipping)?;
    println!("{} is ready.", out.display());
    Ok(())
}

/// Builds and packages for shipping into `dist/`, and prints the sizes.
pub fn ship() -> Done {
    package(&build::console()?, &dist_folder(), &Servers::default(), Purpose::Shipping)
}

/// The shipped files, packaged anew if anything changed; returns the folder.
pub fn shipped() -> Done<PathBuf> {
    packaged(dist_folder(), Purpose::Shipping)
}

/// The console for use here, packaged anew if anything changed; returns the folder.
pub fn for_use_here() -> Done<PathBuf> {
    packaged(place::kept("console"), Purpose::UseHere)
}

/// The console as the development profile compiles it, laid out as the shipped files are but neither shrunk, compressed
/// nor held to anything; returns the folder.
pub fn quick() -> Done<PathBuf> {
    let built = build::quick()?;
    let out = place::kept("quick-console");
    let program =
        Program { wasm: read(&built.join(build::WASM))?, later: None, glue: read_text(&built.join(build::GLUE))? };
    let servers = Servers::default();
    remove_folder(&out)?;
    let mut page = source::lay_out(&place::root(), &out, &program)?;
    page.protect(&servers);
    build::write(&out.join("index.html"), page.text().as_bytes())?;
    build::write(&out.join("_headers"), policy::header_file(&servers, &page).as_bytes())?;
    Ok(out)
}

fn dist_folder() -> PathBuf {
    place::root().join("dist")
}

fn packaged(out: PathBuf, purpose: Purpose) -> Done<PathBuf> {
    let built = build::console()?;
    let servers = Servers::default();
    let stamp = stamp_file(&out);
    if !fs::read_to_string(&stamp).is_ok_and(|found| stamp_of(&built, &out, &servers, purpose) == Ok(found)) {
        package(&built, &out, &servers, purpose)?;
    }
    Ok(out)
}

/// Makes `out` anew from what Trunk made.
fn package(built: &Path, out: &Path, servers: &Servers, purpose: Purpose) -> Done {
    let begun = Instant::now();
    refuse_foreign(out)?;
    let new = place::kept("packaging").join(digest::of(out.as_os_str().as_encoded_bytes()));
    remove_folder(&new)?;
    copy_all(built, &new)?;

    let page_file = new.join("index.html");
    let mut page = Page::read(&read_text(&page_file)?)?;
    let compiled = read(&new.join(page.wasm()))?;
    let glue = read_text(&new.join(page.glue()))?;
    let boot_file = new.join("boot.js");
    let boot = read_text(&boot_file)?;
    let (program, boot) = match purpose {
        Purpose::Shipping => {
            (shrink::program(&read(&build::linked(built))?, &compiled, &glue)?, shrink::minified(&boot)?)
        }
        Purpose::UseHere => {
            (Program { wasm: compiled.clone(), later: None, glue: glue::slimmed(&glue) }, glue::slimmed(&boot))
        }
    };
    build::write(&boot_file, boot.as_bytes())?;
    rename_by_content(&new, &mut page, &program)?;
    page.protect(servers);
    build::write(&page_file, page.text().as_bytes())?;
    build::write(&new.join("_headers"), policy::header_file(servers, &page).as_bytes())?;
    check::all(&new)?;

    if purpose == Purpose::Shipping {
        shrink::store_compressed(&new)?;
        println!("      Packaged in {}", process::said(begun.elapsed()));
        weight::print(&compiled);
        size::hold(&new, &page)?;
    }
    // Whatever goes wrong until the last file is written leaves no stamp that calls the folder finished.
    build::remove_if_there(&stamp_file(out))?;
    remove_folder(out)?;
    copy_all(&new, out)?;
    remove_folder(&new)?;
    build::write(&stamp_file(out), stamp_of(built, out, servers, purpose)?.as_bytes())
}

/// Tells from what a folder was packaged; packaging is part of this program, so its source counts as well.
fn stamp_of(built: &Path, out: &Path, servers: &Servers, purpose: Purpose) -> Done<String> {
    let sources = digest::of_files(&place::root(), &["xtask/src", "e2e/package-lock.json"])?;
    let (built, out) = (digest::of_files(built, &["."])?, digest::of_files(out, &["."])?);
    Ok(format!("{purpose:?} {sources} {built} {out} {}", servers.policy()))
}

fn stamp_file(out: &Path) -> PathBuf {
    place::kept("packaged").join(digest::of(out.as_os_str().as_encoded_bytes()))
}

/// Only a folder that packaging made is replaced: the page in it tells.
fn refuse_foreign(out: &Path) -> Done {
    let empty = fs::read_dir(out).map_or(true, |mut entries| entries.next().is_none());
    if empty || out.join("index.html").is_file() {
        return Ok(());
    }
    Err(Failure::because(format!(
        "{} is not a packaged console, so it is left alone. Choose another --out, or empty it.",
        out.display()
    )))
}

/// The program as it is shipped.
struct Program {
    /// The module that the page starts with.
    wasm: Vec<u8>,
    /// What is fetched once somebody is signed in; without it everything is in the first module.
    later: Option<Vec<u8>>,
    /// The JavaScript module between the first one and the browser.
    glue: String,
}

/// Writes the modules, the glue and the joined stylesheets under names made from their content.
fn rename_by_content(dir: &Path, page: &mut Page, program: &Program) -> Done {
    let Program { wasm, later, glue } = program;
    let old_wasm = page.wasm().to_owned();
    let old_glue = page.glue().to_owned();
    let new_wasm = format!("console-{}.wasm", digest::of(wasm));
    let glue = glue.replace(&old_wasm, &new_wasm);
    let new_glue = format!("console-{}.js", digest::of(glue.as_bytes()));
    let mut style = String::new();
    for name in page.stylesheets() {
        style.push_str(&read_text(&dir.join(name))?);
        style.push('\n');
    }
    let new_style = format!("console-{}.css", digest::of(style.as_bytes()));

    for old in page.stylesheets().iter().chain([&old_wasm, &old_glue]) {
        build::remove_if_there(&dir.join(old))?;
    }
    for (name, content) in [(&new_wasm, wasm.as_slice()), (&new_glue, glue.as_bytes()), (&new_style, style.as_bytes())]
    {
        build::write(&dir.join(name), content)?;
    }
    page.rename(&new_style, &new_glue, &new_wasm);
    if let Some(later) = later {
        let name = format!("console-later-{}.wasm", digest::of(later));
        build::write(&dir.join(&name), later)?;
        page.offer_later(&name);
    }
    Ok(())
}

fn remove_folder(dir: &Path) -> Done {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::with_file("remove", dir, &error)),
        _ => Ok(()),
    }
}

fn copy_all(from: &Path, to: &Path) -> Done {
    for file in files_in(from)? {
        build::write(&to.join(&file), &read(&from.join(&file))?)?;
    }
    Ok(())
}

/// The files in a folder and below it, as paths relative to it, in the order of their names.
fn files_in(dir: &Path) -> Done<Vec<PathBuf>> {
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

fn read(file: &Path) -> Done<Vec<u8>> {
    fs::read(file).map_err(|error| Failure::with_file("read", file, &error))
}

fn read_text(file: &Path) -> Done<String> {
    fs::read_to_string(file).map_err(|error| Failure::with_file("read", file, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder as Trunk makes it, gone at the end of the test.
    struct Built(PathBuf);

    impl Built {
        fn new(test: &str) -> Self {
            let dir = std::env::temp_dir().join(format!("xtask-package-{test}-{}", std::process::id()));
            for (name, content) in [
                (
                    "in/index.html",
                    "<!doctype html><html lang=en><meta charset=utf-8><title>Token Console</title>\
                     <link href=./a-1.css rel=stylesheet><link href=./b-2.css rel=stylesheet>\
                     <script src=boot.js type=module></script>\
                     <link crossorigin href=./token-console-1.js rel=modulepreload>\
                     <link as=fetch crossorigin href=./token-console-1_bg.wasm rel=preload type=application/wasm>\
                     </head><body></body></html>",
                ),
                ("in/a-1.css", "@layer a,b;"),
                ("in/b-2.css", "@layer b{p{margin:0}}"),
                ("in/boot.js", "start();"),
                ("in/token-console-1.js", "const name = 'token-console-1_bg.wasm';\n"),
                ("in/token-console-1_bg.wasm", "not a real module"),
                ("in/icons/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            ] {
                build::write(&dir.join(name), content.as_bytes()).expect("the temporary folder takes files");
            }
            Self(dir)
        }

        fn package(&self) -> Done<Vec<String>> {
            let out = self.0.join("out");
            package(&self.0.join("in"), &out, &Servers::default(), Purpose::UseHere)?;
            Ok(files_in(&out)?.iter().map(|file| file.to_string_lossy().replace('\\', "/")).collect())
        }
    }

    impl Drop for Built {
        fn drop(&mut self) {
            // What stays behind is in the temporary folder and is no reason to fail.
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn files_are_named_by_their_final_content_and_the_page_asks_for_them() {
        let built = Built::new("names");
        let files = built.package().expect("the folder is complete");
        let wasm = format!("console-{}.wasm", digest::of(b"not a real module"));
        assert!(files.contains(&wasm), "{files:?}");
        assert_eq!(files.len(), 7, "{files:?}");
        let page = read_text(&built.0.join("out/index.html")).expect("there is a page");
        for file in files.iter().filter(|file| file.starts_with("console-")) {
            assert_eq!(page.matches(&format!("\"./{file}\"")).count(), 1, "{file} in {page}");
        }
        let glue = files
            .iter()
            .find(|file| file.starts_with("console-") && file.ends_with(".js"))
            .expect("there is a glue module");
        assert!(read_text(&built.0.join("out").join(glue)).expect("it is text").contains(&wasm));
    }

    #[test]
    fn stylesheets_become_one_in_the_order_of_the_page() {
        let built = Built::new("style");
        let files = built.package().expect("the folder is complete");
        let style = files.iter().find(|file| file.ends_with(".css")).expect("there is a stylesheet");
        assert_eq!(read_text(&built.0.join("out").join(style)), Ok("@layer a,b;\n@layer b{p{margin:0}}\n".to_owned()));
    }

    #[test]
    fn packaging_again_replaces_what_was_there() {
        let built = Built::new("again");
        let first = built.package().expect("the folder is complete");
        build::write(&built.0.join("out/left-over.txt"), b"x").expect("the folder takes files");
        assert_eq!(built.package(), Ok(first));
    }

    #[test]
    fn a_folder_that_is_something_else_is_left_alone() {
        let built = Built::new("foreign");
        build::write(&built.0.join("out/thesis.txt"), b"years of work").expect("the folder takes files");
        let failure = built.package().expect_err("the folder is not ours");
        assert!(failure.to_string().contains("left alone"), "{failure}");
        assert!(built.0.join("out/thesis.txt").is_file());
    }
}

//! wasm-opt, and the compressed variants.
//!
//! Both are done by Node: wasm-opt comes as a Node package of one pinned version, and Node's own compression needs no
//! crate that everybody would have to compile.

use std::fs;
use std::path::Path;

use crate::build;
use crate::digest;
use crate::failure::{Done, Failure};
use crate::package::{files_in, read};
use crate::place;
use crate::process::{self, Expected};
use crate::tools::node;

/// What is worth compressing; images are compressed already.
const TEXTS: [&str; 8] = ["html", "js", "css", "wasm", "svg", "txt", "json", "webmanifest"];

/// What wasm-opt does: together these make what Brotli sends 1.6 % smaller than `-Oz` alone.
const PASSES: [&str; 5] = ["--flatten", "--rereloop", "-Oz", "-Oz", "--one-caller-inline-max-function-size=0"];

/// The module after wasm-opt; the result is kept, because it takes long and modules often stay the same.
pub fn optimised(module: &Path) -> Done<Vec<u8>> {
    let packages = node::packages()?;
    let program = packages.join("binaryen/bin/wasm-opt");
    let version = digest::of_files(&packages, &["binaryen/package.json"])?;
    let passes = digest::of(PASSES.concat().as_bytes());
    let kept = place::kept("wasm-opt").join(format!("{}-{version}-{passes}.wasm", digest::of(&read(module)?)));
    if !kept.is_file() {
        let half = kept.with_extension("half");
        build::write(&half, &[])?;
        let mut wasm_opt = node::node()?;
        wasm_opt.arg(program).args(PASSES).arg(module).arg("-o").arg(&half);
        process::watch(&mut wasm_opt, "wasm-opt", Expected::default())?.or_fail("wasm-opt")?;
        fs::rename(&half, &kept).map_err(|error| Failure::with_file("write", &kept, &error))?;
    }
    read(&kept)
}

/// Writes a `.br` and a `.gz` beside every file that gets smaller by it.
pub fn store_compressed(dir: &Path) -> Done {
    let mut node = node::node()?;
    node.args(["--input-type=module", "--eval", include_str!("compress.mjs"), "--"]).current_dir(dir);
    for file in files_in(dir)? {
        if file.extension().and_then(|extension| extension.to_str()).is_some_and(|extension| TEXTS.contains(&extension))
        {
            node.arg(file);
        }
    }
    process::watch(&mut node, "Compressing", Expected::default())?.or_fail("Compressing").map(drop)
}

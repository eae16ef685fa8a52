//! Lets the linker write a map of each program that is shipped, when packaging asks for it.

fn main() {
    const MAPS: &str = "TOKEN_CONSOLE_MAPS";
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={MAPS}");
    if let Ok(folder) = std::env::var(MAPS) {
        for program in ["token-console", "cluster-console"] {
            println!("cargo::rustc-link-arg-bin={program}=--Map={folder}/{program}.map");
        }
    }
}

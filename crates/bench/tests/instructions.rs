//! How many instructions the core spends on what it decides over twenty thousand permissions: figures that are the same on
//! every machine, and that grow when somebody makes it slower. Each limit is about a tenth above what was counted.
//!
//! The module that a browser would time is run by an interpreter, whose clock is what was spent so far: each instruction of
//! WebAssembly counts as much as the interpreter says that it costs, and copying memory by how much is copied.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasmi::{Caller, CompilationMode, Config, Engine, Error, Extern, Linker, Module, Store, Val};

/// What a task may spend at most, in thousands of the interpreter's units.
const LIMITS: [(&str, f64); 6] = [
    ("generated description", 113_000.0),
    ("classification", 2_800.0),
    ("coverage", 100_000.0),
    ("warnings", 76_500.0),
    ("diff", 12_600.0),
    ("compare", 19_400.0),
];

/// How much the interpreter may spend until a program that never ends is stopped.
const FUEL: u64 = 1 << 40;

/// What the program hands to the page.
#[derive(Default)]
struct Page {
    figures: Vec<u8>,
}

#[test]
fn deciding_over_many_permissions_takes_no_more_instructions() {
    let spent = figures(&module());
    let told: Vec<String> = spent.iter().map(|(task, most)| format!("{task} {most:.0}")).collect();
    println!("Instructions for 20,000 permissions, in thousands: {}", told.join(", "));
    assert_eq!(spent.len(), LIMITS.len(), "a task without a limit, or a limit without a task");
    for (task, limit) in LIMITS {
        let most = spent.get(task).unwrap_or_else(|| panic!("{task} was not counted"));
        assert!(*most <= limit, "{task}: {most:.0} thousand, and {limit:.0} are allowed");
        // A limit that is far off holds nothing.
        assert!(*most > 0.75 * limit, "{task}: only {most:.0} thousand; the limit can be lower than {limit:.0}");
    }
}

/// The bench, compiled as the console is shipped.
fn module() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--locked", "--quiet", "--package", "console-bench"]);
    cargo.args(["--target", "wasm32-unknown-unknown", "--profile", "wasm-release"]);
    let built = cargo.current_dir(root).status().expect("cargo runs this test");
    assert!(built.success(), "the module does not compile");
    // Cargo names a folder for tests inside of the one that it builds in.
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("wasm32-unknown-unknown/wasm-release/core-bench.wasm")
}

/// What each task spends, in thousands.
fn figures(module: &Path) -> BTreeMap<String, f64> {
    let mut config = Config::default();
    config.consume_fuel(true).compilation_mode(CompilationMode::Eager);
    let engine = Engine::new(&config);
    let bytes = std::fs::read(module).unwrap_or_else(|error| panic!("{}: {error}", module.display()));
    let module = Module::new(&engine, &bytes).expect("cargo makes modules");
    let mut store = Store::new(&engine, Page::default());
    store.set_fuel(FUEL).expect("fuel is counted");
    let linker = page(&engine, &module);
    let instance = linker.instantiate_and_start(&mut store, &module).expect("everything it imports is there");
    let main = instance.get_typed_func::<(i32, i32), i32>(&store, "main").expect("a program");
    main.call(&mut store, (0, 0)).expect("it ends");
    let figures: BTreeMap<String, [f64; 1]> = serde_json::from_slice(&store.data().figures).expect("figures");
    figures.into_iter().map(|(task, [spent])| (task, spent / 1_000.0)).collect()
}

/// All that the module imports: what a page gives it, and what only a browser calls.
fn page(engine: &Engine, module: &Module) -> Linker<Page> {
    let mut linker = Linker::new(engine);
    for import in module.imports() {
        let kind = import.ty().func().expect("it imports functions alone").clone();
        let name = import.name().to_owned();
        let function = move |caller: Caller<'_, Page>, given: &[Val], answer: &mut [Val]| {
            if name.starts_with("__wbg_now_") {
                answer[0] = Val::F64(((FUEL - caller.get_fuel()?) as f64).into());
                Ok(())
            } else if name.starts_with("__wbg_roundsOfEach_") {
                // Each round is like the other.
                answer[0] = Val::I32(1);
                Ok(())
            } else if name.starts_with("__wbg_takeFigures_") {
                take(caller, given)
            } else {
                Err(Error::new(format!("{name} was called")))
            }
        };
        linker.func_new(import.module(), import.name(), kind, function).expect("no name is there twice");
    }
    linker
}

/// Takes the figures out of the program's memory.
fn take(mut caller: Caller<'_, Page>, given: &[Val]) -> Result<(), Error> {
    let [Val::I32(at), Val::I32(length)] = given else {
        return Err(Error::new("a text is an address and a length"));
    };
    let Some(Extern::Memory(memory)) = caller.get_export("memory") else {
        return Err(Error::new("a program has memory"));
    };
    let (memory, page) = memory.data_and_store_mut(&mut caller);
    let at = at.cast_unsigned() as usize;
    page.figures = memory[at..at + length.cast_unsigned() as usize].to_vec();
    Ok(())
}

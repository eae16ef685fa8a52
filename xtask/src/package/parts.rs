//! Joins the script that loads the parts of a program with the program's glue: one file, because each names the other.
//!
//! The splitter writes a script for modules that are served as they are. Ours are packed and named by their content, so
//! `boot.js` fetches them, with the same checks as the program itself. What is changed here is looked for word by word;
//! what is not found says that another splitter or another wasm-bindgen writes something else, and nothing is shipped.

use crate::failure::{Failure, Result};

/// The address under which wasm-bindgen's glue asks for the loader.
const LOADER: &str = "./__wasm_split.js";

/// What the loader's functions begin with, as the program imports them, and what they are called in the joined script.
const IMPORTED: &str = "__wasm_split_load_";
const JOINED: &str = "loadPart_";

/// The glue with its loader. `files` gives the splitter's name of each part, and the name of its file as it is served.
pub fn joined(glue: &str, loader: &str, files: &[(String, String)]) -> Result<String> {
    let shared = between(loader, "const { ", " } = initSync(undefined, undefined);")?;
    let names: Vec<&str> = shared.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let given: String = names.iter().map(|name| format!("\"{name}\": wasm.{name}, ")).collect();
    let mut script = loader.to_owned();
    let import = between(loader, "import { initSync } from ", ";")?;
    swap(&mut script, &format!("import {{ initSync }} from {import};"), "")?;
    swap(&mut script, &format!("const {{ {shared} }} = initSync(undefined, undefined);"), "")?;
    swap(&mut script, &format!("__wasm_split, {{ {shared} }}"), &format!("__wasm_split, {{ {given} }}"))?;
    for (name, file) in files {
        let fetched = format!("fetch(new URL(\"./{name}.wasm\", import.meta.url))");
        swap(&mut script, &fetched, &format!("loadPart(new URL(\"./{file}\", import.meta.url).href)"))?;
    }
    swap(&mut script, "WebAssembly.instantiateStreaming(src, imports)", "WebAssembly.instantiate(await src, imports)")?;
    // The page says itself what is missing; a visitor who leaves while something loads is no error.
    swap(&mut script, "console.error(e);", "")?;
    let functions: String = script
        .split("export const ")
        .skip(1)
        .filter_map(|rest| rest.split(' ').next()?.strip_prefix(IMPORTED))
        .map(|part| format!("{IMPORTED}{part}: {JOINED}{part}, "))
        .collect();
    swap(&mut script, &format!("export const {IMPORTED}"), &format!("const {JOINED}"))?;

    let mut joined = glue.to_owned();
    // The glue imports the loader once for each function of it.
    let imports: Vec<String> =
        (1..).map(|number| format!("import{number}")).take_while(|name| glue.contains(&imported(name))).collect();
    if imports.is_empty() {
        return Err(unknown(&imported("import1")));
    }
    for name in imports {
        swap(&mut joined, &imported(&name), "")?;
        swap(&mut joined, &format!("\"{LOADER}\": {name},"), "")?;
    }
    if joined.contains(LOADER) {
        return Err(Failure::because("The glue of the program asks for the loader of its parts in more than one way."));
    }
    swap(&mut joined, ": import0,", &format!(": Object.assign(import0, {{ {functions} }}),"))?;
    Ok(format!("import {{ loadPart }} from \"./boot.js\";\n{joined}\n{script}"))
}

/// Whether the glue of a program asks for parts. One that does not never loads them.
pub fn are_wanted(glue: &str) -> bool {
    glue.contains(LOADER)
}

/// How the glue imports the loader under a name.
fn imported(name: &str) -> String {
    format!("import * as {name} from \"{LOADER}\"")
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Result<&'a str> {
    let found = text.split_once(start).and_then(|(_, rest)| rest.split_once(end));
    found.map(|(between, _)| between).ok_or_else(|| unknown(start))
}

fn swap(text: &mut String, old: &str, new: &str) -> Result {
    if !text.contains(old) {
        return Err(unknown(old));
    }
    *text = text.replace(old, new);
    Ok(())
}

fn unknown(missing: &str) -> Failure {
    Failure::because(format!(
        "The script that loads the parts does not say `{missing}`. xtask/src/package/parts.rs must learn what the splitter writes now."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\nlet wasm;\nreturn {\n\"./token-console_bg.js\": import0,\n\"./__wasm_split.js\": import1,\n\"./__wasm_split.js\": import2,\n};";
    const SCRIPT: &str = "try { } catch (e) { console.error(e); }\nimport { initSync } from \"./token-console.js\";\nconst { memory, __table,  } = initSync(undefined, undefined);\nObject.assign(shared.__wasm_split, { memory, __table,  });\nexport const __wasm_split_load_paste = wrap(() => {\n    const src = fetch(new URL(\"./split_paste.wasm\", import.meta.url));\n    return (WebAssembly.instantiateStreaming(src, imports));\n});\n";

    #[test]
    fn one_script_loads_packed_parts_by_the_names_of_their_content() {
        let files = [("split_paste".to_owned(), "console-1234.bin".to_owned())];
        let joined = joined(GLUE, SCRIPT, &files).expect("all is as the splitter writes it");
        for part in [
            "import { loadPart } from \"./boot.js\";",
            "Object.assign(import0, { __wasm_split_load_paste: loadPart_paste,  })",
            "const loadPart_paste = wrap(",
            "loadPart(new URL(\"./console-1234.bin\", import.meta.url).href)",
            "{ \"memory\": wasm.memory, \"__table\": wasm.__table,  }",
        ] {
            assert!(joined.contains(part), "{part} in {joined}");
        }
        for gone in ["export", "import1", "import2", "__wasm_split.js", "initSync", "fetch(", "console.error"] {
            assert!(!joined.contains(gone), "{gone} in {joined}");
        }
    }

    #[test]
    fn a_script_that_says_something_else_is_refused() {
        let other = SCRIPT.replace("instantiateStreaming", "instantiateSomehow");
        let files = [("split_paste".to_owned(), "console-1234.bin".to_owned())];
        let failure = joined(GLUE, &other, &files).expect_err("it would load nothing");
        assert!(failure.to_string().contains("instantiateStreaming"), "{failure}");
    }
}

//! Every recorded exchange of real servers, sent to the stand-in of the same version, answered alike.
//!
//! Each exchange is a line of the report. A word on the command line keeps only the lines with it.

mod replaying;

use replaying::{FOLDERS, Replay, scenarios};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    if arguments.iter().any(|a| a == "--list") {
        println!("replay: test");
        return ExitCode::SUCCESS;
    }
    let wanted = arguments.into_iter().find(|a| !a.starts_with('-')).unwrap_or_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    let (mut good, mut all) = (0, 0);
    for (folder, profile) in FOLDERS {
        for (name, scenario) in scenarios(folder) {
            let mut replay = Replay::new(profile);
            for exchange in scenario["exchanges"].as_array().into_iter().flatten() {
                let line = format!("{folder}/{name}/{}", exchange["id"].as_str().unwrap_or("?"));
                let result = runtime.block_on(replay.exchange(exchange));
                if !line.contains(&wanted) {
                    continue;
                }
                all += 1;
                match result {
                    Ok(()) => {
                        good += 1;
                        println!("{line} ... ok");
                    }
                    Err(wrong) => println!("{line} ... FAILED\n    {}", wrong.join("\n    ")),
                }
            }
        }
    }
    println!("replayed {good} of {all} exchanges");
    println!("{good} passed, {} failed", all - good);
    if good == all { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

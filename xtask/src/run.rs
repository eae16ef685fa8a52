//! Serves the console for a person: with the stand-in server, or in front of a real one.

use std::net::{TcpListener, TcpStream, ToSocketAddrs};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::arguments::{After, Arguments, Flag};
use crate::build::{self, Console};
use crate::failure::{Failure, Result};
use crate::package;
use crate::process::{self, Steps};
use crate::task::Task;
use crate::tools;

const LISTEN: &str = "127.0.0.1:8087";

/// The products with database tokens, and what the profiles of their stand-ins begin with.
const CLUSTERS: [&str; 2] = ["clustered", "dedicated"];

const LISTEN_FLAG: Flag =
    Flag::with_value("--listen", "ADDR", "address and port to serve on; 127.0.0.1:8087 if not given");
const PROFILE_FLAG: Flag = Flag::with_value(
    "--profile",
    "NAME",
    "which server to stand in for, such as oss-2.9, oss-2.7, clustered or dedicated; a wrong name lists them",
);
const SCALE_FLAG: Flag =
    Flag::with_value("--scale", "N", "that many tokens and that many buckets instead of the demo data");
const EMPTY_FLAG: Flag = Flag::plain("--empty", "a server on which nobody has run setup yet");

/// `cargo xtask run`
pub const RUN: Task = Task {
    name: "run",
    summary: "build the console and serve it with a stand-in InfluxDB full of demo data",
    flags: &[
        LISTEN_FLAG,
        PROFILE_FLAG,
        SCALE_FLAG,
        EMPTY_FLAG,
        Flag::with_value("--server", "URL", "no stand-in: pass the API on to this real InfluxDB"),
        Flag::with_value("--product", "NAME", "what that server is: influxdb2 (if not given), clustered or dedicated"),
        Flag::plain("--open", "open the console in the browser"),
    ],
    after: After::Refused,
    carry_out: run,
};

/// `cargo xtask sandbox`
pub const SANDBOX: Task = Task {
    name: "sandbox",
    summary: "serve the stand-in InfluxDB alone, without the console",
    flags: &[
        LISTEN_FLAG,
        PROFILE_FLAG,
        SCALE_FLAG,
        EMPTY_FLAG,
        Flag::plain("--faults", "let a client ask for failures and slow answers"),
    ],
    after: After::Refused,
    carry_out: sandbox,
};

/// What the server's own program takes under the same name.
const HANDED_ON: [&str; 5] = ["--profile", "--scale", "--empty", "--server", "--faults"];

fn run(arguments: &Arguments) -> Result {
    let listen = free(arguments.value("--listen").unwrap_or(LISTEN))?;
    let console = console_for(arguments.value("--product"), arguments.value("--profile"))?;
    let mut steps = Steps::new(2);
    steps.begin("Build the console and the server");
    // The console takes longest. So all that it does not wait for is compiled beside it, one after the other: three at
    // once would only bring its last crates later.
    let (site, program) = thread::scope(|scope| {
        let server = scope.spawn(|| {
            tools::cargo::wasm_bindgen()?;
            build::sandbox()
        });
        let site = package::for_use_here(&[console]);
        (site, server.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let (site, program) = (site?, program?);
    steps.begin("Serve; Ctrl+C ends it");
    let mut server = Command::new(program);
    server.args(["--listen", &listen, "--site"]).arg(site).args(arguments.handed_on(&HANDED_ON, RUN.flags));
    if arguments.has("--open") { serve_and_open(&mut server, &listen) } else { serve(&mut server) }
}

/// The console for a product, or for the profile of a stand-in; a wrong profile is told by the stand-in itself.
fn console_for(product: Option<&str>, profile: Option<&str>) -> Result<Console> {
    match product {
        None if profile.is_some_and(|name| CLUSTERS.iter().any(|cluster| name.starts_with(cluster))) => {
            Ok(Console::Cluster)
        }
        None | Some("influxdb2") => Ok(Console::InfluxDb2),
        Some(name) if CLUSTERS.contains(&name) => Ok(Console::Cluster),
        Some(name) => Err(Failure::Usage(format!(
            "--product knows influxdb2, {}; \"{name}\" is none of them.",
            CLUSTERS.join(" and ")
        ))),
    }
}

fn sandbox(arguments: &Arguments) -> Result {
    let listen = free(arguments.value("--listen").unwrap_or(LISTEN))?;
    let mut server = Command::new(build::sandbox()?);
    server.args(["--listen", &listen]).args(arguments.handed_on(&HANDED_ON, SANDBOX.flags));
    serve(&mut server)
}

/// The address, when it can be listened on; told before anything is built.
fn free(listen: &str) -> Result<String> {
    match TcpListener::bind(listen) {
        Ok(_) => Ok(listen.to_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => Err(Failure::because(format!(
            "Something else already listens on {listen}. End it, or choose another address with --listen, such as --listen 127.0.0.1:8088."
        ))),
        Err(error) => Err(Failure::Usage(format!(
            "Cannot listen on \"{listen}\": {error}. Write the address and port of this machine, such as --listen {LISTEN}."
        ))),
    }
}

/// Becomes the server, so that whoever ends this process ends the server.
#[cfg(unix)]
fn serve(server: &mut Command) -> Result {
    use std::os::unix::process::CommandExt;
    let error = server.exec();
    Err(process::not_started(server, &error))
}

/// Waits for the server; Ctrl+C reaches both.
#[cfg(not(unix))]
fn serve(server: &mut Command) -> Result {
    process::call(server, "The server")
}

fn serve_and_open(server: &mut Command, listen: &str) -> Result {
    let listen = listen.to_owned();
    thread::spawn(move || {
        if wait_until_served(&listen) {
            open(&format!("http://{listen}/"));
        }
    });
    process::call(server, "The server")
}

fn wait_until_served(listen: &str) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(30) {
        let places = listen.to_socket_addrs().into_iter().flatten();
        if places.into_iter().any(|place| TcpStream::connect_timeout(&place, Duration::from_secs(1)).is_ok()) {
            return true;
        }
        thread::sleep(Duration::from_millis(100));
    }
    false
}

fn open(address: &str) {
    let (program, words): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    if process::answer(Command::new(Path::new(program)).args(words).arg(address)).is_none() {
        println!("No browser could be opened; the address is {address}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_taken_is_told_with_the_way_out() {
        let taken = TcpListener::bind("127.0.0.1:0").expect("a free port exists");
        let address = taken.local_addr().expect("a bound socket has an address").to_string();
        let failure = free(&address).expect_err("it is taken");
        assert!(
            matches!(&failure, Failure::Failed(sentence) if sentence.contains("already listens") && sentence.contains("--listen")),
            "{failure}"
        );
    }

    #[test]
    fn a_product_or_the_profile_of_a_stand_in_chooses_the_console() {
        for (product, profile, expected) in [
            (None, None, Some(Console::InfluxDb2)),
            (None, Some("oss-2.7"), Some(Console::InfluxDb2)),
            (None, Some("clustered-flat-paths"), Some(Console::Cluster)),
            (Some("dedicated"), None, Some(Console::Cluster)),
            (Some("influxdb2"), None, Some(Console::InfluxDb2)),
            (Some("cluster"), None, None),
        ] {
            assert_eq!(console_for(product, profile).ok(), expected, "{product:?} {profile:?}");
        }
    }

    #[test]
    fn an_address_that_is_none_is_a_usage_error() {
        for listen in ["8087", "127.0.0.1", "127.0.0.1:http", "127.0.0.1:99999"] {
            assert!(matches!(free(listen), Err(Failure::Usage(_))), "{listen}");
        }
    }
}

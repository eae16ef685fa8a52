//! The stand-in as a program; what it can do is told by `--help`.

use console_sandbox::management::{ACCOUNT, CLUSTER, MANAGEMENT_TOKEN};
use console_sandbox::options::{self, Started};
use console_sandbox::{DEMO_PASSWORD, DEMO_TOKEN, DEMO_USER, Data, Plays, Sandbox};
use std::process::ExitCode;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    let started = match options::read(std::env::args().skip(1)) {
        Ok(Some(started)) => started,
        Ok(None) => {
            print!("{}", options::HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => return refuse(&error.to_string()),
    };
    run(started).await
}

fn refuse(words: &str) -> ExitCode {
    eprintln!("console-sandbox: {words}");
    ExitCode::from(2)
}

async fn run(Started { listen, options }: Started) -> ExitCode {
    let data = options.data;
    let plays = options.server.is_none().then_some(options.plays);
    let served = match &options.server {
        None => format!("an InfluxDB stand-in ({})", options.plays.name()),
        Some(server) => format!("the InfluxDB at {server}"),
    };
    let scheme = if options.tls { "https" } else { "http" };
    let sandbox = match Sandbox::new(options) {
        Ok(sandbox) => sandbox,
        Err(error) => return refuse(&error.to_string()),
    };
    let listener = match TcpListener::bind(&listen).await {
        Ok(listener) => listener,
        Err(error) => return refuse(&format!("cannot listen on {listen}: {error}")),
    };
    let address = listener.local_addr().map_or(listen, |address| address.to_string());
    println!("{scheme}://{address} serves {served}");
    match plays {
        Some(Plays::InfluxDb2(_)) if data != Data::Empty => {
            println!("token    {DEMO_TOKEN}");
            println!("user     {DEMO_USER}");
            println!("password {DEMO_PASSWORD}");
        }
        // Whoever may manage a cluster is not stored in it, so an empty one has these too.
        Some(Plays::Management(_)) => {
            println!("account  {ACCOUNT}");
            println!("cluster  {CLUSTER}");
            println!("token    {MANAGEMENT_TOKEN}");
        }
        _ => {}
    }
    let end = async {
        // Without a way to hear Ctrl+C it is served until the process is ended.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    match sandbox.serve(listener, end).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(&error.to_string()),
    }
}

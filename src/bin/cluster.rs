//! Starts the app for InfluxDB Clustered and Cloud Dedicated.

fn main() {
    token_console::cluster::start();
}

//! WebKitGTK with its driver, and what lets it run where nobody looks: an X server without a screen and a message bus.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{chosen, install, on_path};
use crate::failure::{Failure, Result};
use crate::process;

const PACKAGES: [&str; 5] = ["webkit2gtk-driver", "xvfb", "xauth", "dbus", "at-spi2-core"];

/// What the driver cannot do without.
const HELPERS: [&str; 4] = ["xvfb-run", "Xvfb", "xauth", "dbus-run-session"];

/// A WebKitGTK that can be driven.
pub struct WebKit {
    pub driver: PathBuf,
    /// The plain browser that comes with the library.
    pub browser: PathBuf,
}

impl WebKit {
    /// The engine with its version, which the library's package knows and the browser does not tell without a screen.
    pub fn name(&self) -> String {
        let mut ask = Command::new("dpkg-query");
        ask.args(["--show", "--showformat", "${Version}", "webkit2gtk-driver"]);
        let version = process::answer(&mut ask).unwrap_or_default();
        let version = version.split('-').next().unwrap_or_default();
        format!("WebKitGTK {version}").trim_end().to_owned()
    }
}

/// Sees to a WebKitGTK with its driver.
pub fn any() -> Result<WebKit> {
    if let Some(found) = installed()? {
        return Ok(found);
    }
    println!("      No WebKitGTK that can be driven was found");
    if install("WebKitGTK and its driver", &PACKAGES)
        && let Some(found) = installed()?
    {
        return Ok(found);
    }
    Err(Failure::Missing(format!(
        "There is no WebKitGTK with its driver here. Install it (on Debian with: apt-get install {}), \
         or set WEBKIT_DRIVER and WEBKIT_BROWSER to the files of WebKitWebDriver and MiniBrowser.",
        PACKAGES.join(" ")
    )))
}

fn installed() -> Result<Option<WebKit>> {
    if HELPERS.iter().any(|name| process::on_path(name).is_none()) {
        return Ok(None);
    }
    let driver = chosen(&["WEBKIT_DRIVER"])?.or_else(|| on_path(&["WebKitWebDriver"]));
    let browser = chosen(&["WEBKIT_BROWSER"])?.or_else(mini_browser);
    Ok(driver.zip(browser).map(|(driver, browser)| WebKit { driver, browser }))
}

/// The browser lies beside the library, in a folder that is named after the machine and the library's version.
fn mini_browser() -> Option<PathBuf> {
    let below = |folder: &Path| {
        let mut found: Vec<PathBuf> =
            folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        found.sort();
        found
    };
    let machines = [Path::new("/usr/lib"), Path::new("/usr/libexec")].into_iter().flat_map(|folder| {
        let mut folders = below(folder);
        folders.push(folder.to_owned());
        folders
    });
    machines
        .flat_map(|machine| ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"].map(|library| machine.join(library)))
        .map(|library| library.join("MiniBrowser"))
        .find(|file| file.is_file())
}

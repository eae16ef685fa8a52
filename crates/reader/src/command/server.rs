//! The server to which a text sends its request.

use super::Span;

/// A server that a text names. Whether it is the one in use is known where the text is taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedServer {
    /// Where its address stands.
    pub span: Span,
    /// Its name and port, without what else an address holds: never a user name or a password.
    pub host: Box<str>,
}

impl NamedServer {
    /// The server of an address. None of a name that only one machine or one network of containers understands, such as
    /// `localhost` or `influxdb`: any server may be called so where the text is from.
    pub(crate) fn of(span: Span, address: &str) -> Option<Self> {
        let host = host(address)?;
        // The colons of an address of IPv6 stand in its brackets.
        let name = host.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).map_or(host, |(name, _)| name);
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let local = !name.contains(['.', ':'])
            || name.starts_with("127.")
            || matches!(&name[..], "[::1]" | "[::]" | "0.0.0.0" | "localhost.localdomain")
            || [".docker.internal", ".svc", ".svc.cluster.local"].into_iter().any(|end| name.ends_with(end));
        (!local).then(|| Self { span, host: rootless(host).into() })
    }

    /// Whether an address leads to it, over whichever scheme.
    pub fn is(&self, address: &str) -> bool {
        host(address).is_some_and(|host| rootless(host) == *self.host)
    }
}

/// A host without capital letters, and without the dot of the root, which leads nowhere else.
fn rootless(host: &str) -> String {
    host.to_ascii_lowercase().replace(".:", ":").trim_end_matches('.').to_owned()
}

/// The one server that a text names behind a word for an address, wherever it stands: a variable, a client, a configuration.
pub(crate) fn anywhere(text: &str) -> Option<NamedServer> {
    const NAMES: [&str; 8] =
        ["INFLUX_HOST", "INFLUX_URL", "INFLUXDB_URL", "INFLUXDB_HOST", "host-url", "host_url", "url", "host"];
    let mut found: Option<NamedServer> = None;
    for (at, _) in text.match_indices("http") {
        let near = &text[text.ceil_char_boundary(at.saturating_sub(NEAR))..at];
        let before = near.trim_end_matches(['"', '\'', '`', ' ', ':', '=', '\t', '>', '(']);
        let name =
            before.rsplit(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-')).next().unwrap_or_default();
        let name = name.trim_start_matches('-');
        if before.len() == near.len() || !NAMES.into_iter().any(|known| known.eq_ignore_ascii_case(name)) {
            continue;
        }
        let rest = &text[at..text.floor_char_boundary(at + LONGEST)];
        let end = rest.find(|c: char| c.is_whitespace() || "\"'`,;)}]<>|\\".contains(c)).unwrap_or(rest.len());
        let address = &rest[..end];
        let Some(named) = NamedServer::of(Span::new(at, at + end), address).filter(|_| address.contains("://")) else {
            continue;
        };
        match &found {
            Some(other) if other.host != named.host => return None,
            _ => found = Some(named),
        }
    }
    found
}

/// How far before an address its name stands, and how long an address is, in bytes at most.
const NEAR: usize = 60;
const LONGEST: usize = 300;

/// Name and port, if the address is one in which nothing is left open; the port of its scheme goes without saying.
fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.trim().split_once("://").unwrap_or(("http", address.trim()));
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let port = if scheme.eq_ignore_ascii_case("https") { ":443" } else { ":80" };
    let host = host.strip_suffix(port).unwrap_or(host);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    (!host.is_empty() && host.chars().all(is_plain)).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_told_without_what_else_an_address_holds() {
        for (address, host) in [
            ("https://eu.example.org:8086/api/v2/authorizations?x=1", Some("eu.example.org:8086")),
            ("http://mira:my-secret@Eu.example.org/", Some("eu.example.org")),
            ("https://eu.example.org:443", Some("eu.example.org")),
            ("10.0.0.7:8086", Some("10.0.0.7:8086")),
            ("http://[2001:db8::7]:8086", Some("[2001:db8::7]:8086")),
            ("http://localhost:8086", None),
            ("http://127.0.0.1:8086", None),
            ("http://[::1]:8086", None),
            ("http://[::1]/", None),
            ("http://[::]:8086", None),
            ("http://[2001:db8::7]", Some("[2001:db8::7]")),
            ("http://influxdb:8086", None),
            ("http://influxdb.monitoring.svc:8086", None),
            ("http://host.docker.internal:8086", None),
            ("https://eu.example.org.:8086", Some("eu.example.org:8086")),
            ("http://${HOST}.example.org", None),
            ("http://<host>.example.org", None),
            ("", None),
        ] {
            let named = NamedServer::of(Span::default(), address);
            assert_eq!(named.as_ref().map(|server| &*server.host), host, "{address}");
        }
    }

    #[test]
    fn a_server_is_the_same_over_both_schemes() {
        let named = NamedServer::of(Span::default(), "https://eu.example.org").expect("a server");
        assert!(named.is("http://EU.example.org/"));
        assert!(!named.is("http://eu.example.org:8086"));
        assert!(!named.is("http://us.example.org"));
    }
}

//! A variable as it is used: its name, and the value that stands with it for the case that it is not set.

/// A use of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reference<'a> {
    /// The name, without PowerShell's `env:`.
    pub name: &'a str,
    /// The value where it is not set, as in `${NAME:-value}`.
    pub default: Option<&'a str>,
}

impl<'a> Reference<'a> {
    /// Reads `$NAME`, `${NAME}`, `${NAME:-value}`, `$env:NAME` and `%NAME%`.
    pub fn parse(raw: &'a str) -> Option<Self> {
        if let Some(name) = raw.strip_prefix('%').and_then(|rest| rest.strip_suffix('%')) {
            return is_name(name).then_some(Self { name, default: None });
        }
        let rest = raw.strip_prefix('$')?;
        let Some(inner) = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
            let name = without_drive(rest);
            return is_name(name).then_some(Self { name, default: None });
        };
        let inner = without_drive(inner);
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inner.len());
        let (name, behind) = inner.split_at(end);
        let default = match behind {
            "" => None,
            _ => {
                let value = [":-", ":=", "-", "="].into_iter().find_map(|sign| behind.strip_prefix(sign))?;
                let value = value.trim_matches(['"', '\'']);
                // What would have to be filled in itself is no value.
                (!value.contains(['$', '`', '"', '\'', '\\'])).then_some(value)
            }
        };
        let plain = behind.is_empty() || default.is_some();
        (is_name(name) && plain).then_some(Self { name, default })
    }
}

fn without_drive(name: &str) -> &str {
    match name.get(..4) {
        Some(drive) if drive.eq_ignore_ascii_case("env:") => &name[4..],
        _ => name,
    }
}

pub(crate) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_is_read_in_every_shell() {
        for (raw, expected) in [
            ("$B", Some(("B", None))),
            ("${B}", Some(("B", None))),
            ("${B:-weather}", Some(("B", Some("weather")))),
            ("${B:-'my bucket'}", Some(("B", Some("my bucket")))),
            ("${B-}", Some(("B", Some("")))),
            ("$env:B", Some(("B", None))),
            ("%B%", Some(("B", None))),
            ("${B%x}", None),
            ("${B:-$C}", None),
            ("${B:?unset}", None),
            ("$(date)", None),
            ("$1", None),
        ] {
            let read = Reference::parse(raw).map(|reference| (reference.name, reference.default));
            assert_eq!(read, expected, "{raw}");
        }
    }
}

//! Ids of the form that the contract calls `uuid`.

/// A random one, version 4.
pub fn new() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// Whether a text is one, of any version.
pub fn is(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_one() {
        let made = new();
        assert!(is(&made) && made.as_bytes()[14] == b'4', "{made}");
        for other in ["", "11111111111111111111111111111111", "11111111-1111-1111-1111-11111111111g"] {
            assert!(!is(other), "{other}");
        }
    }
}

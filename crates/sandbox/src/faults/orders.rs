//! Which requests a fault is for, and the faults that are still to come.

use super::Fault;
use axum::http::Method;
use serde::{Deserialize, Serialize};

/// A fault with the requests that it is for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordered {
    /// Only this method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// This path, or those that begin so if it ends in `*`.
    pub path: String,
    /// How many more requests it is for.
    #[serde(default = "once")]
    pub times: u32,
    /// What goes wrong.
    pub fault: Fault,
}

fn once() -> u32 {
    1
}

impl Ordered {
    fn fits(&self, method: &Method, path: &str) -> bool {
        self.method.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method.as_str()))
            && match self.path.strip_suffix('*') {
                Some(prefix) => path.starts_with(prefix),
                None => path == self.path,
            }
    }
}

/// The faults to come.
#[derive(Default, Debug)]
pub struct Faults(Vec<Ordered>);

impl Faults {
    /// Adds one.
    pub fn order(&mut self, fault: Ordered) {
        if fault.times > 0 {
            self.0.push(fault);
        }
    }

    /// All of them.
    pub fn all(&self) -> &[Ordered] {
        &self.0
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault of this request, used up by one.
    pub fn take(&mut self, method: &Method, path: &str) -> Option<Fault> {
        let at = self.0.iter().position(|ordered| ordered.fits(method, path))?;
        let ordered = self.0.get_mut(at)?;
        let fault = ordered.fault.clone();
        ordered.times -= 1;
        if ordered.times == 0 {
            self.0.remove(at);
        }
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_str, to_string};

    fn read(text: &str) -> Ordered {
        from_str(text).unwrap()
    }

    #[test]
    fn every_kind_of_fault_is_read_and_written() {
        for fault in [
            r#"{"kind":"delay","ms":5}"#,
            r#"{"kind":"delay","ms":5,"when":"late"}"#,
            r#"{"kind":"cut","when":"before"}"#,
            r#"{"kind":"cut","when":"after","by":"rst","afterMs":6000}"#,
            r#"{"kind":"cut","when":"late","by":"goaway","lateMs":700}"#,
            r#"{"kind":"doubled"}"#,
            r#"{"kind":"doubled","answer":"first","then":{"kind":"cut","when":"after"}}"#,
            r#"{"kind":"status","status":408,"stored":false,"lateMs":700}"#,
            r#"{"kind":"status","status":429,"headers":{"Retry-After":"2"},"stored":false}"#,
            r#"{"kind":"garbage","what":"html","stored":false}"#,
            r#"{"kind":"truncate","bytes":10}"#,
            r#"{"kind":"stall","bytes":10}"#,
            r#"{"kind":"lose-sessions"}"#,
            r#"{"kind":"rate","bytesPerSecond":1000}"#,
        ] {
            let ordered = read(&format!(r#"{{"path":"/x","fault":{fault}}}"#));
            assert_eq!(to_string(&ordered.fault).unwrap(), fault);
            assert_eq!(ordered.times, 1);
        }
    }

    #[test]
    fn a_fault_is_used_as_often_as_ordered_and_only_where_it_fits() {
        let mut faults = Faults::default();
        faults.order(read(r#"{"method":"POST","path":"/api/v2/a*","times":2,"fault":{"kind":"delay","ms":1}}"#));
        assert_eq!(faults.take(&Method::GET, "/api/v2/a"), None);
        assert_eq!(faults.take(&Method::POST, "/api/v2/b"), None);
        for _ in 0..2 {
            assert!(faults.take(&Method::POST, "/api/v2/authorizations").is_some());
        }
        assert_eq!(faults.take(&Method::POST, "/api/v2/authorizations"), None);
        assert!(faults.all().is_empty());
    }
}

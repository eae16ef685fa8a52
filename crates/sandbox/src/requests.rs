//! What a stand-in was asked: how often, over which connection, and what became of it.
//!
//! A browser sends requests again without the page's knowledge, so only the server can tell what was sent twice.

use crate::faults::Fault;
use axum::body::Body;
use axum::http::Request;
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};

/// So many of the newest requests are remembered one by one.
const REMEMBERED: usize = 10_000;

/// Where a request came in; connections count from 1, and so do the requests of each.
#[derive(Clone, Copy, Debug, Default)]
pub struct Arrival {
    /// The connection.
    pub connection: u64,
    /// Which of its requests it is.
    pub request: u64,
}

/// The number of a request in the log, carried along with it.
#[derive(Clone, Copy, Debug)]
pub struct Number(u64);

/// One request as the control endpoint tells it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Seen {
    method: String,
    path: String,
    protocol: String,
    /// 0 in process, where there is no connection.
    connection: u64,
    request: u64,
    /// What was ordered for it.
    fault: Option<&'static str>,
    /// How often it was carried out.
    carried_out: u32,
    /// The status that was answered; none while it is open or when its connection was cut.
    status: Option<u16>,
}

/// All requests since the start or the reset.
#[derive(Default, Debug)]
pub struct Requests {
    counts: BTreeMap<String, u64>,
    log: VecDeque<Seen>,
    /// How many were there before the first one of the log. It outlives a reset, so that what becomes of
    /// an earlier request is not written to a later one.
    before: u64,
}

impl Requests {
    /// Takes a request down.
    pub fn arrived(&mut self, request: &Request<Body>, fault: Option<&Fault>) -> Number {
        let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
        *self.counts.entry(format!("{method} {path}")).or_default() += 1;
        if self.log.len() == REMEMBERED {
            self.log.pop_front();
            self.before += 1;
        }
        let Arrival { connection, request: number } = request.extensions().get().copied().unwrap_or_default();
        self.log.push_back(Seen {
            method,
            path,
            protocol: format!("{:?}", request.version()),
            connection,
            request: number,
            fault: fault.map(Fault::kind),
            carried_out: 0,
            status: None,
        });
        Number(self.before + self.log.len() as u64 - 1)
    }

    /// One was carried out.
    pub fn carried_out(&mut self, number: Number) {
        if let Some(seen) = self.seen(number) {
            seen.carried_out += 1;
        }
    }

    /// One was answered.
    pub fn answered(&mut self, number: Number, status: u16) {
        if let Some(seen) = self.seen(number) {
            seen.status = Some(status);
        }
    }

    /// How often each method and path was asked for.
    pub fn counts(&self) -> &BTreeMap<String, u64> {
        &self.counts
    }

    /// One by one, oldest first.
    pub fn log(&self) -> impl Serialize + '_ {
        &self.log
    }

    /// Forgets them all.
    pub fn clear(&mut self) {
        self.before += self.log.len() as u64;
        self.log.clear();
        self.counts.clear();
    }

    fn seen(&mut self, Number(number): Number) -> Option<&mut Seen> {
        let at = usize::try_from(number.checked_sub(self.before)?).ok()?;
        self.log.get_mut(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_becomes_of_a_request_before_a_reset_is_not_written_to_a_later_one() {
        let mut requests = Requests::default();
        let early = requests.arrived(&Request::new(Body::empty()), None);
        requests.clear();
        let later = requests.arrived(&Request::new(Body::empty()), None);
        requests.carried_out(early);
        requests.answered(later, 200);
        assert_eq!((requests.log[0].carried_out, requests.log[0].status), (0, Some(200)));
        assert_eq!(requests.counts()["GET /"], 1);
    }
}

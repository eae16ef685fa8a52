//! One stand-in: from an HTTP request to an HTTP response, with faults in between where they were
//! ordered.

use crate::answer::Answer;
use crate::call::Call;
use crate::control;
use crate::faults::{By, Damage, Fault, Faults, When, Which, harmed};
use crate::options::Options;
use crate::proxy::{Proxy, ProxyError};
use crate::query::Query;
use crate::requests::{Number, Requests};
use crate::server::Server;
use crate::site::Site;
use crate::tls::Tls;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Method, Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// What becomes of a request.
#[derive(Debug)]
pub enum Outcome {
    /// It is answered.
    Answered(Response),
    /// Its connection ends without an answer.
    Cut(By),
}

/// Why a stand-in cannot be started.
#[derive(Debug)]
pub enum StartError {
    /// The address of the real server cannot be used.
    Server(ProxyError),
    /// No certificate could be made for TLS.
    Certificate(Box<dyn std::error::Error + Send + Sync>),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server(error) => error.fmt(f),
            Self::Certificate(error) => write!(f, "no certificate could be made for TLS: {error}"),
        }
    }
}

impl std::error::Error for StartError {}

/// One stand-in server; clones share it.
#[derive(Clone, Debug)]
pub struct Sandbox {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    options: Options,
    initial: Server,
    server: Mutex<Server>,
    faults: Mutex<Faults>,
    requests: Mutex<Requests>,
    /// Changes that come after their connections were cut.
    late: Mutex<JoinSet<()>>,
    tls: Option<Tls>,
    site: Option<Site>,
    proxy: Option<Proxy>,
}

/// A lock whose holder panicked is still good: handlers leave whole values behind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sandbox {
    /// A stand-in started like this.
    pub fn new(options: Options) -> Result<Self, StartError> {
        let initial = Server::new(options.plays, options.data);
        let site = options.site.clone().map(|dir| Site::new(dir, options.site_as));
        let proxy = options.server.as_deref().map(Proxy::new).transpose().map_err(StartError::Server)?;
        let tls = options.tls.then(|| Tls::new(options.connections)).transpose().map_err(StartError::Certificate)?;
        let shared = Shared {
            server: Mutex::new(initial.clone()),
            initial,
            options,
            faults: Mutex::default(),
            requests: Mutex::default(),
            late: Mutex::default(),
            tls,
            site,
            proxy,
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// How it was started.
    pub fn options(&self) -> &Options {
        &self.shared.options
    }

    /// The way into TLS, if it was started with that.
    pub fn tls(&self) -> Option<&Tls> {
        self.shared.tls.as_ref()
    }

    /// Goes back to what was stored at the start, and forgets faults, requests and late changes.
    pub fn reset(&self) {
        lock(&self.shared.late).abort_all();
        self.shared.initial.clone_into(&mut lock(&self.shared.server));
        *lock(&self.shared.faults) = Faults::default();
        lock(&self.shared.requests).clear();
    }

    /// Orders a fault.
    pub fn order(&self, fault: crate::faults::Ordered) {
        lock(&self.shared.faults).order(fault);
    }

    /// What is stored, as the control endpoint tells it.
    pub fn state(&self) -> serde_json::Value {
        lock(&self.shared.server).state(&lock(&self.shared.requests))
    }

    /// As a router, for tests in process; a cut connection becomes a body that fails at once.
    pub fn router(&self) -> Router {
        let sandbox = self.clone();
        Router::new().fallback(move |request: Request<Body>| async move {
            match sandbox.respond(request).await {
                Outcome::Answered(response) => response,
                Outcome::Cut(_) => harmed(Response::new(Body::empty()), Damage::Truncate(0)).await,
            }
        })
    }

    /// Answers one request.
    pub async fn respond(&self, mut request: Request<Body>) -> Outcome {
        let path = request.uri().path().to_owned();
        if self.shared.options.faults && path.starts_with(control::PREFIX) {
            return Outcome::Answered(self.control(request).await);
        }
        let fault = lock(&self.shared.faults).take(request.method(), &path);
        let number = lock(&self.shared.requests).arrived(&request, fault.as_ref());
        request.extensions_mut().insert(number);
        let outcome = match fault {
            None => Outcome::Answered(self.answer(request).await),
            // What has arrived in full can be carried out after its connection is gone, and more than once.
            Some(fault) => self.answer_with(fault, whole(request).await).await,
        };
        if let Outcome::Answered(response) = &outcome {
            lock(&self.shared.requests).answered(number, response.status().as_u16());
        }
        outcome
    }

    async fn answer_with(&self, fault: Fault, request: Request<Bytes>) -> Outcome {
        match fault {
            Fault::Delay { ms, when } => {
                let wait = Duration::from_millis(ms);
                Outcome::Answered(match when {
                    When::Before => {
                        sleep(wait).await;
                        self.carry_out(request).await
                    }
                    When::After => {
                        let response = self.carry_out(request).await;
                        sleep(wait).await;
                        response
                    }
                    When::Late => return self.answer_whoever_waits(request, wait).await,
                })
            }
            Fault::Cut { when, by, after_ms, late_ms } => {
                if when == When::After {
                    let _stored = self.carry_out(request.clone()).await;
                }
                sleep(Duration::from_millis(after_ms)).await;
                if when == When::Late {
                    self.carry_out_later(request, Fault::late(late_ms));
                }
                Outcome::Cut(by)
            }
            Fault::Doubled { answer, then } => {
                let then = then.map(|fault| *fault);
                if answer == Which::Second {
                    let _stored = self.carry_out(request.clone()).await;
                    return self.answer_perhaps_with(then, request).await;
                }
                let outcome = self.answer_perhaps_with(then, request.clone()).await;
                let _stored = self.carry_out(request).await;
                outcome
            }
            Fault::LoseSessions => {
                lock(&self.shared.server).lose_sessions();
                Outcome::Answered(self.carry_out(request).await)
            }
            Fault::Status(instead) => {
                let response = instead.response();
                if instead.stored {
                    let _stored = self.carry_out(request).await;
                } else if instead.late_ms.is_some() {
                    self.carry_out_later(request, Fault::late(instead.late_ms));
                }
                Outcome::Answered(response)
            }
            Fault::Garbage { what, stored } => {
                if stored {
                    let _stored = self.carry_out(request).await;
                }
                Outcome::Answered(what.response())
            }
            Fault::Truncate { bytes } => self.damaged(request, Damage::Truncate(bytes)).await,
            Fault::Stall { bytes } => self.damaged(request, Damage::Stall(bytes)).await,
            Fault::Rate { bytes_per_second } => self.damaged(request, Damage::Slow(bytes_per_second)).await,
        }
    }

    /// A fault may lead to another, so the future must have a size.
    async fn answer_perhaps_with(&self, fault: Option<Fault>, request: Request<Bytes>) -> Outcome {
        match fault {
            None => Outcome::Answered(self.carry_out(request).await),
            Some(fault) => Box::pin(self.answer_with(fault, request)).await,
        }
    }

    async fn damaged(&self, request: Request<Bytes>, damage: Damage) -> Outcome {
        Outcome::Answered(harmed(self.carry_out(request).await, damage).await)
    }

    /// Carries out a request that arrived in full.
    async fn carry_out(&self, request: Request<Bytes>) -> Response {
        self.answer(request.map(Body::from)).await
    }

    /// Carries a request out when its connection may be gone, unless a reset comes first.
    fn carry_out_later(&self, request: Request<Bytes>, wait: Duration) {
        let sandbox = self.clone();
        self.later(async move {
            sleep(wait).await;
            let _stored = sandbox.carry_out(request).await;
        });
    }

    /// Waits, carries out and answers; the first two also when nobody waits for the answer any more.
    async fn answer_whoever_waits(&self, request: Request<Bytes>, wait: Duration) -> Outcome {
        let (answered, answer) = oneshot::channel();
        let sandbox = self.clone();
        self.later(async move {
            sleep(wait).await;
            // Nobody may be there to take it.
            let _gone = answered.send(sandbox.carry_out(request).await);
        });
        // The change was forgotten by a reset.
        answer.await.map_or(Outcome::Cut(By::Fin), Outcome::Answered)
    }

    fn later(&self, change: impl Future<Output = ()> + Send + 'static) {
        let mut late = lock(&self.shared.late);
        while late.try_join_next().is_some() {}
        late.spawn(change);
    }

    /// Answers as if nothing were wrong.
    async fn answer(&self, request: Request<Body>) -> Response {
        let shared = &self.shared;
        if let Some(number) = request.extensions().get::<Number>() {
            lock(&shared.requests).carried_out(*number);
        }
        let path = request.uri().path();
        if let Some(proxy) = &shared.proxy {
            if Proxy::takes(path) {
                return proxy.respond(request).await;
            }
        } else if shared.initial.is_server_path(path) {
            return self.play(request).await;
        }
        match &shared.site {
            Some(site) => site.respond(request).await,
            None => self.play(request).await,
        }
    }

    /// Answers as the server of the profile.
    async fn play(&self, request: Request<Body>) -> Response {
        let (parts, body) = whole(request).await.into_parts();
        let call = Call {
            path: parts.uri.path().to_owned(),
            query: Query::parse(parts.uri.query().unwrap_or("")),
            method: parts.method,
            headers: parts.headers,
            body: body.to_vec(),
        };
        let mut answer = lock(&self.shared.server).answer(&call);
        // As Go's server does, the headers tell of a body that is not sent.
        if call.method == Method::HEAD && !answer.body.is_empty() {
            let length = std::mem::take(&mut answer.body).len();
            answer = answer.with("content-length", length.to_string());
        }
        response(answer)
    }

    async fn control(&self, request: Request<Body>) -> Response {
        let (parts, body) = whole(request).await.into_parts();
        let path = parts.uri.path().trim_start_matches(control::PREFIX).to_owned();
        control::answer(self, &parts.method, &path, &body)
    }

    /// What was asked so far.
    pub(crate) fn requests(&self) -> MutexGuard<'_, Requests> {
        lock(&self.shared.requests)
    }

    /// The faults that are still to come.
    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.shared.faults)
    }
}

/// A request with its whole body. A body that breaks off counts as far as it came, as Go's reader hands it over.
async fn whole(request: Request<Body>) -> Request<Bytes> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    Request::from_parts(parts, body)
}

/// An answer as an HTTP response.
fn response(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in answer.headers {
        // A header value that HTTP cannot carry comes from an echoed origin; it is left out.
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

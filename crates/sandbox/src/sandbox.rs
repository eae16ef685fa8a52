//! One stand-in: from an HTTP request to an HTTP response, with faults in between where they were
//! ordered.

use crate::answer::Answer;
use crate::call::Call;
use crate::control::{self, Requests};
use crate::faults::{Damage, Fault, Faults, When, harmed};
use crate::options::{Data, Options};
use crate::proxy::{Proxy, ProxyError};
use crate::query::Query;
use crate::site::Site;
use crate::world::World;
use crate::{demo, route};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What becomes of a request.
#[derive(Debug)]
pub enum Outcome {
    /// It is answered.
    Answered(Response),
    /// The connection is closed without an answer.
    Cut,
}

/// One stand-in server; clones share it.
#[derive(Clone, Debug)]
pub struct Sandbox {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    options: Options,
    initial: World,
    world: Mutex<World>,
    faults: Mutex<Faults>,
    requests: Mutex<Requests>,
    site: Option<Site>,
    proxy: Option<Proxy>,
}

/// A lock whose holder panicked is still good: handlers leave whole values behind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sandbox {
    /// A stand-in started like this; only the address of a real server can be wrong.
    pub fn new(options: Options) -> Result<Self, ProxyError> {
        let mut initial = World::empty(options.profile);
        match options.data {
            Data::Empty => {}
            Data::Demo => demo::fill(&mut initial, None),
            Data::Scaled(n) => demo::fill(&mut initial, Some(n)),
        }
        let site = options.site.clone().map(|dir| Site::new(dir, options.site_as));
        let proxy = options.server.as_deref().map(Proxy::new).transpose()?;
        let shared = Shared {
            world: Mutex::new(initial.clone()),
            initial,
            options,
            faults: Mutex::default(),
            requests: Mutex::default(),
            site,
            proxy,
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// How it was started.
    pub fn options(&self) -> &Options {
        &self.shared.options
    }

    /// Goes back to what was stored at the start, and forgets faults and counts.
    pub fn reset(&self) {
        self.shared.initial.clone_into(&mut lock(&self.shared.world));
        *lock(&self.shared.faults) = Faults::default();
        *lock(&self.shared.requests) = Requests::default();
    }

    /// Orders a fault.
    pub fn order(&self, fault: crate::faults::Ordered) {
        lock(&self.shared.faults).order(fault);
    }

    /// What is stored, as the control endpoint tells it.
    pub fn state(&self) -> serde_json::Value {
        control::state(&lock(&self.shared.world), &lock(&self.shared.requests))
    }

    /// As a router, for tests in process; a cut connection becomes a body that fails at once.
    pub fn router(&self) -> Router {
        let sandbox = self.clone();
        Router::new().fallback(move |request: Request<Body>| async move {
            match sandbox.respond(request).await {
                Outcome::Answered(response) => response,
                Outcome::Cut => harmed(Response::new(Body::empty()), Damage::Truncate(0)).await,
            }
        })
    }

    /// Answers one request.
    pub async fn respond(&self, request: Request<Body>) -> Outcome {
        let path = request.uri().path().to_owned();
        if self.shared.options.faults && path.starts_with(control::PREFIX) {
            return Outcome::Answered(self.control(request).await);
        }
        lock(&self.shared.requests).count(request.method(), &path);
        let fault = lock(&self.shared.faults).take(request.method(), &path);
        match fault {
            None => Outcome::Answered(self.answer(request).await),
            Some(fault) => self.answer_with(fault, request).await,
        }
    }

    async fn answer_with(&self, fault: Fault, request: Request<Body>) -> Outcome {
        match fault {
            Fault::Delay { ms } => {
                tokio::time::sleep(std::time::Duration::from_millis(ms)).await;
                Outcome::Answered(self.answer(request).await)
            }
            Fault::Cut { when: When::Before } => Outcome::Cut,
            Fault::Cut { when: When::After } => {
                let _stored = self.answer(request).await;
                Outcome::Cut
            }
            Fault::LoseSessions => {
                lock(&self.shared.world).store.sessions.clear();
                Outcome::Answered(self.answer(request).await)
            }
            Fault::Status(ref instead) => {
                let response = instead.response();
                if instead.stored {
                    let _stored = self.answer(request).await;
                }
                Outcome::Answered(response)
            }
            Fault::Garbage { what, stored } => {
                if stored {
                    let _stored = self.answer(request).await;
                }
                Outcome::Answered(what.response())
            }
            Fault::Truncate { bytes } => self.damaged(request, Damage::Truncate(bytes)).await,
            Fault::Stall { bytes } => self.damaged(request, Damage::Stall(bytes)).await,
            Fault::Rate { bytes_per_second } => self.damaged(request, Damage::Slow(bytes_per_second)).await,
        }
    }

    async fn damaged(&self, request: Request<Body>, damage: Damage) -> Outcome {
        Outcome::Answered(harmed(self.answer(request).await, damage).await)
    }

    /// Answers as if nothing were wrong.
    async fn answer(&self, request: Request<Body>) -> Response {
        let shared = &self.shared;
        let path = request.uri().path();
        if let Some(proxy) = &shared.proxy {
            if Proxy::takes(path) {
                return proxy.respond(request).await;
            }
        } else if route::is_server_path(path) {
            return self.play(request).await;
        }
        match &shared.site {
            Some(site) => site.respond(request).await,
            None => self.play(request).await,
        }
    }

    /// Answers as the server of the profile.
    async fn play(&self, request: Request<Body>) -> Response {
        let (parts, body) = request.into_parts();
        // A body that breaks off counts as far as it came, as Go's reader hands it over.
        let body = body.collect().await.map(|b| b.to_bytes().to_vec()).unwrap_or_default();
        let call = Call {
            path: parts.uri.path().to_owned(),
            query: Query::parse(parts.uri.query().unwrap_or("")),
            method: parts.method,
            headers: parts.headers,
            body,
        };
        let mut answer = route::answer(&mut lock(&self.shared.world), &call);
        // As Go's server does, the headers tell of a body that is not sent.
        if call.method == Method::HEAD && !answer.body.is_empty() {
            let length = std::mem::take(&mut answer.body).len();
            answer = answer.with("content-length", length.to_string());
        }
        response(answer)
    }

    async fn control(&self, request: Request<Body>) -> Response {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.map(|b| b.to_bytes()).unwrap_or_default();
        let path = parts.uri.path().trim_start_matches(control::PREFIX).to_owned();
        control::answer(self, &parts.method, &path, &body)
    }

    /// The faults that are still to come.
    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.shared.faults)
    }
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

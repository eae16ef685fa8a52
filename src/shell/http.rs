//! Sends requests that a dialect built.
//!
//! The credential lives here and leaves only as a header. Nothing is cached, no referrer is sent and no redirect is followed,
//! so that the header is never shown to another address.

use super::clock;
use console_core::Secret;
use console_core::http::{Manner, Request, Response, Signature, Transport};
use console_core::secret::unsendable;
use gloo_net::http::RequestBuilder;
use js_sys::{Reflect, Uint8Array};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestCache, RequestCredentials, RequestRedirect};
use zeroize::Zeroizing;

/// How long a server may be silent.
pub const SILENCE: Duration = Duration::from_secs(10);

/// As whom the session speaks.
#[derive(Debug, Default)]
pub enum Credential {
    /// As nobody.
    #[default]
    None,
    /// With an API token.
    Token(Secret),
    /// With the cookie that the browser keeps and script can't see.
    Cookie,
}

/// A connection to one server. Clones share it.
#[derive(Clone, Default)]
pub struct Client {
    inner: Rc<Inner>,
}

#[derive(Default)]
struct Inner {
    /// The server's address without a slash at the end; empty for the page's own origin.
    server: String,
    credential: RefCell<Credential>,
    /// How many milliseconds the server's clock is before the one of this device.
    ahead: Cell<Option<i64>>,
    /// Told whether a request was answered.
    watch: Option<Rc<dyn Fn(bool)>>,
    /// Whether the session that it was to speak for is over, so that nothing is sent.
    is_over: bool,
}

/// An answer that is waited for. It is boxed, so that the many places that wait do not each hold a copy of the whole machinery.
pub type Answer<E> = Pin<Box<dyn Future<Output = Result<Response, E>>>>;

/// Called with the number of bytes that have come.
pub type Progress = Rc<dyn Fn(usize)>;

/// Takes the body of a success in pieces while it arrives, so that a long one is read when its last byte is there.
pub trait Intake {
    /// The next piece, which is wiped afterwards.
    fn take(&self, piece: &[u8]);
    /// What of the body is left for whoever reads the answer.
    fn rest(&self) -> Zeroizing<Vec<u8>>;
}

/// What a request is watched and worked with on its way.
#[derive(Clone, Default)]
pub struct OnTheWay {
    /// Calls it off.
    pub controller: Option<AbortController>,
    /// Hears how much has come.
    pub progress: Option<Progress>,
    /// Takes the body while it arrives.
    pub intake: Option<Rc<dyn Intake>>,
}

impl Client {
    /// Speaks to the server at this address; empty for the origin of the page.
    pub fn new(address: &str, credential: Credential) -> Self {
        Self::with(address, credential, None)
    }

    /// As [`Client::new`], telling after each request whether it was answered.
    pub fn watched(address: &str, credential: Credential, watch: Rc<dyn Fn(bool)>) -> Self {
        Self::with(address, credential, Some(watch))
    }

    fn with(address: &str, credential: Credential, watch: Option<Rc<dyn Fn(bool)>>) -> Self {
        let server = address.trim_end_matches('/').to_owned();
        Self { inner: Rc::new(Inner { server, credential: RefCell::new(credential), watch, ..Inner::default() }) }
    }

    /// Sends nothing: what is left of a session that is over. A late step of one must not ask the page's own origin.
    pub fn of_no_session() -> Self {
        Self { inner: Rc::new(Inner { is_over: true, ..Inner::default() }) }
    }

    /// Wipes the credential: from now on it speaks as nobody.
    pub fn close(&self) {
        *self.inner.credential.borrow_mut() = Credential::None;
    }

    /// A connection of its own to the same server, which goes on speaking with the credential of now: for work that has to
    /// come to its end when somebody signs out in the middle of it. The copy is wiped with it.
    pub fn separate(&self) -> Self {
        let credential = match &*self.inner.credential.borrow() {
            Credential::None => Credential::None,
            Credential::Token(token) => Credential::Token(Secret::new(token.expose().to_owned())),
            Credential::Cookie => Credential::Cookie,
        };
        Self::new(&self.inner.server, credential)
    }

    /// How many milliseconds the server's clock is before the one of this device, if an answer told its time.
    ///
    /// Only the page's own server may tell it, and in whole seconds; it is up to a second and the way of an answer behind.
    pub fn ahead(&self) -> Option<i64> {
        self.inner.ahead.get()
    }

    /// Whether both speak for one session.
    pub fn is_same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }

    /// Whether the session speaks with the browser's cookie.
    pub fn uses_cookie(&self) -> bool {
        matches!(*self.inner.credential.borrow(), Credential::Cookie)
    }

    /// Sends a request and waits for its whole answer.
    pub fn send<E: From<Transport> + 'static>(&self, request: Request) -> Answer<E> {
        self.send_with(request, None, None)
    }

    /// As [`Client::send`], called off by `controller`, and telling how much has come.
    pub fn send_with<E: From<Transport> + 'static>(
        &self,
        request: Request,
        controller: Option<AbortController>,
        progress: Option<Progress>,
    ) -> Answer<E> {
        self.send_watched(request, OnTheWay { controller, progress, intake: None })
    }

    /// As [`Client::send`], with everything that can be done on the way.
    pub fn send_watched<E: From<Transport> + 'static>(&self, request: Request, way: OnTheWay) -> Answer<E> {
        let answer = self.clone().begin(request, way);
        Box::pin(async move { answer.await.map_err(E::from) })
    }

    fn begin(self, request: Request, way: OnTheWay) -> Answer<Transport> {
        Box::pin(async move { self.carry_out(request, way).await })
    }

    async fn carry_out(&self, request: Request, way: OnTheWay) -> Result<Response, Transport> {
        if self.inner.is_over {
            return Err(Transport::Cancelled);
        }
        let controller = match &way.controller {
            Some(controller) => controller.clone(),
            None => AbortController::new().map_err(|_| Transport::Unreachable)?,
        };
        let watch = Watch::start(controller.clone());
        let answer = self.exchange(request, &controller, &watch, way).await;
        let timed_out = watch.stop();
        if let (Some(tell), false) = (&self.inner.watch, controller.signal().aborted() && !timed_out) {
            tell(answer.is_ok());
        }
        answer.map_err(|error| match error {
            Fault::Unsendable => Transport::Unsendable,
            _ if timed_out => Transport::TimedOut { seconds: SILENCE.as_secs() as u32 },
            _ if controller.signal().aborted() => Transport::Cancelled,
            Fault::BeforeAnswer => Transport::Unreachable,
            Fault::InBody => Transport::BrokenOff,
        })
    }

    async fn exchange(
        &self,
        request: Request,
        controller: &AbortController,
        watch: &Watch,
        way: OnTheWay,
    ) -> Result<Response, Fault> {
        let manner = request.manner();
        let sent = self.build(&request, controller)?.await.map_err(|_| Fault::BeforeAnswer)?;
        let headers = sent.headers();
        if let Some(date) = headers.get("date") {
            let told = js_sys::Date::parse(&date);
            self.inner.ahead.set((!told.is_nan()).then(|| told as i64 - clock::now_ms()));
        }
        let mut response = Response::new(sent.status(), &headers.get("content-type").unwrap_or_default(), Vec::new());
        response.headers = manner.reads.iter().filter_map(|name| Some((*name, headers.get(name)?))).collect();
        response.retry_after = headers.get("retry-after").and_then(|seconds| seconds.trim().parse().ok());
        // An answer of another kind is short.
        let way = OnTheWay { intake: way.intake.filter(|_| response.is_success()), ..way };
        response.body = read_body(&sent, watch, way).await.ok_or(Fault::InBody)?;
        Ok(response)
    }

    fn build(
        &self,
        request: &Request,
        controller: &AbortController,
    ) -> Result<impl Future<Output = Result<gloo_net::http::Response, gloo_net::Error>> + use<>, Fault> {
        let url = format!("{}{}", self.inner.server, request.path());
        let credential = self.inner.credential.borrow();
        let with_cookie = matches!(request.signature(), Signature::Password { .. })
            || matches!((request.signature(), &*credential), (Signature::Session, Credential::Cookie));
        let mut builder = RequestBuilder::new(&url)
            .method(method(request.method()))
            .cache(RequestCache::NoStore)
            .redirect(RequestRedirect::Error)
            .referrer_policy(web_sys::ReferrerPolicy::NoReferrer)
            .credentials(if with_cookie { RequestCredentials::SameOrigin } else { RequestCredentials::Omit })
            .abort_signal(Some(&controller.signal()))
            .header("Accept", request.manner().accepts);
        if let Some(header) = authorization(request.manner(), request.signature(), &credential) {
            // The bindings panic on a text that no header may hold.
            if unsendable(&header).is_some() {
                return Err(Fault::Unsendable);
            }
            builder = builder.header("Authorization", &header);
        }
        let request = match request.body() {
            Some(body) => builder.header("Content-Type", body.media_type).body(Uint8Array::from(body.text.as_slice())),
            None => builder.build(),
        };
        // A request that can't even be built was never sent.
        let request = request.map_err(|_| Fault::BeforeAnswer)?;
        Ok(request.send())
    }
}

const fn method(method: console_core::http::Method) -> gloo_net::http::Method {
    use console_core::http::Method;
    match method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Post => gloo_net::http::Method::POST,
        Method::Patch => gloo_net::http::Method::PATCH,
        Method::Delete => gloo_net::http::Method::DELETE,
    }
}

fn authorization(manner: &Manner, signature: &Signature, credential: &Credential) -> Option<Zeroizing<String>> {
    let token = |token: &Secret| Some(Zeroizing::new([manner.token_scheme, " ", token.expose()].concat()));
    match (signature, credential) {
        (Signature::Token(secret), _) | (Signature::Session, Credential::Token(secret)) => token(secret),
        (Signature::Password { user, password }, _) => {
            let pair = Zeroizing::new([user, ":", password.expose()].concat());
            Some(Zeroizing::new(["Basic ", &base64(pair.as_bytes())].concat()))
        }
        (Signature::Nobody, _) | (Signature::Session, Credential::None | Credential::Cookie) => None,
    }
}

/// Standard base64. The browser's `btoa` knows no bytes above Latin-1 and would keep a copy of the password.
fn base64(bytes: &[u8]) -> Zeroizing<String> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = Zeroizing::new(String::with_capacity(bytes.len().div_ceil(3) * 4));
    for chunk in bytes.chunks(3) {
        let at = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let word = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4 {
            let filled = digit <= chunk.len();
            text.push(if filled { char::from(DIGITS[(word >> (18 - 6 * digit) & 63) as usize]) } else { '=' });
        }
    }
    text
}

/// Where an exchange ended.
enum Fault {
    /// Before it began: no header may hold the credential.
    Unsendable,
    /// Before any answer came.
    BeforeAnswer,
    /// In the middle of the answer.
    InBody,
}

/// Aborts a request after a time of silence.
struct Watch {
    controller: AbortController,
    timer: RefCell<Option<TimeoutHandle>>,
    expired: Rc<Cell<bool>>,
}

impl Watch {
    fn start(controller: AbortController) -> Self {
        let watch = Self { controller, timer: RefCell::new(None), expired: Rc::new(Cell::new(false)) };
        watch.reset();
        watch
    }

    /// Something came: the silence starts anew.
    fn reset(&self) {
        let (controller, expired) = (self.controller.clone(), Rc::clone(&self.expired));
        let expire = move || {
            expired.set(true);
            controller.abort();
        };
        let timer = set_timeout_with_handle(expire, SILENCE).ok();
        if let Some(before) = self.timer.replace(timer) {
            before.clear();
        }
    }

    /// Ends the watch and says whether the silence was too long.
    fn stop(&self) -> bool {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        self.expired.get()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.stop();
    }
}

/// How long a body is taken in without a pause, in milliseconds: what a person does not notice. Each pause is a picture that
/// the browser draws, so more of them would cost more than they are worth.
const BREATH: i64 = 25;

/// How much of a body is taken in at once, in bytes. A browser hands over megabytes where it has them, which would take
/// longer than a breath, and leave blocks of memory behind that take long to wipe.
const MOUTHFUL: u32 = 64 << 10;

/// Reads the body piece by piece into one block of memory that never moves: a growing one would leave pieces of secrets
/// behind. Where somebody takes it in on the way, nothing is kept but what that leaves over.
async fn read_body(
    response: &gloo_net::http::Response,
    watch: &Watch,
    OnTheWay { progress, intake, .. }: OnTheWay,
) -> Option<Zeroizing<Vec<u8>>> {
    let Some(stream) = response.body() else { return Some(Zeroizing::new(Vec::new())) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().dyn_into().ok()?;
    let (mut pieces, mut length) = (Vec::new(), 0);
    let mut taken = Zeroizing::new(vec![0; if intake.is_some() { MOUTHFUL as usize } else { 0 }]);
    let mut since = clock::now_ms();
    loop {
        let step = JsFuture::from(reader.read()).await.ok()?;
        watch.reset();
        if Reflect::get(&step, &JsValue::from_str("done")).ok()?.is_truthy() {
            break;
        }
        let piece = Piece(Reflect::get(&step, &JsValue::from_str("value")).ok()?.dyn_into().ok()?);
        length += piece.0.length() as usize;
        if let Some(progress) = &progress {
            progress(length);
        }
        let Some(intake) = &intake else {
            pieces.push(piece);
            continue;
        };
        for at in (0..piece.0.length()).step_by(taken.len()) {
            let part = piece.0.subarray(at, piece.0.length().min(at + MOUTHFUL));
            let taken = &mut taken[..part.length() as usize];
            part.copy_to(taken);
            intake.take(taken);
            // Pieces that are there already come without a pause of the browser's own.
            if clock::now_ms() - since >= BREATH {
                clock::breathe().await;
                since = clock::now_ms();
            }
        }
    }
    if let Some(intake) = intake {
        return Some(intake.rest());
    }
    let mut body = Zeroizing::new(vec![0; length]);
    let mut at = 0;
    for Piece(piece) in &pieces {
        let end = at + piece.length() as usize;
        piece.copy_to(&mut body[at..end]);
        at = end;
    }
    Some(body)
}

/// A piece of a body in the browser's memory, which may hold secrets: it is wiped when it was read, or is no longer waited
/// for.
struct Piece(Uint8Array);

impl Drop for Piece {
    fn drop(&mut self) {
        self.0.fill(0, 0, self.0.length());
    }
}

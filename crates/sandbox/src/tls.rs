//! TLS with a certificate that is made at the start and trusted by nobody.

use crate::options::Connections;
use std::error::Error;
use std::fmt;
use std::io;
use std::sync::Arc;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use tokio_rustls::server::TlsStream;

/// The names under which a machine reaches itself.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// The way into TLS.
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
    certificate: CertificateDer<'static>,
}

impl Tls {
    /// Makes a certificate for this machine. Connections that are closed after each answer speak HTTP/1.1, as HTTP/2 is
    /// made to keep them.
    pub fn new(connections: Connections) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let made = rcgen::generate_simple_self_signed(NAMES.map(str::to_owned))?;
        let certificate = made.cert.der().clone();
        let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key.into())?;
        config.alpn_protocols = match connections {
            Connections::Kept => vec![b"h2".to_vec(), b"http/1.1".to_vec()],
            Connections::Closed => vec![b"http/1.1".to_vec()],
        };
        Ok(Self { acceptor: Arc::new(config).into(), certificate })
    }

    /// The certificate, for a client that shall trust it.
    pub fn certificate(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    /// Greets a client.
    pub async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        self.acceptor.accept(stream).await
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tls")
    }
}

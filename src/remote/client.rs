//! Requests of HTTP to one address, with limits and errors that say what happened.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::io::{self, BufRead, BufReader, Read};
use std::time::Duration;
use ureq::http::{Method, Request, Response, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Timeout};

use super::{Address, RemoteError};

/// Characters of an error's text that are shown.
const SHOWN: usize = 300;

/// How long to wait.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Until somebody takes the call.
    pub connect: Duration,
    /// For a whole answer; `None`: for ever.
    pub answer: Option<Duration>,
    /// Whether to go where an answer of 3xx points.
    pub follow: bool,
}

impl Limits {
    /// Ten seconds until the connection stands.
    pub fn new(answer: Option<Duration>) -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer,
            follow: true,
        }
    }
}

/// Asks one address.
#[derive(Debug)]
pub(super) struct Client {
    agent: Agent,
    address: Address,
    limits: Limits,
}

/// An answer of which the head is there.
pub(super) struct Reply {
    pub url: String,
    pub status: u16,
    /// The media type without its parameters, in small letters; may be empty.
    pub kind: String,
    pub body: Box<dyn Read>,
}

/// What is sent along: nothing, or a text with its media type.
pub(super) type Sent<'s> = Option<(&'s str, &'s [u8])>;

impl Client {
    pub fn new(address: Address, limits: Limits) -> Self {
        // The certificates that this machine trusts, which whoever runs an engine of their own can add to.
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(limits.connect))
            .timeout_global(limits.answer)
            .max_redirects(if limits.follow { 5 } else { 0 })
            .max_redirects_will_error(false)
            .tls_config(tls)
            .user_agent(concat!("tacheron/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: config.into(),
            address,
            limits,
        }
    }

    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Sends a request; `parameters` go behind the `?` of the address.
    ///
    /// # Errors
    /// Where there is no answer at all; what its status says is for the caller.
    pub fn ask(
        &self,
        method: Method,
        parameters: &[(&str, &str)],
        accept: &str,
        sent: Sent<'_>,
    ) -> Result<Reply, RemoteError> {
        let url = with(&self.address.to_string(), parameters);
        let mut request = Request::builder()
            .method(method)
            .uri(&url)
            .header(header::ACCEPT, accept);
        if let Some(login) = self.address.login() {
            request = request.header(header::AUTHORIZATION, login.header());
        }
        let run = || -> Result<Response<Body>, ureq::Error> {
            match sent {
                Some((kind, body)) => self
                    .agent
                    .run(request.header(header::CONTENT_TYPE, kind).body(body)?),
                None => self.agent.run(request.body(())?),
            }
        };
        let response = run().map_err(|error| self.failed(error))?;
        let head = |name| {
            let value = response.headers().get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        let status = response.status().as_u16();
        if let (300..400, Some(to)) = (status, head(header::LOCATION)) {
            let url = self.address.to_string();
            return Err(RemoteError::Redirect { url, to });
        }
        let kind = head(header::CONTENT_TYPE).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default();
        Ok(Reply {
            url: self.address.to_string(),
            status,
            kind: kind.trim().to_ascii_lowercase(),
            body: Box::new(response.into_body().into_reader()),
        })
    }

    /// What an error of the library means to whoever typed the address.
    fn failed(&self, error: ureq::Error) -> RemoteError {
        let url = self.address.to_string();
        match error {
            ureq::Error::Timeout(Timeout::Connect | Timeout::Resolve) => RemoteError::Unreachable {
                url,
                why: format!("nobody answered within {} s", self.limits.connect.as_secs()),
            },
            ureq::Error::Timeout(_) => RemoteError::TooLate {
                url,
                seconds: self.limits.answer.unwrap_or_default().as_secs(),
            },
            ureq::Error::HostNotFound => RemoteError::Unreachable {
                url,
                why: "there is no host of that name".to_owned(),
            },
            ureq::Error::Io(error) => RemoteError::Unreachable {
                url,
                why: match error.kind() {
                    io::ErrorKind::ConnectionRefused => "nothing listens there".to_owned(),
                    _ => error.to_string(),
                },
            },
            other => RemoteError::Unreachable {
                url,
                why: other.to_string(),
            },
        }
    }

    /// What an error in the middle of an answer means.
    pub fn broken(&self, error: &io::Error) -> RemoteError {
        let url = self.address.to_string();
        let late = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<ureq::Error>())
            .is_some_and(|error| matches!(error, ureq::Error::Timeout(_)));
        match (
            late || error.kind() == io::ErrorKind::TimedOut,
            self.limits.answer,
        ) {
            (true, Some(limit)) => RemoteError::TooLate {
                url,
                seconds: limit.as_secs(),
            },
            _ => RemoteError::Body {
                url,
                why: error.to_string(),
            },
        }
    }
}

impl Reply {
    /// The reply where its status is one of success.
    ///
    /// # Errors
    /// [`RemoteError::Status`] with the first line of the answer.
    pub fn ok(self) -> Result<Self, RemoteError> {
        if (200..300).contains(&self.status) {
            return Ok(self);
        }
        let mut first = String::new();
        for line in BufReader::new(self.body.take(1 << 16)).lines() {
            let Ok(line) = line else { break };
            if !line.trim().is_empty() {
                first = line.trim().chars().take(SHOWN).collect();
                break;
            }
        }
        Err(RemoteError::Status {
            url: self.url,
            status: self.status,
            body: first,
        })
    }
}

/// An address with parameters behind it, behind those that it has.
fn with(url: &str, parameters: &[(&str, &str)]) -> String {
    let mut url = url.to_owned();
    for (name, value) in parameters {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(name);
        if !value.is_empty() {
            url.push('=');
            url.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::with;

    #[test]
    fn parameters_are_encoded() {
        assert_eq!(
            with(
                "http://x/store?a=1",
                &[("graph", "http://é/a&b"), ("default", "")]
            ),
            "http://x/store?a=1&graph=http%3A%2F%2F%C3%A9%2Fa%26b&default"
        );
    }
}

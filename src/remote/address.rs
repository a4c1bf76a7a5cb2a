//! Where an engine listens, and as whom it is asked.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use percent_encoding::percent_decode_str;
use std::fmt;
use ureq::http::Uri;

use super::RemoteError;

/// An address of HTTP, without the login that may have been typed in it: that is in no message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    uri: Uri,
    login: Option<Login>,
}

/// A user and a password, sent as [Basic](https://www.rfc-editor.org/rfc/rfc7617) authentication.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    pub user: String,
    pub password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

impl Login {
    /// The value of the header `Authorization`.
    pub(super) fn header(&self) -> String {
        let pair = format!("{}:{}", self.user, self.password);
        format!("Basic {}", BASE64_STANDARD.encode(pair))
    }
}

impl Address {
    /// Reads `http://host/path` or `https://user:password@host/path`. `login` is for an address without one.
    ///
    /// # Errors
    /// [`RemoteError::Address`] where it is no such address.
    pub fn new(typed: &str, login: Option<Login>) -> Result<Self, RemoteError> {
        let wrong = |why: &str| RemoteError::Address {
            // What stands before the @ may be a password.
            typed: match typed.split_once("://").zip(typed.rsplit_once('@')) {
                Some(((scheme, _), (_, rest))) => format!("{scheme}://…@{rest}"),
                None => typed.to_owned(),
            },
            why: why.to_owned(),
        };
        let uri: Uri = typed.parse().map_err(|_| wrong("it is no URL"))?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(wrong("it does not begin with http:// or https://"));
        }
        let Some(authority) = uri.authority().filter(|it| !it.host().is_empty()) else {
            return Err(wrong("it names no host"));
        };
        let Some((user, host)) = authority.as_str().rsplit_once('@') else {
            return Ok(Self { uri, login });
        };
        let plain = |part: &str| percent_decode_str(part).decode_utf8_lossy().into_owned();
        let (user, password) = user.split_once(':').unwrap_or((user, ""));
        let own = Login {
            user: plain(user),
            password: plain(password),
        };
        let mut parts = uri.clone().into_parts();
        parts.authority = Some(host.parse().map_err(|_| wrong("its host is none"))?);
        let uri = Uri::from_parts(parts).map_err(|_| wrong("it is no URL"))?;
        Ok(Self {
            uri,
            login: Some(own),
        })
    }

    /// The host, in small letters.
    pub fn host(&self) -> String {
        self.uri.host().unwrap_or_default().to_ascii_lowercase()
    }

    pub(super) fn login(&self) -> Option<&Login> {
        self.login.as_ref()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uri.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, Login};

    #[test]
    fn a_login_in_the_address_is_taken_out_of_it() {
        let typed = "https://ann%40home:p%3Aw@example.org:8080/query?x=1";
        let address = Address::new(typed, None).unwrap();
        assert_eq!(address.to_string(), "https://example.org:8080/query?x=1");
        assert_eq!(address.host(), "example.org");
        let login = address.login().unwrap();
        assert_eq!((&*login.user, &*login.password), ("ann@home", "p:w"));
        // RFC 7617, section 2: user-id and password with a colon between them, in Base64.
        let aladdin = Login {
            user: "Aladdin".to_owned(),
            password: "open sesame".to_owned(),
        };
        assert_eq!(aladdin.header(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    #[test]
    fn what_is_no_address_is_said_without_the_password() {
        for (typed, why) in [
            ("localhost:7878/query", "no URL"),
            ("localhost", "http://"),
            ("ftp://u:secret@x/", "http://"),
            ("http://u:secret@x y/", "no URL"),
            ("http:///query", "no URL"),
            ("", "no URL"),
        ] {
            let error = Address::new(typed, None).unwrap_err().to_string();
            assert!(error.contains(why), "{typed}: {error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}

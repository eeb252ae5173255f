use super::{Content, Endpoint, Response};
use errspec::Secret;
use errspec::decode::Json;
use errspec::retry::{Operation, Safety};
use std::string::String;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How a client proves who it is. Debug output and logs show none of it; clones share renewed tokens.
#[derive(Clone, Debug)]
pub struct Credential(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Nothing,
    Fixed { header: &'static str, value: Secret<String> },
    Renewable { tokens: Arc<Mutex<Tokens>>, token_path: String, client_id: String },
}

/// What a token endpoint gives out (RFC 6749, section 5.1).
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Sent with every request.
    pub access: Secret<String>,
    /// Buys new ones.
    pub refresh: Option<Secret<String>>,
    /// How long the access token lives, where the server says.
    pub expires_in: Option<Duration>,
}

impl Tokens {
    /// Reads a token endpoint's success.
    pub fn read(response: &Response) -> Option<Self> {
        let body = Json::parse(&response.body)?;
        let text = |at| Some(Secret::new(body.at(at)?.as_string()?.into_owned()));
        let expires_in = body.at("/expires_in").and_then(|value| value.as_number()?.as_u64()).map(Duration::from_secs);
        Some(Self { access: text("/access_token")?, refresh: text("/refresh_token"), expires_in })
    }
}

/// Gets new tokens for a refresh token (RFC 6749, section 6). Not repeated after it may have worked: the old one may be used up.
const REFRESH: Operation = Operation { safety: Safety::Unsafe, ..Operation::new("refresh_token", "POST", "/oauth/token") };

impl Credential {
    /// None.
    pub const NONE: Self = Self(Kind::Nothing);

    /// An API key, sent as `Authorization: Bearer KEY`.
    pub fn api_key(key: impl AsRef<str>) -> Self {
        Self::header("Authorization", ["Bearer ", key.as_ref()].concat())
    }

    /// A header of any name.
    pub fn header(header: &'static str, value: impl Into<String>) -> Self {
        Self(Kind::Fixed { header, value: Secret::new(value.into()) })
    }

    /// OAuth tokens, renewed at this token endpoint after a 401.
    pub fn oauth(tokens: Tokens, token_path: impl Into<String>, client_id: impl Into<String>) -> Self {
        let tokens = Arc::new(Mutex::new(tokens));
        Self(Kind::Renewable { tokens, token_path: token_path.into(), client_id: client_id.into() })
    }

    /// The request header, as it is now.
    pub(super) fn now(&self) -> Option<(&'static str, Secret<String>)> {
        match &self.0 {
            Kind::Nothing => None,
            Kind::Fixed { header, value } => Some((header, value.clone())),
            Kind::Renewable { tokens, .. } => {
                let tokens = tokens.lock().unwrap_or_else(PoisonError::into_inner);
                Some(("Authorization", Secret::new(["Bearer ", tokens.access.expose().as_str()].concat())))
            }
        }
    }

    /// Whether it can be renewed without a person.
    pub(super) fn is_renewable(&self) -> bool {
        self.renewal().is_some()
    }

    /// The call that renews it.
    pub(super) fn renewal(&self) -> Option<Endpoint<Tokens>> {
        let Kind::Renewable { tokens, token_path, client_id } = &self.0 else { return None };
        let refresh = tokens.lock().unwrap_or_else(PoisonError::into_inner).refresh.clone()?;
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh.expose()), ("client_id", client_id)];
        Some(Endpoint::new(&REFRESH, token_path.clone(), Tokens::read).content(Content::form(&form)).open())
    }

    /// Takes new tokens. A server that sends no new refresh token leaves the old one valid.
    pub(super) fn renew(&self, new: Tokens) {
        if let Kind::Renewable { tokens, .. } = &self.0 {
            let mut tokens = tokens.lock().unwrap_or_else(PoisonError::into_inner);
            let refresh = new.refresh.clone().or_else(|| tokens.refresh.clone());
            *tokens = Tokens { refresh, ..new };
        }
    }
}

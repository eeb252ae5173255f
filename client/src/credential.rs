use crate::draft::{Draft, header};
use crate::tokens::{SharedTokens, Tokens, Version};
use errspec::Secret;
use errspec::retry::{Operation, Safety};
use http::header::{HeaderName, HeaderValue};
use std::fmt;
use std::sync::Arc;

/// How a client authenticates. Its debug output does not show secrets. Clones share renewed tokens.
#[derive(Clone, Debug)]
pub struct Credential(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Nothing,
    Fixed { header: &'static str, value: Secret<String> },
    Renewable { tokens: Arc<SharedTokens>, source: Source },
}

/// Where new tokens come from.
#[derive(Clone)]
enum Source {
    Endpoint { token_path: String, client_id: String },
    Function(Arc<dyn Fn() -> Option<String> + Send + Sync>),
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Endpoint { .. } => "Endpoint",
            Self::Function(_) => "Function",
        })
    }
}

/// How a credential is renewed.
pub(crate) enum Renewal {
    /// This call renews it.
    Call(Box<Draft>),
    /// It has been renewed: the new tokens, if there are any.
    Done(Option<Tokens>),
}

/// Requests new tokens with a refresh token (RFC 6749, section 6). The request is not repeated if it may have taken effect, because the
/// refresh token may then be used up.
const REFRESH: Operation = Operation { safety: Safety::Unsafe, ..Operation::new("refresh_token", "POST", "/oauth/token") };

impl Credential {
    /// No credential.
    pub const NONE: Self = Self(Kind::Nothing);

    /// A token or API key, sent as `Authorization: Bearer …`.
    pub fn bearer(token: impl AsRef<str>) -> Self {
        Self::header("Authorization", ["Bearer ", token.as_ref()].concat())
    }

    /// A header of any name.
    pub fn header(name: &'static str, value: impl Into<String>) -> Self {
        Self(Kind::Fixed { header: name, value: Secret::new(value.into()) })
    }

    /// OAuth tokens. When the contract says `refresh`, for example after a 401, the client requests new tokens from this token endpoint and
    /// repeats the call. If several calls get a 401 at the same time, the client requests new tokens only once.
    pub fn oauth(tokens: Tokens, token_path: impl Into<String>, client_id: impl Into<String>) -> Self {
        let source = Source::Endpoint { token_path: token_path.into(), client_id: client_id.into() };
        Self(Kind::Renewable { tokens: Arc::new(SharedTokens::new(tokens)), source })
    }

    /// A bearer token that the program creates itself, such as a signed JWT. When the contract says `refresh`, for example after a 401, the
    /// client calls the function to get a new token and repeats the call. If several calls get a 401 at the same time, the function is
    /// called only once. `None` means that there is no new token. The function must not block for long.
    pub fn made_by(first: impl Into<String>, make: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        let tokens = Tokens { access: Secret::new(first.into()), refresh: None, expires_in: None };
        Self(Kind::Renewable { tokens: Arc::new(SharedTokens::new(tokens)), source: Source::Function(Arc::new(make)) })
    }

    /// The current request header, and the version of the tokens in it.
    pub(crate) fn now(&self) -> Result<(Option<(HeaderName, HeaderValue)>, Version), String> {
        let (name, value, version) = match &self.0 {
            Kind::Nothing => return Ok((None, Version::default())),
            Kind::Fixed { header, value } => (*header, value.clone(), Version::default()),
            Kind::Renewable { tokens, .. } => {
                let (access, version) = tokens.access();
                ("Authorization", Secret::new(["Bearer ", access.expose().as_str()].concat()), version)
            }
        };
        let (name, mut value) = header(name, value.expose())?;
        value.set_sensitive(true);
        Ok((Some((name, value)), version))
    }

    /// Whether it can be renewed without human intervention.
    pub(crate) fn is_renewable(&self) -> bool {
        match &self.0 {
            Kind::Renewable { tokens, source: Source::Endpoint { .. } } => tokens.refresh().is_some(),
            Kind::Renewable { .. } => true,
            _ => false,
        }
    }

    /// The tokens, if it has any.
    pub(crate) fn tokens(&self) -> Option<&SharedTokens> {
        match &self.0 {
            Kind::Renewable { tokens, .. } => Some(tokens),
            _ => None,
        }
    }

    /// How it is renewed, or its new tokens. `None` if it cannot be.
    pub(crate) fn renewal(&self) -> Option<Renewal> {
        let Kind::Renewable { tokens, source } = &self.0 else { return None };
        let (token_path, client_id) = match source {
            Source::Endpoint { token_path, client_id } => (token_path, client_id),
            Source::Function(make) => {
                let tokens = |access| Tokens { access: Secret::new(access), refresh: None, expires_in: None };
                return Some(Renewal::Done(make().map(tokens)));
            }
        };
        let refresh = tokens.refresh()?;
        let mut draft = Draft::new(&REFRESH);
        draft.authorized = false;
        draft.path(token_path.clone());
        draft.form([("grant_type", "refresh_token"), ("refresh_token", refresh.expose()), ("client_id", client_id)]);
        Some(Renewal::Call(Box::new(draft)))
    }
}

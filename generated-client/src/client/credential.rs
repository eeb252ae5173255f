use super::tokens::{SharedTokens, Version};
use super::{Content, Endpoint, Tokens};
use errspec::Secret;
use errspec::retry::{Operation, Safety};
use std::string::String;
use std::sync::Arc;

/// How a client proves who it is. Debug output and logs show none of it; clones share renewed tokens.
#[derive(Clone, Debug)]
pub struct Credential(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Nothing,
    Fixed { header: &'static str, value: Secret<String> },
    Renewable { tokens: Arc<SharedTokens>, token_path: String, client_id: String },
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

    /// OAuth tokens, renewed at this token endpoint after a 401: once, however many calls meet one together.
    pub fn oauth(tokens: Tokens, token_path: impl Into<String>, client_id: impl Into<String>) -> Self {
        let tokens = Arc::new(SharedTokens::new(tokens));
        Self(Kind::Renewable { tokens, token_path: token_path.into(), client_id: client_id.into() })
    }

    /// The request header, as it is now, and which tokens it was made of.
    pub(super) fn now(&self) -> (Option<(&'static str, Secret<String>)>, Version) {
        match &self.0 {
            Kind::Nothing => (None, Version::default()),
            Kind::Fixed { header, value } => (Some((header, value.clone())), Version::default()),
            Kind::Renewable { tokens, .. } => {
                let (access, version) = tokens.access();
                (Some(("Authorization", Secret::new(["Bearer ", access.expose().as_str()].concat()))), version)
            }
        }
    }

    /// Whether it can be renewed without a person.
    pub(super) fn is_renewable(&self) -> bool {
        self.tokens().is_some_and(|tokens| tokens.refresh().is_some())
    }

    /// The tokens of one that has some.
    pub(super) fn tokens(&self) -> Option<&SharedTokens> {
        match &self.0 {
            Kind::Renewable { tokens, .. } => Some(tokens),
            _ => None,
        }
    }

    /// The call that renews it.
    pub(super) fn renewal(&self) -> Option<Endpoint<Tokens>> {
        let Kind::Renewable { tokens, token_path, client_id } = &self.0 else { return None };
        let refresh = tokens.refresh()?;
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh.expose()), ("client_id", client_id)];
        Some(Endpoint::new(&REFRESH, token_path.clone(), Tokens::read).content(Content::form(&form)).open())
    }
}

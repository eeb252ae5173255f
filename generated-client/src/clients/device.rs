//! The OAuth device flow (RFC 8628), whatever the API: a code for the user, then polls until they confirm.

use crate::client::{Content, Credential, Endpoint, Polled, Reply, Response, Tokens};
use errspec::decode::Json;
use errspec::retry::{Answer, Operation, Pace, Phase, PollStep, Poller, Reading};
use errspec::{Api, Secret};
use std::string::{String, ToString};
use std::time::Duration;

const AUTHORIZE: Operation = Operation::new("authorize_device", "POST", "/oauth/device/code");
const TOKEN: Operation = Operation::new("device_token", "POST", "/oauth/token");

/// Where an authorization server is asked. The paths are usual ones; the API's document names none.
#[derive(Clone, Debug)]
pub struct DeviceFlow {
    /// This program's name at the server.
    pub client_id: String,
    /// Where a device code is asked for.
    pub authorize_path: String,
    /// Where tokens are asked for.
    pub token_path: String,
}

/// What the server answers a device with (RFC 8628, section 3.2).
#[derive(Clone, Debug)]
pub struct Authorization {
    /// What the user types in.
    pub user_code: String,
    /// Where they do.
    pub verification_uri: String,
    /// What the device polls with.
    pub device_code: Secret<String>,
    /// How long the codes live; 10 minutes where the server does not say.
    pub expires_in: Duration,
    /// The polls' interval, where the server says.
    pub interval: Option<Duration>,
}

impl DeviceFlow {
    /// The usual paths.
    pub fn new(client_id: impl Into<String>) -> Self {
        let (authorize_path, token_path) = (AUTHORIZE.path.into(), TOKEN.path.into());
        Self { client_id: client_id.into(), authorize_path, token_path }
    }

    /// The call that asks for a code.
    pub fn authorize(&self) -> Endpoint<Authorization> {
        let form = Content::form(&[("client_id", &self.client_id)]);
        Endpoint::new(&AUTHORIZE, self.authorize_path.clone(), Authorization::read).content(form).open()
    }

    /// The call that asks for tokens.
    pub fn token(&self, authorization: &Authorization) -> Endpoint<Tokens> {
        let form = Content::form(&[
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("device_code", authorization.device_code.expose()),
            ("client_id", &self.client_id),
        ]);
        Endpoint::new(&TOKEN, self.token_path.clone(), Tokens::read).content(form).open()
    }

    /// The credential that the flow's tokens make.
    pub fn credential(&self, tokens: Tokens) -> Credential {
        Credential::oauth(tokens, self.token_path.clone(), self.client_id.clone())
    }
}

impl Authorization {
    fn read(response: &Response) -> Option<Self> {
        let body = Json::parse(&response.body)?;
        let text = |at| Some(body.at(at)?.as_string()?.into_owned());
        let seconds = |at| body.at(at).and_then(|value| value.as_number()?.as_u64()).map(Duration::from_secs);
        Some(Self {
            user_code: text("/user_code")?,
            verification_uri: text("/verification_uri")?,
            device_code: Secret::new(text("/device_code")?),
            expires_in: seconds("/expires_in").unwrap_or(Duration::from_secs(600)),
            interval: seconds("/interval"),
        })
    }
}

/// How far an authorization is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// The tokens are there.
    Given,
}

/// The wait for a user, free of I/O.
pub struct Consenting {
    poller: Poller<'static, Consent>,
    tokens: Option<Tokens>,
}

impl Consenting {
    /// Begins now; it lasts as long as the codes live.
    pub fn new<A: Api>(authorization: &Authorization, now: Duration, seed: errspec::retry::Seed) -> Self {
        let pace = Pace::device(authorization.interval);
        let poller = Poller::new(A::CONTRACT.policy, pace, authorization.expires_in, now, seed).operation(&TOKEN);
        Self { poller, tokens: None }
    }

    /// The tokens, once they are there.
    pub fn into_tokens(self) -> Option<Tokens> {
        self.tokens
    }
}

impl<A: Api> Polled<A> for Consenting {
    type State = Consent;

    fn on_reply(&mut self, reply: &Reply<A>, now: Duration) -> (PollStep<Consent>, String) {
        let outcome = reply.outcome();
        match reply {
            Reply::Success(response) => {
                self.tokens = Tokens::read(response);
                let given = Reading { state: Consent::Given, phase: Phase::Success };
                match self.tokens {
                    Some(_) => (self.poller.on_reading(given, &outcome, now), "tokens".into()),
                    None => (self.poller.on_unknown("", &outcome, now), "an answer without tokens".into()),
                }
            }
            Reply::Error(refused) => (self.poller.on_error(&outcome, now), refused.error.to_string()),
            Reply::Broken(broken, _) => (self.poller.on_error(&outcome, now), broken.to_string()),
        }
    }

    fn renewed(&mut self, renewed: bool, now: Duration) -> PollStep<Consent> {
        self.poller.refreshed(renewed, now)
    }
}

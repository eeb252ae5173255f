//! The OAuth device flow (RFC 8628): a code for the user, then polls until they have confirmed.

use crate::draft::Draft;
use crate::polling::{Ended, Polled};
use crate::{Call, Caller, Credential, Failure, Progress, Reply, Response, Tokens, Unreadable};
use errspec::decode::Json;
use errspec::retry::{Answer, Operation, Pace, Phase, PollEnd, PollStep, Poller, Reading};
use errspec::{Api, Secret};
use std::fmt;
use std::time::Duration;

const AUTHORIZE: Operation = Operation::new("authorize_device", "POST", "/oauth/device/code");
const TOKEN: Operation = Operation::new("device_token", "POST", "/oauth/token");

/// The endpoints of an authorization server, and the ID of the program there.
#[derive(Clone, Debug)]
pub struct DeviceFlow {
    /// The `client_id` of the program.
    pub client_id: String,
    /// The path or absolute URL of the device authorization endpoint. The default is `/oauth/device/code`.
    pub authorize_path: String,
    /// The path or absolute URL of the token endpoint. The default is `/oauth/token`.
    pub token_path: String,
}

/// The response of the device authorization endpoint (RFC 8628, section 3.2).
#[derive(Clone, Debug)]
pub struct Authorization {
    /// The code that the user has to enter.
    pub user_code: String,
    /// The page on which the user enters the code.
    pub verification_uri: String,
    /// The code that the device sends with its polls.
    pub device_code: Secret<String>,
    /// How long both codes are valid; 10 minutes if the server does not say.
    pub expires_in: Duration,
    /// The interval between polls, if the server gives one.
    pub interval: Option<Duration>,
}

impl DeviceFlow {
    /// Creates the flow of a program at a server that uses the default paths.
    pub fn new(client_id: impl Into<String>) -> Self {
        let (authorize_path, token_path) = (AUTHORIZE.path.into(), TOKEN.path.into());
        Self { client_id: client_id.into(), authorize_path, token_path }
    }

    /// The call that requests a code for the user.
    pub fn authorize<'c, C: Caller>(&self, client: &'c C) -> Call<'c, C, Authorization> {
        let call = Call::new(client, &AUTHORIZE).path(self.authorize_path.clone()).unauthenticated();
        call.form(&[("client_id", &self.client_id)]).read(Authorization::read)
    }

    /// The wait for the user's consent. It ends when the codes expire.
    pub fn tokens<'c, C: Caller>(&self, client: &'c C, authorization: &Authorization) -> DeviceWait<'c, C> {
        let mut draft = Draft::new(&TOKEN);
        draft.authorized = false;
        draft.path(self.token_path.clone());
        draft.form([
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("device_code", authorization.device_code.expose().as_str()),
            ("client_id", &self.client_id),
        ]);
        DeviceWait { client, draft, interval: authorization.interval, expires_in: authorization.expires_in }
    }

    /// Creates a credential from the tokens of this flow.
    pub fn credential(&self, tokens: Tokens) -> Credential {
        Credential::oauth(tokens, self.token_path.clone(), self.client_id.clone())
    }
}

impl Authorization {
    fn read(response: Response) -> Result<Self, Unreadable> {
        Self::from_json(response.body()).ok_or_else(|| Unreadable::new(response, "it is not a device authorization"))
    }

    fn from_json(body: &[u8]) -> Option<Self> {
        let body = Json::parse(body)?;
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

/// A wait for the user's consent, created by [`DeviceFlow::tokens`].
#[must_use = "nothing is polled until the wait is run"]
pub struct DeviceWait<'c, C> {
    client: &'c C,
    draft: Draft,
    interval: Option<Duration>,
    expires_in: Duration,
}

/// Why a device got no tokens.
#[non_exhaustive]
pub enum DeviceError<A: Api> {
    /// The user refused, or the polls failed.
    Failed(Box<Failure<A>>),
    /// The codes expired before the user confirmed.
    Expired,
    /// The server's responses have no tokens.
    Unreadable,
    /// The request is invalid and was not sent; what is wrong with it.
    Invalid(String),
    /// The caller cancelled the wait.
    Cancelled,
}

impl<A: Api> fmt::Display for DeviceError<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(failure) => write!(f, "{failure}"),
            Self::Expired => f.write_str("the user did not confirm before the code expired"),
            Self::Unreadable => f.write_str("the token endpoint sent responses without tokens"),
            Self::Invalid(mistake) => write!(f, "{} was not sent: {mistake}", TOKEN.name),
            Self::Cancelled => f.write_str("cancelled"),
        }
    }
}

impl<A: Api> fmt::Debug for DeviceError<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(failure) => f.debug_tuple("Failed").field(failure).finish(),
            other => fmt::Display::fmt(other, f),
        }
    }
}

impl<A: Api> std::error::Error for DeviceError<A> {}

/// The only state of a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Given;

/// A wait for consent that has begun.
struct Consenting {
    poller: Poller<'static, Given>,
    tokens: Option<Tokens>,
}

impl<A: Api> Polled<A> for Consenting {
    type State = Given;

    fn on_reply(&mut self, reply: &Reply<A>, now: Duration) -> (PollStep<Given>, String) {
        let outcome = reply.outcome();
        match reply {
            Reply::Success(response) => {
                self.tokens = Tokens::read(response.clone()).ok();
                let given = Reading { state: Given, phase: Phase::Success };
                match self.tokens {
                    Some(_) => (self.poller.on_reading(given, &outcome, now), "tokens".to_owned()),
                    None => (self.poller.on_unknown("", &outcome, now), "a response without tokens".to_owned()),
                }
            }
            Reply::Error(refused) => (self.poller.on_error(&outcome, now), refused.error.to_string()),
            Reply::Broken(broken, _) => (self.poller.on_error(&outcome, now), broken.to_string()),
        }
    }

    fn time_left(&self, now: Duration) -> Duration {
        self.poller.time_left(now)
    }

    fn renewed(&mut self, renewed: bool, now: Duration) -> PollStep<Given> {
        self.poller.refreshed(renewed, now)
    }

    fn on_progress(&mut self, _: &Progress<'_, A>) {}
}

impl<C: Caller> DeviceWait<'_, C> {
    fn begin(&self, now: Duration) -> Consenting {
        let (policy, seed) = (<C::Api as Api>::contract().policy, self.client.settings().next_seed());
        let poller = Poller::new(policy, Pace::device(self.interval), self.expires_in, now, seed);
        Consenting { poller: poller.operation(&TOKEN), tokens: None }
    }
}

fn end<A: Api>(tokens: Option<Tokens>, ended: Ended<A, Given>) -> Result<Tokens, DeviceError<A>> {
    if let Some(tokens) = tokens {
        return Ok(tokens);
    }
    Err(match ended {
        Ended::Polled(PollEnd::PollFailed { give_up, .. }, last) => {
            DeviceError::Failed(Box::new(Failure::gave_up(&TOKEN, Some(last), give_up)))
        }
        Ended::Polled(PollEnd::DeadlinePassed(_) | PollEnd::Gone(_), _) => DeviceError::Expired,
        Ended::Polled(..) => DeviceError::Unreadable,
        Ended::Cancelled(_) => DeviceError::Cancelled,
        Ended::Invalid(mistake) => DeviceError::Invalid(mistake),
    })
}

/// Waits of the blocking client.
impl<A: Api, T: crate::BlockingTransport, K: errspec::retry::blocking::Clock + Clone>
    DeviceWait<'_, crate::blocking::Client<A, T, K>>
{
    /// Polls until the user has confirmed.
    ///
    /// # Errors
    /// Returns an error if the user refused, the codes expired, or the polls failed.
    pub fn run(self) -> Result<Tokens, DeviceError<A>> {
        let mut consenting = self.begin(self.client.now());
        let ended = self.client.poll(&self.draft, &mut consenting);
        end(consenting.tokens, ended)
    }
}

/// Waits of the client for tokio.
#[cfg(feature = "tokio")]
impl<A: Api, T: crate::Transport> DeviceWait<'_, crate::Client<A, T>> {
    /// Polls until the user has confirmed.
    ///
    /// # Errors
    /// Returns an error if the user refused, the codes expired, or the polls failed.
    pub async fn run(self) -> Result<Tokens, DeviceError<A>> {
        let mut consenting = self.begin(self.client.now());
        let ended = self.client.poll(&self.draft, &mut consenting).await;
        end(consenting.tokens, ended)
    }
}

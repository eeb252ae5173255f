//! Tokens that calls share, and that one call renews for all of them.

use crate::{Response, Unreadable};
use errspec::Secret;
use errspec::decode::Json;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The tokens that a token endpoint returns (RFC 6749, section 5.1).
#[derive(Clone, Debug)]
pub struct Tokens {
    /// The access token, which is sent with every request.
    pub access: Secret<String>,
    /// The refresh token, with which new tokens are requested.
    pub refresh: Option<Secret<String>>,
    /// How long the access token is valid, if the server says so.
    pub expires_in: Option<Duration>,
}

impl Tokens {
    /// Reads the response of a token endpoint.
    ///
    /// # Errors
    /// Returns an error if the response has no `access_token`.
    pub fn read(response: Response) -> Result<Self, Unreadable> {
        Self::from_json(response.body()).ok_or_else(|| Unreadable::new(response, "it has no `access_token`"))
    }

    fn from_json(body: &[u8]) -> Option<Self> {
        let body = Json::parse(body)?;
        let text = |at| Some(Secret::new(body.at(at)?.as_string()?.into_owned()));
        let expires_in = body.at("/expires_in").and_then(|value| value.as_number()?.as_u64()).map(Duration::from_secs);
        Some(Self { access: text("/access_token")?, refresh: text("/refresh_token"), expires_in })
    }
}

/// The tokens of a credential and all its clones, and whether a call is renewing them.
///
/// If several calls get a 401 together, the first one renews and the others wait for the result. A call whose 401 arrives later, but whose
/// request was sent before the renewal, finds newer tokens and uses them.
#[derive(Debug)]
pub(super) struct SharedTokens {
    state: Mutex<State>,
    changed: Condvar,
    #[cfg(feature = "tokio")]
    changed_async: tokio::sync::Notify,
}

#[derive(Debug)]
struct State {
    tokens: Tokens,
    version: Version,
    renewing: bool,
}

/// Which tokens a request was sent with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Version {
    /// The number of renewals that had succeeded.
    worked: u64,
    /// The number of renewals that had failed.
    failed: u64,
}

/// What a call has to do after a 401.
pub(super) enum Turn<'t> {
    /// Renew the tokens; the others wait.
    Ours(Renewing<'t>),
    /// Nothing, because another call has renewed them since the request was sent. The value says whether that succeeded.
    Over(bool),
}

/// A renewal in progress. If it is dropped before its end, for example with its future, another call may renew.
pub(super) struct Renewing<'t>(&'t SharedTokens);

impl SharedTokens {
    pub(super) fn new(tokens: Tokens) -> Self {
        Self {
            state: Mutex::new(State { tokens, version: Version::default(), renewing: false }),
            changed: Condvar::new(),
            #[cfg(feature = "tokio")]
            changed_async: tokio::sync::Notify::new(),
        }
    }

    /// The access token and its version.
    pub(super) fn access(&self) -> (Secret<String>, Version) {
        let state = self.lock();
        (state.tokens.access.clone(), state.version)
    }

    /// The refresh token.
    pub(super) fn refresh(&self) -> Option<Secret<String>> {
        self.lock().tokens.refresh.clone()
    }

    /// Whether the caller has to renew tokens of this version. Waits while another call does.
    pub(super) fn turn(&self, sent: Version) -> Turn<'_> {
        let mut state = self.lock();
        loop {
            if let Some(turn) = self.try_turn(&mut state, sent) {
                return turn;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The same on tokio.
    #[cfg(feature = "tokio")]
    pub(super) async fn turn_async(&self, sent: Version) -> Turn<'_> {
        loop {
            // Created before the check, so that a renewal that ends in between is not missed.
            let changed = self.changed_async.notified();
            let turn = self.try_turn(&mut self.lock(), sent);
            match turn {
                Some(turn) => return turn,
                None => changed.await,
            }
        }
    }

    fn try_turn(&self, state: &mut State, sent: Version) -> Option<Turn<'_>> {
        if state.version.worked != sent.worked {
            return Some(Turn::Over(true));
        }
        if state.version.failed != sent.failed {
            return Some(Turn::Over(false));
        }
        (!std::mem::replace(&mut state.renewing, true)).then(|| Turn::Ours(Renewing(self)))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Renewing<'_> {
    /// Stores new tokens, or that there are none. If the server sends no new refresh token, the old one is still valid.
    pub(super) fn end(self, new: Option<Tokens>) -> bool {
        let mut state = self.0.lock();
        let renewed = new.is_some();
        match new {
            Some(new) => {
                let refresh = new.refresh.clone().or_else(|| state.tokens.refresh.clone());
                state.tokens = Tokens { refresh, ..new };
                state.version.worked += 1;
            }
            None => state.version.failed += 1,
        }
        renewed
    }
}

impl Drop for Renewing<'_> {
    fn drop(&mut self) {
        self.0.lock().renewing = false;
        self.0.changed.notify_all();
        #[cfg(feature = "tokio")]
        self.0.changed_async.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(access: &str) -> Tokens {
        Tokens { access: Secret::new(access.into()), refresh: Some(Secret::new("r".into())), expires_in: None }
    }

    fn ours(shared: &SharedTokens, sent: Version) -> Option<Renewing<'_>> {
        match shared.turn(sent) {
            Turn::Ours(turn) => Some(turn),
            Turn::Over(_) => None,
        }
    }

    #[test]
    fn what_went_out_before_a_renewal_finds_its_end() {
        let shared = SharedTokens::new(tokens("old"));
        let (_, old) = shared.access();
        assert!(ours(&shared, old).is_some_and(|turn| turn.end(Some(tokens("new")))));
        assert!(matches!(shared.turn(old), Turn::Over(true)));
        let (access, new) = shared.access();
        assert_eq!(access.expose(), "new");
        assert!(ours(&shared, new).is_some_and(|turn| !turn.end(None)), "the new one was refused as well");
        assert!(matches!(shared.turn(new), Turn::Over(false)));
        assert!(matches!(shared.turn(old), Turn::Over(true)), "there is still a newer token than this one had");
        assert!(ours(&shared, shared.access().1).is_some(), "a request of later may try again");
    }

    #[test]
    fn a_renewal_that_is_dropped_leaves_its_turn() {
        let shared = SharedTokens::new(tokens("old"));
        let sent = shared.access().1;
        drop(ours(&shared, sent));
        assert!(ours(&shared, sent).is_some());
    }
}

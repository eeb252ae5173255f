//! Tokens that many calls use and one of them renews.

use super::Response;
use errspec::Secret;
use errspec::decode::Json;
use std::string::String;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

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

/// The tokens of a credential and all its clones, and whether one of its calls is renewing them.
///
/// Calls that meet a 401 together renew once: the first takes its turn, the others wait for how it goes. So does a call whose
/// 401 comes later but whose request went out before: it finds newer tokens and uses them.
#[derive(Debug)]
pub(super) struct SharedTokens {
    state: Mutex<State>,
    changed: Condvar,
    #[cfg(feature = "async")]
    changed_async: tokio::sync::Notify,
}

#[derive(Debug)]
struct State {
    tokens: Tokens,
    version: Version,
    renewing: bool,
}

/// Which tokens a request went out with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Version {
    /// Renewals that worked before.
    worked: u64,
    /// Renewals that failed before.
    failed: u64,
}

/// What a call that met a 401 finds.
pub(super) enum Turn<'t> {
    /// It has to renew the tokens; the others wait.
    Ours(Renewing<'t>),
    /// Another call did since the request went out, and this says whether it worked.
    Over(bool),
}

/// A renewal under way. Dropped without an end, as by a future that is dropped, it leaves the turn to the next.
pub(super) struct Renewing<'t>(&'t SharedTokens);

impl SharedTokens {
    pub(super) fn new(tokens: Tokens) -> Self {
        Self {
            state: Mutex::new(State { tokens, version: Version::default(), renewing: false }),
            changed: Condvar::new(),
            #[cfg(feature = "async")]
            changed_async: tokio::sync::Notify::new(),
        }
    }

    /// The access token and its version.
    pub(super) fn access(&self) -> (Secret<String>, Version) {
        let state = self.lock();
        (state.tokens.access.clone(), state.version)
    }

    /// What buys new tokens.
    pub(super) fn refresh(&self) -> Option<Secret<String>> {
        self.lock().tokens.refresh.clone()
    }

    /// Whose turn it is to renew tokens of this version. Waits while another call does.
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
    #[cfg(feature = "async")]
    pub(super) async fn turn_async(&self, sent: Version) -> Turn<'_> {
        loop {
            // Made before the look, so that an end between the two is not missed.
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
    /// Takes new tokens, or notes that there are none. A server that sends no new refresh token leaves the old one valid.
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
        #[cfg(feature = "async")]
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

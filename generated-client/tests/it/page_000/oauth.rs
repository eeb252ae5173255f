//! The errors of the OAuth device flow.

use crate::support::{mentions, remarked, secs, wires};
use errspec::retry::{Outcome, Pace, PollEnd, PollStep, Poller};
use errspec::{Action, Basis, Category, RetryClass};
use generated_client::autoretouch::{ApiError, OAuthError, RETRY, UNSPECIFIED};
use std::time::Duration;

fn poller() -> Poller<'static, &'static str> {
    let pace = Pace { spread: Duration::ZERO, margin: Duration::ZERO, ..Pace::device(None) };
    Poller::new(&RETRY, pace, secs(600), Duration::ZERO, 1)
}

fn answer(code: &str) -> Vec<u8> {
    format!(r#"{{"error": "{code}"}}"#).into_bytes()
}

#[test]
fn line_12_invalid_grant_is_terminal() {
    let code = OAuthError::InvalidGrant;
    assert_eq!((code.as_str(), code.basis()), ("invalid_grant", Basis::Stated));
    mentions(&code.facts().causes.join(", "), &["device code expired", "invalid", "refresh token", "revoked"]);
    assert_eq!(code.retry(), RetryClass::AfterAction(Action::RenewCredentials));
    assert_eq!(code.category(), Category::Authentication);
    let body = answer("invalid_grant");
    let step = poller().on_error(&Outcome::error(&ApiError::decode(400, &(), &body)), secs(5));
    assert!(matches!(step, PollStep::End(PollEnd::PollFailed { last: None, .. })), "{step:?}");
}

#[test]
fn line_13_authorization_pending_keeps_polling() {
    let code = OAuthError::AuthorizationPending;
    assert_eq!((code.as_str(), code.basis(), code.category()), ("authorization_pending", Basis::Stated, Category::Pending));
    mentions(code.summary(), &["user", "not confirmed"]);
    mentions(code.action().unwrap(), &["keep polling"]);
    assert_eq!(code.retry(), RetryClass::KeepPolling { slower_by: Duration::ZERO });
    let (mut poller, body) = (poller(), answer("authorization_pending"));
    for now in [5, 10, 15] {
        let step = poller.on_error(&Outcome::error(&ApiError::decode(400, &(), &body)), secs(now));
        assert_eq!(step, PollStep::Wait(secs(5)), "at the same pace");
    }
}

#[test]
fn line_14_slow_down_adds_five_seconds_for_good() {
    let code = OAuthError::SlowDown;
    assert_eq!((code.as_str(), code.basis()), ("slow_down", Basis::Stated));
    mentions(code.summary(), &["too often"]);
    mentions(code.action().unwrap(), &["increase the interval"]);
    assert_eq!(code.retry(), RetryClass::KeepPolling { slower_by: secs(5) });
    mentions(code.facts().docs, &["rfc8628"]);
    remarked(UNSPECIFIED, &["slow_down", "how much"]);
    let (mut poller, slow_down, pending) = (poller(), answer("slow_down"), answer("authorization_pending"));
    let mut after = |body: &[u8], now| poller.on_error(&Outcome::error(&ApiError::decode(400, &(), body)), secs(now));
    assert_eq!(after(&slow_down, 5), PollStep::Wait(secs(10)));
    assert_eq!(after(&pending, 15), PollStep::Wait(secs(10)));
    assert_eq!(after(&slow_down, 25), PollStep::Wait(secs(15)));
}

#[test]
fn line_15_what_only_the_rfc_has() {
    let of = |basis| OAuthError::ALL.iter().copied().filter(|code| code.basis() == basis).collect::<Vec<_>>();
    assert_eq!(wires(&of(Basis::Stated)), ["invalid_grant", "authorization_pending", "slow_down"]);
    let of_rfc = of(Basis::Standard);
    assert_eq!(of_rfc.len() + 3, OAuthError::ALL.len());
    assert!(of_rfc.contains(&OAuthError::AccessDenied) && of_rfc.contains(&OAuthError::ExpiredToken));
    assert_eq!((OAuthError::AccessDenied.as_str(), OAuthError::AccessDenied.retry()), ("access_denied", RetryClass::Never));
    assert_eq!(OAuthError::ExpiredToken.as_str(), "expired_token");
    assert_eq!(OAuthError::ExpiredToken.retry(), RetryClass::AfterAction(Action::RenewCredentials));
    for code in OAuthError::ALL {
        mentions(code.facts().docs, &["rfc-editor.org"]);
        assert_eq!(code.status(), Some(if *code == OAuthError::InvalidClient { 401 } else { 400 }), "RFC 6749 section 5.2");
    }
    assert!(OAuthError::CATALOG.open);
    remarked(UNSPECIFIED, &["http statuses", "oauth"]);
}

//! Failures that only the body of a response with a success status reports.

use core::time::Duration;
use errspec::RetryClass;
use errspec::retry::{Answer, Outcome, Pace, PollEnd, PollStep, Poller, Reason, Safety, Step, Tokens};
use errspec_tests::chat::{ApiError, Body, CONTRACT, ErrorCode, LoginError, RETRY, RETRY_BUDGET};
use proptest::prelude::*;

const JSON: [(&str, &str); 1] = [("content-type", "application/json; charset=utf-8")];
const TRY_AGAIN: &[u8] = br#"{"ok": false, "error": "try_again"}"#;

#[test]
fn fault_01_status_headers_and_body_decide_together() {
    let check = |status, headers: &[(&str, &str)], body| ApiError::check(status, &headers, body).err();
    let error = check(200, &JSON, TRY_AGAIN).unwrap();
    assert!(error.is(ErrorCode::TryAgain) && error.status() == 200);
    assert_eq!(check(201, &JSON, TRY_AGAIN).unwrap().retry(), RetryClass::Transient);
    assert!(check(500, &[], b"<html>").is_some() && check(304, &[], b"").is_some(), "a failing status needs no body");

    type Success<'a> = (u16, &'a [(&'a str, &'a str)], &'a [u8]);
    let successes: [Success<'_>; 8] = [
        (200, &JSON, br#"{"ok": true}"#),
        (200, &JSON, b""),
        (200, &JSON, br#"{"ok": false, "error": "try_ag"#),
        (200, &JSON, br#"{"message": "hello"}"#),
        (200, &[("content-type", "text/plain")], TRY_AGAIN),
        (200, &[], TRY_AGAIN),
        (202, &JSON, TRY_AGAIN),
        (204, &JSON, TRY_AGAIN),
    ];
    for (status, headers, body) in successes {
        assert!(check(status, headers, body).is_none(), "{status} {headers:?} {}", String::from_utf8_lossy(body));
        assert_eq!(ApiError::check_owned(status, &headers, body.to_vec()).unwrap(), body, "a success gives its body back");
    }
}

#[test]
fn fault_01_the_body_is_needed_only_where_the_contract_names_the_success() {
    assert!(CONTRACT.needs_body(200, &JSON) && CONTRACT.needs_body(201, &JSON));
    assert!(CONTRACT.needs_body(200, &()), "one shape asks for no media type");
    assert!(!CONTRACT.needs_body(201, &()) && !CONTRACT.needs_body(201, &[("Content-Type", "video/mp4")]));
    assert!(![202, 204, 299, 404, 500].iter().any(|status| CONTRACT.needs_body(*status, &JSON)));
}

#[test]
fn fault_01_an_error_in_a_success_is_repeated_and_gives_nothing_back() {
    struct Reply(Result<(), ApiError<'static>>);
    impl Answer for Reply {
        fn outcome(&self) -> Outcome<'_> {
            self.0.as_ref().map_or_else(Outcome::error, |()| Outcome::status(200))
        }
    }
    let reply = |body: &'static [u8]| Reply(ApiError::check(200, &JSON, body));
    while RETRY_BUDGET.take(RetryClass::Transient) {}
    let mut call = RETRY.call(Duration::ZERO, 1).safety(Safety::Safe);
    let step = call.on_outcome(&reply(TRY_AGAIN).outcome(), Duration::ZERO);
    assert!(matches!(step, Step::End(Err(give_up)) if give_up.reason == Reason::BudgetEmpty), "the class is transient");
    assert_eq!(RETRY_BUDGET.left(), Tokens::ZERO);
    let mut call = RETRY.call(Duration::ZERO, 1).safety(Safety::Safe);
    assert_eq!(call.on_outcome(&reply(b"{}").outcome(), Duration::ZERO), Step::End(Ok(())));
    assert!(matches!(call.on_outcome(&reply(TRY_AGAIN).outcome(), Duration::ZERO), Step::Wait(_)));
    let not_found = reply(br#"{"error": "channel_not_found"}"#);
    let step = call.on_outcome(&not_found.outcome(), Duration::ZERO);
    assert!(matches!(step, Step::End(Err(give_up)) if give_up.reason == Reason::NotRetryable(RetryClass::Never)));
}

/// Some token endpoints answer a waiting device with 200 (RFC 8628 says 400).
#[test]
fn fault_01_a_device_flow_answered_with_200_ends_when_access_is_denied() {
    let pace = Pace { spread: Duration::ZERO, margin: Duration::ZERO, ..Pace::device(None) };
    let mut poller: Poller<'_, ()> = Poller::new(&RETRY, pace, Duration::from_secs(600), Duration::ZERO, 1);
    let mut poll = |code: &str, now| {
        let body = format!(r#"{{"error": "{code}", "error_description": "no"}}"#);
        let error = ApiError::check(200, &JSON, body.as_bytes()).unwrap_err();
        poller.on_error(&Outcome::error(&error), Duration::from_secs(now))
    };
    assert_eq!(poll("authorization_pending", 0), PollStep::Wait(Duration::from_secs(5)));
    assert_eq!(poll("slow_down", 5), PollStep::Wait(Duration::from_secs(10)));
    assert_eq!(poll("authorization_pending", 15), PollStep::Wait(Duration::from_secs(10)), "slower for good");
    let PollStep::End(PollEnd::PollFailed { give_up, .. }) = poll("access_denied", 25) else { panic!("it waits on") };
    assert_eq!(give_up.last.and_then(|last| last.code), Some(LoginError::AccessDenied.into()));
}

/// The body that makes a success a failure is also the one that `decode` finds for this status; a body that names no status comes after it.
#[test]
fn fault_01_an_answer_that_is_judged_and_one_that_is_decoded_have_one_shape() {
    let login = br#"{"message": "m", "error": "slow_down", "error_description": "d"}"#;
    assert!(matches!(ApiError::decode(200, &(), login).body(), Body::Login(_)));
    let refused = br#"{"message": "m", "error": "try_again"}"#;
    assert!(matches!(ApiError::decode(200, &JSON, refused).body(), Body::Refused(_)));
    assert!(
        matches!(ApiError::decode(202, &JSON, refused).body(), Body::Failed(_)),
        "whoever decodes it says that it is an error"
    );
    assert!(matches!(ApiError::decode(500, &JSON, refused).body(), Body::Failed(_)));
}

proptest! {
    /// `check` is `decode` after one decision.
    #[test]
    fn fault_01_no_answer_is_a_failure_for_one_and_a_success_for_the_other(
        status in prop_oneof![Just(200u16), Just(201), Just(202), Just(204), Just(404), Just(500)],
        media_type in prop_oneof![Just("application/json"), Just("text/html")],
        body in "[{\\[]?(\"(ok|error|message|error_description)\": (true|null|\"[a-z_]{0,9}\"),? ?){0,4}}?",
    ) {
        let headers = [("Content-Type", media_type)];
        let checked = ApiError::check(status, &headers, body.as_bytes());
        let owned = ApiError::check_owned(status, &headers, body.clone().into_bytes());
        let decoded = ApiError::decode(status, &headers, body.as_bytes());
        let named = matches!(decoded.body(), Body::Login(_) | Body::Refused(_));
        prop_assert_eq!(checked.is_err(), !CONTRACT.is_success(status) || (named && status < 202));
        prop_assert_eq!(owned.is_err(), checked.is_err());
        if let (Err(checked), Err(owned)) = (checked, owned) {
            prop_assert_eq!((checked.body(), checked.code_text()), (decoded.body(), decoded.code_text()));
            prop_assert_eq!((owned.body(), owned.raw()), (decoded.body(), decoded.raw()));
        }
    }
}

#[test]
fn fault_05_a_shape_for_other_answers_says_nothing_where_none_matched() {
    let cut = br#"{"error": "try_again", "mess"#;
    let error = ApiError::decode(500, &JSON, cut);
    assert_eq!((error.code_ref(), error.code_text(), error.code::<ErrorCode>()), (None, None, None));
    assert_eq!(error.decision().class(), RetryClass::Transient, "the class of 500");
    let error = ApiError::decode(500, &JSON, br#"{"error": "channel_not_found", "mess"#);
    assert_eq!((error.code_ref(), error.retry()), (None, RetryClass::Transient), "and not the never of a code of 200");
    assert!(ApiError::decode(400, &JSON, br#"{"error": "slow_down", "err"#).is(LoginError::SlowDown), "its own shapes do");
    assert!(ApiError::decode(201, &JSON, cut).is(ErrorCode::TryAgain));
    assert_eq!(ApiError::decode(201, &[("Content-Type", "text/html")], cut).code_ref(), None, "the media type counts as well");
    assert!(ApiError::decode(201, &(), cut).is(ErrorCode::TryAgain), "one that is missing contradicts nothing");
    assert_eq!(ApiError::decode(500, &JSON, br#"{"message": "down", "x"#).message().as_deref(), Some("down"));
}

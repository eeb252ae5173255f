//! Rules of every kind, hints in every form, a budget, `server_says`, and operations of every safety.

use core::time::Duration;
use errspec::headers::Form;
use errspec::retry::{Combine, Hinted, Operation, Outcome, OverMax, Rank, Reason, Safety, Step, Tokens, Transport};
use errspec::{Action, Basis, Change, Effect, Moment, RetryClass};
use errspec_tests::rules::{ApiError, ErrorCode, RETRY, RETRY_BUDGET, operations};

const fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

fn class(outcome: &Outcome<'_>, operation: Option<&Operation>) -> (RetryClass, Rank) {
    let decision = RETRY.classify(outcome, operation);
    (decision.class(), decision.rank)
}

fn answer(status: u16, error: &str, operation: Option<&Operation>) -> (RetryClass, Rank) {
    let body = format!("{{\"error\": {error}}}");
    class(&Outcome::error(&ApiError::decode(status, &(), body.as_bytes())), operation)
}

#[test]
fn the_rank_decides_and_not_the_place() {
    assert_eq!(answer(504, r#"{"code": "TIMEOUT"}"#, None), (RetryClass::AfterChange(Change::Size), Rank::CodeAndStatus));
    assert_eq!(answer(500, r#"{"code": "TIMEOUT"}"#, None), (RetryClass::Transient, Rank::Code));
    assert_eq!(answer(400, r#"{"code": "BUSY"}"#, None), (RetryClass::Transient, Rank::Code));
    assert_eq!(answer(400, r#"{"code": "OCCUPIED"}"#, None), (RetryClass::Transient, Rank::Code), "an alias is the code");
    assert_eq!(answer(500, r#"{"code": "new", "type": "server_error"}"#, None), (RetryClass::Inspect, Rank::TypeAndStatus));
    assert_eq!(answer(400, r#"{"code": "new", "type": "server_error"}"#, None), (RetryClass::Transient, Rank::Type));
    assert_eq!(
        answer(500, r#"{"code": "new", "type": "client_error"}"#, None),
        (RetryClass::AfterChange(Change::Input), Rank::Type)
    );
    assert_eq!(
        answer(500, r#"{"code": "ODD", "type": "server_error"}"#, None),
        (RetryClass::Never, Rank::Code),
        "a code beats a type and a status"
    );
    assert_eq!(answer(502, r#"{"code": "new"}"#, None), (RetryClass::Unspecified, Rank::Default));
}

#[test]
fn more_conditions_beat_fewer() {
    assert_eq!(answer(409, r#"{"code": "new"}"#, None), (RetryClass::Never, Rank::Status));
    assert_eq!(answer(409, r#"{"code": "new", "reason": "locked"}"#, None).0, RetryClass::Transient);
    assert_eq!(
        answer(409, r#"{"code": "new", "reason": "locked", "level": 2}"#, None).0,
        RetryClass::AfterAction(Action::ContactSupport)
    );
    assert_eq!(
        answer(409, r#"{"code": "new", "reason": "Locked", "level": 2}"#, None).0,
        RetryClass::Never,
        "texts are compared exactly"
    );
    let planned = [("x-maintenance", " planned ")];
    assert_eq!(
        class(&Outcome::status(503).headers(&planned), None),
        (RetryClass::AfterTime(Moment::MaintenanceEnd), Rank::Status)
    );
    assert_eq!(class(&Outcome::status(503), None).0, RetryClass::Transient);
}

#[test]
fn operations_and_methods_count() {
    assert_eq!(class(&Outcome::status(504), Some(&operations::CALL)).0, RetryClass::Never);
    assert_eq!(class(&Outcome::status(504), Some(&operations::READ)).0, RetryClass::Transient);
    assert_eq!(RETRY.classify(&Outcome::status(504), Some(&operations::READ)).effect, Effect::None);
    assert_eq!(RETRY.classify(&Outcome::status(504), Some(&operations::WRITE)).effect, Effect::Maybe);
    let delete = Operation::new("drop", "DELETE", "/things/{id}");
    assert_eq!(class(&Outcome::status(555), Some(&delete)), (RetryClass::Inspect, Rank::Range));
    assert_eq!(class(&Outcome::status(503), Some(&delete)).1, Rank::Status, "a status beats a range");
}

#[test]
fn without_an_answer_the_transport_decides() {
    let says = |failure| {
        let decision = RETRY.classify(&Outcome::transport(failure), None);
        (decision.class(), decision.effect)
    };
    assert_eq!(says(Transport::Connect), (RetryClass::Transient, Effect::None));
    assert_eq!(says(Transport::Timeout), (RetryClass::Transient, Effect::Maybe));
    assert_eq!(says(Transport::Reset), (RetryClass::Inspect, Effect::Maybe));
    assert_eq!(says(Transport::Tls), (RetryClass::AfterAction(Action::ContactSupport), Effect::None));
    assert_eq!(says(Transport::Other).0, RetryClass::Unspecified);
    assert_eq!(RETRY.rules.iter().filter(|rule| rule.basis == Basis::Assumed).count(), 1);
}

#[test]
fn the_server_has_the_last_word_in_both_directions() {
    let (yes, no, other) = ([("X-Should-Retry", "TRUE")], [("X-Should-Retry", "false")], [("X-Should-Retry", "perhaps")]);
    let step = |status, headers| {
        RETRY
            .call(Duration::ZERO, 1)
            .operation(&operations::READ)
            .on_outcome(&Outcome::status(status).headers(headers), Duration::ZERO)
    };
    assert!(matches!(step(400, &yes), Step::Wait(_)));
    assert!(matches!(step(503, &no), Step::End(Err(gave_up)) if gave_up.reason == Reason::ServerForbade));
    assert!(matches!(step(400, &other), Step::End(Err(_))));
}

#[test]
fn a_hint_of_each_form() {
    let hint = |status, name, value| {
        RETRY.hint(&Outcome::status(status).headers(&[("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), (name, value)]))
    };
    let cases = [
        (429, "Retry-After", "7", Hinted::Wait(secs(7))),
        (503, "retry-after", "Sun, 06 Nov 1994 08:49:47 GMT", Hinted::Wait(secs(10))),
        (500, "Retry-After", "7", Hinted::Nothing),
        (500, "X-Decimal", "1.5", Hinted::Wait(Duration::from_millis(1500))),
        (500, "X-Decimal", "99", Hinted::Wait(secs(20))),
        (500, "X-Millis", "1500", Hinted::Wait(Duration::from_millis(1500))),
        (500, "X-Millis", "20001", Hinted::Nothing),
        (500, "X-Text", "1m30s", Hinted::Wait(secs(90))),
        (500, "X-Iso", "1994-11-06T08:49:39Z", Hinted::Wait(secs(2))),
        (500, "X-Unix", "784111780", Hinted::Wait(secs(3))),
        (500, "X-Unix-Millis", "784111777250", Hinted::Wait(Duration::from_millis(250))),
        (500, "X-Unix", "1", Hinted::Nothing),
        (504, "X-None", "", Hinted::Wait(secs(9))),
    ];
    for (status, name, value, hinted) in cases {
        assert_eq!(hint(status, name, value), hinted, "{status} {name}: {value}");
    }
    assert!(matches!(hint(429, "Retry-After", "31"), Hinted::TooLong(_)));
    let body = br#"{"error": {"code": "new", "wait": 0.25}}"#;
    let error = ApiError::decode(500, &(), body);
    assert_eq!(
        (RETRY.hint(&Outcome::error(&error)), error.delay()),
        (Hinted::Wait(Duration::from_millis(250)), Some(Duration::from_millis(250)))
    );
    assert_eq!((RETRY.hints[0].forms, RETRY.hints[1].over_max), (&[Form::DelaySeconds, Form::HttpDate][..], OverMax::Clamp));
}

#[test]
fn the_policys_numbers() {
    assert_eq!((RETRY.attempts, RETRY.deadline, RETRY.attempt_timeout), (5, Some(secs(600)), Some(secs(5))));
    assert_eq!((RETRY.combine, RETRY.spread), (Combine::Replace, Duration::from_millis(250)));
    assert_eq!((1..5).map(|n| RETRY.delay(n).as_millis()).collect::<Vec<_>>(), [1000, 1500, 2250, 3000]);
    let rules = RETRY_BUDGET.rules();
    assert_eq!(
        (rules.capacity, rules.transient, rules.throttled, rules.refund, rules.scope),
        (Tokens::whole(100), Tokens::whole(14), Tokens::whole(5), Tokens::whole(2), "api_key")
    );
    assert!(std::ptr::eq(RETRY.budget.unwrap(), &RETRY_BUDGET));
}

#[test]
fn safety_is_the_methods_unless_the_contract_says_otherwise() {
    let safety = |operation: Operation| operation.safety;
    assert_eq!(safety(operations::READ), Safety::Safe);
    assert_eq!(safety(operations::WRITE), Safety::Idempotent);
    assert_eq!(safety(operations::MAKE), Safety::Keyed("Idempotency-Key"));
    assert_eq!(safety(operations::CALL), Safety::Unsafe);
    assert_eq!((safety(operations::PEEK), operations::PEEK.basis), (Safety::Safe, Basis::Assumed));
    assert_eq!(safety(operations::SWAP), Safety::Idempotent);
    let budget = errspec::retry::Budget::new(*RETRY_BUDGET.rules());
    let ends = |operation| {
        matches!(
            RETRY
                .call(Duration::ZERO, 1)
                .operation(operation)
                .budget(&budget)
                .on_outcome(&Outcome::status(500), Duration::ZERO),
            Step::End(Err(_))
        )
    };
    assert!(ends(&operations::CALL), "it may have acted, and is not safe to repeat");
    assert!(!ends(&operations::MAKE) && !ends(&operations::WRITE));
    let keyed = RETRY.call(Duration::ZERO, 7).operation(&operations::MAKE);
    assert_eq!(keyed.idempotency_key().map(|(header, _)| header), Some("Idempotency-Key"));
}

#[test]
fn a_rules_own_limit_and_curve() {
    let decision = RETRY.classify(&Outcome::status(400).code(ErrorCode::Busy), None);
    assert_eq!((decision.retry.attempts, decision.retry.backoff.map(|backoff| backoff.delay(3))), (Some(2), Some(secs(7))));
}

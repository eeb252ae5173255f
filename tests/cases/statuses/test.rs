//! Statuses that are registered, unregistered, or only in a range; codes with six statuses, with two, one and none.

use errspec::retry::{Budget, Outcome, OutcomeKind, Rank, Safety, Step, Tokens};
use errspec::{Action, Basis, Category, Change, Code, Effect, RetryClass};
use errspec_tests::statuses::{ApiError, CONTRACT, ErrorCode, RETRY, RETRY_BUDGET, Status};
use std::collections::HashSet;
use std::time::Duration;

#[test]
fn unregistered_statuses_are_named_by_their_phrase_or_by_name() {
    let named = [
        (Status::EnhanceYourCalm, 420, "Enhance Your Calm"),
        (Status::ImATeapot, 418, "I'm a teapot"),
        (Status::ShopifySecurityRejection, 430, ""),
        (Status::ClientClosedRequest, 499, "Client Closed Request"),
        (Status::Frozen, 530, "Site is frozen"),
        (Status::NetworkConnectTimeoutError, 599, "Network Connect Timeout Error"),
        (Status::RequestDenied, 999, "Request denied"),
    ];
    for (status, number, phrase) in named {
        assert_eq!((status.code(), status.phrase(), Status::new(number)), (number, phrase, status));
    }
    assert_eq!(Status::ShopifySecurityRejection.to_string(), "430");
    assert_eq!(
        (Status::ContentTooLarge.code(), Status::ContentTooLarge.phrase()),
        (413, "Payload Too Large"),
        "the name is the registry's"
    );
    assert_eq!(Status::EnhanceYourCalm.category(), Some(Category::RateLimit));
}

#[test]
fn what_is_not_declared_is_kept_as_its_number() {
    for status in [0, 100, 201, 402, 521, 1000, u16::MAX] {
        assert!(matches!(Status::new(status), Status::Other(kept) if kept == status));
        assert_eq!((CONTRACT.statuses().row(status), Status::new(status).basis()), (None, Basis::Assumed));
    }
    assert_eq!(Status::Other(404).to_string(), "404", "not declared here, so it has no phrase here");
    assert_eq!(ApiError::decode(404, &(), b"").phrase(), "Not Found");
    let all: HashSet<Status> = [Status::Other(200), Status::Ok, Status::new(200)].into();
    assert_eq!(all.len(), 1, "equal by number, so hashed by number");
    assert!(Status::Other(399) < Status::BadRequest && Status::BadRequest < Status::Other(401));
}

#[test]
fn the_narrowest_range_speaks_for_what_is_not_declared() {
    assert_eq!(
        (Status::new(521).retry(), Status::new(521).effect(), Status::new(521).category()),
        (RetryClass::Transient, Effect::None, Some(Category::Unavailable))
    );
    assert_eq!(
        (Status::new(555).retry(), Status::new(555).effect(), Status::new(555).category()),
        (RetryClass::Inspect, Effect::Maybe, Some(Category::Upstream))
    );
    assert_eq!((Status::new(404).retry(), Status::new(777).retry()), (RetryClass::Never, RetryClass::Unspecified));
    assert_eq!(Status::ImATeapot.retry(), RetryClass::Never, "4xx: it says nothing itself");
    assert_eq!(RETRY.classify(&Outcome::status(521), None).rank, Rank::Range);
    assert_eq!(RETRY.classify(&Outcome::status(777), None).rank, Rank::Default);
    assert_eq!(Status::Frozen.retry(), RetryClass::AfterAction(Action::EnableAccount));
    assert_eq!(Status::ContentTooLarge.retry(), RetryClass::AfterChange(Change::Size));
}

#[test]
fn success_is_a_set() {
    let successes: Vec<u16> = (100..1000).filter(|status| CONTRACT.is_success(*status)).collect();
    assert_eq!((successes.len(), successes.first(), successes.last()), (101, Some(&200), Some(&304)));
}

#[test]
fn a_code_with_many_statuses_decides_whatever_status_it_comes_with() {
    let statuses = |code: ErrorCode| ErrorCode::CATALOG.statuses(code.row());
    assert_eq!(statuses(ErrorCode::Anywhere), [400, 403, 409, 422, 500, 503]);
    assert_eq!(
        (statuses(ErrorCode::Twice), statuses(ErrorCode::Once), statuses(ErrorCode::Nowhere)),
        (&[500, 503][..], &[503][..], &[][..])
    );
    assert_eq!((ErrorCode::Anywhere.status(), ErrorCode::Nowhere.status()), (Some(400), None));
    for status in [400, 403, 409, 422, 500, 503, 418] {
        let error = ApiError::decode(status, &(), br#"{"code": "ANYWHERE"}"#);
        assert_eq!(
            (error.retry(), error.category(), error.decision().rank),
            (RetryClass::Never, Category::Conflict, Rank::Code),
            "{status}"
        );
    }
}

#[test]
fn a_code_takes_the_facts_of_its_only_status() {
    assert_eq!(
        (ErrorCode::Once.retry(), ErrorCode::Once.category(), ErrorCode::Once.effect()),
        (RetryClass::Throttled, Category::Upstream, Effect::None),
        "and of the status's range"
    );
    assert_eq!(ErrorCode::Twice.category(), Category::Other, "two statuses are none to inherit from");
    let elsewhere = ApiError::decode(400, &(), br#"{"code": "ONCE"}"#);
    assert_eq!(
        (elsewhere.retry(), elsewhere.decision().rank),
        (RetryClass::AfterChange(Change::Request), Rank::Status),
        "inherited facts do not outrank the status it came with"
    );
}

#[test]
fn retries_are_attempts_less_one() {
    assert_eq!(RETRY.attempts, 3);
    assert_eq!(Outcome::status(420).summary(), OutcomeKind::Status(420));
    assert_eq!(RETRY.classify(&Outcome::status(420), None).class(), RetryClass::Throttled);
}

#[test]
fn fault_10a_a_stated_other_counts_as_every_category_does() {
    assert_eq!(Status::PreconditionRequired.category(), Some(Category::Other));
    assert_eq!(ApiError::decode(428, &(), b"").category(), Category::Other, "the registry has `invalid_request`");
    assert_eq!(
        (Status::new(441).category(), ApiError::decode(441, &(), b"").category()),
        (Some(Category::Other), Category::Other)
    );
    assert_eq!(ApiError::decode(444, &(), b"").category(), Category::Other, "a narrower range that says nothing of it");
    let code = |status| ApiError::decode(status, &(), br#"{"code": "NEITHER"}"#).category();
    assert_eq!((code(409), code(500), ErrorCode::Neither.category()), (Category::Other, Category::Other, Category::Other));
    // A code without facts takes those of its response.
    let silent = |status| ApiError::decode(status, &(), br#"{"code": "NOWHERE"}"#).category();
    assert_eq!((silent(401), silent(503)), (Category::Authentication, Category::Upstream));
    // The text of a call that gave up contains the text of its error.
    for (status, body) in
        [(428, "{}"), (444, "{}"), (403, r#"{"code": "NEITHER"}"#), (413, r#"{"code": "NOWHERE"}"#), (777, "")]
    {
        let error = ApiError::decode(status, &(), body.as_bytes());
        let step = RETRY.call(Duration::ZERO, 1).on_outcome(&Outcome::error(&error), Duration::ZERO);
        let Step::End(Err(gave_up)) = step else { panic!("{status} is not repeated: {step:?}") };
        assert_eq!(gave_up.last.and_then(|last| last.category), Some(error.category()), "{status}");
    }
}

#[test]
fn fault_10_a_status_outside_of_all_classes_is_a_failure_of_the_server() {
    for status in [0, 99, 600, 777, 998, u16::MAX] {
        assert_eq!(ApiError::decode(status, &(), b"").category(), Category::Internal, "{status}");
    }
    assert_eq!(ApiError::decode(452, &(), b"").category(), Category::InvalidRequest);
    assert_eq!(ApiError::decode(399, &(), b"").category(), Category::Other);
}

/// One failure a day that a retry fixes must not use up the budget, however small it is.
#[test]
fn fault_08_a_budget_refills_where_the_contract_does_not_say_how() {
    let rules = RETRY_BUDGET.rules();
    assert_eq!([rules.capacity, rules.transient, rules.throttled, rules.refund], [10, 1, 1, 1].map(Tokens::whole));
    let budget = Budget::new(*rules);
    for day in 0..1_000u64 {
        let mut call = RETRY.call(Duration::ZERO, day).safety(Safety::Safe).budget(&budget);
        assert!(matches!(call.on_outcome(&Outcome::status(503), Duration::ZERO), Step::Wait(_)), "day {day}");
        assert!(matches!(call.on_outcome(&Outcome::status(200), Duration::ZERO), Step::End(Ok(()))));
    }
    assert_eq!(budget.left(), rules.capacity);
}

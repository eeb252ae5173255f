//! Every word of the shared vocabularies, and what it becomes in generated code.

use core::time::Duration;
use errspec::headers::Form;
use errspec::retry::Backoff;
use errspec::{Action, Basis, Category, Change, CredentialKind, Effect, Fact, Moment, RetryClass, Severity, Target};
use errspec_tests::words::{
    ADVICE, CONFLICTS, CONTRACT, CREDENTIALS, ErrorCode, RecordingGoneParams, Status, UNSPECIFIED, health, operations,
};

const DAY: u64 = 86_400;

#[test]
fn on_a_status() {
    let (status, row) = (Status::RecordingExpired, Status::RecordingExpired.facts());
    assert_eq!(
        (status.code(), status.phrase(), row.title, row.summary),
        (410, "Gone", "Expired", "The recording was deleted after its time")
    );
    assert_eq!(
        (row.causes, row.action),
        (&["The recording is too old", "Its owner closed the account"][..], "Ask the owner for a copy")
    );
    assert_eq!(
        (row.category, row.retry.map(|retry| retry.class), row.effect),
        (Some(Category::Gone), Some(RetryClass::Never), Some(Effect::None))
    );
    assert_eq!(
        (row.expires, row.basis, row.since, row.deprecated),
        (Some(Duration::from_secs(90 * DAY)), Basis::Inferred, "2.1", "A 404 is sent since version 3")
    );
    assert_eq!(row.docs, "https://archive.example.com/docs/expiry");
    let down = Status::ServiceUnavailable.facts().retry.unwrap();
    assert_eq!((down.attempts, down.backoff), (Some(2), Some(Backoff::constant(Duration::from_millis(1500)))));
    assert_eq!(Status::ServiceUnavailable.basis(), Basis::Stated, "only some of its facts are not stated");
}

#[test]
fn on_a_code() {
    let code = ErrorCode::RecordingGone;
    assert_eq!((code.as_str(), code.summary(), code.action()), ("EXPIRED", "The recording is gone", Some("Ask the owner")));
    assert_eq!(
        (code.category(), code.retry(), code.effect(), code.status()),
        (Category::Gone, RetryClass::AfterAction(Action::ContactSupport), Effect::None, Some(410))
    );
    let facts = code.facts();
    assert_eq!((facts.title, facts.causes, code.extra().unwrap().message), ("Expired", &["Too old"][..], "{id} is gone"));
    assert_eq!((facts.since, facts.deprecated, facts.docs), ("1.0", "Use GONE", "https://archive.example.com/docs/expired"));
    assert_eq!(facts.expires, Some(Duration::from_secs(30 * DAY)));
    assert_eq!(ErrorCode::Fraction.facts().expires, Some(Duration::from_millis(1500)));
    assert_eq!(
        (facts.summary, facts.action, facts.category, facts.effect, facts.basis),
        (code.summary(), "Ask the owner", Some(code.category()), Some(code.effect()), code.basis())
    );
    assert_eq!(facts.retry.map(|retry| retry.class), Some(code.retry()));
    assert_eq!(
        (ErrorCode::from_wire("OLD"), ErrorCode::from_wire("TOO_OLD"), ErrorCode::from_wire("GONE")),
        (Some(code), Some(code), None)
    );
    assert_eq!(RecordingGoneParams { id: "7" }.to_string(), "7 is gone");
}

#[test]
fn on_a_group_and_its_codes() {
    let group = ErrorCode::Full.group().unwrap();
    assert_eq!(
        (group.key, group.title(), group.facts.summary, group.status),
        ("storage", "Storage", "Nothing could be stored", 503)
    );
    assert_eq!(
        (ErrorCode::Full.action(), ErrorCode::Full.category(), ErrorCode::Full.retry()),
        (Some("Look at the disk"), Category::Quota, RetryClass::AfterAction(Action::FreeStorage))
    );
    assert_eq!(
        (ErrorCode::Full.basis(), ErrorCode::Full.effect(), ErrorCode::Full.status()),
        (Basis::Inferred, Effect::None, Some(503))
    );
    assert_eq!(
        (ErrorCode::Slow.action(), ErrorCode::Slow.retry(), ErrorCode::Slow.basis(), ErrorCode::Slow.effect()),
        (Some("Wait"), RetryClass::Transient, Basis::Stated, Effect::Maybe)
    );
}

#[test]
fn severity() {
    assert_eq!(Status::RecordingExpired.severity(), Some(Severity::Info));
    assert_eq!((Status::ServiceUnavailable.severity(), Status::new(418).severity()), (None, None));
    assert_eq!((ErrorCode::Slow.severity(), ErrorCode::Full.severity()), (Some(Severity::Warning), Some(Severity::Fatal)));
    assert_eq!(ErrorCode::Full.group().unwrap().facts.severity, Some(Severity::Fatal));
    // From the catalog, not from the status it is documented with.
    assert_eq!(ErrorCode::RecordingGone.severity(), Some(Severity::Error));
    assert_eq!(ErrorCode::Bare.facts().severity, Some(Severity::Error));
}

#[test]
fn on_a_catalog() {
    assert_eq!(ErrorCode::CATALOG.summary, "What the archive says went wrong");
    assert_eq!(
        (ErrorCode::Bare.basis(), ErrorCode::Bare.effect(), ErrorCode::Bare.summary()),
        (Basis::Standard, Effect::None, "")
    );
    assert_eq!((ErrorCode::Bare.to_string(), format!("{:?}", ErrorCode::Bare)), ("BARE".to_owned(), "Bare".to_owned()));
    assert_eq!((ErrorCode::Bare.category(), ErrorCode::Bare.retry()), (Category::Other, RetryClass::Unspecified));
}

#[test]
fn every_retry_class() {
    let classes = [
        (ErrorCode::Never, RetryClass::Never),
        (ErrorCode::Transient, RetryClass::Transient),
        (ErrorCode::Throttled, RetryClass::Throttled),
        (ErrorCode::Refresh, RetryClass::Refresh),
        (ErrorCode::Change, RetryClass::AfterChange(Change::Format)),
        (ErrorCode::Action, RetryClass::AfterAction(Action::UpgradePlan)),
        (ErrorCode::Time, RetryClass::AfterTime(Moment::BillingCycle)),
        (ErrorCode::Poll, RetryClass::KeepPolling { slower_by: Duration::from_millis(2500) }),
        (ErrorCode::PollOn, RetryClass::KeepPolling { slower_by: Duration::ZERO }),
        (ErrorCode::Inspect, RetryClass::Inspect),
        (ErrorCode::Elsewhere, RetryClass::Redirect(Target::Location)),
        (ErrorCode::Unknown, RetryClass::Unspecified),
    ];
    for (code, class) in classes {
        assert_eq!(code.retry(), class, "{code:?}");
    }
}

#[test]
fn on_everything_else() {
    let limit = &CONTRACT.rate_limit;
    assert_eq!(
        (limit.summary, limit.scope, limit.limit, limit.remaining),
        ("On every answer", "account", Some("X-RateLimit-Limit"), Some("X-RateLimit-Remaining"))
    );
    assert_eq!((limit.reset, CONTRACT.request_id), (Some(("X-RateLimit-Reset", Form::DelaySeconds)), "X-Request-Id"));
    let kinds: Vec<_> = CREDENTIALS
        .iter()
        .map(|credential| (credential.name, credential.kind, credential.header, credential.refresh))
        .collect();
    assert_eq!(
        kinds,
        [
            ("key", CredentialKind::ApiKey, "X-Api-Key", false),
            ("token", CredentialKind::Bearer, "Authorization", true),
            ("device", CredentialKind::Oauth2Device, "", false)
        ]
    );
    assert_eq!(
        (operations::GET_RECORDING.summary, operations::DROP_RECORDING.basis, operations::DROP_RECORDING.path),
        ("One recording", Basis::Inferred, "")
    );
    assert!(health::API.is_healthy(204, b"") && !health::API.is_healthy(204, b" ") && health::API.method == "HEAD");
    assert_eq!(
        (health::OTHER.target, health::OTHER.status, health::OTHER.basis),
        ("https://archive.example.com/up", 200, Basis::Assumed)
    );
    assert_eq!(
        (ADVICE[1].text, ADVICE[1].basis, ADVICE[1].docs),
        ("Send a User-Agent", Basis::Standard, "https://www.rfc-editor.org/rfc/rfc9110#section-10.1.5")
    );
    assert_eq!((UNSPECIFIED[0].text, UNSPECIFIED[0].docs, UNSPECIFIED[1].basis), ("What a 502 means", "", Basis::Inferred));
    assert_eq!(
        (CONFLICTS.len(), CONFLICTS[0].reason, CONFLICTS[1].resolution, CONFLICTS[1].reason),
        (2, "It is newer", "neither", "")
    );
}

#[test]
fn where_it_comes_from_and_how_sure_it_is() {
    assert_eq!((CONTRACT.source, ErrorCode::CATALOG.title), ("A book", "Codes of the archive"));
    assert_eq!(CONTRACT.policy.basis, Basis::Assumed, "there is no section");
    let body = &CONTRACT.decoder.bodies[0];
    assert_eq!((body.summary, body.basis), ("The only shape", Basis::Assumed));
    assert_eq!((CONFLICTS[0].basis, CONFLICTS[1].basis), (Basis::Inferred, Basis::Stated));
    assert_eq!(
        CREDENTIALS.iter().map(|credential| (credential.basis, credential.docs)).collect::<Vec<_>>(),
        [(Basis::Inferred, ""), (Basis::Stated, "https://archive.example.com/docs/token"), (Basis::Stated, "")]
    );
}

#[test]
fn single_facts_may_be_more_or_less_sure_than_their_entry() {
    let unavailable = Status::new(503);
    assert_eq!(unavailable.basis(), Basis::Stated);
    let of = |fact| unavailable.basis_of(fact);
    assert_eq!((of(Fact::Retry), of(Fact::Effect), of(Fact::Summary)), (Basis::Assumed, Basis::Inferred, Basis::Stated));
    assert_eq!(of(Fact::Category), Basis::Standard, "the registry's");
    assert_eq!(Status::RecordingExpired.basis_of(Fact::Category), Basis::Inferred, "its own, as the whole entry");
    assert_eq!((Status::new(404).basis_of(Fact::Retry), Status::new(404).basis()), (Basis::Assumed, Basis::Assumed));

    const GONE: Basis = ErrorCode::RecordingGone.basis_of(Fact::Status);
    assert_eq!(GONE, Basis::Assumed);
    // It states a `basis` only for its status; the catalog's basis applies to its other facts.
    assert_eq!(ErrorCode::RecordingGone.basis_of(Fact::Action), Basis::Standard);
    // Its own basis, that of the group, and that of the catalog for facts that only the catalog states.
    let slow = |fact| ErrorCode::Slow.basis_of(fact);
    assert_eq!(
        (slow(Fact::Retry), slow(Fact::Status), slow(Fact::Category)),
        (Basis::Stated, Basis::Inferred, Basis::Inferred)
    );
    assert_eq!(ErrorCode::Full.basis_of(Fact::Effect), Basis::Standard);
    assert_eq!(ErrorCode::Bare.basis_of(Fact::Category), Basis::Assumed, "nobody's but the language's");
}

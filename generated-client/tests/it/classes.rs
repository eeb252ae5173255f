//! The retry class of every status, type, code and state, as complete sets: a class has these members and no others.

use crate::support::{self, codes_of, declared, secs, statuses_of, types_of};
use errspec::retry::{Outcome, Policy, Rank};
use errspec::{Action, Api, Basis, Change, CredentialKind, Moment, RetryClass};
use generated_client::{autoretouch, images, jobs, media_tasks, vision};
use std::time::Duration;

/// The members of a class, by page: statuses, then types, then codes; of the first page states come last.
struct Members {
    autoretouch: (Vec<u16>, Vec<&'static str>, Vec<&'static str>),
    media_tasks: (Vec<u16>, Vec<&'static str>, Vec<&'static str>),
    jobs: (Vec<u16>, Vec<&'static str>),
    vision: (Vec<u16>, Vec<&'static str>),
    images: (Vec<u16>, Vec<&'static str>, Vec<&'static str>),
}

fn members(is: impl Fn(RetryClass) -> bool + Copy) -> Members {
    let states =
        autoretouch::ExecutionState::ALL.iter().filter(|state| state.retry().is_some_and(is)).map(|state| state.as_str());
    Members {
        autoretouch: (
            statuses_of::<autoretouch::Api>(is),
            codes_of::<autoretouch::OAuthError>(&autoretouch::RETRY, is),
            states.collect(),
        ),
        media_tasks: (
            statuses_of::<media_tasks::Api>(is),
            types_of::<media_tasks::ErrorType>(&media_tasks::RETRY, is),
            codes_of::<media_tasks::TaskErrorCode>(&media_tasks::RETRY, is),
        ),
        jobs: (statuses_of::<jobs::Api>(is), codes_of::<jobs::ErrorCode>(&jobs::RETRY, is)),
        vision: (statuses_of::<vision::Api>(is), codes_of::<vision::ErrorCode>(&vision::RETRY, is)),
        images: (
            statuses_of::<images::Api>(is),
            types_of::<images::ErrorType>(&images::RETRY, is),
            codes_of::<images::ErrorCode>(&images::RETRY, is),
        ),
    }
}

const NO_TEXT: Vec<&str> = Vec::new();
const NO_STATUS: Vec<u16> = Vec::new();

#[test]
fn transient() {
    let found = members(|class| class == RetryClass::Transient);
    assert_eq!(found.autoretouch, (vec![500, 503], NO_TEXT, NO_TEXT));
    assert_eq!(found.media_tasks, (vec![500], vec!["server_error"], vec!["model_unavailable", "generation_failed"]));
    let codes = vec!["INTERNAL_ERROR", "DATABASE_ERROR", "EXTERNAL_SERVICE_ERROR", "SERVICE_UNAVAILABLE"];
    assert_eq!(found.jobs, (vec![500, 503], codes), "the statuses where there is no code");
    assert_eq!(found.vision, (vec![500, 503], vec!["VLM_PROVIDER_ERROR"]));
    assert_eq!(found.images, (vec![500], NO_TEXT, NO_TEXT));
}

#[test]
fn throttled() {
    let found = members(|class| class == RetryClass::Throttled);
    assert_eq!(found.autoretouch, (vec![429], NO_TEXT, NO_TEXT));
    assert_eq!(found.media_tasks, (vec![429], vec!["rate_limit_error"], NO_TEXT));
    assert_eq!(found.jobs, (vec![429], vec!["RATE_LIMIT_EXCEEDED"]));
    assert_eq!(found.vision, (vec![429], vec!["RATE_LIMIT_ERROR"]));
    assert_eq!(found.images, (vec![429], vec!["rate_limit_error"], vec!["rate_limit_exceeded"]));
}

#[test]
fn refresh() {
    let found = members(|class| class == RetryClass::Refresh);
    assert_eq!(found.autoretouch, (vec![401], NO_TEXT, NO_TEXT));
    assert_eq!(found.media_tasks, (NO_STATUS, NO_TEXT, NO_TEXT));
    assert_eq!((found.jobs, found.vision), ((NO_STATUS, NO_TEXT), (NO_STATUS, NO_TEXT)));
    assert_eq!(found.images, (NO_STATUS, NO_TEXT, NO_TEXT));
}

#[test]
fn after_action_credentials() {
    let found = members(|class| class == RetryClass::AfterAction(Action::RenewCredentials));
    assert_eq!(found.autoretouch, (NO_STATUS, vec!["invalid_grant"], NO_TEXT));
    assert_eq!(found.media_tasks, (vec![401], vec!["authentication_error"], NO_TEXT));
    assert_eq!(found.jobs, (vec![401], vec!["AUTHENTICATION_FAILED", "INVALID_API_KEY", "EXPIRED_API_KEY", "REVOKED_API_KEY"]));
    assert_eq!(found.vision, (vec![401], vec!["INVALID_API_KEY", "EXPIRED_API_KEY", "DEACTIVATED_API_KEY"]));
    assert_eq!(found.images, (vec![401], NO_TEXT, NO_TEXT));
}

#[test]
fn after_action_permission_or_account() {
    let account = |action| matches!(action, Action::GetPermission | Action::ContactSupport | Action::EnableAccount);
    let found = members(|class| matches!(class, RetryClass::AfterAction(action) if account(action)));
    assert_eq!(found.autoretouch, (vec![403], NO_TEXT, NO_TEXT));
    assert_eq!(found.media_tasks, (vec![403], vec!["permission_error"], NO_TEXT));
    assert_eq!(found.jobs, (vec![403], vec!["AUTHORIZATION_FAILED", "SUSPENDED_ACCOUNT", "INSUFFICIENT_PERMISSIONS"]));
    assert_eq!(found.vision, (vec![403], vec!["AUTHZ_ERROR"]));
    assert_eq!(found.images, (NO_STATUS, NO_TEXT, NO_TEXT));
}

#[test]
fn after_action_pay_or_free_space() {
    let pay = |action| matches!(action, Action::AddFunds | Action::FreeStorage | Action::UpgradePlan);
    let found = members(|class| matches!(class, RetryClass::AfterAction(action) if pay(action)));
    assert_eq!(found.autoretouch, (NO_STATUS, NO_TEXT, vec!["PAYMENT_REQUIRED"]));
    assert_eq!(found.media_tasks, (vec![402], NO_TEXT, NO_TEXT));
    assert_eq!(found.jobs, (NO_STATUS, vec!["INSUFFICIENT_BALANCE"]));
    assert_eq!(found.vision, (vec![402], vec!["STORAGE_QUOTA_EXCEEDED"]));
    assert_eq!(found.images, (vec![402], NO_TEXT, NO_TEXT));
}

#[test]
fn after_time() {
    let found = members(|class| matches!(class, RetryClass::AfterTime(_)));
    assert_eq!((found.autoretouch, found.media_tasks), ((NO_STATUS, NO_TEXT, NO_TEXT), (NO_STATUS, NO_TEXT, NO_TEXT)));
    assert_eq!((found.jobs, found.vision), ((NO_STATUS, NO_TEXT), (NO_STATUS, vec!["USAGE_LIMIT_EXCEEDED"])));
    assert_eq!(found.images, (NO_STATUS, NO_TEXT, NO_TEXT));
    assert_eq!(vision::ErrorCode::UsageLimitExceeded.retry(), RetryClass::AfterTime(Moment::BillingCycle));
}

#[test]
fn after_change() {
    let found = members(|class| matches!(class, RetryClass::AfterChange(_)));
    assert_eq!(found.autoretouch, (vec![400, 422], NO_TEXT, NO_TEXT));
    let codes = vec!["content_policy_violation", "timeout", "invalid_image_url", "file_too_large", "unsupported_format"];
    assert_eq!(found.media_tasks, (vec![400], vec!["invalid_request_error"], codes));
    assert_eq!(found.jobs, (vec![400], vec!["INVALID_REQUEST", "MISSING_PARAMETER", "INVALID_PARAMETER", "INVALID_FORMAT"]));
    let codes = vec!["HTTP_413", "IMAGE_PROCESSING_ERROR", "TIMEOUT", "VALIDATION_ERROR"];
    assert_eq!(found.vision, (vec![400, 413, 422, 504], codes));
    assert_eq!(found.images, (vec![400], NO_TEXT, NO_TEXT));
    let larger = members(|class| class == RetryClass::AfterChange(Change::Size));
    assert_eq!((larger.media_tasks.2, larger.vision), (vec!["file_too_large"], (vec![413, 504], vec!["HTTP_413", "TIMEOUT"])));
}

#[test]
fn never() {
    let found = members(|class| class == RetryClass::Never);
    assert_eq!(found.autoretouch, (vec![404], NO_TEXT, NO_TEXT));
    assert_eq!(found.media_tasks, (vec![404], vec!["not_found_error"], NO_TEXT));
    assert_eq!(found.jobs, (vec![404], vec!["RESOURCE_NOT_FOUND", "JOB_NOT_FOUND", "CLIENT_NOT_FOUND", "API_KEY_NOT_FOUND"]));
    assert_eq!(found.vision, (vec![404, 409], NO_TEXT));
    assert_eq!(found.images, (vec![404, 410], NO_TEXT, NO_TEXT));
}

#[test]
fn inspect() {
    let found = members(|class| class == RetryClass::Inspect);
    assert_eq!(found.autoretouch, (NO_STATUS, NO_TEXT, vec!["FAILED"]));
    assert_eq!(found.media_tasks, (NO_STATUS, NO_TEXT, NO_TEXT));
    assert_eq!((found.jobs, found.vision), ((NO_STATUS, vec!["PROCESSING_FAILED"]), (NO_STATUS, NO_TEXT)));
    assert_eq!(found.images, (NO_STATUS, NO_TEXT, NO_TEXT));
}

#[test]
fn keep_polling() {
    let slower = |by: Duration| members(move |class| class == RetryClass::KeepPolling { slower_by: by }).autoretouch;
    assert_eq!(slower(Duration::ZERO), (NO_STATUS, vec!["authorization_pending"], NO_TEXT));
    assert_eq!(slower(secs(5)), (NO_STATUS, vec!["slow_down"], NO_TEXT));
    let found = members(|class| matches!(class, RetryClass::KeepPolling { .. }));
    assert_eq!((found.autoretouch.1.len(), found.media_tasks), (2, (NO_STATUS, NO_TEXT, NO_TEXT)));
    assert_eq!((found.jobs, found.vision), ((NO_STATUS, NO_TEXT), (NO_STATUS, NO_TEXT)));
    assert_eq!(found.images, (NO_STATUS, NO_TEXT, NO_TEXT));
}

#[test]
fn fallback_for_what_is_not_declared() {
    fn never<A: Api>() {
        let policy: &Policy = A::contract().policy;
        let known = declared(A::contract());
        for status in (400..=599).filter(|status| !known.contains(status)) {
            let decision = policy.classify(&Outcome::status(status), None);
            assert_eq!((decision.class(), decision.rank), (RetryClass::Never, Rank::Range), "{} {status}", A::contract().name);
            assert_eq!(policy.statuses.range(status).map(|range| range.facts.basis), Some(Basis::Assumed));
        }
    }
    never::<autoretouch::Api>();
    never::<media_tasks::Api>();
    never::<jobs::Api>();
    never::<vision::Api>();
    never::<images::Api>();
}

#[test]
fn success_sets() {
    let successes =
        |contract: &errspec::Contract| (0..1000).filter(|status| contract.is_success(*status)).collect::<Vec<u16>>();
    let contracts = [&autoretouch::CONTRACT, &media_tasks::CONTRACT, &jobs::CONTRACT, &vision::CONTRACT, &images::CONTRACT];
    for contract in contracts {
        assert_eq!(successes(contract), (200..=299).collect::<Vec<u16>>(), "{}", contract.name);
    }
    let documented =
        contracts.map(|contract| declared(contract).into_iter().filter(|status| *status < 300).collect::<Vec<_>>());
    assert_eq!(documented, [vec![200, 201], vec![200], vec![], vec![200, 201, 204], vec![]]);
}

#[test]
fn credentials() {
    let [token] = autoretouch::CREDENTIALS else { panic!("{:?}", autoretouch::CREDENTIALS) };
    assert_eq!((token.kind, token.refresh), (CredentialKind::Oauth2Device, true));
    support::mentions(token.summary, &["OAuth", "access token", "device flow"]);
    let keys = [media_tasks::CREDENTIALS, jobs::CREDENTIALS, vision::CREDENTIALS, images::CREDENTIALS];
    for key in keys {
        assert_eq!(key.iter().map(|key| (key.kind, key.refresh)).collect::<Vec<_>>(), [(CredentialKind::ApiKey, false)]);
    }
    assert_eq!(keys.map(|key| key[0].header), ["", "", "", "Authorization"], "only one page names the header");
}

//! The application's error codes.

use crate::support::{mentions, remarked, wires};
use ErrorCode::*;
use errspec::retry::Rank;
use errspec::{Action, Category, Change, Moment, OpenCode, RetryClass};
use generated_client::vision::{ApiError, CONTRACT, ErrorCode, UNSPECIFIED};

fn group(title: &str) -> Vec<&'static str> {
    let of_group = |code: &&ErrorCode| code.group().is_some_and(|group| group.title() == title);
    wires(&ErrorCode::ALL.iter().filter(of_group).copied().collect::<Vec<_>>())
}

#[track_caller]
fn says(code: ErrorCode, summary: &[&str], solution: &[&str], retry: RetryClass) {
    mentions(code.summary(), summary);
    mentions(code.action().unwrap_or_default(), solution);
    assert_eq!(code.retry(), retry, "{code:?}");
}

#[test]
fn line_21_authentication_codes() {
    assert_eq!(group("Authentication errors"), ["INVALID_API_KEY", "EXPIRED_API_KEY", "DEACTIVATED_API_KEY", "AUTHZ_ERROR"]);
    let renew = RetryClass::AfterAction(Action::RenewCredentials);
    says(InvalidApiKey, &["invalid or malformed"], &["check", "dashboard"], renew);
    says(ExpiredApiKey, &["expired"], &["new key", "dashboard"], renew);
    says(DeactivatedApiKey, &["deactivated"], &["new key", "dashboard"], renew);
    says(
        AuthzError,
        &["lacks", "authorization", "operation"],
        &["new key", "scope"],
        RetryClass::AfterAction(Action::GetPermission),
    );
    assert_eq!((InvalidApiKey.category(), AuthzError.category()), (Category::Authentication, Category::Permission));
}

#[test]
fn line_22_the_upload_code() {
    assert_eq!(group("Upload errors"), ["HTTP_413"]);
    says(Http413, &["too large"], &["smaller", "message"], RetryClass::AfterChange(Change::Size));
    mentions(&Http413.facts().causes.join(", "), &["size limit", "storage quota"]);
    assert_eq!(Http413.category(), Category::TooLarge);
}

#[test]
fn line_23_quota_codes() {
    assert_eq!(group("Quota errors"), ["STORAGE_QUOTA_EXCEEDED", "RATE_LIMIT_ERROR", "USAGE_LIMIT_EXCEEDED"]);
    says(StorageQuotaExceeded, &["storage"], &["delete", "upgrade"], RetryClass::AfterAction(Action::FreeStorage));
    says(RateLimitError, &["too many requests", "window"], &["exponential", "Retry-After"], RetryClass::Throttled);
    says(
        UsageLimitExceeded,
        &["month", "calls", "processing"],
        &["next billing cycle", "upgrade"],
        RetryClass::AfterTime(Moment::BillingCycle),
    );
    assert_eq!(
        (StorageQuotaExceeded.category(), RateLimitError.category(), UsageLimitExceeded.category()),
        (Category::Quota, Category::RateLimit, Category::Quota)
    );
}

#[test]
fn line_24_processing_codes() {
    assert_eq!(group("Processing errors"), ["IMAGE_PROCESSING_ERROR", "VLM_PROVIDER_ERROR", "TIMEOUT"]);
    says(ImageProcessingError, &["image", "processed"], &["intact", "upload it again"], RetryClass::AfterChange(Change::Input));
    says(VlmProviderError, &["AI provider"], &["retry", "provider may be down"], RetryClass::Transient);
    says(Timeout, &["too long"], &["smaller batch", "simpler query"], RetryClass::AfterChange(Change::Size));
    assert_eq!((VlmProviderError.category(), Timeout.category()), (Category::Upstream, Category::Timeout));
}

#[test]
fn line_25_a_twelfth_code_and_an_open_set() {
    assert_eq!((ErrorCode::ALL.len(), ValidationError.as_str()), (12, "VALIDATION_ERROR"));
    assert!(ValidationError.group().is_none(), "only an example has it");
    assert!(ErrorCode::CATALOG.open);
    mentions(ErrorCode::CATALOG.summary, &["extraction schemas", "cloud storage", "billing"]);
    let error = ApiError::decode(422, &(), br#"{"detail": {"code": "SCHEMA_IN_USE", "message": "Schema is in use"}}"#);
    assert_eq!(error.code::<ErrorCode>(), Some(OpenCode::Unknown("SCHEMA_IN_USE".into())));
    assert_eq!(
        (error.retry(), error.decision().rank),
        (RetryClass::AfterChange(Change::Request), Rank::Status),
        "its status decides"
    );
    remarked(UNSPECIFIED, &["codes of single endpoints"]);
}

#[test]
fn line_26_statuses_of_codes_are_inferred() {
    let of = |code: ErrorCode| code.status();
    assert_eq!([InvalidApiKey, ExpiredApiKey, DeactivatedApiKey].map(of), [Some(401); 3]);
    assert_eq!(
        [AuthzError, Http413, RateLimitError, ValidationError, Timeout].map(of),
        [Some(403), Some(413), Some(429), Some(422), Some(504)]
    );
    assert_eq!(
        [StorageQuotaExceeded, UsageLimitExceeded, ImageProcessingError, VlmProviderError].map(of),
        [None; 4],
        "none can be inferred"
    );
    remarked(UNSPECIFIED, &["which status", "which code"]);
    assert!(ErrorCode::ALL.iter().filter_map(|code| code.status()).all(|status| CONTRACT.statuses().row(status).is_some()));
}

//! A shipped catalog, extended.

use core::time::Duration;
use errspec::{Basis, Category, RetryClass};
use errspec_tests::device::{ApiError, CONTRACT, LoginError};

#[test]
fn the_standards_codes_with_facts_of_the_own_file() {
    assert_eq!(LoginError::ALL.len(), 11);
    assert_eq!(
        (LoginError::SlowDown.action(), LoginError::SlowDown.retry()),
        (Some("Poll less often"), RetryClass::KeepPolling { slower_by: Duration::from_secs(7) })
    );
    assert!(LoginError::SlowDown.summary().contains("too fast"), "what is not said stays as it was");
    assert_eq!((LoginError::DeviceBanned.basis(), LoginError::AuthorizationPending.basis()), (Basis::Stated, Basis::Standard));
    assert_eq!((LoginError::AuthorizationPending.status(), LoginError::InvalidClient.status()), (Some(400), Some(401)));
    assert!(CONTRACT.statuses().rows.is_empty(), "the registry is enough for a standard's statuses");
}

#[test]
fn a_token_endpoints_answer() {
    let error = ApiError::decode(400, &(), br#"{"error": "authorization_pending", "error_description": "wait"}"#);
    assert_eq!((error.category(), error.retry()), (Category::Pending, RetryClass::KeepPolling { slower_by: Duration::ZERO }));
    assert_eq!(error.to_string(), "400 Bad Request: wait (code authorization_pending)");
}

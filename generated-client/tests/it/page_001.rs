//! The page of the media task API, line by line. The names of the tests are the numbers of its facts.

use crate::support::{class, declared, drive, mentions, remarked, retried, safe, secs, silent_without_answer, status, wires};
use errspec::headers::Form;
use errspec::place::Place;
use errspec::retry::{Combine, Hinted, Jitter, Operation, Outcome, Rank, Reason, Safety};
use errspec::{Action, Basis, Category, Change, Code, OpenCode, RetryClass};
use generated_client::media_tasks::{
    ADVICE, ApiError, Body, CONTRACT, ErrorType, RETRY, Status, TaskErrorCode, UNSPECIFIED, operations,
};

#[test]
fn line_01_success() {
    let row = status(&CONTRACT, 200, "OK", &["processed"]);
    assert_eq!(row.title, "Success");
    assert!(CONTRACT.is_success(200));
}

#[test]
fn line_02_bad_request_has_three_causes() {
    let row = status(&CONTRACT, 400, "Bad Request", &["request"]);
    assert_eq!(row.causes.len(), 3);
    mentions(row.causes[0], &["parameter", "invalid"]);
    mentions(row.causes[1], &["required field", "missing"]);
    mentions(row.causes[2], &["JSON", "malformed"]);
    assert_eq!(Status::BadRequest.retry(), RetryClass::AfterChange(Change::Request));
}

#[test]
fn line_03_unauthorized() {
    let row = status(&CONTRACT, 401, "Unauthorized", &["sender"]);
    mentions(&row.causes.join(", "), &["key is invalid", "key is missing"]);
    assert_eq!(Status::Unauthorized.retry(), RetryClass::AfterAction(Action::RenewCredentials));
}

#[test]
fn line_04_payment_required() {
    status(&CONTRACT, 402, "Payment Required", &["balance"]);
    assert_eq!(
        (Status::PaymentRequired.category(), class(&RETRY, 402)),
        (Some(Category::Payment), RetryClass::AfterAction(Action::AddFunds))
    );
}

#[test]
fn line_05_forbidden() {
    status(&CONTRACT, 403, "Forbidden", &["key", "permission"]);
    assert_eq!(class(&RETRY, 403), RetryClass::AfterAction(Action::GetPermission));
}

#[test]
fn line_06_not_found() {
    let row = status(&CONTRACT, 404, "Not Found", &["found"]);
    assert_eq!(row.causes.len(), 2);
    mentions(row.causes[0], &["endpoint", "URL"]);
    mentions(row.causes[1], &["task", "id"]);
    assert_eq!(class(&RETRY, 404), RetryClass::Never);
}

#[test]
fn line_07_too_many_requests() {
    status(&CONTRACT, 429, "Too Many Requests", &["rate limit"]);
    assert_eq!((class(&RETRY, 429), Status::TooManyRequests.category()), (RetryClass::Throttled, Some(Category::RateLimit)));
}

#[test]
fn line_08_internal_server_error() {
    let row = status(&CONTRACT, 500, "Internal Server Error", &["server"]);
    mentions(row.action, &["retry later"]);
    assert_eq!(class(&RETRY, 500), RetryClass::Transient);
}

#[test]
fn line_09_the_envelope() {
    let raw = br#"{"error": {"message": "Description of the error", "type": "error_type", "code": "specific_error_code"}}"#;
    let error = ApiError::decode(400, &(), raw);
    let Body::Api(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(body.message, "Description of the error");
    assert_eq!(body.r#type, OpenCode::Unknown("error_type".into()));
    assert_eq!(body.code, Some(OpenCode::Unknown("specific_error_code".into())));
    assert_eq!((error.code_ref(), error.type_ref()), (None, None), "placeholders are no codes");
    assert_eq!((error.code_text().as_deref(), error.type_text().as_deref()), (Some("specific_error_code"), Some("error_type")));
    assert_eq!(error.decision().rank, Rank::Status);

    let typed = ApiError::decode(
        400,
        &(),
        br#"{"error": {"message": "No such model", "type": "invalid_request_error", "code": null}}"#,
    );
    assert!(matches!(typed.body(), Body::Api(body) if body.code.is_none() && body.r#type == ErrorType::InvalidRequestError));
    for raw in [&b"<html></html>"[..], b"", br#"{"error": {"message": "cut o"#] {
        let broken = ApiError::decode(500, &(), raw);
        assert_eq!((broken.body(), broken.raw(), broken.retry()), (Body::Unknown, raw, RetryClass::Transient));
    }
}

#[test]
fn line_10_error_types() {
    let types = ErrorType::ALL.iter().map(|of| (of.as_str(), of.status().unwrap())).collect::<Vec<_>>();
    assert_eq!(
        types,
        [
            ("invalid_request_error", 400),
            ("authentication_error", 401),
            ("permission_error", 403),
            ("not_found_error", 404),
            ("rate_limit_error", 429),
            ("server_error", 500),
        ]
    );
    mentions(ErrorType::InvalidRequestError.summary(), &["malformed", "required parameter"]);
    mentions(ErrorType::AuthenticationError.summary(), &["invalid", "expired", "missing"]);
    mentions(ErrorType::PermissionError.summary(), &["key", "operation"]);
    mentions(ErrorType::NotFoundError.summary(), &["resource"]);
    mentions(ErrorType::RateLimitError.summary(), &["too many requests", "time"]);
    mentions(ErrorType::ServerError.summary(), &["unexpected", "server"]);
    remarked(UNSPECIFIED, &["status", "error type"]);
    remarked(UNSPECIFIED, &["type", "402"]);
}

/// A task that failed, told in an answer that is itself a success.
fn task(code: &str) -> Vec<u8> {
    format!(r#"{{"error": {{"message": "The task failed", "type": "server_error", "code": "{code}"}}}}"#).into_bytes()
}

/// A task code decides by itself, whatever status it travels on.
#[track_caller]
fn task_code(code: TaskErrorCode, wire: &str, summary: &[&str], action: &[&str], category: Category, retry: RetryClass) {
    assert_eq!((code.as_str(), code.category(), code.retry(), code.status()), (wire, category, retry, None));
    mentions(code.summary(), summary);
    mentions(code.action().unwrap_or_default(), action);
    for status in [200, 400, 500] {
        let body = task(wire);
        let error = ApiError::decode(status, &(), &body);
        assert!(error.is(code));
        assert_eq!(
            (error.decision().class(), error.decision().rank, error.category()),
            (retry, Rank::Code, category),
            "{status}"
        );
    }
}

#[test]
fn line_11_task_codes_and_a_model_that_is_unavailable() {
    let all = [
        "model_unavailable",
        "content_policy_violation",
        "generation_failed",
        "timeout",
        "invalid_image_url",
        "file_too_large",
        "unsupported_format",
    ];
    assert_eq!(wires(TaskErrorCode::ALL), all);
    assert!(TaskErrorCode::ALL.iter().all(|code| TaskErrorCode::CATALOG.statuses(code.row()).is_empty()), "tied to no status");
    mentions(TaskErrorCode::CATALOG.summary, &["error.code", "task's status", "200"]);
    let code = TaskErrorCode::ModelUnavailable;
    task_code(
        code,
        "model_unavailable",
        &["model", "not available"],
        &["wait a little", "retry"],
        Category::Unavailable,
        RetryClass::Transient,
    );
}

#[test]
fn line_12_content_policy_violation() {
    let class = RetryClass::AfterChange(Change::Input);
    let code = TaskErrorCode::ContentPolicyViolation;
    task_code(
        code,
        "content_policy_violation",
        &["content policy"],
        &["change the prompt", "retry"],
        Category::ContentPolicy,
        class,
    );
}

#[test]
fn line_13_generation_failed() {
    let code = TaskErrorCode::GenerationFailed;
    task_code(code, "generation_failed", &["generation failed"], &["retry"], Category::Internal, RetryClass::Transient);
}

#[test]
fn line_14_timeout() {
    let class = RetryClass::AfterChange(Change::Parameters);
    task_code(TaskErrorCode::Timeout, "timeout", &["too long"], &["retry", "simpler parameters"], Category::Timeout, class);
}

#[test]
fn line_15_invalid_image_url() {
    let class = RetryClass::AfterChange(Change::Input);
    let code = TaskErrorCode::InvalidImageUrl;
    task_code(code, "invalid_image_url", &["URL", "cannot be reached"], &["check"], Category::InvalidRequest, class);
    assert!(!code.action().unwrap().to_lowercase().contains("retry"));
}

#[test]
fn line_16_file_too_large() {
    let class = RetryClass::AfterChange(Change::Size);
    let code = TaskErrorCode::FileTooLarge;
    task_code(code, "file_too_large", &["size limit"], &["smaller"], Category::TooLarge, class);
    assert!(!code.action().unwrap().to_lowercase().contains("retry"));
}

#[test]
fn line_17_unsupported_format() {
    let class = RetryClass::AfterChange(Change::Format);
    let code = TaskErrorCode::UnsupportedFormat;
    task_code(code, "unsupported_format", &["format", "not supported"], &["supported format"], Category::Unsupported, class);
    assert!(!code.action().unwrap().to_lowercase().contains("retry"));
}

#[test]
fn line_18_rate_limits_per_key() {
    assert_eq!(CONTRACT.rate_limit.scope, "api_key");
    mentions(CONTRACT.rate_limit.summary, &["each API key", "support"]);
    mentions(Status::TooManyRequests.action().unwrap(), &["Retry-After"]);
    remarked(ADVICE, &["support", "higher rate limit"]);
    let [hint] = RETRY.hints else { panic!("{:?}", RETRY.hints) };
    assert_eq!(
        (hint.place, hint.forms, hint.when.status),
        (Place::header("Retry-After"), &[Form::DelaySeconds, Form::HttpDate][..], &[(429, 429)][..])
    );
    assert_eq!(RETRY.hint(&Outcome::status(429).headers(&[("Retry-After", "7")])), Hinted::Wait(secs(7)));
    let date = [("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("Retry-After", "Sun, 06 Nov 1994 08:50:00 GMT")];
    assert_eq!(RETRY.hint(&Outcome::status(429).headers(&date)), Hinted::Wait(secs(23)));
    assert_eq!(RETRY.hint(&Outcome::status(500).headers(&[("Retry-After", "7")])), Hinted::Nothing);
}

#[test]
fn line_19_exponential_backoff_without_numbers() {
    assert_eq!(retried(&RETRY), [429, 500]);
    remarked(ADVICE, &["exponential", "429", "500"]);
    remarked(UNSPECIFIED, &["backoff", "Retry-After"]);
    assert_eq!((RETRY.delay(3), RETRY.jitter), (RETRY.delay(2) * 2, Jitter::FULL), "exponential, spread over all of it");
    assert_eq!(RETRY.combine, Combine::AtLeast);
    let (waits, gave_up) = drive(safe(&RETRY), &Outcome::status(429).headers(&[("Retry-After", "7")]));
    assert_eq!(
        (waits, gave_up.unwrap().reason),
        (vec![secs(7), secs(7)], Reason::AttemptsExhausted),
        "never before the server said"
    );
    let jittered = drive(safe(&RETRY), &Outcome::status(500)).0;
    assert!(jittered.len() == 2 && jittered[0] <= secs(1) && jittered[1] <= secs(2), "{jittered:?}");
}

#[test]
fn line_20_polling_tasks() {
    let query: Operation = operations::QUERY_TASK;
    assert_eq!((query.method, query.path, query.safety, query.basis), ("GET", "", Safety::Safe, Basis::Assumed));
    remarked(ADVICE, &["task query endpoint", "poll too often"]);
    remarked(ADVICE, &["different times", "timeouts"]);
}

#[test]
fn line_21_status_first_and_log() {
    remarked(ADVICE, &["status", "before parsing"]);
    remarked(ADVICE, &["log errors"]);
}

#[test]
fn line_22_what_is_not_said() {
    assert_eq!(declared(&CONTRACT), [200, 400, 401, 402, 403, 404, 429, 500], "no 503, 504 or 422");
    remarked(UNSPECIFIED, &["503", "504", "422"]);
    remarked(UNSPECIFIED, &["states"]);
    remarked(UNSPECIFIED, &["request id"]);
    silent_without_answer(&CONTRACT, UNSPECIFIED);
    assert!(TaskErrorCode::CATALOG.open && ErrorType::CATALOG.open);
    assert_eq!((CONTRACT.request_id, CONTRACT.machines.len()), ("", 0));
    let error = ApiError::decode(
        404,
        &[("X-Request-Id", "7")],
        br#"{"request_id": "7", "error": {"message": "", "type": "x", "code": "new_code"}}"#,
    );
    assert_eq!((error.request_id(), error.code::<TaskErrorCode>()), (None, Some(OpenCode::Unknown("new_code".into()))));
}

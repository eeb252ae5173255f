//! The bodies that are decoded.

use std::fmt::Write as _;

/// One of each shape.
pub(super) fn mixed() -> Vec<String> {
    [
        r#"{"timestamp":"2020-09-16T21:09:15.863+00:00","status":404,"error":"Not Found","message":"Workflow execution not found","path":"/v1/workflow/execution/9"}"#,
        r#"{"error":"authorization_pending","error_description":"The user has not finished yet"}"#,
        r#"{"error":{"message":"Rate limit reached for requests","type":"rate_limit_error","code":"rate_limit_exceeded"}}"#,
        r#"{"error":{"code":"INVALID_ID","message":"The identifier has an invalid format"}}"#,
        r#"{"error":{"code":"RATE_LIMIT_ERROR","message":"Too many requests","details":{"limit":100,"window":60}},"request_id":"550e8400-e29b-41d4-a716-446655440000"}"#,
        r#"{"detail":{"code":"VALIDATION_ERROR","message":"The field is required","field":"image_url"}}"#,
        r#"{"detail":"The API key is missing or was revoked"}"#,
        r#"{"detail":[{"loc":["body","image_url"],"msg":"field required","type":"value_error.missing"}]}"#,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// An envelope whose details make it about this long.
pub(super) fn of_size(bytes: usize) -> String {
    let mut body =
        String::from(r#"{"error":{"code":"VALIDATION_ERROR","message":"Several fields are wrong","details":{"issues":["#);
    let mut at = 0;
    while body.len() < bytes {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(
            body,
            r#"{comma}{{"field":"items[{at}].name","issue":"too_long","limit":{},"fatal":{}}}"#,
            20 + at % 7,
            at % 3 == 0
        );
        at += 1;
    }
    body.push_str(r#"]}},"request_id":"550e8400-e29b-41d4-a716-446655440000"}"#);
    body
}

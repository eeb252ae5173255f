//! The JSON protocol of AWS: the code is in a header or in the body, between a namespace and an address.

use super::verdict::{Row, every_code_arrives, judge};
use errspec::{Category, Change, RetryClass};
use errspec_tests::dynamodb::{Api, ApiError, Body, ErrorCode};

const AMZ: &[(&str, &str)] = &[("Content-Type", "application/x-amz-json-1.0"), ("x-amzn-RequestId", "LDM6CJP8")];
const HEADER: &[(&str, &str)] = &[
    ("Content-Type", "application/json"),
    ("X-Amzn-ErrorType", "ValidationException:http://internal.amazon.com/coral/com.amazon.coral.validate/"),
];
const CANCELLED: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"Transaction cancelled",
    "CancellationReasons":[{"Code":"None"},{"Code":"ConditionalCheckFailed","Message":"The conditional request failed"}]}"#;

#[test]
fn the_code_is_read_from_where_the_protocol_has_it() {
    let changed = RetryClass::AfterChange(Change::Request);
    judge::<Api>(
        "dynamodb",
        &[
            Row::success(200, AMZ, r#"{"Item":{"__type":{"S":"com.amazon#ThrottlingException"}}}"#),
            Row::failure(
                (
                    400,
                    AMZ,
                    r#"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"Requested resource not found"}"#,
                ),
                ("api", "ResourceNotFoundException"),
                (Category::NotFound, RetryClass::Never),
                "Requested resource not found",
            ),
            Row::failure(
                (400, AMZ, r#"{"__type":"com.amazon.coral.validate#ValidationException","Message":"m"}"#),
                ("api", "ValidationException"),
                (Category::InvalidRequest, changed),
                "m",
            ),
            Row::failure(
                (
                    400,
                    AMZ,
                    r#"{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"m"}"#,
                ),
                ("api", "ProvisionedThroughputExceededException"),
                (Category::RateLimit, RetryClass::Throttled),
                "m",
            ),
            // The header precedes the body, and a response without JSON has a code in it too.
            Row::failure(
                (400, HEADER, r#"{"__type":"x#ThrottlingException","message":"m"}"#),
                ("api", "ValidationException"),
                (Category::InvalidRequest, changed),
                "m",
            ),
            Row::failure((400, HEADER, ""), ("api", "ValidationException"), (Category::InvalidRequest, changed), ""),
            Row::failure(
                (400, AMZ, r#"{"code":"ThrottlingException","message":"m"}"#),
                ("api", "ThrottlingException"),
                (Category::RateLimit, RetryClass::Throttled),
                "m",
            ),
            Row::failure(
                (400, AMZ, r#"{"__type":"x#NewException","message":"m"}"#),
                ("api", "NewException"),
                (Category::InvalidRequest, changed),
                "m",
            ),
            Row::failure(
                (400, AMZ, CANCELLED),
                ("cancelled", "TransactionCanceledException"),
                (Category::Conflict, RetryClass::Unspecified),
                "Transaction cancelled",
            ),
            Row::failure(
                (500, AMZ, r#"{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"m"}"#),
                ("api", "InternalServerError"),
                (Category::Internal, RetryClass::Transient),
                "m",
            ),
            Row::failure((503, &[], ""), ("", ""), (Category::Unavailable, RetryClass::Transient), ""),
        ],
    );
}

#[test]
fn a_cancelled_transaction_has_a_reason_for_each_operation() {
    let error = ApiError::check(400, &AMZ, CANCELLED.as_bytes()).unwrap_err();
    assert_eq!(error.request_id().as_deref(), Some("LDM6CJP8"));
    let Body::Cancelled(cancelled) = error.body() else { panic!("{error}") };
    let reasons: Vec<String> = cancelled.reasons.iter().map(|reason| reason.reason.into_owned()).collect();
    assert_eq!(reasons, ["None", "ConditionalCheckFailed"]);
}

#[test]
fn every_code_arrives_as_itself() {
    assert_eq!(every_code_arrives::<Api, ErrorCode>("dynamodb"), ErrorCode::ALL.len());
}

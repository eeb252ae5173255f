//! Batches: a 200 lists the entries that failed, and the call is not sent again as a whole.

use super::verdict::{JSON, Row, every_code_arrives, judge};
use errspec::{Category, Change, RetryClass};
use errspec_tests::sqs::{Api, ApiError, Body, EntryCode, ErrorCode};

const AMZ: &[(&str, &str)] = &[("Content-Type", "application/x-amz-json-1.0"), ("x-amzn-RequestId", "85f6af0f")];
const SOME: &str = r#"{"Successful":[{"Id":"a","MessageId":"5fea7756","MD5OfMessageBody":"5d41"}],
    "Failed":[{"Id":"b","SenderFault":false,"Code":"InternalError","Message":"m"},{"Id":"c","SenderFault":true,"Code":"InvalidMessageContents"}]}"#;

#[test]
fn a_200_with_failed_entries_is_a_failure_that_is_not_repeated() {
    let changed = RetryClass::AfterChange(Change::Request);
    judge::<Api>(
        "sqs",
        &[
            Row::success(200, AMZ, r#"{"Successful":[{"Id":"a","MessageId":"5fea7756","MD5OfMessageBody":"5d41"}]}"#),
            Row::success(200, AMZ, r#"{"Failed":[],"Successful":[{"Id":"a","MessageId":"5fea7756"}]}"#),
            Row::failure((200, AMZ, SOME), ("entries", "InternalError"), (Category::Internal, changed), "m"),
            Row::failure(
                (200, AMZ, r#"{"Failed":[{"Id":"a","SenderFault":true,"Code":"ReceiptHandleIsInvalid","Message":"m"}]}"#),
                ("entries", "ReceiptHandleIsInvalid"),
                (Category::Other, changed),
                "m",
            ),
            Row::failure(
                (
                    400,
                    AMZ,
                    r#"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}"#,
                ),
                ("api", "QueueDoesNotExist"),
                (Category::NotFound, RetryClass::Never),
                "The specified queue does not exist.",
            ),
            Row::failure(
                (400, AMZ, r#"{"__type":"com.amazonaws.sqs#TooManyEntriesInBatchRequest","message":"m"}"#),
                ("api", "TooManyEntriesInBatchRequest"),
                (Category::TooLarge, RetryClass::AfterChange(Change::Size)),
                "m",
            ),
            Row::failure(
                (400, AMZ, r#"{"__type":"com.amazonaws.sqs#RequestThrottled","message":"Rate exceeded"}"#),
                ("api", "RequestThrottled"),
                (Category::RateLimit, RetryClass::Throttled),
                "Rate exceeded",
            ),
            Row::failure((503, &[], ""), ("", ""), (Category::Unavailable, RetryClass::Transient), ""),
        ],
    );
}

#[test]
fn every_entry_has_its_code() {
    let error = ApiError::check(200, &JSON, SOME.as_bytes()).unwrap_err();
    let Body::Entries(entries) = error.body() else { panic!("{error}") };
    let failed: Vec<_> =
        entries.failed.iter().map(|entry| (entry.id.into_owned(), entry.code == EntryCode::InternalError)).collect();
    assert_eq!(failed, [("b".to_owned(), true), ("c".to_owned(), false)]);
    assert_eq!(entries.successful.iter().flat_map(|list| list.iter()).count(), 1);
}

#[test]
fn every_code_arrives_as_itself() {
    assert_eq!(every_code_arrives::<Api, EntryCode>("sqs"), EntryCode::ALL.len());
    assert_eq!(every_code_arrives::<Api, ErrorCode>("sqs"), ErrorCode::ALL.len());
}

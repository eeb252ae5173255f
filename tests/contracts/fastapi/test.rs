//! FastAPI: `detail` is a text, an object of the application, or the list of violations.

use super::verdict::{JSON, Row, every_code_arrives, judge};
use errspec::{Category, RetryClass};
use errspec::{Change, Moment};
use errspec_tests::fastapi::{Api, ApiError, Body, ErrorCode, ViolationType};

const INVALID: &str = r#"{"detail":[{"type":"int_parsing","loc":["path","item_id"],"msg":"Input should be a valid integer, unable to parse string as an integer","input":"foo"},
    {"type":"missing","loc":["body","items",0,"name"],"msg":"Field required","input":{"price":1},"url":"https://errors.pydantic.dev/2.11/v/missing"},
    {"type":"value_error","loc":["body"],"msg":"Value error, too late","input":{},"ctx":{"error":{}}}]}"#;

#[test]
fn each_of_the_three_forms_of_detail_has_its_body() {
    judge::<Api>(
        "fastapi",
        &[
            Row::success(200, JSON, r#"{"detail":"not an error"}"#),
            Row::failure(
                (404, JSON, r#"{"detail":"Item not found"}"#),
                ("text", ""),
                (Category::NotFound, RetryClass::Never),
                "Item not found",
            ),
            Row::failure(
                (405, JSON, r#"{"detail":"Method Not Allowed"}"#),
                ("text", ""),
                (Category::InvalidRequest, RetryClass::Unspecified),
                "Method Not Allowed",
            ),
            Row::failure(
                (409, JSON, r#"{"detail":{"code":"item_locked","message":"Ada edits it","by":"ada"}}"#),
                ("coded", "item_locked"),
                (Category::Conflict, RetryClass::Transient),
                "Ada edits it",
            ),
            Row::failure(
                (409, JSON, r#"{"detail":{"code":"out_of_stock"}}"#),
                ("coded", "out_of_stock"),
                (Category::Conflict, RetryClass::AfterTime(Moment::MaintenanceEnd)),
                "",
            ),
            Row::failure(
                (422, JSON, INVALID),
                ("invalid", "int_parsing"),
                (Category::InvalidRequest, RetryClass::AfterChange(Change::Parameters)),
                "Input should be a valid integer, unable to parse string as an integer; Field required; Value error, too late",
            ),
            Row::failure(
                (
                    422,
                    JSON,
                    r#"{"detail":[{"type":"json_invalid","loc":["body",1],"msg":"JSON decode error","input":{},"ctx":{"error":"Expecting property name enclosed in double quotes"}}]}"#,
                ),
                ("invalid", "json_invalid"),
                (Category::InvalidRequest, RetryClass::AfterChange(Change::Parameters)),
                "JSON decode error",
            ),
            Row::failure(
                (422, JSON, r#"{"detail":"No coupon twice"}"#),
                ("text", ""),
                (Category::InvalidRequest, RetryClass::AfterChange(Change::Parameters)),
                "No coupon twice",
            ),
            // An object without a code has no body here.
            Row::failure((409, JSON, r#"{"detail":{"reason":"x"}}"#), ("", ""), (Category::Conflict, RetryClass::Never), ""),
            Row::failure(
                (500, &[("Content-Type", "text/plain")], "Internal Server Error"),
                ("", ""),
                (Category::Internal, RetryClass::Transient),
                "",
            ),
        ],
    );
}

#[test]
fn every_violation_has_its_location() {
    let error = ApiError::check(422, &JSON, INVALID.as_bytes()).unwrap_err();
    let Body::Invalid(invalid) = error.body() else { panic!("{error}") };
    let violations: Vec<_> = invalid.detail.iter().collect();
    assert_eq!(violations.len(), 3);
    assert!(violations[1].r#type == ViolationType::Missing);
    let location: Vec<String> = violations[1].loc.iter().map(|part| part.to_string()).collect();
    assert_eq!(location, ["\"body\"", "\"items\"", "0", "\"name\""]);
    assert!(violations[0].ctx.is_none() && violations[2].ctx.is_some());
}

#[test]
fn every_code_arrives_as_itself() {
    assert_eq!(every_code_arrives::<Api, ErrorCode>("fastapi"), ErrorCode::ALL.len());
    assert_eq!(every_code_arrives::<Api, ViolationType>("fastapi"), ViolationType::ALL.len());
}

//! A database: SQLSTATEs have classes, and those of success, of warnings and of no data make no failure.

use super::verdict::{JSON, Row, every_code_arrives, judge};
use errspec::Change;
use errspec::{Action, Category, OpenCode, RetryClass, Severity};
use errspec_tests::snowflake::{Api, ApiError, SqlState};

#[test]
fn the_class_of_the_state_decides() {
    judge::<Api>(
        "snowflake",
        &[
            Row::success(
                200,
                JSON,
                r#"{"code":"090001","sqlState":"00000","message":"Statement executed successfully.","statementHandle":"536fad38","createdOn":1620151693299,"data":[]}"#,
            ),
            Row::success(200, JSON, r#"{"code":"090001","sqlState":"02000","message":"No data"}"#),
            Row::success(200, JSON, r#"{"code":"000000","sqlState":"01000","message":"A warning"}"#),
            // An unlisted state of a class that makes no failure.
            Row::success(200, JSON, r#"{"code":"000000","sqlState":"02001","message":"No additional result sets"}"#),
            Row::success(202, JSON, r#"{"code":"333334","message":"Asynchronous execution in progress."}"#),
            Row::failure(
                (
                    422,
                    JSON,
                    r#"{"code":"002140","sqlState":"42601","message":"SQL compilation error","statementHandle":"e4ce975e"}"#,
                ),
                ("result", "42601"),
                (Category::InvalidRequest, RetryClass::AfterChange(Change::Request)),
                "SQL compilation error",
            ),
            Row::failure(
                (
                    422,
                    JSON,
                    r#"{"code":"003001","sqlState":"42501","message":"Insufficient privileges","statementHandle":"e4ce975e"}"#,
                ),
                ("result", "42501"),
                (Category::Permission, RetryClass::AfterAction(Action::GetPermission)),
                "Insufficient privileges",
            ),
            // Unlisted states take the facts of their class.
            Row::failure(
                (422, JSON, r#"{"code":"100038","sqlState":"22018","message":"Numeric value 'a' is not recognized"}"#),
                ("result", "22018"),
                (Category::InvalidRequest, RetryClass::AfterChange(Change::Input)),
                "Numeric value 'a' is not recognized",
            ),
            Row::failure(
                (422, JSON, r#"{"code":"000625","sqlState":"40001","message":"Transaction aborted"}"#),
                ("result", "40001"),
                (Category::Conflict, RetryClass::Transient),
                "Transaction aborted",
            ),
            Row::failure(
                (
                    408,
                    JSON,
                    r#"{"code":"000630","sqlState":"57014","message":"Statement reached its timeout","statementHandle":"e4ce975e"}"#,
                ),
                ("result", "57014"),
                (Category::Cancelled, RetryClass::Unspecified),
                "Statement reached its timeout",
            ),
            // A status that says that the call failed is a failure, whatever the state.
            Row::failure(
                (422, JSON, r#"{"code":"000000","sqlState":"00000","message":"?"}"#),
                ("result", "00000"),
                (Category::InvalidRequest, RetryClass::AfterChange(Change::Request)),
                "?",
            ),
            Row::failure(
                (429, JSON, r#"{"code":"390500","message":"Too many requests"}"#),
                ("plain", ""),
                (Category::RateLimit, RetryClass::Throttled),
                "Too many requests",
            ),
            Row::failure((504, &[], ""), ("", ""), (Category::Timeout, RetryClass::Transient), ""),
        ],
    );
}

#[test]
fn severities_are_those_of_the_state() {
    let error = ApiError::check(422, &JSON, br#"{"sqlState":"08999","message":"m"}"#).unwrap_err();
    assert_eq!(error.severity(), Some(Severity::Fatal));
    assert!(matches!(error.code::<SqlState>(), Some(OpenCode::Unknown(text)) if text == "08999"));
    assert!(SqlState::Code01000.severity() == Some(Severity::Info));
}

#[test]
fn every_code_arrives_as_itself() {
    assert_eq!(every_code_arrives::<Api, SqlState>("snowflake"), SqlState::ALL.len() - 3);
}

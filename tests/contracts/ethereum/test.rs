//! JSON-RPC: errors arrive with 200, and their codes are negative integers.

use super::verdict::{JSON, Row, every_code_arrives, judge};
use errspec::Change;
use errspec::{Category, OpenCode, RetryClass};
use errspec_tests::ethereum::{Api, ApiError, RpcError};

const REVERTED: &str =
    r#"{"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted: not owner","data":"0x08c379a0"}}"#;

#[test]
fn a_200_is_a_failure_if_it_has_an_error() {
    let wrong = RetryClass::AfterChange(Change::Request);
    let parameters = RetryClass::AfterChange(Change::Parameters);
    judge::<Api>(
        "ethereum",
        &[
            Row::success(200, JSON, r#"{"jsonrpc":"2.0","id":1,"result":"0x4b7"}"#),
            Row::success(200, JSON, r#"{"jsonrpc":"2.0","id":1,"result":null}"#),
            Row::success(200, JSON, r#"{"jsonrpc":"2.0","id":1,"error":null,"result":"0x0"}"#),
            Row::failure(
                (
                    200,
                    JSON,
                    r#"{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"the method eth_x does not exist/is not available"}}"#,
                ),
                ("rpc", "-32601"),
                (Category::Unsupported, RetryClass::Never),
                "the method eth_x does not exist/is not available",
            ),
            Row::failure(
                (200, JSON, r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"parse error"}}"#),
                ("rpc", "-32700"),
                (Category::InvalidRequest, wrong),
                "parse error",
            ),
            Row::failure(
                (200, JSON, REVERTED),
                ("rpc", "3"),
                (Category::Conflict, RetryClass::AfterChange(Change::Input)),
                "execution reverted: not owner",
            ),
            Row::failure(
                (200, JSON, r#"{"jsonrpc":"2.0","id":7,"error":{"code":-32000,"message":"nonce too low"}}"#),
                ("rpc", "-32000"),
                (Category::InvalidRequest, parameters),
                "nonce too low",
            ),
            Row::failure(
                (200, JSON, r#"{"jsonrpc":"2.0","id":7,"error":{"code":-32016,"message":"over rate limit"}}"#),
                ("rpc", "-32016"),
                (Category::Internal, RetryClass::Unspecified),
                "over rate limit",
            ),
            Row::failure(
                (
                    429,
                    &[("Content-Type", "application/json"), ("Retry-After", "1")],
                    r#"{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"limit exceeded"}}"#,
                ),
                ("rpc", "-32005"),
                (Category::RateLimit, RetryClass::Throttled),
                "limit exceeded",
            ),
            // A code that a provider took from HTTP is listed nowhere; the status says what it means.
            Row::failure(
                (429, JSON, r#"{"jsonrpc":"2.0","error":{"code":429,"message":"too many requests"},"id":1}"#),
                ("rpc", "429"),
                (Category::RateLimit, RetryClass::Throttled),
                "too many requests",
            ),
            Row::failure(
                (502, &[("Content-Type", "text/html")], "<html>Bad Gateway</html>"),
                ("", ""),
                (Category::Upstream, RetryClass::Transient),
                "",
            ),
        ],
    );
}

#[test]
fn the_data_of_a_reverted_execution_is_kept() {
    let error = ApiError::check(200, &JSON, REVERTED.as_bytes()).unwrap_err();
    assert!(error.is(RpcError::ExecutionReverted));
    assert_eq!(error.details().unwrap().as_string().as_deref(), Some("0x08c379a0"));
    let text = error.to_string();
    assert_eq!(text, "200 OK: execution reverted: not owner (code 3)");
}

#[test]
fn an_unlisted_code_of_the_range_belongs_to_the_node() {
    let error = ApiError::check(200, &JSON, br#"{"error":{"code":-32042,"message":"m"}}"#).unwrap_err();
    let code = error.code::<RpcError>().unwrap();
    assert!(matches!(code, OpenCode::Unknown(_)));
    assert_eq!(code.group().map(|group| group.key), Some("node"));
}

#[test]
fn every_code_arrives_as_itself() {
    assert_eq!(every_code_arrives::<Api, RpcError>("ethereum"), RpcError::ALL.len());
}

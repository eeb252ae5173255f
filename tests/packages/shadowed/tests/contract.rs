//! Contracts among shadowed names work like any others.

use errspec_tests_shadowed::{around, jsonrpc, params};

#[test]
fn the_contracts_are_there() {
    let error = jsonrpc::ApiError::decode(200, &(), br#"{"error": {"code": -32601, "message": "m"}}"#);
    assert!(error.is(jsonrpc::RpcError::MethodNotFound));
    assert_eq!(params::NumbersOnlyParams { n: 1, m: 2 }.to_string(), "1 of 2");
    assert_eq!(around::problem::ErrorCode::SoldOut.as_str(), "sold_out");
    assert_eq!(around::statuses::Status::new(420), around::statuses::Status::EnhanceYourCalm);
}

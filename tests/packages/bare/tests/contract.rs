//! A contract without std works like any other.

use errspec_tests_bare::{by_macro, jsonrpc, preludes};

#[test]
fn the_contracts_are_there() {
    let error = jsonrpc::ApiError::decode(200, &(), br#"{"error": {"code": -32601, "message": "m"}}"#);
    assert!(error.is(jsonrpc::RpcError::MethodNotFound));
    assert_eq!(preludes::Option::None.as_str(), by_macro::preludes::Option::None.as_str());
    assert_eq!(by_macro::traps::CONTRACT.title, errspec_tests_bare::traps::CONTRACT.title);
}

//! `check` of responses in memory.

use crate::support::Chat;
use errspec_client::ResponseExt;

fn response(status: u16, body: &str) -> http::Response<Vec<u8>> {
    http::Response::builder().status(status).body(body.into()).unwrap()
}

#[test]
fn success_and_failure_are_those_of_the_contract() {
    let fine = response(200, r#"{"ok":true}"#).check::<Chat>().unwrap();
    assert_eq!(fine.body(), br#"{"ok":true}"#);
    assert_eq!(response(204, "").check::<Chat>().unwrap().status(), 204);
    let busy = response(200, r#"{"error":"busy"}"#).check::<Chat>().unwrap_err();
    assert_eq!((busy.status(), busy.message().as_deref()), (200, Some("busy")));
    let page = response(502, "<html>").check::<Chat>().unwrap_err();
    assert_eq!((page.status(), page.raw()), (502, &b"<html>"[..]));
}

#[test]
fn an_error_keeps_as_much_as_the_limit_allows() {
    let cut = response(500, "0123456789").check_limited::<Chat>(4).unwrap_err();
    assert_eq!(cut.raw(), b"0123");
    let whole = response(200, "0123456789").check_limited::<Chat>(4).unwrap();
    assert_eq!(whole.body(), b"0123456789", "a success is not cut");
}

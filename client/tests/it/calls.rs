//! What a call sends, and what is wrong with one that is not sent.

use crate::support::{Chat, READ, SEND, client};
use errspec_client::blocking::Client;
use errspec_client::{Cause, Credential, Settings, Unreadable};

#[test]
fn a_call_is_made_of_the_operation() {
    let (client, requests) = client("{}");
    let call = client.call(&SEND).param("room", "a/b").query("as", "me&you").query("n", "1");
    call.header("X-Trace", "t").json(&["hello"]).send().unwrap();
    let request = requests.lock().unwrap().remove(0);
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://chat.example.com/api/rooms/a%2Fb/messages?as=me%26you&n=1");
    assert_eq!(request.headers()["Content-Type"], "application/json");
    assert_eq!(request.headers()["X-Trace"], "t");
    assert_eq!(request.headers()["Idempotency-Key"].len(), 36);
    assert_eq!(request.body(), r#"["hello"]"#);
}

#[test]
fn a_request_made_elsewhere_is_sent_as_it_is_with_what_the_contract_adds() {
    let (client, requests) = client("{}");
    let request = http::Request::put("https://elsewhere.example.com/7").header("Idempotency-Key", "mine").body("x").unwrap();
    client.call(&SEND).request(request).send().unwrap();
    let request = requests.lock().unwrap().remove(0);
    assert_eq!((request.method().as_str(), request.uri().host()), ("PUT", Some("elsewhere.example.com")));
    assert_eq!(request.headers()["Idempotency-Key"], "mine", "the caller's own key may outlive the process");
    assert_eq!(request.body(), "x");
}

#[test]
fn a_credential_goes_with_every_call_but_those_without() {
    let transport = crate::support::Always { body: "{}", ..Default::default() };
    let requests = transport.requests.clone();
    let settings = Settings::new("https://chat.example.com").credential(Credential::bearer("sk-1"));
    let client = Client::<Chat, _>::new(settings, transport);
    client.call(&READ).param("room", "a").send().unwrap();
    client.call(&READ).param("room", "a").unauthenticated().send().unwrap();
    let requests = requests.lock().unwrap();
    assert_eq!(requests[0].headers()["Authorization"], "Bearer sk-1");
    assert!(!format!("{:?}", requests[0]).contains("sk-1"), "the header is marked as sensitive");
    assert!(!requests[1].headers().contains_key("Authorization"));
}

#[test]
fn a_mistake_is_told_before_anything_is_sent() {
    let (client, requests) = client("{}");
    let mistakes = [
        (client.call(&READ), "the path `/rooms/{room}` needs a value for `room`: call `.param(\"room\", …)`"),
        (client.call(&READ).param("id", "7"), "the path of `read` has no `{id}`"),
        (client.call(&READ).param("room", "7").header("a b", "c"), "\"a b\" is not the name of a header"),
        (client.call(&READ).param("room", "7").header("a", "c\n"), "the value of the header `a` has a forbidden character"),
    ];
    for (call, mistake) in mistakes {
        let failure = call.send().unwrap_err();
        assert!(matches!(failure.cause, Cause::Invalid(_)) && failure.attempts() == 0, "{failure:?}");
        assert_eq!(failure.to_string(), format!("read failed: the request was not sent: {mistake}"));
        assert_eq!(failure.error_type(), "invalid_request");
    }
    assert!(requests.lock().unwrap().is_empty());
}

#[test]
fn a_success_is_read_by_the_callers_function() {
    let (client, _) = client(r#"{"topic":"news"}"#);
    let call = || client.call(&READ).param("room", "a");
    let value: serde_json::Value = call().read_json().send().unwrap();
    assert_eq!(value["topic"], "news");
    let wrong = call().read_json::<Vec<u8>>().send().unwrap_err();
    assert!(matches!(&wrong.cause, Cause::Unreadable(Unreadable { .. })), "{wrong:?}");
    assert_eq!((wrong.raw(), wrong.attempts()), (&br#"{"topic":"news"}"#[..], 1));
}

/// As labels of metrics, codes that the contract does not list are all the same.
#[test]
fn a_label_has_few_values() {
    use generated_client::jobs::ApiError;
    let label = |body: &[u8]| errspec_client::error_type(&ApiError::decode(500, &(), body));
    assert_eq!(label(br#"{"error":{"code":"DATABASE_ERROR","message":"m"}}"#), "DATABASE_ERROR");
    assert_eq!(label(br#"{"error":{"code":"NEW_7","message":"m"}}"#), "_OTHER");
    assert_eq!(label(b"<html>"), "500");
}

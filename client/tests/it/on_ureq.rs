//! `check` of responses of ureq.

use crate::support::Chat;
use errspec_client::ResponseExt;
use errspec_server::{Answer, Body, Options, Server};
use std::io::Read;

fn get(answer: Answer) -> http::Response<ureq::Body> {
    let spec = b"errspec: 1\nname: chat\n";
    let contract = errspec_spec::check("chat.yaml", spec, &mut errspec_spec::NoFiles).contract.unwrap();
    let server = Server::start(contract, Options::default()).unwrap();
    server.script(vec![answer]).unwrap();
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
    agent.get(format!("{}/rooms", server.url())).call().unwrap()
}

fn text(status: u16, text: &str) -> Answer {
    Answer::new().status(status).body(Body::Text(text.into()))
}

#[test]
fn a_success_still_has_its_whole_body() {
    for body in [r#"{"ok":true}"#, &"x".repeat(100_000)] {
        let mut checked = get(text(200, body)).check_limited::<Chat>(10).unwrap();
        assert_eq!(checked.body_mut().read_to_string().unwrap(), body);
    }
}

#[test]
fn a_failure_is_decoded() {
    let error = get(text(200, r#"{"error":"busy"}"#)).check::<Chat>().unwrap_err();
    assert_eq!(error.message().as_deref(), Some("busy"));
    assert_eq!(get(text(500, "0123456789")).check_limited::<Chat>(4).unwrap_err().raw(), b"0123");
}

#[test]
fn a_success_that_broke_off_is_not_whole_for_its_reader() {
    let mut checked = get(text(200, r#"{"ok":true}"#).truncated(5)).check::<Chat>().unwrap();
    let mut read = Vec::new();
    assert!(checked.body_mut().as_reader().read_to_end(&mut read).is_err());
    assert_eq!(read, br#"{"ok""#);
}

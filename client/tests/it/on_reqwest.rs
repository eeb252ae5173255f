//! `check` of responses of reqwest, its request builder, and streams.

use crate::support::Chat;
use errspec::retry::Operation;
use errspec_client::{AsyncResponseExt, Cause, Client};
use errspec_server::{Answer, Body, Options, Server};

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn serve(script: Vec<Answer>) -> Server {
    let spec = b"errspec: 1\nname: chat\n";
    let contract = errspec_spec::check("chat.yaml", spec, &mut errspec_spec::NoFiles).contract.unwrap();
    let server = Server::start(contract, Options::default()).unwrap();
    server.script(script).unwrap();
    server
}

fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

fn text(status: u16, text: &str) -> Answer {
    Answer::new().status(status).body(Body::Text(text.into()))
}

async fn get(server: &Server) -> reqwest::Response {
    http().get(format!("{}/rooms", server.url())).send().await.unwrap()
}

#[test]
fn a_success_still_has_its_whole_body_and_its_address() {
    for body in [r#"{"ok":true}"#, &"x".repeat(100_000)] {
        let server = serve(vec![text(200, body)]);
        run(async {
            let checked = get(&server).await.check_limited::<Chat>(10).await.unwrap();
            assert_eq!(checked.url().path(), "/rooms");
            assert_eq!(checked.text().await.unwrap(), body);
        });
    }
}

#[test]
fn a_failure_is_decoded() {
    let server = serve(vec![text(200, r#"{"error":"busy"}"#), text(500, "0123456789")]);
    run(async {
        let error = get(&server).await.check::<Chat>().await.unwrap_err();
        assert_eq!(error.message().as_deref(), Some("busy"));
        assert_eq!(get(&server).await.check_limited::<Chat>(4).await.unwrap_err().raw(), b"0123");
    });
}

#[test]
fn a_success_that_broke_off_is_not_whole_for_its_reader() {
    let server = serve(vec![text(200, r#"{"ok":true}"#).truncated(5)]);
    run(async {
        let checked = get(&server).await.check::<Chat>().await.unwrap();
        assert!(checked.bytes().await.is_err());
    });
}

const READ: Operation = Operation::new("read", "GET", "/rooms");

/// The default contract repeats nothing, so each call is one request.
#[test]
fn a_request_builder_is_sent_and_a_stream_is_not() {
    let server = serve(vec![text(201, "made"), text(200, "streamed")]);
    run(async {
        let client = Client::<Chat, _>::new(server.url(), http());
        let builder = http().post(format!("{}/messages", server.url())).body("hello");
        let response = client.call(&READ).request(builder).send().await.unwrap();
        assert_eq!((response.status().as_u16(), response.body().as_slice()), (201, &b"made"[..]));
        let entry = server.log().remove(0);
        assert_eq!((entry.method.as_str(), entry.path.as_str(), entry.body), ("POST", "/messages", 5));

        let streamed = http().post("http://127.0.0.1:1").body(reqwest::Body::wrap(http_body_of("x")));
        let failure = client.call(&READ).request(streamed).send().await.unwrap_err();
        assert!(matches!(&failure.cause, Cause::Invalid(mistake) if mistake.contains("stream")), "{failure}");
    });
}

/// A body of which the library does not know that it is in memory.
fn http_body_of(text: &'static str) -> reqwest::Body {
    reqwest::Body::wrap(reqwest::Body::from(text))
}

#[test]
fn a_response_can_be_streamed() {
    let long = "y".repeat(50_000);
    let server = serve(vec![text(201, &long), text(404, r#"{"error":"gone"}"#), text(200, r#"{"error":"busy"}"#)]);
    run(async {
        let client = Client::<Chat, _>::new(errspec_client::Settings::new(server.url()).body_limit(100), http());
        let response = client.call(&READ).stream().await.unwrap();
        let body = reqwest::Response::from(response).text().await.unwrap();
        assert_eq!(body, long, "the limit is for bodies that the client reads");
        let failure = client.call(&READ).stream().await.unwrap_err();
        assert_eq!((failure.status(), failure.error().unwrap().message().as_deref()), (Some(404), Some("gone")));
        let failure = client.call(&READ).stream().await.unwrap_err();
        assert_eq!(failure.status(), Some(200));
    });
}

//! Both clients behave the same, and the README states their lengths.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use errspec_client::WaitEnd;
use errspec_server::{Answer, Body, Options, Server, Then};
use errspec_tests_call::by_hand::decode::ApiError as ByHand;
use errspec_tests_call::by_hand::retry::CallError;
use errspec_tests_call::by_hand::wait::WaitError;
use errspec_tests_call::shop::ApiError;
use errspec_tests_call::{by_hand, with_errspec};
use serde_json::{Value, json};

/// A server of the contract that fails in this way.
fn serve(script: &[Answer]) -> Server {
    let spec = include_bytes!("../spec/shop.yaml");
    let contract = errspec_spec::check("shop.yaml", spec, &mut errspec_spec::NoFiles).contract.unwrap();
    let server = Server::start(contract, Options::default()).unwrap();
    server.script(script.to_vec()).unwrap();
    server
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

fn json(value: Value) -> Answer {
    Answer::new().status(200).body(Body::Json(value))
}

/// The status, code, advice, request ID and body of an error.
type Told = (u16, Option<String>, Option<&'static str>, Option<String>, Vec<u8>);

fn told(error: &ApiError<'_>) -> Told {
    let request_id = error.request_id().filter(|_| error.code_text().is_some());
    let code = error.code_text().map(|code| code.into_owned());
    (error.status(), code, error.action(), request_id.map(|id| id.into_owned()), error.raw().to_vec())
}

fn told_by_hand(error: &ByHand) -> Told {
    match error {
        ByHand::Coded { status, code, request_id, raw, .. } => {
            let text = match code {
                by_hand::decode::Code::InsufficientFunds => "insufficient_funds",
                by_hand::decode::Code::LostCard => "lost_card",
                by_hand::decode::Code::Other(text) => text,
            };
            (status.as_u16(), Some(text.to_owned()), code.action(), request_id.clone(), raw.clone())
        }
        ByHand::Unknown { status, raw } => (status.as_u16(), None, None, None, raw.clone()),
    }
}

#[test]
fn both_decode_alike() {
    let fails = json!({ "error": { "code": "lost_card", "message": "no" } });
    let answers = [
        json(json!({ "id": "ch_1" })),
        Answer::new().status(204).body(Body::Empty),
        Answer::new().code("insufficient_funds").header("X-Request-Id", "r-1"),
        Answer::new().code("lost_card"),
        Answer::new().status(400).body(Body::Json(json!({ "error": { "code": "new_code", "message": "new" } }))),
        Answer::new().status(502).body(Body::Text("<html>Bad Gateway</html>".into())),
        json(fails),
    ];
    let (server, http) = (serve(&[]), http());
    for (n, answer) in answers.into_iter().enumerate() {
        server.script(vec![answer.times(2)]).unwrap();
        let get = async || http.get(format!("{}/probe", server.url())).send().await.unwrap();
        let (ours, theirs) = run(async {
            let ours = with_errspec::decode::decode(get().await).await;
            let theirs = by_hand::decode::decode(get().await).await;
            let read = async |response: reqwest::Response| (response.status().as_u16(), response.bytes().await.unwrap());
            let ours = match ours {
                Ok(response) => Ok(read(response).await),
                Err(error) => Err(told(&error)),
            };
            let theirs = match theirs {
                Ok(response) => Ok(read(response).await),
                Err(error) => Err(told_by_hand(&error)),
            };
            (ours, theirs)
        });
        assert_eq!(ours, theirs);
        assert_eq!(ours.is_ok(), n < 2, "{ours:?}");
    }
}

/// Runs a call of one client, and returns its requests: method, path and idempotency key.
fn requests(server: &Server) -> Vec<(String, String, Option<String>)> {
    let key = |headers: Vec<(String, String)>| {
        headers.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("Idempotency-Key")).map(|(_, value)| value)
    };
    server.log().into_iter().map(|entry| (entry.method, entry.path, key(entry.headers))).collect()
}

#[test]
fn both_retry_alike() {
    let limited = Answer::new().status(429).header("Retry-After", "0");
    let scripts: [Vec<Answer>; 6] = [
        vec![Answer::new().status(503), limited, json(json!({ "id": "ch_1" }))],
        vec![Answer::new().status(503).forever()],
        vec![Answer::new().code("lost_card")],
        vec![Answer::new().then(Then::Reset), json(json!({ "id": "ch_1" }))],
        vec![Answer::new().status(429).header("Retry-After", "86400")],
        vec![Answer::new().status(500)],
    ];
    let order = json!({ "amount": 500 });
    for script in scripts {
        let (ours, theirs) = (serve(&script), serve(&script));
        let (our_result, their_result) = run(async {
            let our_result = with_errspec::retry::charge(&http(), &ours.url(), &order).await;
            (our_result, by_hand::retry::charge(&http(), &theirs.url(), &order).await)
        });
        let our_status = our_result.as_ref().map(|response| response.body().clone()).map_err(|failure| failure.status());
        let their_status = their_result.as_ref().map(Vec::clone).map_err(|error| match error {
            CallError::Api(ByHand::Coded { status, .. } | ByHand::Unknown { status, .. }) => Some(status.as_u16()),
            CallError::Transport(_) => None,
        });
        assert_eq!(our_status, their_status, "{script:?}");
        let (our_requests, their_requests) = (requests(&ours), requests(&theirs));
        assert_eq!(our_requests.len(), their_requests.len(), "{script:?}");
        for (_, _, key) in &our_requests {
            assert!(key.is_some() && *key == our_requests[0].2, "one key for all attempts: {our_requests:?}");
        }
    }
}

#[test]
fn both_wait_alike() {
    let state = |state: &str| json(json!({ "status": state }));
    let done = json(json!({ "status": "succeeded", "url": "https://example.com/r_1" }));
    let scripts: [Vec<Answer>; 5] = [
        vec![state("pending"), Answer::new().status(503), state("queued"), done],
        vec![state("pending"), state("failed")],
        vec![state("paused").forever()],
        vec![Answer::new().status(404)],
        vec![state("succeeded")],
    ];
    for script in scripts {
        let (ours, theirs) = (serve(&script), serve(&script));
        let (our_result, their_result) = run(async {
            let our_result = with_errspec::wait::wait(&http(), &ours.url(), "r_1").await;
            (our_result, by_hand::wait::wait(&http(), &theirs.url(), "r_1").await)
        });
        match (&our_result, &their_result) {
            (Ok(url), Ok(their_url)) => assert_eq!(url, their_url),
            (Err(ended), Err(error)) => {
                let same = match &ended.end {
                    WaitEnd::Failure(_) => matches!(error, WaitError::Failed),
                    WaitEnd::UnknownState { text, .. } => matches!(error, WaitError::UnknownState(state) if *state == **text),
                    WaitEnd::PollFailed(_) => matches!(error, WaitError::Poll(_)),
                    WaitEnd::Unreadable { .. } => matches!(error, WaitError::Unreadable),
                    _ => false,
                };
                assert!(same, "{ended:?} {error}");
            }
            _ => panic!("{our_result:?} {their_result:?}"),
        }
        assert_eq!(ours.log().len(), theirs.log().len(), "{script:?}");
    }
}

/// The lines of a file, without blank lines and comments.
fn lines(file: &str) -> usize {
    let lines = file.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

#[test]
fn the_readme_states_how_long_they_are() {
    let readme = include_str!("../../../../README.md");
    macro_rules! row {
        ($task:literal, $file:literal) => {{
            let ours = lines(include_str!(concat!("../src/with_errspec/", $file)));
            let theirs = lines(include_str!(concat!("../src/by_hand/", $file)));
            let row = format!("| {} | {ours} | {theirs} |", $task);
            assert!(readme.contains(&row), "the README has no row `{row}`");
        }};
    }
    row!("decode a response of reqwest", "decode.rs");
    row!("make a call with retries and an idempotency key", "retry.rs");
    row!("wait for a job and read its result", "wait.rs");
    let contract = format!("has {} lines.", lines(include_str!("../spec/shop.yaml")));
    assert!(readme.contains(&contract), "the README does not say that the contract {contract}");
}

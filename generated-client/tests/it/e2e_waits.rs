//! Long waits over TCP: jobs watched to their end, and the device flow.
use crate::e2e_support::{FakeClock, TestCaller, cancelled_by, secs, serve, with};
use errspec::Secret;
use errspec::retry::Reason;
use errspec_client::blocking::Cancel;
use errspec_client::{Credential, DeviceFlow, Failure, Finished, Job, Settings, Tokens, Unfinished, WaitEnd};
use errspec_server::{Answer, Server, Walk};
use generated_client::autoretouch::{Api, Execution, ExecutionCommand, ExecutionPayload, ExecutionState};
use generated_client::clients::autoretouch::{Client, is_healthy};
use serde_json::json;
use std::time::Duration;

fn credential() -> Credential {
    let refresh = Some(Secret::new("old-refresh".into()));
    DeviceFlow::new("tests").credential(Tokens { access: Secret::new("old".into()), refresh, expires_in: None })
}

fn client(settings: Settings) -> (Client<TestCaller<Api>>, FakeClock) {
    let (caller, clock) = with::<Api>(settings);
    (Client::new(caller), clock)
}

type Ended = Result<Finished<Execution>, Unfinished<Api, Execution>>;

/// Waits for the job `j1`.
fn wait(client: &Client<TestCaller<Api>>, job: &mut Job<Execution>, seconds: u64) -> Ended {
    client.wait("j1", secs(seconds)).job(job).run()
}

/// Waits for a job that is not completed.
fn fail(client: &Client<TestCaller<Api>>, job: &mut Job<Execution>, seconds: u64) -> Unfinished<Api, Execution> {
    wait(client, job, seconds).unwrap_err()
}

/// Waits for a job that is completed.
fn complete(client: &Client<TestCaller<Api>>, job: &mut Job<Execution>, seconds: u64) {
    assert_eq!(wait(client, job, seconds).unwrap().state, ExecutionState::Completed);
}

/// Sends the retry of a job.
fn retry(client: &Client<TestCaller<Api>>, job: &mut Job<Execution>) -> Result<(), Failure<Api>> {
    let result = client.retry_execution("j1").send();
    job.sent(ExecutionCommand::Retry, &result, client.caller().now());
    result.map(drop)
}

fn states(server: &Server, states: &[&str]) {
    let states = states.iter().map(|state| (*state).into()).collect();
    server.job("Execution", Some("j1"), Walk { states, ..Walk::default() }).unwrap();
}

fn state(state: &str) -> Answer {
    let body = json!({ "status": state, "resultPath": "/images/7.png", "resultContentHash": "c0ffee", "chargedCredits": 10 });
    Answer::new().status(200).body(errspec_server::Body::Json(body))
}

#[test]
fn a_job_is_watched_through_skips_to_its_result() {
    let server = serve::<Api>();
    states(&server, &["CREATED", "COMPLETED"]);
    let (client, clock) = client(Settings::new(server.url()).credential(credential()));
    let mut told = Vec::new();
    let wait = client.wait("j1", secs(600)).job(&mut Job::new()).on_progress(|progress| told.push(progress.to_string())).run();
    let finished = wait.unwrap();
    assert_eq!(finished.state, ExecutionState::Completed);
    assert_eq!(told, ["CREATED: first reading", "COMPLETED: moved on, past ACTIVE, maybe past IN_QA"]);
    let waits = clock.slept();
    assert!(waits.len() == 1 && secs(2) <= waits[0] && waits[0] <= Duration::from_millis(2500), "{waits:?}");
    let ExecutionPayload::Completed { result_path, result_content_hash, .. } = &finished.payload;
    assert!(!result_path.is_empty() && !result_content_hash.is_empty(), "{:?}", finished.payload);
    assert_eq!(finished.answer.body(), client.get_execution("j1").send().unwrap().body());
}

#[test]
fn a_wait_stops_where_somebody_has_to_pay_and_goes_on_after_the_retry() {
    let server = serve::<Api>();
    let (client, clock) = client(Settings::new(server.url()).credential(credential()));
    let mut job = Job::new();
    server.script(vec![state("CREATED"), state("PAYMENT_REQUIRED")]).unwrap();
    let ended = fail(&client, &mut job, 600);
    assert_eq!(
        ended.to_string(),
        "the job is PAYMENT_REQUIRED and continues only after adding funds. \
         What to do: Add credits to the organization, then call the retry endpoint"
    );
    let WaitEnd::NeedsAction { state: resting, action } = ended.end else { panic!("it goes on") };
    assert_eq!((resting, action), (ExecutionState::PaymentRequired, Some(errspec::Action::AddFunds)));
    assert_eq!(clock.slept().len(), 1);

    // The old state is read once more before the retry shows: that is no second stop.
    server.script(vec![Answer::new().status(201), state("PAYMENT_REQUIRED"), state("ACTIVE"), state("COMPLETED")]).unwrap();
    retry(&client, &mut job).unwrap();
    complete(&client, &mut job, 600);
    assert_eq!(server.scripted(), 0);
}

#[test]
fn a_retry_that_was_refused_leaves_the_old_state_in_force() {
    let server = serve::<Api>();
    let (client, _) = client(Settings::new(server.url()).credential(credential()));
    let mut job = Job::existing();
    server.script(vec![state("FAILED"), Answer::new().status(403), state("FAILED")]).unwrap();
    assert!(matches!(fail(&client, &mut job, 60).end, WaitEnd::Failure(ExecutionState::Failed)));
    assert_eq!(retry(&client, &mut job).unwrap_err().error().unwrap().status(), 403);
    assert!(matches!(fail(&client, &mut job, 60).end, WaitEnd::Failure(ExecutionState::Failed)));
    assert_eq!(server.scripted(), 0);
}

#[test]
fn a_401_is_answered_with_new_tokens_once() {
    let server = serve::<Api>();
    let (client, clock) = client(Settings::new(server.url()).credential(credential()));
    let renewed = || {
        let tokens = json!({ "access_token": "new", "token_type": "Bearer" });
        Answer::new().status(200).body(errspec_server::Body::Json(tokens))
    };
    // During a wait.
    server.script(vec![Answer::new().status(401), renewed(), state("COMPLETED")]).unwrap();
    complete(&client, &mut Job::existing(), 60);
    let paths: Vec<String> = server.log().into_iter().map(|entry| entry.path).collect();
    assert_eq!(paths, ["/v1/workflow/execution/j1", "/oauth/token", "/v1/workflow/execution/j1"]);
    clock.slept();

    // Of a call whose new tokens are refused as well: no loop.
    server.script(vec![Answer::new().status(401), renewed(), Answer::new().status(401)]).unwrap();
    let failure = client.get_execution("j1").send().unwrap_err();
    assert_eq!(failure.give_up.as_ref().unwrap().reason, Reason::RefreshFailed);
    assert_eq!((failure.attempts(), server.scripted(), clock.slept()), (2, 0, vec![Duration::ZERO]));
}

#[test]
fn a_401_is_answered_with_a_token_that_the_program_makes() {
    use std::sync::atomic::{AtomicU32, Ordering};
    let server = serve::<Api>();
    let made = std::sync::Arc::new(AtomicU32::new(0));
    let counted = std::sync::Arc::clone(&made);
    let credential =
        Credential::made_by("first", move || (counted.fetch_add(1, Ordering::SeqCst) == 0).then(|| "second".to_owned()));
    let (client, _) = client(Settings::new(server.url()).credential(credential));
    server.script(vec![Answer::new().status(401), state("ACTIVE")]).unwrap();
    assert_eq!(client.get_execution("j1").send().unwrap().status(), 200);
    server.script(vec![Answer::new().status(401)]).unwrap();
    let failure = client.get_execution("j1").send().unwrap_err();
    assert_eq!(failure.give_up.as_ref().unwrap().reason, Reason::RefreshFailed, "there is no third token: {failure}");
    assert_eq!((made.load(Ordering::SeqCst), server.log().len()), (2, 3));
}

#[test]
fn failing_polls_are_no_failed_job() {
    let server = serve::<Api>();
    let (client, _) = client(Settings::new(server.url()).credential(credential()));
    let flaky = vec![state("CREATED"), Answer::new().status(503).times(2), state("ACTIVE"), Answer::new().status(500).times(2)];
    server.script(flaky).unwrap();
    server.script(vec![state("COMPLETED")]).unwrap();
    complete(&client, &mut Job::new(), 600);

    server.script(vec![state("ACTIVE"), Answer::new().status(503).forever()]).unwrap();
    let mut job = Job::existing();
    let ended = fail(&client, &mut job, 600);
    let WaitEnd::PollFailed(failure) = &ended.end else { panic!("{ended}") };
    assert_eq!(failure.give_up.as_ref().unwrap().reason, Reason::AttemptsExhausted);
    assert_eq!((ended.error().unwrap().status(), job.state()), (503, Some(ExecutionState::Active)));
}

#[test]
fn what_ends_a_wait_is_told_apart() {
    let server = serve::<Api>();
    let (client, _) = client(Settings::new(server.url()).credential(credential()));
    server.script(vec![state("ARCHIVED").forever()]).unwrap();
    let ended = fail(&client, &mut Job::existing(), 6000);
    assert!(matches!(&ended.end, WaitEnd::UnknownState { text, count: 11 } if &**text == "ARCHIVED"), "{ended}");
    server.clear_script();
    server.script(vec![state("ACTIVE").forever()]).unwrap();
    let mut job = Job::existing();
    let ended = fail(&client, &mut job, 30);
    assert!(matches!(ended.end, WaitEnd::DeadlinePassed(Some(ExecutionState::Active))), "{ended}");
    assert_eq!(ended.to_string(), "the time is up, and the job is ACTIVE. What to do: Wait for it to complete");
    server.clear_script();
    server.script(vec![state("COMPLETED")]).unwrap();
    complete(&client, &mut job, 30);
    server.script(vec![Answer::new().status(404)]).unwrap();
    let ended = fail(&client, &mut job, 30);
    assert!(matches!(ended.end, WaitEnd::PollFailed(_)), "{ended}");
    assert!(ended.to_string().contains("404"), "{ended}");
}

/// Gone is neither a failed job nor a failed poll. A job that was seen and is a 404 now may only be hidden.
#[test]
fn a_job_that_is_not_kept_any_more_is_gone() {
    let server = serve::<Api>();
    let (client, _) = client(Settings::new(server.url()).credential(credential()));
    server.script(vec![state("ACTIVE"), Answer::new().status(410)]).unwrap();
    let ended = fail(&client, &mut Job::existing(), 600);
    assert!(matches!(ended.end, WaitEnd::Gone(Some(ExecutionState::Active))), "{ended}");
    assert_eq!(ended.error().unwrap().status(), 410);
    server.script(vec![Answer::new().status(410)]).unwrap();
    let ended = fail(&client, &mut Job::existing(), 600);
    assert!(matches!(ended.end, WaitEnd::Gone(None)), "it was never seen");
    server.script(vec![state("ACTIVE"), Answer::new().status(404)]).unwrap();
    let ended = fail(&client, &mut Job::existing(), 600);
    assert!(matches!(ended.end, WaitEnd::PollFailed(_)), "{ended}");
    assert_eq!(server.log().len(), 5, "none of them is asked for again");
}

/// What a contract promises of a success is read before the wait is one.
#[test]
fn a_success_without_its_payload_is_told() {
    let server = serve::<Api>();
    let (client, _) = client(Settings::new(server.url()));
    let bare = json!({ "status": "COMPLETED", "resultPath": "/images/7.png", "chargedCredits": "ten" });
    server.script(vec![Answer::new().status(200).body(errspec_server::Body::Json(bare))]).unwrap();
    let ended = fail(&client, &mut Job::existing(), 60);
    let text = "the job is COMPLETED, but its result cannot be read: no \"/resultContentHash\" of type string";
    assert!(matches!(ended.end, WaitEnd::Unreadable { state: ExecutionState::Completed, .. }), "{ended}");
    assert!(ended.to_string().starts_with(text), "{ended}");
    assert!(ended.last.unwrap().body().starts_with(b"{"), "the response is kept");
}

/// A client that cannot renew its credentials is told the server's own word, not that renewing failed.
#[test]
fn a_key_that_cannot_be_renewed_ends_the_wait_at_a_401() {
    let server = serve::<Api>();
    let (client, _) = client(Settings::new(server.url()).credential(Credential::bearer("fixed")));
    server.script(vec![Answer::new().status(401)]).unwrap();
    let ended = fail(&client, &mut Job::existing(), 600);
    let WaitEnd::PollFailed(failure) = ended.end else { panic!("it goes on") };
    assert_eq!(failure.give_up.unwrap().reason, Reason::NotRetryable(errspec::RetryClass::Refresh));
}

#[test]
fn a_wait_ends_when_it_is_cancelled() {
    let server = serve::<Api>();
    let cancel = Cancel::default();
    let (caller, clock) = cancelled_by::<Api>(Settings::new(server.url()).credential(credential()), &cancel);
    let client = Client::new(caller);
    server.script(vec![state("ACTIVE").forever()]).unwrap();
    clock.cancel_at(3, &cancel);
    let ended = fail(&client, &mut Job::existing(), 600);
    assert!(matches!(ended.end, WaitEnd::Cancelled) && server.log().len() == 3, "{ended}");
    let last = ended.last.as_ref().map(|reply| reply.body().to_vec()).unwrap();
    assert!(String::from_utf8(last).unwrap().contains("ACTIVE"));
}

#[test]
fn a_device_waits_for_its_user_and_slows_down_when_told() {
    let server = serve::<Api>();
    let flow = DeviceFlow::new("tests");
    let (client, clock) = client(Settings::new(server.url()).seed(1));
    let authorization = json!({
        "device_code": "d-secret", "user_code": "WDJB-MJHT", "verification_uri": "https://example.com/device", "expires_in": 1800
    });
    let tokens = json!({ "access_token": "a-secret", "refresh_token": "r-secret", "token_type": "Bearer", "expires_in": 3600 });
    let json = |value| Answer::new().status(200).body(errspec_server::Body::Json(value));
    server
        .script(vec![
            json(authorization),
            Answer::new().code("authorization_pending"),
            Answer::new().code("slow_down"),
            Answer::new().code("authorization_pending"),
            json(tokens),
        ])
        .unwrap();
    let authorization = flow.authorize(client.caller()).send().unwrap();
    assert_eq!(authorization.user_code, "WDJB-MJHT");
    let tokens = flow.tokens(client.caller(), &authorization).run().unwrap();
    assert_eq!((tokens.access.expose().as_str(), tokens.expires_in), ("a-secret", Some(secs(3600))));
    // 5 seconds where the server names no interval, and 5 more for good after slow_down; a little above, never below.
    for (wait, interval) in clock.slept().into_iter().zip([5, 10, 10]) {
        assert!(secs(interval) < wait && wait < secs(interval + 1), "{wait:?} for {interval}");
    }
    let shown = format!("{authorization:?} {tokens:?} {:?}", flow.credential(tokens.clone()));
    assert!(!shown.contains("secret"), "{shown}");

    server.script(vec![Answer::new().code("access_denied")]).unwrap();
    let ended = flow.tokens(client.caller(), &authorization).run().unwrap_err();
    assert!(ended.to_string().contains("access_denied"), "{ended}");
}

#[test]
fn health_is_what_the_contract_calls_healthy() {
    use generated_client::autoretouch::health;
    let server = serve::<Api>();
    let (client, _) = client(Settings::new(server.url()));
    let ask = |client: &Client<TestCaller<Api>>, check| is_healthy(check, client.health(check).send_once().unwrap());
    assert!(ask(&client, &health::API).unwrap());
    assert!(ask(&client, &health::V1).unwrap());
    server.script(vec![Answer::new().status(503), Answer::new().body(errspec_server::Body::Text("<html>".into()))]).unwrap();
    assert!(!ask(&client, &health::API).unwrap());
    assert!(!ask(&client, &health::API).unwrap());
    assert!(server.log().iter().all(|entry| !entry.credentials));
    let gone = self::client(Settings::new("http://127.0.0.1:1")).0;
    assert_eq!(ask(&gone, &health::API).unwrap_err().kind, errspec::retry::Transport::Connect);
}

#[test]
fn a_success_that_cannot_be_read_is_a_failure_with_its_bytes() {
    let server = serve::<Api>();
    let (client, _) = client(Settings::new(server.url()).credential(credential()));
    server.script(vec![Answer::new().status(200).body(errspec_server::Body::Text("<html>hello</html>".into()))]).unwrap();
    let failure = client.get_execution("j1").read_json::<serde_json::Value>().send().unwrap_err();
    assert_eq!(failure.raw(), b"<html>hello</html>");
    assert_eq!(
        failure.to_string(),
        "get_execution failed: status 200 with a body that cannot be read, 18 bytes: expected value at line 1 column 1. \
         Not retried: the call itself succeeded"
    );
}

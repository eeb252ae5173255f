//! The clients for tokio do over TCP what the blocking ones do. Time is tokio's stopped clock: it jumps over waits.
use crate::e2e_support::{KEY, READ, WRITE, any, secs, serve};
use errspec::retry::{Reason, Transport as Kind};
use errspec::{Api, Secret};
use errspec_client::{Broken, Cause, Client, Credential, DeviceFlow, Job, Settings, Tokens, Transport, WaitEnd};
use errspec_server::{Answer, Body, Server, Then, Walk};
use generated_client::autoretouch::ExecutionState;
use generated_client::clients::{autoretouch, images, jobs, media_tasks, vision};
use serde_json::json;
use std::time::Duration;

/// Runs to the end on a clock that does not wait.
fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap().block_on(future)
}

/// Holds the clock while a request is under way: tokio's stopped clock jumps to the next timer whenever nothing but a socket is
/// waited for, unless a blocking task runs.
struct Held(reqwest::Client);

/// Connections without a proxy, and no redirects.
pub(crate) fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

impl Held {
    fn new() -> Self {
        Self(http())
    }

    async fn held<T>(exchange: impl Future<Output = T>) -> T {
        let (release, released) = std::sync::mpsc::channel::<()>();
        let hold = tokio::task::spawn_blocking(move || released.recv().is_err());
        let answer = exchange.await;
        drop(release);
        assert!(hold.await.unwrap(), "nothing is sent: the end of the channel is the release");
        answer
    }
}

impl Transport for Held {
    type Body = reqwest::Body;

    async fn send(&self, request: http::Request<bytes::Bytes>) -> Result<http::Response<reqwest::Body>, Broken> {
        Self::held(self.0.send(request)).await
    }

    async fn read(&self, body: &mut reqwest::Body, limit: usize, into: &mut Vec<u8>) -> Result<(), Broken> {
        Self::held(self.0.read(body, limit, into)).await
    }
}

fn caller<A: Api>(server: &Server) -> Client<A, Held> {
    // No timer but those of the waits: the stopped clock would jump to it.
    let settings = Settings::new(server.url()).credential(Credential::bearer(KEY)).attempt_timeout(None);
    Client::new(settings, Held::new())
}

#[test]
fn every_code_arrives() {
    fn codes<A: Api>() {
        let server = serve::<A>();
        run(async {
            let caller = caller::<A>(&server);
            for catalog in A::contract().catalogs {
                for row in 0..catalog.len() as u16 {
                    let before = server.log().len();
                    server.script(vec![Answer::new().code_of(catalog.name, catalog.wire(row)).forever()]).unwrap();
                    let failure = any(&caller, &READ, "/probe").send().await.unwrap_err();
                    server.clear_script();
                    let error = failure.error().unwrap();
                    let texts = [error.code_text(), error.type_text()];
                    assert!(texts.iter().flatten().any(|text| text == catalog.wire(row)), "{failure}");
                    let automatic = error.retry().is_automatic();
                    let attempts = if automatic { A::contract().policy.max_attempts() } else { 1 };
                    assert_eq!((failure.attempts(), server.log().len() - before), (attempts, attempts as usize), "{failure}");
                }
            }
        });
    }
    codes::<generated_client::autoretouch::Api>();
    codes::<generated_client::media_tasks::Api>();
    codes::<generated_client::jobs::Api>();
    codes::<generated_client::vision::Api>();
    codes::<generated_client::images::Api>();
}

#[test]
fn each_client_makes_its_calls() {
    let ok = |body| Answer::new().status(200).body(Body::Json(body));
    run(async {
        let server = serve::<generated_client::media_tasks::Api>();
        let client = media_tasks::Client::new(caller(&server));
        server
            .script(vec![ok(json!({ "error": { "message": "no", "type": "server_error", "code": "model_unavailable" } }))])
            .unwrap();
        let task = client.query_task("t/1").send().await.unwrap();
        let code = task.code().and_then(|code| code.known());
        assert_eq!(code, Some(generated_client::media_tasks::TaskErrorCode::ModelUnavailable));
        assert_eq!(server.log()[0].path, "/v1/tasks/t%2F1");

        let server = serve::<generated_client::jobs::Api>();
        let client = jobs::Client(caller(&server));
        server.script(vec![Answer::new().code("RATE_LIMIT_EXCEEDED"), ok(json!({ "id": 1 })), ok(json!({}))]).unwrap();
        assert_eq!(client.submit("{}").send().await.unwrap().status(), 200);
        assert_eq!(client.get("1").send().await.unwrap().body(), b"{}");
        let sent: Vec<_> = server.log().into_iter().map(|entry| (entry.method, entry.credentials)).collect();
        assert_eq!(sent, [("POST".into(), true), ("POST".into(), true), ("GET".into(), true)]);

        let server = serve::<generated_client::vision::Api>();
        let client = vision::Client(caller(&server));
        server.script(vec![Answer::new().status(204)]).unwrap();
        assert_eq!(client.request(vision::Method::Delete, "/v1/images/7").send().await.unwrap().status(), 204);

        let server = serve::<generated_client::images::Api>();
        let client = images::Client(caller(&server));
        server.script(vec![Answer::new().status(500), Answer::new().status(410)]).unwrap();
        assert_eq!(client.create("{}").send().await.unwrap_err().give_up.unwrap().reason, Reason::UnsafeOperation);
        let gone = client.query("7").send().await.unwrap_err();
        assert_eq!(gone.category(), Some(errspec::Category::Gone), "{gone}");
    });
}

#[test]
fn waits_are_those_of_the_page() {
    let server = serve::<generated_client::jobs::Api>();
    run(async {
        let caller = caller::<generated_client::jobs::Api>(&server);
        server.script(vec![Answer::new().status(503).times(2), Answer::new().status(200)]).unwrap();
        let began = caller.now();
        any(&caller, &READ, "/probe").send().await.unwrap();
        let waited = caller.now() - began;
        assert!(secs(3) <= waited && waited < secs(4), "{waited:?}");
    });
}

#[test]
fn faults_are_told_apart() {
    let server = serve::<generated_client::jobs::Api>();
    run(async {
        let caller = caller::<generated_client::jobs::Api>(&server);
        for then in [Then::Reset, Then::Close] {
            server.script(vec![Answer::new().then(then)]).unwrap();
            let failure = any(&caller, &WRITE, "/jobs").send().await.unwrap_err();
            assert!(matches!(&failure.cause, Cause::Broken(broken, None) if broken.kind == Kind::Reset), "{failure:?}");
        }
        server.script(vec![Answer::new().status(200).body(Body::Text("0123456789".into())).truncated(4)]).unwrap();
        let failure = any(&caller, &WRITE, "/jobs").send().await.unwrap_err();
        assert_eq!((failure.raw(), failure.attempts()), (&b"0123"[..], 1), "{failure}");
        server.script(vec![Answer::new().code("PROCESSING_FAILED").truncated(40)]).unwrap();
        let failure = any(&caller, &READ, "/jobs").send().await.unwrap_err();
        assert_eq!((failure.code().as_deref(), failure.raw().len()), (Some("PROCESSING_FAILED"), 40));
    });
}

#[test]
fn a_job_and_a_device_are_waited_for() {
    let server = serve::<generated_client::autoretouch::Api>();
    run(async {
        let tokens = Tokens { access: Secret::new("a".into()), refresh: Some(Secret::new("r".into())), expires_in: None };
        let flow = DeviceFlow::new("tests");
        let settings = Settings::new(server.url()).credential(flow.credential(tokens)).attempt_timeout(None);
        let client = autoretouch::Client::new(Client::new(settings, Held::new()));
        let states = ["CREATED", "ACTIVE", "COMPLETED"].map(String::from).to_vec();
        server.job("Execution", Some("j1"), Walk { states, ..Walk::default() }).unwrap();
        server
            .script(vec![Answer::new().status(401), Answer::new().status(200).body(Body::Json(json!({ "access_token": "b" })))])
            .unwrap();
        let ended = client.wait("j1", secs(600)).job(&mut Job::new()).run().await;
        assert_eq!(ended.unwrap().state, ExecutionState::Completed);

        let authorization = json!({ "device_code": "d", "user_code": "u", "verification_uri": "v", "expires_in": 60 });
        server
            .script(vec![Answer::new().status(200).body(Body::Json(authorization)), Answer::new().code("slow_down")])
            .unwrap();
        server.script(vec![Answer::new().status(200).body(Body::Json(json!({ "access_token": "c" })))]).unwrap();
        let authorization = flow.authorize(client.caller()).send().await.unwrap();
        assert_eq!(flow.tokens(client.caller(), &authorization).run().await.unwrap().access.expose(), "c");
        let check = &generated_client::autoretouch::health::API;
        assert!(autoretouch::is_healthy(check, client.health(check).send_once().await.unwrap()).unwrap());
    });
}

#[test]
fn floods_are_cut_off() {
    let server = serve::<generated_client::jobs::Api>();
    run(async {
        let caller = caller::<generated_client::jobs::Api>(&server);
        let huge = Body::Text("x".repeat(10 << 20));
        server.script(vec![Answer::new().status(400).body(huge.clone()), Answer::new().status(200).body(huge)]).unwrap();
        let failure = any(&caller, &WRITE, "/jobs").send().await.unwrap_err();
        assert_eq!((failure.error().unwrap().status(), failure.raw().len()), (400, Settings::BODY_LIMIT), "{failure}");
        let failure = any(&caller, &WRITE, "/jobs").send().await.unwrap_err();
        assert!(matches!(failure.cause, Cause::Broken(..)) && failure.raw().len() == Settings::BODY_LIMIT, "{failure}");

        let flood =
            (0..5_000).fold(Answer::new().status(503), |answer, n| answer.header(format!("X-Flood-{n}"), "x".repeat(40)));
        server.script(vec![flood]).unwrap();
        let failure = any(&caller, &WRITE, "/jobs").send().await.unwrap_err();
        assert!(matches!(failure.cause, Cause::Broken(..)), "{failure}");
        server.script(vec![Answer::new().then(Then::Garbage)]).unwrap();
        let failure = any(&caller, &WRITE, "/jobs").send().await.unwrap_err();
        assert!(matches!(failure.cause, Cause::Broken(..)), "{failure}");
        let html = Answer::new().code("INVALID_API_KEY").header("Content-Type", "text/html");
        server.script(vec![html]).unwrap();
        let failure = any(&caller, &WRITE, "/jobs").send().await.unwrap_err();
        assert_eq!(failure.code().as_deref(), Some("INVALID_API_KEY"));
    });
    assert_eq!(server.log().len(), 5, "none of them is sent again");
}

#[test]
fn a_deadline_ends_a_call_before_the_wait_that_would_pass_it() {
    let server = serve::<generated_client::jobs::Api>();
    run(async {
        // Real attempts take time on a clock that stands still only between them: the second wait would pass the deadline.
        let settings = Settings::new(server.url()).credential(Credential::bearer(KEY)).attempt_timeout(None);
        let caller = Client::<generated_client::jobs::Api, _>::new(settings.deadline(secs(2)), Held::new());
        server.script(vec![Answer::new().status(503).forever()]).unwrap();
        let failure = any(&caller, &READ, "/probe").send().await.unwrap_err();
        assert_eq!(failure.give_up.as_ref().unwrap().reason, Reason::DeadlineWouldPass);
        assert_eq!((failure.attempts(), server.log().len()), (2, 2));
    });
}

#[test]
fn a_wait_stops_where_somebody_has_to_pay() {
    let server = serve::<generated_client::autoretouch::Api>();
    run(async {
        let client = autoretouch::Client::new(caller(&server));
        let states = ["CREATED", "PAYMENT_REQUIRED"].map(String::from).to_vec();
        server.job("Execution", Some("j1"), Walk { states, ..Walk::default() }).unwrap();
        let ended = client.wait("j1", secs(600)).job(&mut Job::new()).run().await.unwrap_err();
        let WaitEnd::NeedsAction { state, action } = ended.end else { panic!("{ended}") };
        assert_eq!((state, action), (ExecutionState::PaymentRequired, Some(errspec::Action::AddFunds)));
    });
}

#[test]
fn a_job_that_is_not_kept_any_more_is_gone() {
    let server = serve::<generated_client::autoretouch::Api>();
    run(async {
        let client = autoretouch::Client::new(caller(&server));
        let active = Answer::new().status(200).body(Body::Json(json!({ "status": "ACTIVE" })));
        server.script(vec![active.clone(), Answer::new().status(410), active, Answer::new().status(404)]).unwrap();
        let ended = client.wait("j1", secs(600)).run().await.unwrap_err();
        assert!(matches!(ended.end, WaitEnd::Gone(Some(ExecutionState::Active))), "{ended}");
        let ended = client.wait("j1", secs(600)).run().await.unwrap_err();
        assert!(matches!(ended.end, WaitEnd::PollFailed(_)), "a 404 may only hide it: {ended}");
    });
}

#[test]
fn dropping_the_future_stops_the_call() {
    let server = serve::<generated_client::jobs::Api>();
    run(async {
        let caller = caller::<generated_client::jobs::Api>(&server);
        server.script(vec![Answer::new().status(503).forever()]).unwrap();
        let stopped = tokio::time::timeout(Duration::from_millis(1_500), any(&caller, &READ, "/probe").send()).await;
        assert!(stopped.is_err());
        assert!(server.log().len() <= 2, "the third attempt is not made");
    });
}

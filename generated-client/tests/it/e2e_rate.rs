//! Clients that adapt their rate to a server that throttles, over TCP.
use crate::e2e_support::{FakeClock, READ, TestCaller, agent, any, secs, serve, serve_with};
use errspec::retry::Reason;
use errspec::retry::blocking::Clock;
use errspec_client::blocking::{Cancel, Client};
use errspec_client::{Cause, Event, Settings, WaitEnd};
use errspec_server::{Answer, Options, Response, Server, Walk};
use generated_client::autoretouch::{Api, ExecutionState};
use generated_client::clients::autoretouch;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What a server allows per second, and what it counted.
#[derive(Default)]
struct Limit {
    second: u64,
    requests: u32,
    answered: u32,
    refused: u32,
}

const ALLOWED: u32 = 10;

impl Limit {
    fn status(&mut self, now: Duration) -> u16 {
        if now.as_secs() != self.second {
            (self.second, self.requests) = (now.as_secs(), 0);
        }
        self.requests += 1;
        if self.requests > ALLOWED {
            self.refused += 1;
            return 429;
        }
        self.answered += 1;
        200
    }
}

/// A server that throttles by the clock of its client.
fn throttling(clock: &FakeClock) -> (Server, Arc<Mutex<Limit>>) {
    let limit = Arc::<Mutex<Limit>>::default();
    let (counted, clock) = (Arc::clone(&limit), clock.clone());
    let options = Options::default().upstream(move |_| {
        let status = counted.lock().unwrap().status(clock.clone().now());
        Ok(Response { status, headers: Vec::new(), body: b"{}".to_vec() })
    });
    (serve_with::<Api>(options), limit)
}

fn client(settings: Settings, clock: &FakeClock) -> TestCaller<Api> {
    Client::new(settings, agent()).clock(clock.clone())
}

/// A call every 20 ms for 30 s: what was answered, and what was refused.
fn half_a_minute(adapt: impl Fn(Settings) -> Settings) -> [u32; 2] {
    let clock = FakeClock::default();
    let (server, limit) = throttling(&clock);
    let client = client(adapt(Settings::new(server.url())), &clock);
    while client.now() < secs(30) {
        let _ = any(&client, &READ, "/").attempts(1).send();
        clock.clone().sleep(Duration::from_millis(20));
    }
    let limit = limit.lock().unwrap();
    [limit.answered, limit.refused]
}

#[test]
fn a_throttled_server_is_spared_and_still_used() {
    let [answered, refused] = half_a_minute(|settings| settings);
    assert_eq!([answered, refused], [300, 1200], "a client that does not adapt");
    let [answered, refused] = half_a_minute(Settings::adaptive_rate);
    assert!(refused * 10 < 1200 && answered > 200, "{answered} answered, {refused} refused");
}

#[test]
fn a_server_that_does_not_throttle_is_called_without_delay() {
    let clock = FakeClock::default();
    let server = serve_with::<Api>(
        Options::default().upstream(|_| Ok(Response { status: 200, headers: Vec::new(), body: b"{}".to_vec() })),
    );
    let client = client(Settings::new(server.url()).adaptive_rate(), &clock);
    for _ in 0..100 {
        assert_eq!(any(&client, &READ, "/").send().unwrap(), 200);
    }
    assert_eq!(clock.slept(), []);
}

/// A client that a 429 has just slowed down to a request every two seconds, and its server.
fn slowed(clock: &FakeClock, settings: impl FnOnce(Settings) -> Settings) -> (Server, TestCaller<Api>) {
    let server = serve::<Api>();
    server.script(vec![Answer::new().status(429)]).unwrap();
    let client = client(settings(Settings::new(server.url()).adaptive_rate()), clock);
    assert_eq!(any(&client, &READ, "/").attempts(1).send().unwrap_err().status(), Some(429));
    (server, client)
}

fn answers(server: &Server, count: usize) {
    server.script(vec![Answer::new().status(200).body(errspec_server::Body::Json(serde_json::json!({}))); count]).unwrap();
}

#[test]
fn a_call_that_cannot_wait_for_its_turn_fails_unsent_and_leaves_its_place() {
    let clock = FakeClock::default();
    let (server, client) = slowed(&clock, |settings| settings);
    answers(&server, 1);
    for _ in 0..10 {
        let failure = any(&client, &READ, "/").deadline(secs(1)).send().unwrap_err();
        assert!(matches!(failure.cause, Cause::RateLimited), "{failure:?}");
        assert_eq!(failure.give_up.as_ref().map(|give_up| give_up.reason), Some(Reason::DeadlineWouldPass));
        assert_eq!((failure.attempts(), &*failure.error_type(), failure.status()), (0, "rate_limited", None));
        assert_eq!(
            failure.to_string(),
            "read failed: the request was not sent: the server throttles, and the deadline comes before its turn"
        );
    }
    assert_eq!((clock.slept(), server.log().len()), (vec![], 1));
    any(&client, &READ, "/").send().unwrap();
    assert_eq!(clock.slept(), [secs(2)], "none of the ten stands in front of it");
}

#[test]
fn a_retry_waits_for_the_longer_of_backoff_and_rate_and_ends_at_the_deadline() {
    let clock = FakeClock::default();
    let (server, client) = slowed(&clock, |settings| settings.seed(errspec::retry::Seed::LOWEST));
    server.script(vec![Answer::new().status(503); 2]).unwrap();
    let failure = any(&client, &READ, "/").deadline(secs(4)).send().unwrap_err();
    let give_up = failure.give_up.as_ref().unwrap();
    assert_eq!((failure.status(), give_up.reason, give_up.attempts), (Some(503), Reason::DeadlineWouldPass, 1));
    assert_eq!(clock.slept(), [secs(2)], "the second attempt could begin after four seconds");
}

#[test]
fn polls_wait_for_their_turn_but_not_beyond_the_end_of_the_wait() {
    let clock = FakeClock::default();
    let (server, client) = slowed(&clock, |settings| settings);
    let states = vec!["CREATED".into(), "COMPLETED".into()];
    server.job("Execution", Some("j1"), Walk { states, ..Walk::default() }).unwrap();
    let client = autoretouch::Client::new(client);
    let unfinished = client.wait("j1", Duration::from_millis(500)).run().unwrap_err();
    assert!(matches!(unfinished.end, WaitEnd::DeadlinePassed(Some(ExecutionState::Created))), "{unfinished:?}");
    assert_eq!(clock.slept(), [Duration::from_millis(500)]);
    assert_eq!(client.wait("j1", secs(60)).run().unwrap().state, ExecutionState::Completed);
}

#[test]
fn a_call_that_is_cancelled_before_its_turn_is_not_sent() {
    let (clock, cancel) = (FakeClock::default(), Cancel::default());
    let held = Arc::<Mutex<Vec<Duration>>>::default();
    let server = serve::<Api>();
    server.script(vec![Answer::new().status(429)]).unwrap();
    let noted = Arc::clone(&held);
    let settings = Settings::new(server.url()).adaptive_rate().on_event(move |event| {
        if let Event::Held { delay, .. } = event {
            noted.lock().unwrap().push(*delay);
        }
    });
    let client: TestCaller<Api> = Client::new(settings, agent()).cancelled_by(&cancel).clock(clock.clone());
    any(&client, &READ, "/").attempts(1).send().unwrap_err();
    clock.cancel_at(1, &cancel);
    let failure = any(&client, &READ, "/").send().unwrap_err();
    assert!(matches!(failure.cause, Cause::Cancelled), "{failure:?}");
    assert_eq!((&*held.lock().unwrap(), server.log().len()), (&vec![secs(2)], 1));
}

/// Throttles the first request only.
#[cfg(feature = "async")]
#[derive(Default)]
struct First(std::sync::atomic::AtomicBool);

#[cfg(feature = "async")]
impl errspec_client::Transport for First {
    type Body = Vec<u8>;

    async fn send(&self, _: http::Request<bytes::Bytes>) -> Result<errspec_client::Response, errspec_client::Broken> {
        let mut response = http::Response::new(b"{}".to_vec());
        if !self.0.swap(true, std::sync::atomic::Ordering::Relaxed) {
            *response.status_mut() = http::StatusCode::TOO_MANY_REQUESTS;
        }
        Ok(response)
    }

    async fn read(&self, body: &mut Vec<u8>, _: usize, into: &mut Vec<u8>) -> Result<(), errspec_client::Broken> {
        into.append(body);
        Ok(())
    }
}

#[cfg(feature = "async")]
#[test]
fn futures_that_are_dropped_leave_their_places() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let settings = Settings::new("http://localhost").adaptive_rate();
        let client = errspec_client::Client::<Api, First>::new(settings, First::default());
        any(&client, &READ, "/").attempts(1).send().await.unwrap_err();
        let mut crowd: Vec<_> = (0..20).map(|_| Box::pin(any(&client, &READ, "/").send())).collect();
        let all_wait = std::future::poll_fn(|context| {
            let ready = crowd.iter_mut().any(|call| Future::poll(call.as_mut(), context).is_ready());
            if ready { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        });
        assert!(tokio::time::timeout(secs(1), all_wait).await.is_err(), "the first of them may be sent after two seconds");
        drop(crowd);
        any(&client, &READ, "/").send().await.unwrap();
        assert!(client.now() < Duration::from_millis(2100), "{:?}", client.now());
    });
}

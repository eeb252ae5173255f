//! The engine as a tower layer, on a clock that stands still.
#![allow(clippy::disallowed_methods, reason = "the clock of these tests stands still")]
use crate::retry_support::{self, millis, secs};
use errspec::RetryClass;
use errspec::headers::Form;
use errspec::retry::tower::{RetryLayer, Retrying};
use errspec::retry::{Answer, Attempt, Call, Hint, Jitter, Operation, Outcome, Policy, Retry, Safety, TimedOut, Transport};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Instant;
use tower_layer::Layer;
use tower_service::Service;

#[derive(Clone, Debug, Default, PartialEq)]
struct Request {
    attempt: u32,
    key: Option<String>,
}

#[derive(Debug, PartialEq)]
struct Status(u16);

#[derive(Debug, PartialEq)]
enum Failure {
    Broken,
    TimedOut(Duration),
}

impl Answer for Status {
    fn outcome(&self) -> Outcome<'_> {
        Outcome::status(self.0)
    }
}

impl Answer for Failure {
    fn outcome(&self) -> Outcome<'_> {
        Outcome::transport(match self {
            Self::Broken => Transport::Connect,
            Self::TimedOut(_) => Transport::Timeout,
        })
    }
}

impl TimedOut for Failure {
    fn timed_out(after: Duration) -> Self {
        Self::TimedOut(after)
    }
}

/// Answers with these one after the other, the last again and again, and keeps what it was sent and when. It has to be asked twice
/// whether it is ready, and takes `takes` for an answer.
#[derive(Clone)]
struct Server {
    statuses: &'static [u16],
    takes: Duration,
    seen: Arc<Mutex<Vec<(Request, Instant)>>>,
    asked: bool,
}

const BROKEN: u16 = 0;

fn server(statuses: &'static [u16], takes: Duration) -> Server {
    Server { statuses, takes, seen: Arc::default(), asked: false }
}

impl Service<Request> for Server {
    type Response = Status;
    type Error = Failure;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Status, Failure>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        if !std::mem::replace(&mut self.asked, true) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        assert!(std::mem::take(&mut self.asked), "called before it was ready");
        let mut seen = self.seen.lock().unwrap();
        let status = self.statuses[seen.len().min(self.statuses.len() - 1)];
        seen.push((request, Instant::now()));
        let takes = self.takes;
        Box::pin(async move {
            tokio::time::sleep(takes).await;
            if status == BROKEN { Err(Failure::Broken) } else { Ok(Status(status)) }
        })
    }
}

static POLICY: Policy =
    Policy { attempt_timeout: Some(secs(5)), fallback: Retry::of(RetryClass::Transient), ..Policy::DEFAULT };
static SPREAD: Policy = Policy { jitter: Jitter::FULL, attempts: 2, ..POLICY };
static CREATE: Operation = Operation { safety: Safety::Keyed("Idempotency-Key"), ..Operation::new("create", "POST", "/jobs") };

fn begin(_: &Request) -> Call<'static> {
    POLICY.call(Duration::ZERO, errspec::retry::seeds().next()).operation(&CREATE)
}

fn spread(_: &Request) -> Call<'static> {
    SPREAD.call(Duration::ZERO, errspec::retry::seeds().next()).operation(&CREATE)
}

fn prepare(attempt: &Attempt<'_>, request: &mut Request) {
    request.attempt = attempt.number;
    request.key = attempt.idempotency_key.map(|(_, key)| key.to_string());
}

type Begin = fn(&Request) -> Call<'static>;
type Prepare = fn(&Attempt<'_>, &mut Request);

fn retrying(begin: Begin, server: &Server) -> Retrying<Server, Begin, Prepare> {
    RetryLayer::new(begin, prepare as Prepare).layer(server.clone())
}

#[tokio::test(start_paused = true)]
async fn a_service_is_asked_again_on_schedule() {
    let server = server(&[BROKEN, 503, 200], Duration::ZERO);
    let began = Instant::now();
    assert_eq!(retrying(begin, &server).call(Request::default()).await, Ok(Status(200)));
    let seen = server.seen.lock().unwrap();
    assert_eq!(seen.iter().map(|(_, at)| at.duration_since(began)).collect::<Vec<_>>(), [secs(0), secs(1), secs(3)]);
    assert_eq!(seen.iter().map(|(request, _)| request.attempt).collect::<Vec<_>>(), [1, 2, 3]);
}

#[tokio::test(start_paused = true)]
async fn the_last_answer_comes_back_as_it_is() {
    let unavailable = server(&[503], Duration::ZERO);
    assert_eq!(retrying(begin, &unavailable).call(Request::default()).await, Ok(Status(503)));
    assert_eq!(unavailable.seen.lock().unwrap().len(), 3);
    let broken = server(&[503, BROKEN], Duration::ZERO);
    assert_eq!(retrying(begin, &broken).call(Request::default()).await, Err(Failure::Broken));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_whose_time_is_over_is_dropped_and_repeated() {
    let slow = server(&[200], secs(60));
    let began = Instant::now();
    assert_eq!(retrying(begin, &slow).call(Request::default()).await, Err(Failure::TimedOut(secs(5))));
    assert_eq!((slow.seen.lock().unwrap().len(), began.elapsed()), (3, secs(5 + 1 + 5 + 2 + 5)));
}

/// Wherever the attempts come from, the key is the call's.
#[tokio::test(start_paused = true)]
async fn b19_all_attempts_of_a_request_carry_one_key_the_first_included() {
    let server = server(&[503], Duration::ZERO);
    let mut service = retrying(begin, &server);
    for _ in 0..2 {
        assert!(service.call(Request::default()).await.is_ok());
    }
    let seen = server.seen.lock().unwrap();
    let keys: Vec<&String> = seen.iter().map(|(request, _)| request.key.as_ref().unwrap()).collect();
    assert!(keys[..3].iter().all(|key| *key == keys[0]) && keys[3..].iter().all(|key| *key == keys[3]));
    assert_ne!(keys[0], keys[3], "another request, another key");
}

/// A layer that clones its generator for each request gives every request the same delays.
#[tokio::test(start_paused = true)]
async fn b07_requests_of_one_service_wait_differently() {
    let server = server(&[503], Duration::ZERO);
    let mut service = retrying(spread, &server);
    let mut waits = BTreeSet::new();
    for _ in 0..20 {
        let began = Instant::now();
        assert!(service.call(Request::default()).await.is_ok());
        waits.insert(began.elapsed());
    }
    assert!(waits.len() > 15 && waits.iter().all(|wait| *wait <= secs(1) + millis(1)), "{waits:?}");
}

/// A moment that no clock of today reaches, in an answer without a `Date`.
#[tokio::test(start_paused = true)]
async fn fault_02_the_layer_dates_an_answer_without_a_date() {
    #[derive(Debug)]
    struct Until([(&'static str, &'static str); 1]);
    impl Answer for Until {
        fn outcome(&self) -> Outcome<'_> {
            Outcome::status(429).headers(&self.0)
        }
    }
    #[derive(Clone)]
    struct Throttling;
    impl Service<Request> for Throttling {
        type Response = Until;
        type Error = Failure;
        type Future = std::future::Ready<Result<Until, Failure>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Failure>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            assert_eq!(request.attempt, 1, "so long a wait is no wait");
            std::future::ready(Ok(Until([("X-Reset", "1099511627776")])))
        }
    }
    static UNTIL: Policy = Policy { hints: &[Hint::header("X-Reset", &[Form::UnixSeconds])], ..retry_support::TRANSIENT };
    let begin = |_: &Request| UNTIL.call(Duration::ZERO, 1).safety(Safety::Safe);
    let prepare = |attempt: &Attempt<'_>, request: &mut Request| request.attempt = attempt.number;
    assert!(RetryLayer::new(begin, prepare).layer(Throttling).call(Request::default()).await.is_ok());
}

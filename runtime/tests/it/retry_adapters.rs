//! The adapters that sleep, on clocks that do not.
#![allow(clippy::disallowed_methods, reason = "the clock of these tests stands still")]

use crate::retry_support::{TRANSIENT, safe, secs};
use errspec::RetryClass;
use errspec::headers::Form;
use errspec::retry::blocking::{Blocking, Clock};
use errspec::retry::tokio::Async;
use errspec::retry::{
    Answer, Budget, BudgetRules, Call, Hint, Hinted, Jitter, Operation, Outcome, Policy, Reason, Retry, Safety, Step, TimedOut,
    Tokens, Transport,
};
use errspec::status::{StatusRow, Statuses};
use std::cell::{Cell, RefCell};
use std::future::ready;
use std::time::Duration;

#[derive(Debug, PartialEq)]
enum Reply {
    Status(u16),
    /// A 429 that names the moment of the next attempt, seconds since 1970, and has no `Date`.
    Until([(&'static str, String); 1]),
    TimedOut(Duration),
}

impl Answer for Reply {
    fn outcome(&self) -> Outcome<'_> {
        match self {
            Self::Status(status) => Outcome::status(*status),
            Self::Until(headers) => Outcome::status(429).headers(headers),
            Self::TimedOut(_) => Outcome::transport(Transport::Timeout),
        }
    }
}

impl TimedOut for Reply {
    fn timed_out(after: Duration) -> Self {
        Self::TimedOut(after)
    }
}

const REFRESHING: Policy = Policy {
    statuses: &Statuses {
        rows: &[StatusRow {
            facts: errspec::Facts { retry: Some(Retry::of(RetryClass::Refresh)), ..errspec::Facts::NONE },
            ..StatusRow::new(401)
        }],
        ranges: &[],
        ..Statuses::EMPTY
    },
    ..TRANSIENT
};

fn call() -> Call<'static> {
    static HERE: Policy = REFRESHING;
    safe(&HERE, 1)
}

/// Sleeping moves it, nothing else does.
#[derive(Default)]
struct Virtual<'a> {
    now: Duration,
    slept: Option<&'a RefCell<Vec<Duration>>>,
}

impl Clock for Virtual<'_> {
    fn now(&mut self) -> Duration {
        self.now
    }

    fn sleep(&mut self, delay: Duration) {
        self.now += delay;
        if let Some(slept) = self.slept {
            slept.borrow_mut().push(delay);
        }
    }
}

#[test]
fn blocking_sends_waits_and_gives_up_with_the_last_answer() {
    let slept = RefCell::new(Vec::new());
    let seen = RefCell::new(Vec::new());
    let clock = Virtual { slept: Some(&slept), ..Virtual::default() };
    let run =
        Blocking::new(call()).clock(clock).on_wait(|wait, outcome| seen.borrow_mut().push((wait.attempt, outcome.summary())));
    let failed = run.run(|attempt| Reply::Status(500 + attempt.number as u16)).unwrap_err();
    assert_eq!((failed.give_up.reason, &failed.last), (Reason::AttemptsExhausted, &Reply::Status(503)));
    assert_eq!(*slept.borrow(), [secs(1), secs(2)]);
    assert_eq!(seen.borrow().len(), 2, "the hook is called before each wait");
    assert_eq!(failed.to_string(), "no attempt left after 3 attempts, last status 503");
}

#[test]
fn blocking_renews_credentials_once() {
    let renewed = Cell::new(0);
    let refresh = || {
        renewed.set(renewed.get() + 1);
        true
    };
    let run = Blocking::new(call()).clock(Virtual::default()).refresh(refresh);
    assert!(run.run(|attempt| Reply::Status(if attempt.refreshed { 200 } else { 401 })).is_ok());
    assert_eq!(renewed.get(), 1);
    let stubborn = Blocking::new(call()).clock(Virtual::default()).refresh(refresh).run(|_| Reply::Status(401));
    assert_eq!(stubborn.unwrap_err().give_up.reason, Reason::RefreshFailed);
    assert_eq!(renewed.get(), 2);
}

/// A sleeping thread would stop the timer of this one-threaded runtime as well, and the other task with it.
#[tokio::test(start_paused = true)]
async fn b22_asynchronous_waits_hold_up_nothing_else() {
    let began = tokio::time::Instant::now();
    let other = async {
        for _ in 0..30 {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        began.elapsed()
    };
    let run = Async::new(call()).run(|attempt| ready(Reply::Status(if attempt.number == 3 { 200 } else { 503 })));
    let (answer, other) = tokio::join!(run, other);
    assert_eq!(answer.unwrap(), Reply::Status(200));
    assert_eq!(began.elapsed(), secs(3));
    assert_eq!(other, secs(3));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_is_dropped_when_its_time_is_over() {
    static POLICY: Policy = Policy {
        attempt_timeout: Some(secs(5)),
        deadline: Some(secs(8)),
        fallback: Retry::of(RetryClass::Transient),
        ..Policy::DEFAULT
    };
    let began = tokio::time::Instant::now();
    let failed = Async::new(safe(&POLICY, 1)).run(|_| std::future::pending::<Reply>()).await.unwrap_err();
    assert_eq!(failed.last, Reply::TimedOut(secs(2)), "5 s, 1 s of wait, and the 2 s that are left");
    assert_eq!((failed.give_up.reason, failed.give_up.attempts, began.elapsed()), (Reason::DeadlineWouldPass, 2, secs(8)));
}

#[tokio::test(start_paused = true)]
async fn asynchronous_calls_renew_credentials() {
    let run = Async::new(call()).refresh(async || {
        tokio::time::sleep(secs(1)).await;
        true
    });
    assert!(run.run(async |attempt| Reply::Status(if attempt.refreshed { 200 } else { 401 })).await.is_ok());
    let failed = Async::new(call()).refresh(async || false).run(async |_| Reply::Status(401)).await.unwrap_err();
    assert_eq!(failed.give_up.reason, Reason::RefreshFailed);
}

/// Whoever issues credentials may hang; the call's time is over all the same.
#[tokio::test(start_paused = true)]
async fn b15_no_refresh_outlasts_the_deadline() {
    let began = tokio::time::Instant::now();
    let run = Async::new(call().deadline(secs(5))).refresh(std::future::pending::<bool>);
    let failed = run.run(async |_| Reply::Status(401)).await.unwrap_err();
    assert_eq!((failed.give_up.reason, began.elapsed()), (Reason::RefreshFailed, secs(5)));
}

#[test]
fn the_future_can_be_spawned() {
    fn spawnable<T: Send>(_: T) {}
    spawnable(Async::new(call()).run(|_| ready(Reply::Status(200))));
}

#[test]
fn seeds_of_the_process_differ() {
    let seeds: Vec<_> = (0..100).map(|_| errspec::retry::seeds().next()).collect();
    assert!(seeds.iter().enumerate().all(|(i, seed)| !seeds[..i].contains(seed)));
}

/// Waits as long as a moment in seconds since 1970 says.
static UNTIL: Policy = Policy { hints: &[Hint::header("X-Reset", &[Form::UnixSeconds])], ..TRANSIENT };

fn until(moment: Duration) -> Reply {
    Reply::Until([("X-Reset", moment.as_secs().to_string())])
}

/// A moment that no clock of today reaches.
const FAR: Duration = Duration::from_secs(1 << 40);

#[test]
fn fault_02_blocking_dates_an_answer_without_a_date() {
    struct Dated(Duration);
    impl Clock for Dated {
        fn now(&mut self) -> Duration {
            self.0
        }

        fn sleep(&mut self, delay: Duration) {
            self.0 += delay;
        }

        fn unix_time(&mut self) -> Option<Duration> {
            Some(FAR + self.0)
        }
    }
    let waits = RefCell::new(Vec::new());
    let run = Blocking::new(safe(&UNTIL, 1)).clock(Dated(Duration::ZERO)).on_wait(|wait, outcome| {
        waits.borrow_mut().push(wait.delay);
        if wait.attempt == 1 {
            assert_eq!(UNTIL.hint(outcome), Hinted::Wait(secs(60)), "the hook sees the time too");
        }
    });
    let failed = run.run(|_| until(FAR + secs(60))).unwrap_err();
    assert_eq!(failed.give_up.reason, Reason::AttemptsExhausted);
    assert_eq!(*waits.borrow(), [secs(60), secs(2)], "until the moment; then it is past");
}

#[test]
fn fault_02_the_systems_clock_dates_answers_unless_an_adapter_is_given_another() {
    let clock = Virtual::default();
    let failed = Blocking::new(safe(&UNTIL, 1)).clock(clock).run(|_| until(FAR)).unwrap_err();
    assert!(matches!(failed.give_up.reason, Reason::HintTooLong(delay) if delay < FAR), "{failed}");
}

#[tokio::test(start_paused = true)]
async fn fault_02_async_dates_an_answer_without_a_date() {
    let failed = Async::new(safe(&UNTIL, 1)).run(async |_| until(FAR)).await.unwrap_err();
    assert!(matches!(failed.give_up.reason, Reason::HintTooLong(delay) if delay < FAR), "{failed}");
}

#[test]
fn fault_02_an_answer_that_says_when_it_came_is_believed() {
    struct Dated(Reply);
    impl Answer for Dated {
        fn outcome(&self) -> Outcome<'_> {
            self.0.outcome().received_at(FAR)
        }
    }
    let slept = RefCell::new(Vec::new());
    let clock = Virtual { slept: Some(&slept), ..Virtual::default() };
    assert!(Blocking::new(safe(&UNTIL, 1)).clock(clock).run(|_| Dated(until(FAR + secs(60)))).is_err());
    assert_eq!(*slept.borrow(), [secs(60), secs(60)]);
}

/// A fork copies the source of seeds with its key and its count. Children that share a number would still differ by the time.
#[cfg(unix)]
#[test]
fn fault_10_processes_of_one_fork_draw_different_seeds() {
    use std::io::{Read, Write};
    let drawn = || {
        let policy = Policy { jitter: Jitter::FULL, ..TRANSIENT };
        let mut call = policy.call(Duration::ZERO, errspec::retry::seeds().next()).safety(Safety::Keyed("Idempotency-Key"));
        let key = call.idempotency_key().unwrap().1;
        let step = call.on_outcome(&Outcome::status(503), Duration::ZERO);
        let Step::Wait(wait) = step else { panic!("503 is repeated: {step:?}") };
        format!("{key} {}", wait.delay.as_nanos())
    };
    drawn();
    let child = || {
        let (mut read, mut write) = std::io::pipe().unwrap();
        match fork::fork().unwrap() {
            fork::Fork::Child => {
                let sent = write.write_all(drawn().as_bytes());
                std::process::exit(i32::from(sent.is_err()));
            }
            fork::Fork::Parent(pid) => {
                drop(write);
                let mut text = String::new();
                read.read_to_string(&mut text).unwrap();
                fork::waitpid(pid).unwrap();
                text
            }
        }
    };
    let all = [child(), child(), drawn()];
    let parts: Vec<Vec<&str>> = all.iter().map(|text| text.split(' ').collect()).collect();
    for (at, one) in parts.iter().enumerate() {
        assert_eq!(one.len(), 2, "{all:?}");
        for other in &parts[..at] {
            assert!(one[0] != other[0] && one[1] != other[1], "{all:?}");
        }
    }
}

/// The loop around a long poll sends no faster than retries would.
#[tokio::test(start_paused = true)]
async fn a_long_poll_that_an_empty_budget_ends_fails_after_its_delay() {
    static RECEIVE: Operation = Operation { long_poll: true, ..Operation::new("receive", "GET", "/messages") };
    static EMPTY: Budget = Budget::new(BudgetRules::new(Tokens::ZERO));
    let call = || TRANSIENT.call(secs(0), 1).operation(&RECEIVE).budget(&EMPTY);
    let slept = RefCell::new(Vec::new());
    let clock = Virtual { slept: Some(&slept), ..Virtual::default() };
    let failed = Blocking::new(call()).clock(clock).run(|_| Reply::Status(503)).unwrap_err();
    assert_eq!((failed.give_up.reason, slept.into_inner()), (Reason::BudgetEmpty, vec![secs(1)]));
    let began = tokio::time::Instant::now();
    let failed = Async::new(call()).run(|_| ready(Reply::Status(503))).await.unwrap_err();
    assert_eq!((failed.give_up.reason, began.elapsed()), (Reason::BudgetEmpty, secs(1)));
}

//! The next delay of a call: 1 s, doubled up to 30 s, for seven delays.

use crate::harness::{Candidate, Goal, Group};
use backoff::backoff::Backoff as _;
use backon::BackoffBuilder as _;
use errspec::RetryClass;
use errspec::retry::{
    Backoff, Call, DelayRange, Delays, Factor, Jitter, Outcome, Policy, Retry, Safety, Schedule, Seeds, Step,
};
use retry_policies::{RetryDecision, RetryPolicy as _, policies};
use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, SystemTime};

const SESSIONS: u64 = 256;
const DELAYS: u64 = 7;
const BASE: Duration = Duration::from_secs(1);
const CAP: Duration = Duration::from_secs(30);
const PLAIN: [u64; DELAYS as usize] = [1, 2, 4, 8, 16, 30, 30];

pub(super) fn groups() -> Vec<Group> {
    vec![
        group(
            "Next delay of a session under way",
            "1 s doubled up to 30 s, seven delays per session, each call through a function pointer; the sessions are started \
                beforehand. Checked before measuring: without jitter every crate gives 1, 2, 4, 8, 16, 30, 30 s; with jitter all \
                stay between 0 s and twice that. The floor is a call that loads a delay from a table. tower is left out, because \
                it returns a sleep and not a delay.",
            Begun::Before,
        ),
        group(
            "Next delay, beginning the session counted in",
            "The same, with a seventh of the cost of starting the session added to each delay.",
            Begun::Within,
        ),
    ]
}

fn group(title: &str, about: &'static str, begun: Begun) -> Group {
    let goal = |of| Goal {
        name: "P6",
        of,
        against: "backon, jitter",
        at_most: 0.15,
        why: "the call and the load alone are 0.11, and a session also draws a seed",
    };
    Group {
        title: title.to_owned(),
        about,
        operations: SESSIONS * DELAYS,
        references: vec!["floor: call and load", "backon, jitter"],
        candidates: candidates(begun),
        goals: vec![goal("errspec, full jitter"), goal("errspec, proportional jitter")],
    }
}

/// When sessions begin.
#[derive(Clone, Copy)]
enum Begun {
    Before,
    Within,
}

fn candidates(begun: Begun) -> Vec<Candidate> {
    vec![
        candidate(
            begun,
            "floor: call and load",
            Exact::Yes,
            |_| 0,
            |at: &mut usize| {
                let delay = TABLE[*at % TABLE.len()];
                *at += 1;
                delay
            },
        ),
        ours(begun, "errspec, no jitter", Exact::Yes, |_| NONE.delays(SEEDS.next())),
        ours(begun, "errspec, full jitter", Exact::No, |_| FULL.delays(SEEDS.next())),
        ours(begun, "errspec, equal jitter", Exact::No, |_| EQUAL.delays(SEEDS.next())),
        ours(begun, "errspec, additive jitter", Exact::No, |_| ADDITIVE.delays(SEEDS.next())),
        ours(begun, "errspec, proportional jitter", Exact::No, |_| PROPORTIONAL.delays(SEEDS.next())),
        candidate(begun, "errspec, whole decision of the engine", Exact::No, |_| call(&FULL), decided),
        candidate(begun, "backon, no jitter", Exact::Yes, |_| backon(false), |delays| delays.next().unwrap_or_default()),
        candidate(begun, "backon, jitter", Exact::No, |_| backon(true), |delays| delays.next().unwrap_or_default()),
        candidate(
            begun,
            "backoff, randomization 0",
            Exact::Yes,
            |_| backoff(0.0),
            |curve| curve.next_backoff().unwrap_or_default(),
        ),
        candidate(
            begun,
            "backoff, randomization 0.5",
            Exact::No,
            |_| backoff(0.5),
            |curve| curve.next_backoff().unwrap_or_default(),
        ),
        candidate(begun, "tokio-retry2, no jitter", Exact::Yes, |_| tokio_retry2(), |delays| delays.next().unwrap_or_default()),
        candidate(
            begun,
            "tokio-retry2, jitter",
            Exact::No,
            |_| tokio_retry2(),
            |delays| tokio_retry2::strategy::jitter(delays.next().unwrap_or_default()),
        ),
        candidate(begun, "retry-policies, no jitter", Exact::Clock, |_| retry_policies(retry_policies::Jitter::None), decision),
        candidate(begun, "retry-policies, full jitter", Exact::No, |_| retry_policies(retry_policies::Jitter::Full), decision),
    ]
}

/// The expected delays of a session.
#[derive(Clone, Copy, PartialEq)]
enum Exact {
    Yes,
    /// Apart from the time that passes on the wall clock in between.
    Clock,
    No,
}

fn candidate<S: 'static>(
    begun: Begun,
    name: &str,
    exact: Exact,
    begin: fn(u64) -> S,
    next: fn(&mut S) -> Duration,
) -> Candidate {
    verify(name, exact, begin(1), next);
    let sessions = Rc::new(RefCell::new(Vec::new()));
    let filled = Rc::clone(&sessions);
    let fill = move || {
        let mut sessions = filled.borrow_mut();
        sessions.clear();
        sessions.extend((0..SESSIONS).map(begin));
    };
    match begun {
        Begun::Before => {
            Candidate::new(name, move || sessions.borrow_mut().iter_mut().map(|session| all_of(session, black_box(next))).sum())
                .prepared_by(fill)
        }
        Begun::Within => Candidate::new(name, move || {
            let begin = black_box(begin);
            (0..SESSIONS).map(|session| all_of(&mut begin(session), black_box(next))).sum()
        }),
    }
}

fn ours(begun: Begun, name: &str, exact: Exact, begin: fn(u64) -> Delays<'static>) -> Candidate {
    candidate(begun, name, exact, begin, |delays| delays.next().unwrap_or_default())
}

fn all_of<S>(session: &mut S, next: fn(&mut S) -> Duration) -> u64 {
    (0..DELAYS).fold(0, |sum, _| {
        let delay = next(session);
        sum ^ delay.as_secs() ^ u64::from(delay.subsec_nanos())
    })
}

fn verify<S>(name: &str, exact: Exact, mut state: S, next: fn(&mut S) -> Duration) {
    for plain in PLAIN.map(Duration::from_secs) {
        let delay = next(&mut state);
        let right = match exact {
            Exact::Yes => delay == plain,
            Exact::Clock => delay.abs_diff(plain) < Duration::from_millis(500),
            Exact::No => delay <= plain * 2,
        };
        assert!(right, "{name}: {delay:?} where {plain:?} is due");
    }
}

static TABLE: [Duration; PLAIN.len()] = {
    let mut table = [Duration::ZERO; PLAIN.len()];
    let mut at = 0;
    while at < PLAIN.len() {
        table[at] = Duration::from_secs(PLAIN[at]);
        at += 1;
    }
    table
};

static SEEDS: Seeds = Seeds::new(0x1f2e_3d4c_5b6a_7988_0716_2534_4352_6170);
/// As the generator writes it: the schedule is computed at compile time.
macro_rules! policies {
    ($($name:ident, $schedule:ident: $jitter:expr;)+) => {$(
        static $schedule: Schedule<[DelayRange; DELAYS as usize]> = schedule($jitter);
        static $name: Policy = Policy { fallback: Retry::of(RetryClass::Transient), ..Policy::of(&$schedule) };
    )+};
}

policies! {
    NONE, NONE_SCHEDULE: Jitter::NONE;
    FULL, FULL_SCHEDULE: Jitter::FULL;
    EQUAL, EQUAL_SCHEDULE: Jitter::EQUAL;
    ADDITIVE, ADDITIVE_SCHEDULE: Jitter::additive(BASE);
    PROPORTIONAL, PROPORTIONAL_SCHEDULE: Jitter::proportional(Factor::decimal(5, 1));
}

const fn schedule(jitter: Jitter) -> Schedule<[DelayRange; DELAYS as usize]> {
    Schedule::of(DELAYS as u32 + 1, Backoff::exponential(BASE, Factor::times(2)).cap(CAP), jitter)
}

fn call(policy: &'static Policy) -> Call<'static> {
    policy.call(Duration::ZERO, SEEDS.next()).safety(Safety::Safe)
}

fn decided(call: &mut Call<'static>) -> Duration {
    match call.on_outcome(&Outcome::status(503), Duration::ZERO) {
        Step::Wait(wait) => wait.delay,
        _ => Duration::MAX,
    }
}

fn backon(jitter: bool) -> impl Iterator<Item = Duration> {
    let builder = backon::ExponentialBuilder::new().with_factor(2.0).with_min_delay(BASE).with_max_delay(CAP);
    let builder = builder.with_max_times(DELAYS as usize);
    if jitter { builder.with_jitter().build() } else { builder.build() }
}

fn backoff(randomization: f64) -> backoff::ExponentialBackoff {
    let mut builder = backoff::ExponentialBackoffBuilder::new();
    builder.with_initial_interval(BASE).with_max_interval(CAP).with_multiplier(2.0);
    builder.with_randomization_factor(randomization).with_max_elapsed_time(None).build()
}

fn tokio_retry2() -> tokio_retry2::strategy::ExponentialBackoff {
    tokio_retry2::strategy::ExponentialBackoff::from_millis(2).factor(500).max_delay(CAP)
}

fn retry_policies(jitter: retry_policies::Jitter) -> (policies::ExponentialBackoff, u32) {
    let builder = policies::ExponentialBackoff::builder().base(2).jitter(jitter).retry_bounds(BASE, CAP);
    (builder.build_with_max_retries(DELAYS as u32), 0)
}

/// The crate names a moment by the wall clock; a caller asks the clock again for the delay, or has no delay.
fn decision((policy, past): &mut (policies::ExponentialBackoff, u32)) -> Duration {
    let decision = policy.should_retry(SystemTime::UNIX_EPOCH, *past);
    *past += 1;
    match decision {
        RetryDecision::Retry { execute_after } => since(execute_after),
        RetryDecision::DoNotRetry => Duration::MAX,
    }
}

fn since(moment: SystemTime) -> Duration {
    #[allow(clippy::disallowed_methods, reason = "what every user of the crate has to do")]
    moment.duration_since(SystemTime::now()).unwrap_or_default()
}

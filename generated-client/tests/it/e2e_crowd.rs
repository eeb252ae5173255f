//! Ten thousand faults of every kind, in random order. Each is reported as what it was when it happened. Faults that end a call keep every
//! byte that the server sent. A request on which the server may have acted is not sent again, and no call is sent more often than its
//! contract says. The server received exactly the requests that were sent.
use crate::e2e_support::{KEY, READ, TestCaller, WRITE, any, serve, with};
use errspec::retry::{Answer as _, Outcome, OutcomeKind};
use errspec::{Api, Effect};
use errspec_client::{Broken, Credential, Event, Failure, Reply, Settings};
use errspec_server::{Answer, Body, Declared, Entry, Server, Then};
use generated_client::{autoretouch, images, jobs, media_tasks, vision};
use std::sync::{Arc, Mutex};

/// A small generator (xorshift), so that a failing run can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

const PAGE: &str = "<html>gateway</html>";

/// One of the faults that there are, or now and then a success.
fn fault<A: Api>(random: &mut Random) -> Answer {
    let catalogs = A::contract().catalogs;
    let catalog = catalogs[random.below(catalogs.len())];
    let code = |random: &mut Random| Answer::new().code_of(catalog.name, catalog.wire(random.below(catalog.len()) as u16));
    let rows = A::contract().statuses().rows;
    match random.below(12) {
        0 => Answer::new().status(200).body(Body::Json(serde_json::json!({ "ok": true }))),
        1 => Answer::new().then(Then::Reset),
        2 => Answer::new().then(Then::Close),
        3 => Answer::new().then(Then::Garbage),
        4 => Answer::new().status(200).body(Body::Text(PAGE.into())).truncated(random.below(PAGE.len())),
        5 => Answer::new().status(500).body(Body::Text(PAGE.into())).truncated(random.below(PAGE.len())),
        6 => Answer::new().status([500, 502, 503, 504, 429, 404][random.below(6)]).body(Body::Text(PAGE.into())),
        7 => Answer::new().status([500, 503, 429, 413, 451, 599][random.below(6)]).body(Body::Empty),
        8 => Answer::new().status(rows[random.below(rows.len())].status.max(400)),
        _ => code(random),
    }
}

/// Whether the server may have acted before it answered so. A request that was refused with a 4xx has done nothing; neither has
/// one that the contract says so of.
fn may_have_acted<A: Api>(entry: &Entry) -> bool {
    match (entry.then, entry.status) {
        (Then::Full | Then::Truncate(_), Some(400..=499)) => false,
        (Then::Full | Then::Truncate(_), Some(status @ 500..)) => {
            A::contract().policy.classify(&Outcome::status(status), None).effect != Effect::None
        }
        _ => true,
    }
}

/// What was told of a fault when it happened: what was seen, and the code that was read.
type Told = (OutcomeKind, Option<String>);

/// One fault, told as what it was: its status and code, or that there was no whole answer.
fn is_typed<A: Api>((seen, code): &Told, answer: &Answer, entry: &Entry) {
    match (entry.then, entry.status) {
        (Then::Full | Then::Truncate(_), Some(status)) if !A::contract().is_success(status) => {
            assert_eq!(*seen, OutcomeKind::Status(status), "{answer:?}");
        }
        _ => assert!(matches!(seen, OutcomeKind::Transport(_)), "{seen} for {answer:?}"),
    }
    match &answer.body {
        // An event tells the type only where there is no code.
        Body::Declared(Declared { code: Some(_), catalog: Some(name), .. }) if name == "ErrorType" => assert!(code.is_some()),
        Body::Declared(Declared { code: Some(given), .. }) => assert_eq!(code.as_ref(), Some(given), "{answer:?}"),
        _ => {}
    }
}

/// A failure keeps every byte that the server sent of its last answer's body, and they are the ones that were scripted.
fn keeps_its_bytes<A: Api>(failure: &Failure<A>, answer: &Answer, entry: &Entry) {
    assert_eq!(failure.raw().len() as u64, entry.sent, "{failure} for {answer:?}");
    match &answer.body {
        Body::Text(text) => assert!(text.as_bytes().starts_with(failure.raw()), "{failure} for {answer:?}"),
        Body::Declared(Declared { code: Some(given), .. }) => {
            let texts = failure.error().map(|error| [error.code_text(), error.type_text()]);
            assert!(texts.into_iter().flatten().flatten().any(|text| text == *given), "{failure} for {answer:?}");
        }
        _ => {}
    }
}

/// A caller that writes down what it is told of each fault.
fn telling<A: Api>(server: &Server) -> (TestCaller<A>, Arc<Mutex<Vec<Told>>>) {
    let told = Arc::default();
    let heard: Arc<Mutex<Vec<Told>>> = Arc::clone(&told);
    let settings = Settings::new(server.url()).credential(Credential::bearer(KEY)).on_event(move |event| {
        let (seen, code) = match event {
            Event::Retry { attempt, .. } | Event::GaveUp { attempt, .. } => (attempt.kind, &attempt.code),
            _ => return,
        };
        heard.lock().unwrap().push((seen, code.as_deref().map(String::from)));
    });
    (with(settings).0, told)
}

/// Calls until the script is used up; how many faults were met.
fn crowd<A: Api>(seed: u64, answers: usize) -> usize {
    let server = serve::<A>();
    let (caller, told) = telling::<A>(&server);
    let mut random = Random(seed);
    let answers: Vec<Answer> = (0..answers).map(|_| fault::<A>(&mut random)).collect();
    server.script(answers.clone()).unwrap();
    let mut calls = Vec::new();
    while server.scripted() > 0 {
        let operation = if random.below(2) == 0 { &READ } else { &WRITE };
        calls.push(any(&caller, operation, format!("/{}", calls.len())).send());
    }
    let log = server.log();
    // The last call may have gone on after the script; what is answered then is a success.
    assert!(answers.len() <= log.len() && log.len() <= answers.len() + 1, "{} requests", log.len());
    let answers: Vec<Answer> = answers.into_iter().chain([Answer::new().status(200)]).collect();
    let mut met = log.iter().zip(&answers);
    let told = told.lock().unwrap();
    let mut told = told.iter();
    let mut faults = 0;
    for (n, called) in calls.iter().enumerate() {
        let of_call: Vec<(&Entry, &Answer)> = met.clone().take_while(|(entry, _)| entry.path == format!("/{n}")).collect();
        met.nth(of_call.len() - 1);
        let (last, answer) = of_call[of_call.len() - 1];
        let sent = of_call.len();
        assert!(sent <= A::contract().policy.max_attempts() as usize, "call {n}, seed {seed}: {of_call:?}");
        let repeated = of_call[..sent - 1].iter().any(|(entry, _)| may_have_acted::<A>(entry));
        assert!(!(repeated && last.method == "POST"), "call {n}, seed {seed}: {of_call:?}");
        let failed = if called.is_ok() { sent - 1 } else { sent };
        for (entry, answer) in &of_call[..failed] {
            is_typed::<A>(told.next().unwrap(), answer, entry);
        }
        match called {
            Ok(_) => assert!(last.then == Then::Full && last.status.is_some_and(|status| A::contract().is_success(status))),
            Err(failure) => {
                keeps_its_bytes(failure, answer, last);
                assert_eq!(failure.attempts() as usize, sent, "{failure}");
            }
        }
        faults += failed;
    }
    assert!(met.next().is_none(), "the server saw no request that no call made");
    assert!(told.next().is_none(), "nothing is told that did not happen");
    faults
}

#[test]
fn ten_thousand_faults_lose_no_error_and_repeat_no_unsafe_call() {
    let crowds: [fn() -> usize; 5] = [
        || crowd::<jobs::Api>(1, 4_000),
        || crowd::<vision::Api>(2, 3_000),
        || crowd::<images::Api>(3, 2_500),
        || crowd::<media_tasks::Api>(4, 2_000),
        || crowd::<autoretouch::Api>(5, 1_500),
    ];
    let threads = crowds.map(std::thread::spawn);
    let faults: usize = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
    assert!(faults >= 10_000, "{faults}");
}

/// A reply made of what cannot be sent is told as well; the types of a broken reply hold no panic.
#[test]
fn a_broken_reply_is_an_outcome() {
    let broken = Broken::new(errspec::retry::Transport::Tls, "no");
    let reply = Reply::<jobs::Api>::Broken(broken, None);
    assert_eq!((reply.outcome().summary().to_string(), reply.body()), ("no response (tls)".into(), &b""[..]));
}

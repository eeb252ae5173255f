//! The delays between a client's attempts, by its clock, are those that the pages state.
use crate::e2e_support::{KEY, READ, agent, any, caller, secs, serve, with};
use errspec::Api;
use errspec::retry::Reason;
use errspec_client::blocking::Client;
use errspec_client::{Credential, Settings};
use errspec_server::Answer;
use generated_client::{autoretouch, images, jobs, vision};
use std::time::Duration;

/// The waits of a read that is always answered so.
fn waits<A: Api>(answer: Answer) -> Vec<Duration> {
    let server = serve::<A>();
    let (caller, clock) = caller::<A>(&server);
    server.script(vec![answer.forever()]).unwrap();
    let failure = any(&caller, &READ, "/probe").send().unwrap_err();
    assert_eq!(server.log().len(), A::contract().policy.max_attempts() as usize, "{failure}");
    clock.slept()
}

#[test]
fn stated_schedules_are_exact() {
    assert_eq!(waits::<autoretouch::Api>(Answer::new().status(503)), [secs(2), secs(3)]);
    assert_eq!(waits::<jobs::Api>(Answer::new().code("DATABASE_ERROR")), [secs(1), secs(2)]);
}

#[test]
fn jitter_stays_in_its_bounds() {
    for (n, wait) in waits::<vision::Api>(Answer::new().code("VLM_PROVIDER_ERROR")).into_iter().enumerate() {
        let base = secs(1 << n);
        assert!(base <= wait && wait <= base + Duration::from_millis(500), "{wait:?}");
    }
    let of_images = waits::<images::Api>(Answer::new().status(500));
    assert_eq!(of_images.len(), 5);
    for (n, wait) in of_images.into_iter().enumerate() {
        assert!(secs(1 << n) <= wait && wait <= secs((1 << n) + 1), "{wait:?}");
    }
}

#[test]
fn a_hint_is_kept_to() {
    let hinted = Answer::new().status(429).header("Retry-After", "7");
    assert_eq!(waits::<vision::Api>(hinted.clone()), [secs(7), secs(7)]);
    let of_images = waits::<images::Api>(hinted);
    assert!(of_images[..3].iter().all(|wait| *wait == secs(7)), "{of_images:?}");
    assert!(of_images[3..].iter().all(|wait| *wait > secs(7)), "{of_images:?}");
    assert_eq!(waits::<vision::Api>(Answer::new().status(429).without_header("Retry-After")), [secs(5), secs(5)]);
    // The moment is the server's, and so is the Date that it is held against.
    let moment = Answer::new().status(429).header("X-RateLimit-Reset", (1_600_290_555 + 40).to_string());
    assert_eq!(waits::<autoretouch::Api>(moment), [secs(40), secs(40)]);
}

/// By the system's clock, as the server saw it: never earlier than it asked.
#[test]
fn a_server_that_asks_for_a_second_is_left_alone_for_one() {
    let server = serve::<vision::Api>();
    let caller = Client::<vision::Api, _>::new(Settings::new(server.url()).credential(Credential::bearer(KEY)), agent());
    server.script(vec![Answer::new().status(429).header("Retry-After", "1"), Answer::new().status(200)]).unwrap();
    assert_eq!(any(&caller, &READ, "/probe").send().unwrap(), 200);
    let log = server.log();
    assert_eq!(log.iter().map(|entry| entry.status).collect::<Vec<_>>(), [Some(429), Some(200)]);
    assert!(log[1].at - log[0].at >= secs(1), "{log:?}");
}

#[test]
fn more_patience_than_the_contract_has_is_not_waited_for() {
    let server = serve::<vision::Api>();
    let (caller, clock) = caller::<vision::Api>(&server);
    server.script(vec![Answer::new().status(429).header("Retry-After", "86400")]).unwrap();
    let failure = any(&caller, &READ, "/probe").send().unwrap_err();
    assert_eq!(failure.give_up.unwrap().reason, Reason::HintTooLong(secs(86_400)));
    assert!(clock.slept().is_empty());
}

#[test]
fn a_deadline_ends_a_call_before_the_wait_that_would_pass_it() {
    let server = serve::<jobs::Api>();
    let (caller, clock) = with::<jobs::Api>(Settings::new(server.url()).credential(Credential::bearer(KEY)).deadline(secs(2)));
    server.script(vec![Answer::new().status(503).forever()]).unwrap();
    let failure = any(&caller, &READ, "/probe").send().unwrap_err();
    assert_eq!(failure.give_up.as_ref().unwrap().reason, Reason::DeadlineWouldPass);
    assert_eq!((clock.slept(), server.log().len()), (vec![secs(1)], 2));
    assert_eq!(failure.error().unwrap().status(), 503);
}

#[test]
fn an_attempt_that_helps_ends_it() {
    let server = serve::<jobs::Api>();
    let (caller, clock) = caller::<jobs::Api>(&server);
    server.script(vec![Answer::new().status(503).times(2), Answer::new().status(200)]).unwrap();
    assert_eq!(any(&caller, &READ, "/probe").send().unwrap(), 200);
    assert_eq!(clock.slept(), [secs(1), secs(2)]);
}

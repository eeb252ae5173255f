//! A message is delivered and read later, in ways that are not all listed. Of a call, only the states are known.

use super::served::{Served, verdicts};
use errspec::Verdict;
use errspec::machine::Rank;
use errspec_client::{Job, WaitEnd};
use errspec_server::Walk;
use errspec_tests::message::{Api, Call, CallState, Message, MessageState};

#[test]
fn a_move_that_is_not_listed_is_reported_and_believed() {
    let judged = verdicts::<Message>(&["queued", "sent", "delivered", "read"]);
    assert_eq!(judged[1..], ["moved on, maybe past sending", "one step on", "one step on"], "nothing is proved");
    let judged = verdicts::<Message>(&["queued", "undelivered", "delivered", "read", "sent"]);
    assert_eq!(judged[2], "a move that the contract does not list");
    assert_eq!(judged[4], "an earlier state", "what was read is never left");
    assert_eq!(verdicts::<Message>(&["queued", "failed", "read"])[2], "no known move leads there");
    // Back to an earlier state: stale, or not listed. The second reading decides.
    let judged = verdicts::<Message>(&["sent", "delivered", "sent", "sent"]);
    assert_eq!(judged[2..], ["an earlier state", "a move that the contract does not list"]);
}

#[test]
fn the_worst_of_a_history_sums_it_up() {
    let worst = |history: &[&'static str]| {
        Message::watch().judge(history.iter().copied()).iter().map(|report| report.verdict().rank()).max()
    };
    assert_eq!(worst(&["queued", "sent", "sent", "read"]), Some(Rank::Explained));
    assert_eq!(worst(&["queued", "undelivered", "queued"]), Some(Rank::Regressed));
    assert_eq!(worst(&["queued", "failed", "delivered"]), Some(Rank::Impossible));
}

#[test]
fn of_a_call_only_its_end_is_certain() {
    let mut watch = Call::watch();
    for state in ["in-progress", "ringing", "queued", "busy"] {
        assert!(watch.observe(state).strict().is_ok(), "{state}");
    }
    assert_eq!(watch.observe("ringing").verdict(), Verdict::Regressed);
    assert_eq!(watch.observe("completed").verdict(), Verdict::Impossible);
    assert!(CallState::Queued.must_have_passed(CallState::Completed).is_empty());
    assert_eq!(CallState::Queued.may_have_passed(CallState::Completed).to_string(), "ringing, in-progress");
}

#[test]
fn a_wait_ends_when_it_is_delivered_and_it_is_read_later() {
    let served = Served::<Api>::start("message");
    served.job("Message", Walk { to: Some("delivered".into()), ..Walk::default() });
    let mut job = Job::<Message>::new();
    assert_eq!(served.wait(&mut job).unwrap().state, MessageState::Delivered);
    served.states("Message", &["delivered", "read"]);
    assert_eq!(served.wait(&mut job).unwrap().state, MessageState::Delivered);
    assert_eq!(served.wait(&mut job).unwrap().state, MessageState::Read);

    for seed in 0..20 {
        served.job("Call", Walk { seed: Some(seed), ..Walk::default() });
        match served.wait(&mut Job::<Call>::new()) {
            Ok(finished) => assert_eq!(finished.state, CallState::Completed),
            Err(unfinished) => {
                assert!(matches!(unfinished.end, WaitEnd::Failure(CallState::Busy | CallState::NoAnswer)), "{unfinished}");
            }
        }
    }
}

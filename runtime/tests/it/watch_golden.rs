//! What two readings mean, on the machine of a workflow execution (`execution/mod.rs`): one test per pair.

use crate::execution::{Execution, ExecutionCommand, ExecutionState};
use errspec::Action;
use errspec::machine::{Next, Reading, Verdict, Watch};
use std::time::Duration;

type ReportedCode<'a> = Verdict<'a, Execution>;

const RETRY: ExecutionCommand = ExecutionCommand::Retry;
const NOTHING: [ExecutionState; 0] = [];

/// A watch over a new job that has seen one reading.
fn having_read(wire: &str) -> Watch<Execution> {
    let mut watch = Execution::watch();
    assert!(watch.observe(wire).strict().is_ok());
    watch
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn all<'a>(report: &errspec::machine::Report<'a, Execution>) -> Vec<ReportedCode<'a>> {
    report.verdicts().collect()
}

/// The states a verdict says were passed: certainly, possibly.
fn passed(verdict: ReportedCode<'_>) -> (Vec<ExecutionState>, Vec<ExecutionState>) {
    (verdict.proved().iter().collect(), verdict.possible().iter().collect())
}

#[test]
fn first_payment_required_is_legal_and_needs_action() {
    let report = Execution::watch().observe("PAYMENT_REQUIRED");
    assert!(matches!(report.verdict(), Verdict::First { .. }));
    let state = report.strict().unwrap();
    assert_eq!(report.next(), Next::NeedsAction { state, action: Some(Action::AddFunds) });
    assert_eq!(state.commands().collect::<Vec<_>>(), [RETRY]);
    assert_eq!(RETRY.requires(state), Some(Action::AddFunds));
}

#[test]
fn created_created_is_same() {
    assert_eq!(all(&having_read("CREATED").observe("CREATED")), [Verdict::Same]);
}

#[test]
fn created_active_is_a_step() {
    let report = having_read("CREATED").observe("ACTIVE");
    assert!(matches!(all(&report)[..], [Verdict::Step(edge)] if edge.cause == errspec::machine::Cause::Auto));
}

#[test]
fn created_completed_proves_active_and_leaves_in_qa_open() {
    let report = having_read("CREATED").observe("COMPLETED");
    assert!(matches!(all(&report)[..], [Verdict::Skip { .. }]));
    assert_eq!(passed(report.verdict()), (vec![ExecutionState::Active], vec![ExecutionState::InQa]));
    assert_eq!(report.verdict().to_string(), "moved on, past ACTIVE, maybe past IN_QA");
}

#[test]
fn created_failed_proves_active() {
    let report = having_read("CREATED").observe("FAILED");
    assert!(matches!(all(&report)[..], [Verdict::Skip { .. }]));
    assert_eq!(passed(report.verdict()), (vec![ExecutionState::Active], vec![]));
}

#[test]
fn in_qa_completed_is_an_external_step() {
    let report = having_read("IN_QA").observe("COMPLETED");
    assert!(matches!(all(&report)[..], [Verdict::Step(edge)] if edge.cause == errspec::machine::Cause::External));
}

#[test]
fn failed_failed_after_retry_is_unsettled_then_a_new_failure() {
    let mut watch = having_read("FAILED");
    watch.sent(RETRY, seconds(100));
    for now in [100, 105, 109] {
        let report = watch.observe(Reading::from("FAILED").at(seconds(now)));
        assert_eq!(all(&report), [Verdict::Unsettled], "at {now} s");
        assert!(matches!(report.next(), Next::Poll(_)), "the old failure must not end the wait");
    }
    let report = watch.observe(Reading::from("FAILED").at(seconds(110)));
    assert!(matches!(all(&report)[..], [Verdict::Commanded { command: RETRY, .. }, Verdict::Same]));
    let round = vec![ExecutionState::Created, ExecutionState::Active];
    assert_eq!(passed(report.verdict()), (vec![], round.clone()), "the retry may have been lost");
    assert!(matches!(report.next(), Next::End { state: ExecutionState::Failed, .. }));
    assert_eq!(all(&watch.observe(Reading::from("FAILED").at(seconds(111)))), [Verdict::Same]);

    let mut watch = having_read("FAILED").other_actors(false);
    watch.sent(RETRY, seconds(100));
    watch.took_effect(RETRY);
    let report = watch.observe(Reading::from("FAILED").at(seconds(110)));
    assert!(matches!(all(&report)[..], [Verdict::Commanded { command: RETRY, .. }]));
    assert_eq!(passed(report.verdict()), (round, vec![]), "now it is certain");
}

#[test]
fn failed_active_after_retry_is_commanded_and_skipped_created() {
    let mut watch = having_read("FAILED");
    watch.sent(RETRY, seconds(0));
    let report = watch.observe("ACTIVE");
    assert!(matches!(all(&report)[..], [Verdict::Commanded { command: RETRY, .. }]));
    assert_eq!(passed(report.verdict()), (vec![ExecutionState::Created], vec![]));
}

#[test]
fn failed_completed_after_retry_proves_created_and_active_and_leaves_in_qa_open() {
    let mut watch = having_read("FAILED");
    watch.sent(RETRY, seconds(0));
    let report = watch.observe("COMPLETED");
    assert!(matches!(all(&report)[..], [Verdict::Commanded { command: RETRY, .. }]));
    assert_eq!(passed(report.verdict()), (vec![ExecutionState::Created, ExecutionState::Active], vec![ExecutionState::InQa]));
}

#[test]
fn failed_created_without_a_command_is_foreign_or_regressed() {
    let report = having_read("FAILED").observe("CREATED");
    assert!(matches!(all(&report)[..], [Verdict::Foreign { command: RETRY, .. }, Verdict::Regressed]));
    assert_eq!(passed(report.verdict()), (NOTHING.to_vec(), NOTHING.to_vec()));
}

#[test]
fn failed_completed_without_a_command_is_foreign_or_impossible_if_nobody_else_acts() {
    let report = having_read("FAILED").observe("COMPLETED");
    assert!(matches!(all(&report)[..], [Verdict::Foreign { command: RETRY, .. }]));
    let report = having_read("FAILED").other_actors(false).observe("COMPLETED");
    assert_eq!(all(&report), [Verdict::Impossible]);
}

#[test]
fn payment_required_active_after_a_retry_whose_answer_was_lost_is_commanded() {
    let mut watch = having_read("PAYMENT_REQUIRED").other_actors(false);
    watch.sent(RETRY, seconds(0));
    let report = watch.observe("ACTIVE");
    assert!(matches!(all(&report)[..], [Verdict::Commanded { command: RETRY, .. }]));
}

#[test]
fn active_created_is_regressed_or_foreign_with_a_rest_missed() {
    let report = having_read("ACTIVE").observe("CREATED");
    let verdicts = all(&report);
    assert!(matches!(verdicts[..], [Verdict::Regressed, Verdict::Foreign { command: RETRY, .. }]));
    assert_eq!(passed(verdicts[1]), (vec![], vec![ExecutionState::PaymentRequired, ExecutionState::Failed]));
}

#[test]
fn in_qa_failed_is_impossible_and_polls_on_as_failed() {
    let mut watch = having_read("IN_QA");
    let report = watch.observe("FAILED");
    assert_eq!(all(&report), [Verdict::Impossible]);
    assert!(!report.after_final());
    assert!(matches!(report.next(), Next::End { state: ExecutionState::Failed, .. }));
    assert_eq!(watch.state(), Some(ExecutionState::Failed));
}

#[test]
fn completed_active_is_regressed_after_a_final_state() {
    let mut watch = having_read("COMPLETED");
    let report = watch.observe("ACTIVE");
    assert_eq!(all(&report), [Verdict::Regressed]);
    assert!(report.after_final());
    assert_eq!(watch.state(), Some(ExecutionState::Completed), "ignored");
}

#[test]
fn completed_failed_is_impossible_after_a_final_state() {
    let report = having_read("COMPLETED").observe("FAILED");
    assert_eq!(all(&report), [Verdict::Impossible]);
    assert!(report.after_final());
    assert_eq!(
        report.strict().unwrap_err().to_string(),
        "Execution: impossible reading \"FAILED\" after \"COMPLETED\", which is final"
    );
}

#[test]
fn active_archived_is_unknown_and_counts_toward_the_limit() {
    let mut watch = having_read("ACTIVE");
    for count in 1..=10 {
        let report = watch.observe("ARCHIVED");
        assert_eq!(all(&report), [Verdict::Unknown("ARCHIVED")]);
        assert_eq!(report.unknown_in_a_row(), count);
        assert!(matches!(report.next(), Next::Poll(_)));
    }
    assert_eq!(watch.observe("ARCHIVED").next(), Next::UnknownState);
}

#[test]
fn archived_completed_is_held_against_the_last_known_active() {
    let mut watch = having_read("ACTIVE");
    watch.observe("ARCHIVED");
    let report = watch.observe("COMPLETED");
    assert!(matches!(all(&report)[..], [Verdict::Step(_)]));
    assert_eq!(report.before(), Some(ExecutionState::Active));
}

#[test]
fn watch_and_poller_bear_with_as_many_unlisted_states() {
    use errspec::retry::{Outcome, Pace, Policy, PollStep, Poller};
    let mut watch = having_read("ACTIVE");
    let mut poller: Poller<'_, &str> =
        Poller::new(&Policy::DEFAULT, Pace::from(Execution::MACHINE), Duration::MAX, Duration::ZERO, 1);
    for count in 1..=11 {
        let stops = watch.observe("ARCHIVED").next() == Next::UnknownState;
        let ends = matches!(poller.on_unknown("ARCHIVED", &Outcome::status(200), seconds(count)), PollStep::End(_));
        assert_eq!((stops, ends), (count == 11, count == 11), "reading {count}");
    }
}

#[test]
fn a_wait_goes_on_while_a_command_may_still_lead_on() {
    use errspec::retry::{Outcome, Pace, Policy, PollEnd, PollStep, Poller};
    let mut watch = Execution::watch().resumed();
    watch.sent(RETRY, seconds(0));
    let mut poller = Poller::new(&Policy::DEFAULT, Pace::from(Execution::MACHINE), Duration::MAX, Duration::ZERO, 1);
    let mut read = |at| {
        let report = watch.observe(Reading::from("PAYMENT_REQUIRED").at(seconds(at)));
        poller.on_report(&report, &Outcome::status(200), seconds(at))
    };
    assert!(matches!(read(1), PollStep::Wait(_)), "the first reading may be older than the effect");
    assert!(matches!(read(9), PollStep::Wait(_)));
    let state = ExecutionState::PaymentRequired;
    assert_eq!(read(10), PollStep::End(PollEnd::NeedsAction { state, action: Some(Action::AddFunds) }));
}

#[test]
fn b31_skipped_and_repeated_states_are_legal() {
    use ExecutionState::{Active, Completed, Created, InQa};
    for readings in
        [&[Created, Completed][..], &[Created, InQa, Completed], &[Created, Created, Active, Active, Completed, Completed]]
    {
        let reports = Execution::watch().judge(readings.iter().copied().map(Reading::of));
        assert!(reports.iter().all(|report| report.strict().is_ok()), "{readings:?}");
    }
}

#[test]
fn b31_a_race_between_a_command_and_a_reading_is_legal() {
    for readings in [&["FAILED", "FAILED", "CREATED"][..], &["FAILED", "ACTIVE"], &["ACTIVE", "FAILED"], &["COMPLETED"]] {
        let mut watch = having_read("ACTIVE").other_actors(false);
        watch.observe("FAILED");
        watch.sent(RETRY, seconds(1));
        for (at, reading) in (2..).zip(readings) {
            let report = watch.observe(Reading::from(*reading).at(seconds(at)));
            assert!(report.strict().is_ok(), "{reading} of {readings:?}: {}", report.verdict());
        }
    }
}

#[test]
fn b32_where_the_real_machine_differs_the_watch_says_so_and_follows_it() {
    let mut watch = having_read("IN_QA").other_actors(false);
    let report = watch.observe("FAILED");
    assert_eq!(report.strict().unwrap_err().to_string(), "Execution: impossible reading \"FAILED\" after \"IN_QA\"");
    assert_eq!(watch.state(), Some(ExecutionState::Failed), "what the service says counts");
    watch.sent(RETRY, seconds(0));
    for reading in ["CREATED", "ACTIVE", "COMPLETED"] {
        assert!(watch.observe(reading).strict().is_ok(), "from there on the contract holds again");
    }
}

#[test]
fn b33_events_out_of_order_do_not_move_a_job_back() {
    let mut watch = Execution::watch();
    for event in ["CREATED", "ACTIVE", "COMPLETED"] {
        watch.observe(Reading::from(event).at(seconds(7)));
    }
    for late in ["CREATED", "ACTIVE"] {
        let report = watch.observe(Reading::from(late).at(seconds(7)));
        assert_eq!((report.verdict(), report.after_final()), (Verdict::Regressed, true), "of the same second");
        assert!(matches!(report.next(), Next::End { state: ExecutionState::Completed, .. }));
    }
    assert_eq!(watch.state(), Some(ExecutionState::Completed));
}

#[test]
fn b33_a_stale_poll_does_not_move_a_job_back() {
    let mut watch = having_read("IN_QA");
    let report = watch.observe("ACTIVE");
    assert_eq!((report.verdict(), watch.state()), (Verdict::Regressed, Some(ExecutionState::InQa)));
    assert_eq!(
        report.next(),
        Next::Poll(errspec::machine::Kind::External { by: "reviewer" }),
        "at the pace of the later state"
    );
    assert!(watch.observe("COMPLETED").strict().is_ok());
}

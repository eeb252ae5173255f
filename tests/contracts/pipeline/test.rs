//! Status and conclusion in two fields, with conclusions that nobody has listed yet.

use super::served::{Served, verdicts};
use errspec::machine::Outcome;
use errspec_client::{Job, WaitEnd};
use errspec_server::Walk;
use errspec_tests::pipeline::{Api, Run, RunCommand, RunState};

fn read(body: &str) -> Option<RunState> {
    let read = Run::read(body.as_bytes())?;
    Run::watch().resumed().observe(&read).state()
}

#[test]
fn a_conclusion_is_listed_or_kept_apart() {
    let completed = |conclusion: &str| read(&format!(r#"{{"status": "completed", "conclusion": "{conclusion}"}}"#));
    assert_eq!(completed("success"), Some(RunState::CompletedSuccess));
    assert_eq!(completed("timed_out"), Some(RunState::CompletedFailure));
    assert_eq!(completed("action_required"), Some(RunState::CompletedOtherwise));
    assert_eq!(read(r#"{"status": "in_progress", "conclusion": null}"#), Some(RunState::InProgress));
    assert_eq!(read(r#"{"status": "frozen"}"#), None);
    assert_eq!(Run::MACHINE.parameter(RunState::CompletedOtherwise as u16, "completed/stale"), Some("stale"));
}

#[test]
fn a_completed_run_is_run_again_by_a_command() {
    let judged = verdicts::<Run>;
    assert!(judged(&["queued/", "in_progress/", "completed/success"])[2].starts_with("moved on, maybe past requested/"));
    // Which state a run that is run again reports first is not known, so each of them is believed.
    let again = judged(&["queued/", "completed/failure", "!rerun", "completed/failure", "in_progress/"]);
    assert_eq!(again[2], "no change yet");
    assert!(again[3].contains("rerun took effect") || again[3].starts_with("moved on"), "{again:?}");
    assert!(RunState::CompletedFailure.commands().eq([RunCommand::Rerun]));
    assert!(RunState::Queued.must_have_passed(RunState::CompletedSuccess).is_empty(), "nothing is proved");
}

#[test]
fn waits_end_by_the_conclusion() {
    let served = Served::<Api>::start("pipeline");
    let waited = |state: &str| {
        served.job("Run", Walk { to: Some(state.into()), ..Walk::default() });
        served.wait(&mut Job::<Run>::new())
    };
    assert_eq!(waited("completed/success").unwrap().state, RunState::CompletedSuccess);
    let skipped = waited("completed/skipped").unwrap_err();
    assert!(matches!(skipped.end, WaitEnd::Ended { outcome: Outcome::Skipped, .. }), "{skipped}");
    let other = waited("completed/*").unwrap_err();
    let unknown = WaitEnd::<Api, RunState>::Ended { state: RunState::CompletedOtherwise, outcome: Outcome::Unknown };
    assert_eq!(format!("{:?}", other.end), format!("{unknown:?}"));
    let failed = waited("completed/failure").unwrap_err();
    assert!(matches!(failed.end, WaitEnd::Failure(RunState::CompletedFailure)), "{failed}");
    let mut job = Job::<Run>::existing();
    served.wait(&mut job).unwrap_err();
    served.command(&mut job, RunCommand::Rerun).unwrap();
}

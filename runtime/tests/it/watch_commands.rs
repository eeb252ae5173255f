//! Commands, runs and repeated readings, on a machine with several commands.

use errspec::machine::{Event, Next, Reading, Report, Verdict, Watch};
use std::time::Duration;
use {JobCommand as Do, JobState as In};

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u16)]
enum JobState {
    New,
    Running,
    Held,
    Done,
    Cancelled,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u16)]
enum JobCommand {
    Hold,
    Resume,
    Cancel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Job;

errspec::__v1::machine! { Job, JOB, JobState [New Running Held Done Cancelled], JobCommand [Hold Resume Cancel] }

const JOB_EDGES: &[errspec::machine::Edge] = {
    use errspec::machine::Edge;
    &[
        Edge::auto(0, 1),
        Edge::auto(1, 3),
        Edge::command(1, 2, 0),
        Edge::command(2, 1, 1),
        Edge::command(1, 4, 2),
        Edge::command(2, 4, 2),
    ]
};

static JOB_TABLES: errspec::machine::Tables<5> = errspec::machine::Tables::new(5, JOB_EDGES);

static JOB: errspec::machine::Machine = {
    use errspec::machine::{Command, Kind, Machine, Outcome, State};
    Machine {
        name: "Job",
        epoch: Some(errspec::place::Place::pointer("/run")),
        states: &[
            State { wire: "NEW", variant: "New", ..State::NONE },
            State { wire: "RUNNING", variant: "Running", ..State::NONE },
            State { wire: "HELD", variant: "Held", kind: Kind::Resting, ..State::NONE },
            State { wire: "DONE", variant: "Done", kind: Kind::Final, outcome: Some(Outcome::Success), ..State::NONE },
            State {
                wire: "CANCELLED",
                variant: "Cancelled",
                kind: Kind::Final,
                outcome: Some(Outcome::Cancelled),
                ..State::NONE
            },
        ],
        by_wire: &[4, 3, 2, 0, 1],
        commands: &[
            Command { name: "hold", variant: "Hold", ..Command::NONE },
            Command { name: "resume", variant: "Resume", ..Command::NONE },
            Command { name: "cancel", variant: "Cancel", ..Command::NONE },
        ],
        edges: JOB_EDGES,
        initial: &[0],
        relations: JOB_TABLES.relations(),
        other_actors: false,
        ..Machine::NONE
    }
};

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn in_state(state: JobState) -> Watch<Job> {
    let mut watch = Job::watch().resumed();
    watch.observe(state);
    watch
}

/// The command that is said to have taken effect.
fn commanded(report: &Report<'_, Job>) -> Option<JobCommand> {
    match report.verdict() {
        Verdict::Commanded { command, .. } => Some(command),
        _ => None,
    }
}

#[test]
fn a_new_job_is_first_read_where_it_can_have_come_without_a_command() {
    let report = Job::watch().observe(In::Done);
    assert!(matches!(report.verdict(), Verdict::First { .. }));
    assert_eq!(report.verdict().proved().iter().collect::<Vec<_>>(), [In::New, In::Running]);
    assert_eq!(report.next(), Next::End { state: In::Done, outcome: Some(errspec::machine::Outcome::Success) });
    assert_eq!(Job::watch().observe(In::Held).verdict(), Verdict::Impossible);
    assert!(matches!(Job::watch().other_actors(true).observe(In::Held).verdict(), Verdict::Foreign { command: Do::Hold, .. }));
}

#[test]
fn a_resumed_watch_takes_any_first_reading() {
    for state in JobState::ALL {
        let report = Job::watch().resumed().observe(*state);
        assert!(matches!(report.verdict(), Verdict::First { .. }));
        assert!(report.verdict().proved().is_empty());
        assert_eq!(report.strict(), Ok(*state));
    }
}

#[test]
fn of_several_commands_the_last_needed_is_named_and_later_ones_stay_possible() {
    let mut watch = in_state(In::Running);
    for command in [Do::Hold, Do::Resume, Do::Cancel] {
        watch.sent(command, at(0));
    }
    let report = watch.observe(In::Held);
    assert_eq!(commanded(&report), Some(Do::Hold));
    assert_eq!(commanded(&watch.observe(In::Running)), Some(Do::Resume));
    assert_eq!(commanded(&watch.observe(In::Cancelled)), Some(Do::Cancel));
}

#[test]
fn any_of_the_unconfirmed_commands_may_have_been_lost() {
    let mut watch = in_state(In::Running);
    watch.sent(Do::Hold, at(0));
    watch.sent(Do::Cancel, at(0));
    let report = watch.observe(In::Cancelled);
    assert_eq!(commanded(&report), Some(Do::Cancel));
    assert!(report.verdict().proved().is_empty(), "the hold may have been lost");
    assert_eq!(report.verdict().possible().iter().collect::<Vec<_>>(), [In::Held]);
}

#[test]
fn commands_take_effect_in_their_order() {
    let mut watch = in_state(In::Held);
    watch.sent(Do::Hold, at(0));
    watch.sent(Do::Resume, at(0));
    assert_eq!(commanded(&watch.observe(In::Running)), Some(Do::Resume));
    assert!(!watch.observe(In::Held).verdict().is_legal(), "the hold came before the resume");
}

#[test]
fn a_refused_command_explains_nothing() {
    let mut watch = in_state(In::Running);
    watch.sent(Do::Cancel, at(0));
    watch.refused(Do::Cancel);
    assert_eq!(watch.observe(In::Cancelled).verdict(), Verdict::Impossible);
}

#[test]
fn after_an_effect_known_otherwise_the_old_state_is_stale() {
    let mut watch = in_state(In::Running);
    watch.sent(Do::Hold, at(0));
    watch.took_effect(Do::Hold);
    assert_eq!(watch.observe(In::Running).verdict(), Verdict::Regressed);
    let mut insisting = watch.clone();
    assert_eq!(watch.observe(In::Done).verdict(), Verdict::Impossible, "a held job does not end");
    let report = watch.observe(In::Held);
    assert_eq!(commanded(&report), Some(Do::Hold));
    let said: Vec<_> = (0..4).map(|_| insisting.observe(In::Running).verdict()).collect();
    assert_eq!(said, [Verdict::Regressed, Verdict::Regressed, Verdict::Impossible, Verdict::Same], "the service insists");
}

#[test]
fn a_command_that_never_showed_an_effect_is_forgotten_once_settled() {
    let mut watch = in_state(In::Running).settle(at(10));
    watch.sent(Do::Cancel, at(100));
    assert_eq!(watch.observe(Reading::of(In::Running).at(at(109))).verdict(), Verdict::Unsettled);
    assert_eq!(watch.observe(Reading::of(In::Running).at(at(110))).verdict(), Verdict::Same);
    assert_eq!(watch.observe(Reading::of(In::Cancelled).at(at(111))).verdict(), Verdict::Impossible);
}

#[test]
fn an_effect_that_shows_late_is_explained() {
    let mut watch = in_state(In::Running).settle(at(10));
    watch.sent(Do::Cancel, at(100));
    assert_eq!(commanded(&watch.observe(Reading::of(In::Cancelled).at(at(500)))), Some(Do::Cancel));
}

#[test]
fn more_commands_than_are_told_apart_make_nothing_impossible() {
    let mut watch = in_state(In::Running).settle(at(10));
    for _ in 0..9 {
        watch.sent(Do::Hold, at(0));
    }
    watch.sent(Do::Cancel, at(1));
    assert_eq!(watch.observe(Reading::of(In::Cancelled).at(at(2))).verdict(), Verdict::Unverified);
}

#[test]
fn an_earlier_run_is_stale_whatever_it_says() {
    let mut watch = in_state(In::New);
    watch.observe(Reading::of(In::Running).epoch(2));
    assert_eq!(watch.observe(Reading::of(In::Done).epoch(1)).verdict(), Verdict::Regressed);
    assert_eq!(watch.state(), Some(In::Running));
}

#[test]
fn a_later_run_shows_that_a_command_took_effect() {
    let mut watch = in_state(In::Running);
    watch.observe(Reading::of(In::Running).epoch(1));
    watch.sent(Do::Hold, at(0));
    watch.sent(Do::Resume, at(0));
    let report = watch.observe(Reading::of(In::Running).epoch(2));
    assert_eq!(commanded(&report), Some(Do::Resume), "the same state, at once");
    assert_eq!(report.verdict().proved().iter().collect::<Vec<_>>(), [In::Held]);
}

#[test]
fn the_same_run_shows_that_nothing_happened_in_between() {
    let mut watch = in_state(In::Running).settle(at(10));
    watch.observe(Reading::of(In::Running).epoch(1));
    watch.sent(Do::Hold, at(0));
    watch.sent(Do::Resume, at(0));
    assert_eq!(watch.observe(Reading::of(In::Running).epoch(1).at(at(5))).verdict(), Verdict::Unsettled);
    assert_eq!(watch.observe(Reading::of(In::Running).epoch(1).at(at(10))).verdict(), Verdict::Same);
}

#[test]
fn the_same_state_in_a_later_run_nobody_started_is_foreign_or_impossible() {
    let mut watch = in_state(In::Running);
    watch.observe(Reading::of(In::Running).epoch(1));
    let mut others = watch.clone().other_actors(true);
    assert_eq!(watch.observe(Reading::of(In::Running).epoch(2)).verdict(), Verdict::Impossible);
    let report = others.observe(Reading::of(In::Running).epoch(2));
    assert!(matches!(report.verdict(), Verdict::Foreign { command: Do::Resume, .. }));
    assert_eq!(report.verdict().proved().iter().collect::<Vec<_>>(), [In::Held]);
}

#[test]
fn an_earlier_state_that_keeps_being_read_is_taken_in_the_end() {
    let mut watch = in_state(In::Running);
    for _ in 0..Watch::<Job>::STALE_LIMIT {
        assert_eq!(watch.observe(In::New).verdict(), Verdict::Regressed);
        assert_eq!(watch.state(), Some(In::Running));
    }
    assert_eq!(watch.observe(In::New).verdict(), Verdict::Impossible);
    assert_eq!(watch.state(), Some(In::New));
}

#[test]
fn a_late_event_of_a_state_that_was_read_is_stale_though_only_a_command_led_on() {
    let mut watch = in_state(In::Held);
    watch.sent(Do::Resume, at(0));
    watch.observe(In::Done);
    let report = watch.observe(In::Held);
    assert_eq!(report.verdict(), Verdict::Regressed);
    assert!(report.after_final());
    assert_eq!(report.next(), Next::End { state: In::Done, outcome: Some(errspec::machine::Outcome::Success) });
}

#[test]
fn after_an_unknown_state_a_gap_is_only_unverified() {
    let mut watch = in_state(In::Running);
    watch.observe("PARKED");
    assert_eq!(watch.observe("HELD").verdict(), Verdict::Unverified);
    assert_eq!(watch.state(), Some(In::Held));
    assert_eq!(watch.observe("CANCELLED").verdict(), Verdict::Impossible, "known states again");
}

#[test]
fn an_unknown_state_after_a_final_one_is_flagged() {
    let report = in_state(In::Done).observe("ARCHIVED");
    assert_eq!((report.verdict(), report.after_final()), (Verdict::Unknown("ARCHIVED"), true));
    assert!(report.strict().is_err());
}

#[test]
fn what_a_command_may_have_led_through_can_be_read_late() {
    let mut watch = in_state(In::Running);
    watch.sent(Do::Hold, at(0));
    watch.sent(Do::Resume, at(0));
    watch.observe(In::Done);
    let report = watch.observe(In::Held);
    assert_eq!(report.verdict(), Verdict::Regressed, "it may have been held in between: no cause for alarm");
    assert_eq!(watch.state(), Some(In::Done));
    let mut untouched = Job::watch();
    untouched.observe(In::Done);
    assert_eq!(untouched.observe(In::Held).verdict(), Verdict::Impossible);
}

#[test]
fn what_was_passed_before_a_command_can_be_read_late() {
    let mut watch = Job::watch().other_actors(true);
    watch.observe(In::Held);
    watch.sent(Do::Cancel, at(0));
    watch.observe(In::Cancelled);
    assert_eq!(watch.observe(In::New).verdict(), Verdict::Regressed, "the job began there, and somebody held it");
    let mut watch = in_state(In::Held);
    watch.sent(Do::Resume, at(0));
    watch.observe(In::Done);
    assert_eq!(watch.observe(In::Running).verdict(), Verdict::Regressed);
}

#[test]
fn commands_that_may_have_been_lost_explain_as_well() {
    let mut watch = Job::watch();
    watch.observe(In::New);
    watch.sent(Do::Hold, at(0));
    watch.sent(Do::Resume, at(0));
    let report = watch.observe(In::Done);
    assert_eq!(report.verdict().to_string(), "moved on, past RUNNING, maybe past HELD");
    assert_eq!(commanded_other(&report), Some(Do::Resume), "the second explanation");
}

fn commanded_other(report: &Report<'_, Job>) -> Option<JobCommand> {
    report.verdicts().skip(1).find_map(|verdict| match verdict {
        Verdict::Commanded { command, .. } => Some(command),
        _ => None,
    })
}

#[test]
fn a_state_that_a_command_is_still_to_change_is_no_end() {
    let mut watch = Job::watch().resumed();
    watch.sent(Do::Resume, at(0));
    let report = watch.observe(Reading::of(In::Held).at(at(1)));
    assert!(matches!(report.verdict(), Verdict::First { .. }));
    assert_eq!(report.next(), Next::Poll(errspec::machine::Kind::Pending), "the effect may be on its way");
    let report = watch.observe(Reading::of(In::Held).at(at(10)));
    assert!(matches!(report.next(), Next::NeedsAction { state: In::Held, .. }));

    let mut watch = in_state(In::Held);
    watch.sent(Do::Resume, at(0));
    watch.took_effect(Do::Resume);
    let report = watch.observe(Reading::of(In::Held).at(at(1)));
    assert_eq!(report.verdict(), Verdict::Regressed);
    assert_eq!(report.next(), Next::Poll(errspec::machine::Kind::Pending), "the job is known to have left");
}

#[test]
fn a_command_that_the_state_does_not_take_delays_no_end() {
    let mut watch = in_state(In::Done);
    watch.sent(Do::Cancel, at(0));
    let report = watch.observe(Reading::of(In::Done).at(at(1)));
    assert_eq!(report.verdict(), Verdict::Same, "nothing leaves a final state");
    assert!(matches!(report.next(), Next::End { state: In::Done, .. }));
}

#[test]
fn an_effect_that_was_read_before_the_service_confirmed_it_is_not_expected_again() {
    let mut watch = in_state(In::Held);
    watch.sent(Do::Resume, at(0));
    watch.observe(In::Running);
    watch.took_effect(Do::Resume);
    assert!(watch.observe(In::Done).strict().is_ok());

    // RUNNING could be read with and without what lies in between.
    let mut watch = in_state(In::Running);
    watch.sent(Do::Hold, at(0));
    watch.sent(Do::Resume, at(0));
    watch.observe(Reading::of(In::Running).at(at(1)));
    watch.took_effect(Do::Resume);
    assert!(watch.observe(Reading::of(In::Done).at(at(2))).strict().is_ok());
}

#[test]
fn a_stale_reading_does_not_tell_the_run() {
    let mut watch = in_state(In::Running);
    assert_eq!(watch.observe(Reading::of(In::New).epoch(1)).verdict(), Verdict::Regressed);
    assert_eq!(watch.observe(Reading::of(In::Running).epoch(2)).verdict(), Verdict::Same);
}

#[test]
fn between_states_that_are_not_listed_nothing_is_proved() {
    let mut watch = Job::watch();
    watch.observe("NEW");
    watch.observe("PARKED");
    let report = watch.observe("DONE");
    assert_eq!(report.verdict().to_string(), "moved on, maybe past RUNNING");
    assert_eq!(report.unknown_in_a_row(), 0);
}

#[test]
fn a_way_that_leaves_a_lost_command_out_proves_nothing() {
    let mut watch = in_state(In::Held);
    watch.sent(Do::Resume, at(0));
    let mut alone = watch.clone();
    assert_eq!(alone.observe(In::Done).verdict().proved().iter().collect::<Vec<_>>(), [In::Running]);
    watch.sent(Do::Cancel, at(0));
    let report = watch.observe(In::Cancelled);
    assert!(report.verdict().proved().is_empty());
    assert_eq!(report.verdict().possible().iter().collect::<Vec<_>>(), [In::Running]);
}

#[test]
fn clocks_at_their_ends_do_no_harm() {
    let mut watch = in_state(In::Running).settle(Duration::MAX);
    watch.sent(Do::Hold, Duration::MAX);
    assert_eq!(watch.observe(Reading::of(In::Running).at(Duration::ZERO)).verdict(), Verdict::Unsettled);
    assert_eq!(commanded(&watch.observe(Reading::of(In::Held).at(at(1)).epoch(u64::MAX))), Some(Do::Hold));
    assert_eq!(watch.observe(Reading::of(In::Held).epoch(0)).verdict(), Verdict::Regressed);
    let mut at_once = in_state(In::Running).settle(Duration::ZERO);
    at_once.sent(Do::Hold, at(5));
    assert_eq!(at_once.observe(Reading::of(In::Running).at(at(4))).verdict(), Verdict::Same);
}

#[test]
fn a_history_is_judged_in_one_call() {
    let history = [
        Event::from("NEW"),
        Event::from("RUNNING"),
        Event::Sent(Do::Hold, at(3)),
        Event::from(Reading::of(In::Running).at(at(4))),
        Event::from("HELD"),
        Event::from("DONE"),
    ];
    let reports = Job::watch().judge(history);
    let words: Vec<_> = reports.iter().map(|report| report.verdict().as_str()).collect();
    assert_eq!(words, ["first", "step", "unsettled", "commanded", "impossible"]);
    let legal: Result<Vec<_>, _> = reports.iter().map(Report::strict).collect();
    assert_eq!(legal.unwrap_err().to_string(), "Job: impossible reading \"DONE\" after \"HELD\"");
    assert!(Job::watch().judge(["NEW", "DONE"]).iter().all(|report| report.strict().is_ok()));
}

#[test]
fn verdicts_read_as_phrases() {
    let mut watch = in_state(In::Running);
    watch.sent(Do::Hold, at(0));
    watch.sent(Do::Cancel, at(0));
    assert_eq!(watch.observe("CANCELLED").verdict().to_string(), "cancel took effect, maybe past HELD");
    assert_eq!(watch.observe("PARKED").verdict().to_string(), "unknown state \"PARKED\"");
    assert_eq!(Job::MACHINE.epoch, Some(errspec::place::Place::pointer("/run")));
}

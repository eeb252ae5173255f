//! After which readings a watch accepts the reported state again: stale readings, commands of others, and readings that nothing explains.

use errspec::machine::{
    Command, CommandIndex, Edge, Indexed, Kind, Machine, Next, Outcome, Reading, Report, State, StateIndex, Tables, Verdict,
    Watch,
};
use std::time::Duration;

const FREE: u16 = 0;
const BOUND: u16 = 1;
const RELEASED: u16 = 2;
const FAILED: u16 = 3;
const BIND: u16 = 0;
const RELEASE: u16 = 1;

/// A volume: it rests free or bound, and everybody may bind and release it.
static VOLUME: Machine = Machine {
    name: "Volume",
    states: &[
        State { wire: "Free", kind: Kind::Resting, outcome: Some(Outcome::Success), ..State::NONE },
        State { wire: "Bound", kind: Kind::Resting, ..State::NONE },
        State { wire: "Released", ..State::NONE },
        State { wire: "Failed", kind: Kind::Final, outcome: Some(Outcome::Failure), ..State::NONE },
    ],
    by_wire: &[BOUND, FAILED, FREE, RELEASED],
    commands: &[Command { name: "bind", ..Command::NONE }, Command { name: "release", ..Command::NONE }],
    edges: VOLUME_EDGES,
    initial: &[FREE],
    relations: VOLUME_TABLES.relations(),
    other_actors: true,
    ..Machine::NONE
};
const VOLUME_EDGES: &[Edge] = &[
    Edge::command(FREE, BOUND, BIND),
    Edge::command(BOUND, RELEASED, RELEASE),
    Edge::auto(RELEASED, FREE),
    Edge::auto(RELEASED, FAILED),
];
static VOLUME_TABLES: Tables<4> = Tables::new(4, VOLUME_EDGES);

const RUNNING: u16 = 0;
const DONE: u16 = 1;
const ABORTED: u16 = 2;
const ABORT: u16 = 0;

/// An upload that only its owner aborts.
static UPLOAD: Machine = Machine {
    name: "Upload",
    states: &[
        State { wire: "RUNNING", ..State::NONE },
        State { wire: "DONE", kind: Kind::Final, outcome: Some(Outcome::Success), ..State::NONE },
        State { wire: "ABORTED", kind: Kind::Final, outcome: Some(Outcome::Cancelled), ..State::NONE },
    ],
    by_wire: &[ABORTED, DONE, RUNNING],
    commands: &[Command { name: "abort", ..Command::NONE }],
    edges: UPLOAD_EDGES,
    initial: &[RUNNING],
    relations: UPLOAD_TABLES.relations(),
    other_actors: false,
    ..Machine::NONE
};
const UPLOAD_EDGES: &[Edge] = &[Edge::auto(RUNNING, DONE), Edge::command(RUNNING, ABORTED, ABORT)];
static UPLOAD_TABLES: Tables<3> = Tables::new(3, UPLOAD_EDGES);

const AGAIN: Next<StateIndex> = Next::Poll(Kind::Pending);

fn end(state: u16, outcome: Outcome) -> Next<StateIndex> {
    Next::End { state: StateIndex(state), outcome: Some(outcome) }
}

fn needs_action(state: u16) -> Next<StateIndex> {
    Next::NeedsAction { state: StateIndex(state), action: None }
}

/// Every verdict of a reading, as words, and what a poller does next.
fn read(watch: &mut Watch<Indexed>, state: u16) -> (String, Next<StateIndex>) {
    said(&watch.observe(StateIndex(state)))
}

fn said(report: &Report<'_, Indexed>) -> (String, Next<StateIndex>) {
    let words: Vec<_> = report.verdicts().map(|verdict| verdict.as_str()).collect();
    (words.join(" "), report.next())
}

fn said_of(words: &str, next: Next<StateIndex>) -> (String, Next<StateIndex>) {
    (words.to_owned(), next)
}

#[test]
fn fault_09_a_resting_state_that_others_leave_is_believed_at_the_second_reading() {
    let mut watch = Watch::over(&VOLUME).resumed();
    read(&mut watch, BOUND);
    assert_eq!(read(&mut watch, RELEASED), said_of("foreign regressed", AGAIN));
    assert_eq!(
        read(&mut watch, BOUND),
        said_of("foreign regressed", needs_action(BOUND)),
        "the doubt of one reading is used up"
    );
    assert_eq!(read(&mut watch, BOUND), said_of("same", needs_action(BOUND)));

    let mut watch = Watch::over(&VOLUME);
    for state in [BOUND, RELEASED, RELEASED] {
        read(&mut watch, state);
    }
    assert_eq!(read(&mut watch, BOUND), said_of("regressed foreign", AGAIN));
    assert_eq!(read(&mut watch, BOUND), said_of("foreign regressed", needs_action(BOUND)));
}

#[test]
fn fault_09_a_wait_does_not_end_where_others_may_have_led_away() {
    let mut watch = Watch::over(&VOLUME);
    read(&mut watch, BOUND);
    assert_eq!(read(&mut watch, FREE), said_of("foreign regressed", AGAIN), "it began free");
    assert_eq!(read(&mut watch, FREE), said_of("same", end(FREE, Outcome::Success)));
    assert_eq!(read(&mut watch, RELEASED), said_of("regressed foreign", AGAIN), "free, or bound and released once more");
    assert_eq!(read(&mut watch, FAILED).1, end(FAILED, Outcome::Failure));
}

#[test]
fn fault_09_one_stale_reading_changes_nothing() {
    let mut watch = Watch::over(&VOLUME);
    for state in [BOUND, RELEASED, RELEASED] {
        read(&mut watch, state);
    }
    assert_eq!(read(&mut watch, BOUND).1, AGAIN);
    assert_eq!(watch.state(), Some(StateIndex(RELEASED)));
    assert_eq!(read(&mut watch, FAILED), said_of("step", end(FAILED, Outcome::Failure)));
}

#[test]
fn fault_09_what_an_earlier_session_may_have_done_is_not_impossible() {
    for others in [false, true] {
        let mut watch = Watch::over(&UPLOAD).resumed().other_actors(others);
        read(&mut watch, ABORTED);
        assert_eq!(read(&mut watch, RUNNING), said_of("regressed", end(ABORTED, Outcome::Cancelled)));
        assert_eq!(read(&mut watch, ABORTED), said_of("same", end(ABORTED, Outcome::Cancelled)));
        assert_eq!(
            read(&mut watch, DONE),
            said_of("impossible", end(DONE, Outcome::Success)),
            "nothing leads from one to the other"
        );
    }
}

#[test]
fn fault_09_after_an_impossible_reading_what_was_known_before_is_believed_at_once() {
    let mut watch = Watch::over(&UPLOAD);
    read(&mut watch, RUNNING);
    assert_eq!(read(&mut watch, ABORTED), said_of("impossible", end(ABORTED, Outcome::Cancelled)));
    let report = watch.observe(StateIndex(RUNNING));
    assert_eq!(said(&report), said_of("same", AGAIN));
    assert_eq!((report.before(), report.after_final()), (Some(StateIndex(RUNNING)), false));
    assert_eq!(read(&mut watch, ABORTED).0, "impossible");
    assert_eq!(read(&mut watch, DONE), said_of("step", end(DONE, Outcome::Success)));

    let mut watch = Watch::over(&UPLOAD);
    assert_eq!(read(&mut watch, ABORTED).0, "impossible");
    assert_eq!(read(&mut watch, DONE), said_of("first", end(DONE, Outcome::Success)), "a new upload ends so");
}

#[test]
fn fault_09_an_unverified_reading_leaves_what_was_known_as_well() {
    let mut watch = Watch::over(&UPLOAD);
    read(&mut watch, DONE);
    watch.observe("PARKED");
    assert_eq!(read(&mut watch, ABORTED).0, "unverified");
    assert_eq!(read(&mut watch, DONE), said_of("same", end(DONE, Outcome::Success)));
}

#[test]
fn fault_09_commands_count_for_the_story_that_was_left_too() {
    let mut watch = Watch::over(&VOLUME).other_actors(false);
    read(&mut watch, FREE);
    watch.sent(CommandIndex(BIND), Duration::ZERO);
    assert_eq!(read(&mut watch, FAILED).0, "impossible");
    watch.sent(CommandIndex(RELEASE), Duration::ZERO);
    let report = watch.observe(StateIndex(RELEASED));
    assert!(matches!(report.verdict(), Verdict::Commanded { command: CommandIndex(RELEASE), .. }));
    assert_eq!(report.before(), Some(StateIndex(FREE)));
}

#[test]
fn fault_09_a_wait_does_not_end_in_a_state_that_the_job_is_known_to_have_left() {
    let mut watch = Watch::over(&VOLUME).other_actors(false).settle(Duration::from_secs(10));
    read(&mut watch, FREE);
    watch.sent(CommandIndex(BIND), Duration::ZERO);
    watch.took_effect(CommandIndex(BIND));
    let mut at = |seconds| said(&watch.observe(Reading::of(StateIndex(FREE)).at(Duration::from_secs(seconds))));
    for seconds in [1, 100, 200] {
        assert_eq!(at(seconds), said_of("regressed", AGAIN), "at {seconds} s");
    }
    assert_eq!(at(300), said_of("impossible", end(FREE, Outcome::Success)), "the service insists");
    assert_eq!(at(400), said_of("same", end(FREE, Outcome::Success)));
}

#[test]
fn fault_09_a_state_that_others_may_have_restored_is_believed_at_the_second_reading() {
    let mut watch = Watch::over(&VOLUME).settle(Duration::ZERO);
    read(&mut watch, FREE);
    watch.sent(CommandIndex(BIND), Duration::ZERO);
    watch.took_effect(CommandIndex(BIND));
    assert_eq!(read(&mut watch, FREE), said_of("regressed foreign", AGAIN), "bound, or released by somebody else");
    assert_eq!(read(&mut watch, FREE), said_of("foreign regressed", end(FREE, Outcome::Success)));
}

/// Two passing states in turn, and an end.
static TURNS: Machine = Machine {
    name: "Turns",
    states: &[
        State { wire: "A", ..State::NONE },
        State { wire: "B", ..State::NONE },
        State { wire: "END", kind: Kind::Final, outcome: Some(Outcome::Success), ..State::NONE },
    ],
    by_wire: &[0, 1, 2],
    edges: TURNS_EDGES,
    initial: &[0],
    relations: TURNS_TABLES.relations(),
    ..Machine::NONE
};
const TURNS_EDGES: &[Edge] = &[Edge::auto(0, 1), Edge::auto(1, 0), Edge::auto(1, 2)];
static TURNS_TABLES: Tables<3> = Tables::new(3, TURNS_EDGES);

#[test]
fn fault_09_a_service_that_insists_in_turns_is_believed_too() {
    let mut watch = Watch::over(&TURNS);
    read(&mut watch, 2);
    let turns: Vec<_> = (0..6).map(|turn| read(&mut watch, turn % 2).0).collect();
    assert_eq!(turns, ["regressed", "regressed", "regressed", "regressed", "impossible", "step"]);
}

#[test]
fn fault_09_late_events_of_different_states_are_no_insisting() {
    let mut watch = Watch::over(&TURNS);
    read(&mut watch, 2);
    for state in [0, 1] {
        assert_eq!(read(&mut watch, state), said_of("regressed", end(2, Outcome::Success)));
    }
    assert_eq!(read(&mut watch, 2).0, "same");
}

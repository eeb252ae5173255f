//! Two machines in one contract: states of two fields, every kind and outcome, commands with conditions.

use core::time::Duration;
use errspec::machine::{Cause, Kind, MachineState, Next, Outcome, TreatAs};
use errspec::{Action, Basis, Category, RetryClass};
use errspec_tests::machines::{Build, BuildCommand, BuildState, Export, ExportCommand, ExportState, operations};

#[test]
fn states_of_two_fields() {
    assert_eq!(BuildState::CompletedSuccess.as_str(), "completed/success");
    let read = |body: &'static str| Build::read(body.as_bytes()).map(|observed| (observed.state.into_owned(), observed.epoch));
    assert_eq!(
        read(r#"{"status": "completed", "conclusion": "failure", "run_attempt": 2}"#),
        Some(("completed/failure".to_owned(), Some(2)))
    );
    assert_eq!(read(r#"{"status": "queued", "conclusion": null}"#), Some(("queued/".to_owned(), None)));
    assert_eq!(BuildState::from_wire("queued/"), Some(BuildState::Queued));
    assert_eq!(read("{}"), None);
}

#[test]
fn kinds_and_outcomes() {
    use BuildState::{CompletedCancelled, CompletedFailure, CompletedStale, CompletedSuccess, InProgress, Locked, Waiting};
    assert_eq!(
        (InProgress.kind(), Waiting.kind(), Locked.kind(), CompletedStale.kind()),
        (Kind::Pending, Kind::External { by: "approver" }, Kind::Resting, Kind::Final)
    );
    assert_eq!(
        [CompletedSuccess, CompletedFailure, CompletedCancelled, CompletedStale, Locked, InProgress].map(BuildState::outcome),
        [
            Some(Outcome::Success),
            Some(Outcome::Failure),
            Some(Outcome::Cancelled),
            Some(Outcome::Gone),
            Some(Outcome::Needs(Action::ContactSupport)),
            None
        ]
    );
    assert!(Locked.entry().blocked && !CompletedFailure.entry().blocked);
    assert_eq!(
        (CompletedFailure.category(), CompletedFailure.retry(), InProgress.retry()),
        (Some(Category::Internal), Some(RetryClass::Inspect), None)
    );
    assert_eq!(CompletedFailure.facts().causes, ["A test failed", "The runner died"]);
    let stale = CompletedStale.facts();
    assert_eq!(
        (stale.expires, stale.since, stale.deprecated, stale.docs),
        (Some(Duration::from_secs(90 * 86_400)), "2023-01", "Replaced by cancelled", "https://ci.example.com/stale")
    );
    let payload: Vec<_> = CompletedSuccess.payload().iter().map(|field| (field.name, field.ty)).collect();
    assert_eq!(
        payload,
        [("url", "string"), ("seconds", "integer"), ("flaky", "boolean"), ("finished", "timestamp"), ("load", "number")]
    );
}

#[test]
fn edges_have_causes_and_a_basis() {
    let edge = |from: BuildState, to: BuildState| {
        let edges = BuildState::MACHINE.edges.iter();
        edges
            .filter(|edge| (edge.from, edge.to) == (from.index(), to.index()))
            .map(|edge| (edge.cause, edge.basis))
            .collect::<Vec<_>>()
    };
    assert_eq!(edge(BuildState::Waiting, BuildState::Locked), [(Cause::External, Basis::Inferred)]);
    assert_eq!(
        edge(BuildState::InProgress, BuildState::CompletedCancelled),
        [(Cause::Auto, Basis::Stated), (Cause::Command(1), Basis::Assumed)]
    );
    assert!(
        BuildState::Queued.can_become(BuildState::CompletedSuccess)
            && BuildState::Queued.direct_to(BuildState::CompletedCancelled)
    );
    assert!(!BuildState::CompletedFailure.can_become(BuildState::Queued));
    assert!(BuildState::CompletedFailure.can_become_after(&[BuildCommand::Rerun], BuildState::CompletedSuccess));
    assert!(BuildState::Queued.must_have_passed(BuildState::CompletedSuccess).iter().eq([BuildState::InProgress]));
    assert!(BuildState::Queued.may_have_passed(BuildState::CompletedSuccess).iter().eq([BuildState::Waiting]));
}

#[test]
fn commands_and_what_they_ask_for() {
    let rerun = BuildCommand::Rerun.facts();
    assert_eq!((rerun.auto, rerun.max_uses, rerun.summary, rerun.basis), (true, Some(2), "Run it again", Basis::Stated));
    assert!(
        BuildCommand::Rerun.is_free_in(BuildState::CompletedFailure)
            && !BuildCommand::Rerun.is_free_in(BuildState::CompletedCancelled)
    );
    assert!(BuildState::Queued.commands().eq([BuildCommand::Cancel]));
    assert!(BuildCommand::Cancel.allowed_in(BuildState::InProgress) && !BuildCommand::Cancel.allowed_in(BuildState::Waiting));
    assert_eq!(
        (ExportCommand::Pay.requires(ExportState::Unpaid), ExportCommand::Pay.facts().basis),
        (Some(Action::AddFunds), Basis::Assumed)
    );
}

#[test]
fn the_numbers_of_polling() {
    let build = BuildState::MACHINE;
    assert_eq!(
        (build.settle, build.other_actors, build.epoch),
        (Duration::from_millis(1500), false, Some(errspec::place::Place::pointer("/run_attempt")))
    );
    assert_eq!((1..7).map(|n| build.poll.pace.delay(n).as_millis()).collect::<Vec<_>>(), [1000, 1500, 2250, 3375, 5062, 7593]);
    assert_eq!(
        (build.poll.external, build.poll.timeout, build.unknown.treat_as),
        (Duration::from_secs(60), Some(Duration::from_secs(3600)), TreatAs::Fail)
    );
    let export = ExportState::MACHINE;
    assert_eq!(
        (export.poll.pace.delay(9), export.poll.external, export.poll.timeout),
        (Duration::from_secs(3), Duration::from_secs(3), None)
    );
    assert_eq!((export.unknown.limit, export.other_actors, export.initial), (3, true, &[0, 1][..]));
    assert_eq!((operations::GET_BUILD.machine, operations::GET_EXPORT.machine), ("Build", "Export"));
}

#[test]
fn the_two_are_watched_apart() {
    let (mut build, mut export) = (Build::watch(), Export::watch());
    build.observe("queued/");
    export.observe("unpaid");
    assert_eq!(
        build.observe("completed/success").next(),
        Next::End { state: BuildState::CompletedSuccess, outcome: Some(Outcome::Success) }
    );
    assert_eq!(
        export.observe("unpaid").next(),
        Next::NeedsAction { state: ExportState::Unpaid, action: Some(Action::AddFunds) }
    );
    assert_eq!(Export::watch().observe("paused").next(), Next::Poll(Kind::Pending));
}

/// Two lists of final states would drift apart, so the edges are the only one. A wait continues exactly in those states from which the
/// service or a third party can still move the job without a command.
#[test]
fn b29_waits_end_where_the_edges_do() {
    use errspec::retry::{Outcome, Pace, Phase, PollStep, Poller, Reading};
    let mut states = 0;
    for contract in errspec_tests::CONTRACTS {
        for machine in contract.machines {
            for (at, state) in machine.states.iter().enumerate() {
                let hour = core::time::Duration::from_secs(3600);
                let mut poller = Poller::new(contract.policy, Pace::from(*machine), hour, hour, 1);
                let reading = Reading { state: state.wire, phase: Phase::from(state) };
                let step = poller.on_reading(reading, &Outcome::status(200), hour);
                let leaves = |edge: &&errspec::machine::Edge| usize::from(edge.from) == at;
                let moves = machine.edges.iter().filter(leaves).any(|edge| !matches!(edge.cause, Cause::Command(_)));
                let goes_on = matches!(step, PollStep::Wait(_));
                assert_eq!(goes_on, state.kind.is_active(), "{} {}: {step:?}", machine.name, state.wire);
                // A machine whose moves are all listed says in which states a job continues.
                let known = machine.moves == errspec::machine::Moves::Listed;
                assert!(moves || !goes_on || !known, "{} {}", machine.name, state.wire);
                states += 1;
            }
        }
    }
    assert!(states > 100, "{states} states of all machines");
}

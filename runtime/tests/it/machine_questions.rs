//! The methods of a generated machine.

use crate::execution::{Execution, ExecutionCommand, ExecutionState};
use errspec::machine::{Cause, Kind, MachineState, Outcome, PayloadField, Reading, StateSet, Verdict, Watch};
use errspec::{Action, Basis, Category, RetryClass};
use std::time::Duration;

const RETRY: ExecutionCommand = ExecutionCommand::Retry;

fn pairs() -> impl Iterator<Item = (ExecutionState, ExecutionState)> {
    ExecutionState::ALL.iter().flat_map(|from| ExecutionState::ALL.iter().map(move |to| (*from, *to)))
}

fn after_some_retries(from: ExecutionState, to: ExecutionState) -> bool {
    (0..=6).any(|count| from.can_become_after(&vec![RETRY; count], to))
}

#[test]
fn thirteen_pairs_are_one_move_or_none_apart() {
    let close = pairs().filter(|(from, to)| from == to || from.direct_to(*to) && from.can_become(*to));
    assert_eq!(close.count(), 13);
    let commanded = pairs().filter(|(from, to)| from.direct_to(*to) && !from.can_become(*to));
    assert_eq!(commanded.count(), 2);
}

#[test]
fn sixteen_pairs_are_legal_without_a_command() {
    assert_eq!(pairs().filter(|(from, to)| from.can_become(*to)).count(), 16);
}

#[test]
fn twenty_seven_pairs_are_legal_over_everything() {
    assert_eq!(pairs().filter(|(from, to)| after_some_retries(*from, *to)).count(), 27);
}

#[test]
fn eleven_pairs_need_one_retry() {
    let needing = pairs().filter(|(from, to)| !from.can_become(*to) && from.can_become_after(&[RETRY], *to));
    assert_eq!(needing.count(), 11);
}

/// How many pairs of readings have this verdict where nobody else acts.
fn pairs_of(watch: &Watch<Execution>, wanted: &str) -> usize {
    let said = |(from, to): &(ExecutionState, ExecutionState)| {
        let mut watch = watch.clone().other_actors(false);
        watch.observe(*from);
        watch.observe(*to).verdict().as_str() == wanted
    };
    pairs().filter(said).count()
}

#[test]
fn of_the_twenty_other_pairs_ten_regress_and_ten_are_impossible() {
    let watch = Execution::watch();
    assert_eq!((pairs_of(&watch, "regressed"), pairs_of(&watch, "impossible")), (10, 10));
}

#[test]
fn where_an_earlier_session_may_have_retried_six_more_regress() {
    let watch = Execution::watch().resumed();
    assert_eq!((pairs_of(&watch, "regressed"), pairs_of(&watch, "impossible")), (16, 4));
}

#[test]
fn skipped_states() {
    use ExecutionState::{Active, Completed, Created, Failed, InQa};
    let of = |from: ExecutionState, to| (from.must_have_passed(to), from.may_have_passed(to));
    let set = |states: &[ExecutionState]| states.iter().copied().collect::<StateSet<_>>();
    assert_eq!(of(Created, Completed), (set(&[Active]), set(&[InQa])));
    assert_eq!(of(Created, Failed), (set(&[Active]), set(&[])));
    assert_eq!(of(Created, InQa), (set(&[Active]), set(&[])));
    assert_eq!(of(Active, Created), (set(&[]), set(&[])), "no way leads back");
    assert_eq!(set(&[Failed, Created]).to_string(), "CREATED, FAILED");
    assert!(set(&[Failed]).contains(Failed) && !set(&[Failed]).contains(Active));
}

#[test]
fn questions_are_answered_at_compile_time() {
    const LEGAL: bool = ExecutionState::Created.can_become(ExecutionState::Completed);
    const DIRECT: bool = ExecutionState::Created.direct_to(ExecutionState::Completed);
    const AFTER: bool = ExecutionState::Failed.can_become_after(&[RETRY], ExecutionState::Completed);
    const PASSED: usize = ExecutionState::Created.must_have_passed(ExecutionState::Completed).len();
    assert_eq!((LEGAL, DIRECT, AFTER, PASSED), (true, false, true, 1));
}

#[test]
fn a_goal_out_of_reach_is_known_at_once() {
    let reaching = |goal| ExecutionState::ALL.iter().copied().filter(|state| state.can_reach(goal)).collect::<Vec<_>>();
    use ExecutionState::{Active, Completed, Created, Failed, InQa, PaymentRequired};
    assert_eq!(reaching(Outcome::Success), [Created, Active, InQa, Completed]);
    assert_eq!(reaching(Outcome::Failure), [Created, Active, Failed]);
    assert_eq!(reaching(Outcome::Needs(Action::AddFunds)), [Created, Active, PaymentRequired]);
    assert_eq!(reaching(Outcome::Needs(Action::UpgradePlan)), []);
}

#[test]
fn every_fact_of_a_state() {
    use ExecutionState::{Completed, Created, Failed, InQa, PaymentRequired};
    assert_eq!(Created.as_str(), "CREATED");
    assert_eq!(InQa.to_string(), "IN_QA");
    assert_eq!(format!("{InQa:?}"), "InQa");
    assert_eq!(format!("{:>8}|", InQa), "   IN_QA|");
    assert_eq!(PaymentRequired.summary(), "Insufficient credits");
    assert_eq!(PaymentRequired.action(), Some("Add credits, then retry"));
    assert_eq!(PaymentRequired.category(), Some(Category::Payment));
    assert_eq!(PaymentRequired.outcome(), Some(Outcome::Needs(Action::AddFunds)));
    assert_eq!(Failed.retry(), Some(RetryClass::Inspect));
    assert_eq!(InQa.kind(), Kind::External { by: "reviewer" });
    assert_eq!(
        Completed.payload()[2],
        PayloadField { name: "chargedCredits", at: "/chargedCredits", ty: "integer", optional: false }
    );
    assert_eq!(Created.basis(), Basis::Stated);
    assert!(Completed.is_final() && !Failed.is_final());
    assert!(InQa.is_active() && !Failed.is_active());
    assert_eq!(ExecutionState::ALL.len(), 6);
}

#[test]
fn every_fact_of_a_command() {
    use ExecutionState::{Completed, Failed, PaymentRequired};
    assert_eq!((RETRY.as_str(), RETRY.to_string(), format!("{RETRY:?}")), ("retry", "retry".into(), "Retry".into()));
    assert_eq!(RETRY.summary(), "Call the retry endpoint");
    assert_eq!(RETRY.requires(PaymentRequired), Some(Action::AddFunds));
    assert_eq!(RETRY.requires(Failed), None);
    assert!(RETRY.is_free_in(Failed) && !RETRY.is_free_in(PaymentRequired));
    let taking = ExecutionState::ALL.iter().copied().filter(|state| RETRY.allowed_in(*state));
    assert_eq!(taking.collect::<Vec<_>>(), [PaymentRequired, Failed]);
    assert!(!RETRY.facts().auto);
    assert_eq!(Completed.commands().count(), 0);
    assert_eq!(Failed.commands().collect::<Vec<_>>(), ExecutionCommand::ALL);
}

#[test]
fn texts_are_read_exactly() {
    for state in ExecutionState::ALL {
        assert_eq!(ExecutionState::from_wire(state.as_str()), Some(*state));
        assert_eq!(state.as_str().parse(), Ok(*state));
    }
    for other in ["", "created", "CREATED ", "COMPLETE", "ZZZ"] {
        assert_eq!(ExecutionState::from_wire(other), None);
        let error = other.parse::<ExecutionState>().unwrap_err();
        assert_eq!(error.to_string(), format!("{other:?} is no state of Execution"));
    }
}

#[test]
fn the_tables_carry_what_the_page_says() {
    let machine = Execution::MACHINE;
    let by = |basis| machine.edges.iter().filter(|edge| edge.basis == basis).count();
    assert_eq!((by(Basis::Stated), by(Basis::Inferred), by(Basis::Assumed)), (3, 4, 2));
    assert_eq!(machine.edges.iter().filter(|edge| edge.cause == Cause::External).count(), 1);
    assert_eq!(machine.poll.before(1, ExecutionState::InQa.kind()), Duration::from_secs(60));
    assert_eq!(machine.poll.timeout, None, "the caller has to say it");
    assert_eq!(<ExecutionState as MachineState>::MACHINE.name, "Execution");
    assert_eq!(format!("{machine:?}"), "Machine { name: \"Execution\", .. }");
}

/// A machine without commands, where nothing of the prelude can be named.
#[no_implicit_prelude]
mod bare {
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::hash::Hash)]
    #[repr(u16)]
    pub(super) enum LampState {
        Off,
        On,
    }

    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::cmp::PartialEq, ::core::cmp::Eq)]
    pub(super) struct Lamp;

    ::errspec::__v1::machine! { Lamp, LAMP, LampState [Off On] }

    const LAMP_EDGES: &[::errspec::machine::Edge] =
        &[::errspec::machine::Edge::auto(0, 1), ::errspec::machine::Edge::external(1, 0)];
    static LAMP_TABLES: ::errspec::machine::Tables<2> = ::errspec::machine::Tables::new(2, LAMP_EDGES);
    static LAMP: ::errspec::machine::Machine = ::errspec::machine::Machine {
        name: "Lamp",
        states: &[
            ::errspec::machine::State { wire: "off", variant: "Off", ..::errspec::machine::State::NONE },
            ::errspec::machine::State { wire: "on", variant: "On", ..::errspec::machine::State::NONE },
        ],
        by_wire: &[0, 1],
        edges: LAMP_EDGES,
        initial: &[0],
        relations: LAMP_TABLES.relations(),
        ..::errspec::machine::Machine::NONE
    };
}

#[test]
fn a_machine_without_commands() {
    let mut watch = bare::Lamp::watch();
    watch.observe("off");
    assert!(matches!(watch.observe(bare::LampState::On).verdict(), Verdict::Step(_)));
    assert!(matches!(watch.observe(Reading::from("off")).verdict(), Verdict::Step(_)));
    assert!(bare::LampState::On.can_become(bare::LampState::Off));
    assert_eq!(bare::LampState::On.may_have_passed(bare::LampState::On).iter().collect::<Vec<_>>(), [bare::LampState::Off]);
    assert_eq!(bare::LampState::Off.commands().count(), 0);
}

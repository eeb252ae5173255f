//! The states of a workflow execution.

use crate::support::{mentions, remarked, secs};
use ExecutionState::{Active, Completed, Created, Failed, InQa, PaymentRequired};
use errspec::machine::{Cause, Kind, MachineState, Next, Outcome, Verdict};
use errspec::retry::{Phase, Safety};
use errspec::{Action, Basis, Category, RetryClass};
use generated_client::autoretouch::{Execution, ExecutionCommand, ExecutionState, UNSPECIFIED, operations};

/// How sure the contract is of a move, and who causes it; `None` where there is no such move.
fn edge(from: ExecutionState, to: ExecutionState) -> Option<(Cause, Basis)> {
    let edges = <ExecutionState as MachineState>::MACHINE.edges;
    edges.iter().find(|edge| (edge.from, edge.to) == (from.index(), to.index())).map(|edge| (edge.cause, edge.basis))
}

#[test]
fn line_16_states_with_kinds_and_advice() {
    let states = ExecutionState::ALL.iter().map(|state| (state.as_str(), state.kind(), state.outcome())).collect::<Vec<_>>();
    let reviewer = Kind::External { by: "reviewer" };
    assert_eq!(
        states,
        [
            ("CREATED", Kind::Pending, None),
            ("ACTIVE", Kind::Pending, None),
            ("COMPLETED", Kind::Final, Some(Outcome::Success)),
            ("IN_QA", reviewer, None),
            ("PAYMENT_REQUIRED", Kind::Resting, Some(Outcome::Needs(Action::AddFunds))),
            ("FAILED", Kind::Resting, Some(Outcome::Failure)),
        ]
    );
    let says = [
        (Created, "queued", &["wait"][..]),
        (Active, "being processed", &["wait"]),
        (Completed, "success", &["download", "result"]),
        (InQa, "quality review", &["wait", "approval"]),
        (PaymentRequired, "credits", &["add credits", "retry"]),
        (Failed, "processing failed", &["retry"]),
    ];
    for (state, summary, action) in says {
        mentions(state.summary(), &[summary]);
        mentions(state.action().unwrap(), action);
        assert_eq!(state.basis(), Basis::Stated);
        assert_eq!(ExecutionState::from_wire(state.as_str()), Some(state));
    }
    assert_eq!(
        (PaymentRequired.category(), PaymentRequired.retry()),
        (Some(Category::Payment), Some(RetryClass::AfterAction(Action::AddFunds)))
    );
    assert_eq!(Failed.retry(), Some(RetryClass::Inspect), "retry or investigate");
    assert_eq!(Phase::from(PaymentRequired.entry()), Phase::Needs(Some(Action::AddFunds)));
}

#[test]
fn line_17_drawn_edges() {
    let stated = [(Created, Active), (Active, Completed)];
    let inferred = [(Active, InQa), (Active, PaymentRequired), (Active, Failed)];
    for (from, to) in stated {
        assert_eq!(edge(from, to), Some((Cause::Auto, Basis::Stated)));
    }
    for (from, to) in inferred {
        assert_eq!(edge(from, to), Some((Cause::Auto, Basis::Inferred)), "the branch's origin is lost");
        assert!(from.direct_to(to));
    }
    assert_eq!(edge(InQa, Completed), Some((Cause::External, Basis::Stated)));
    assert!(!Created.direct_to(Completed) && Created.can_become(Completed));
    assert!(Created.must_have_passed(Completed).iter().eq([Active]), "whoever sees the end knows that it was processed");
    assert!(Created.may_have_passed(Completed).iter().eq([InQa]));
    assert!(ExecutionState::ALL.iter().all(|to| !Completed.direct_to(*to)));
}

#[test]
fn line_18_payment_may_be_required_at_once() {
    assert_eq!(edge(Created, PaymentRequired), Some((Cause::Auto, Basis::Stated)), "not drawn, but in the text");
    mentions(PaymentRequired.summary(), &["created or processed", "credits"]);
    assert_eq!(<ExecutionState as MachineState>::MACHINE.initial, [Created.index(), PaymentRequired.index()]);
    let mut watch = Execution::watch();
    let report = watch.observe("PAYMENT_REQUIRED");
    assert!(matches!(report.verdict(), Verdict::First { .. }) && report.verdict().proved().is_empty(), "{report:?}");
    assert_eq!(report.next(), Next::NeedsAction { state: PaymentRequired, action: Some(Action::AddFunds) });
}

#[test]
fn line_19_retry_after_adding_credits() {
    let retry = ExecutionCommand::Retry;
    assert_eq!((ExecutionCommand::ALL, retry.as_str()), (&[retry][..], "retry"));
    mentions(retry.summary(), &["retry endpoint"]);
    assert!(retry.allowed_in(PaymentRequired) && PaymentRequired.commands().eq([retry]));
    assert_eq!(retry.requires(PaymentRequired), Some(Action::AddFunds));
    mentions(PaymentRequired.action().unwrap(), &["organization", "retry endpoint"]);
    assert!(!retry.facts().auto, "nobody can add credits automatically");
    assert!(matches!(edge(PaymentRequired, Created), Some((Cause::Command(0), Basis::Assumed))), "the target is not given");
    assert!(!PaymentRequired.can_reach(Outcome::Success), "not by itself");
    assert!(PaymentRequired.can_become_after(&[retry], Completed));

    let endpoint = operations::RETRY_EXECUTION;
    assert_eq!((endpoint.path, endpoint.basis, endpoint.safety), ("", Basis::Assumed, Safety::Unsafe));
    remarked(UNSPECIFIED, &["method and path", "retry endpoint"]);
}

#[test]
fn line_20_a_failed_execution_is_retried_for_nothing() {
    let retry = ExecutionCommand::Retry;
    assert!(retry.allowed_in(Failed) && retry.is_free_in(Failed) && !retry.is_free_in(PaymentRequired));
    assert_eq!(retry.requires(Failed), None);
    assert!(matches!(edge(Failed, Created), Some((Cause::Command(0), Basis::Assumed))), "the target is not given");
    assert!(!Failed.can_reach(Outcome::Success) && Failed.can_become_after(&[retry], Completed));
    let causes = Failed.facts().causes;
    assert_eq!(causes.len(), 3);
    mentions(&causes.join(", "), &["input image", "component", "system error"]);
    let action = Failed.action().unwrap().to_lowercase();
    let at = ["check the input image", "retry", "support"].map(|step| action.find(step).unwrap());
    assert!(at.is_sorted(), "three steps in this order: {action}");
}

#[test]
fn line_21_quality_reviews() {
    mentions(&InQa.facts().causes.join(", "), &["workflow", "batch"]);
    mentions(InQa.action().unwrap(), &["web app", "webhook"]);
    assert_eq!(InQa.kind(), Kind::External { by: "reviewer" });
    assert!(InQa.is_active() && InQa.commands().next().is_none());
    assert!(
        ExecutionState::ALL.iter().filter(|to| InQa.direct_to(**to)).eq([&Completed]),
        "what a refusal leads to is not said"
    );
    remarked(UNSPECIFIED, &["review", "refuses"]);
}

#[test]
fn line_22_what_a_completed_execution_carries() {
    let payload = Completed.payload().iter().map(|field| (field.name, field.ty)).collect::<Vec<_>>();
    assert_eq!(payload, [("resultPath", "string"), ("resultContentHash", "string"), ("chargedCredits", "integer")]);
    assert!(ExecutionState::ALL.iter().filter(|state| !state.payload().is_empty()).eq([&Completed]));
    let observed =
        Execution::read(br#"{"id": "7", "status": "COMPLETED", "resultPath": "/r/7", "chargedCredits": 2}"#).unwrap();
    let mut watch = Execution::watch();
    watch.observe("CREATED");
    let report = watch.observe(&observed);
    assert_eq!(report.next(), Next::End { state: Completed, outcome: Some(Outcome::Success) });
}

#[test]
fn what_the_page_leaves_to_the_contract() {
    let machine = <ExecutionState as MachineState>::MACHINE;
    assert_eq!((machine.unknown.treat_as, machine.unknown.limit), (errspec::machine::TreatAs::Pending, 10));
    assert_eq!((machine.settle, machine.other_actors, machine.epoch), (secs(10), true, None));
    assert_eq!((machine.poll.pace.delay(1), machine.poll.external, machine.poll.timeout), (secs(2), secs(60), None));
    let read = operations::GET_EXECUTION;
    assert_eq!((read.method, read.path, read.safety), ("GET", "/v1/workflow/execution/{id}", Safety::Safe));
    assert_eq!((read.machine, read.basis), (machine.name, Basis::Inferred), "from the example of an error");
    let mut watch = Execution::watch();
    watch.observe("ACTIVE");
    let ends = (1..=11).map(|_| watch.observe("ARCHIVED").next()).collect::<Vec<_>>();
    assert_eq!((ends[9], ends[10]), (Next::Poll(Kind::Pending), Next::UnknownState));
    assert_eq!(watch.observe("COMPLETED").next(), Next::End { state: Completed, outcome: Some(Outcome::Success) });
}

//! Named waits: whether their goals can be reached, and whether the states under `through` are ones in which a wait can continue.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Goal, Machine, Wait};
use crate::rules;
use crate::words::StateKind;

rules! {
    GOAL_WITHOUT_STATE: Error = "goal-without-state" {
        what: "no state of the machine has the outcome that a wait is for",
        why: "A wait whose goal is an outcome ends in every state with this outcome. If the service reports with a status \
              such as 404 that a job no longer exists, add a state with that condition.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
-    edges: [NEW -> DONE]
+      DELETED: { kind: final, outcome: gone, when: { status: 404 } }
+    edges: [NEW -> DONE | DELETED]
     waits: { for_deletion: { goal: gone } }
",
    }
    REPEATED_GOAL: Error = "repeated-goal" {
        what: "a wait lists a goal twice",
        why: "Each goal is a state or an outcome, and each is listed once. A state whose outcome is listed too does not have \
              to be listed itself.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
     edges: [NEW -> DONE]
-    waits: { for_result: { goal: [DONE, success] } }
+    waits: { for_result: { goal: DONE } }
",
    }
}

pub(super) fn check(machine: &Machine, sink: &mut Sink) {
    for wait in &machine.waits {
        for (at, goal) in wait.goals.iter().enumerate() {
            without_state(machine, goal, sink);
            repeated(machine, goal, wait.goals.get(..at).unwrap_or_default(), sink);
        }
        through(machine, wait, sink);
    }
}

fn without_state(machine: &Machine, goal: &Goal, sink: &mut Sink) {
    let Goal::Outcome(outcome) = goal else { return };
    if (0..machine.states.len()).any(|at| goal.holds(machine, at)) {
        return;
    }
    let word = outcome.value.as_str();
    let message = format!("no state of `{}` has the outcome `{word}`", machine.name.value);
    let finding = Diagnostic::new(&GOAL_WITHOUT_STATE, outcome.span, message);
    sink.push(finding.note("Name a state of the machine, or an outcome that one of its states has."));
}

/// A goal that an earlier one includes.
fn repeated(machine: &Machine, goal: &Goal, before: &[Goal], sink: &mut Sink) {
    let within = |goal: &Goal, other: &Goal| match (goal, other) {
        (Goal::State(state), other) => {
            // A state with several outcomes is a goal of its own.
            machine.states.get(state.value).is_some_and(|entry| entry.outcomes().count() == 1)
                && other.holds(machine, state.value)
                || matches!(other, Goal::State(other) if other.value == state.value)
        }
        (Goal::Outcome(outcome), Goal::Outcome(other)) => outcome.value == other.value,
        (Goal::Outcome(_), Goal::State(_)) => false,
    };
    if let Some(other) = before.iter().find(|other| within(goal, other) || within(other, goal)) {
        let finding = Diagnostic::new(&REPEATED_GOAL, goal.span(), "this goal is listed twice");
        sink.push(finding.label(other.span(), "already listed here").note("Remove one of the two."));
    }
}

/// Only resting states may be listed: in pending and external states a wait continues anyway, and final states are never left.
fn through(machine: &Machine, wait: &Wait, sink: &mut Sink) {
    for at in &wait.through {
        let Some(state) = machine.states.get(at.value) else { continue };
        let name = &state.wire.value;
        let goal = wait.goals.iter().find(|goal| goal.holds(machine, at.value));
        let (message, label, note) = match (state.kind.value, goal) {
            (StateKind::Resting, None) if state.blocked.is_none() => continue,
            (StateKind::Resting, Some(goal)) => (
                format!("`{name}` is a goal of the wait, so the wait does not continue there"),
                (goal.span(), "the goal"),
                "Remove the state from `through` or from `goal`.".to_owned(),
            ),
            (kind, _) => {
                let why = match kind {
                    StateKind::Pending | StateKind::External => "every wait goes on there",
                    StateKind::Resting | StateKind::Final => "the job never leaves it",
                };
                (
                    format!("`through` has no effect for `{name}`: {why}"),
                    (state.kind.span, "its kind"),
                    "List the resting states in which the wait continues, or remove the state.".to_owned(),
                )
            }
        };
        sink.push(Diagnostic::new(&rules::UNUSED_KEY, at.span, message).label(label.0, label.1).note(note));
    }
}

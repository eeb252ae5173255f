//! Actions that a machine declares: whether a state needs them, and whether their commands can be sent there.

use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::{Cause, Machine, State};
use crate::words::{Action, Outcome};

rules! {
    ACTION_WITHOUT_EDGE: Error = "action-without-edge" {
        what: "the command of a declared action cannot be sent in a state that needs the action",
        why: "A wait that ends in a state reports which action is needed there, and the command that takes it. The command has \
              to have an edge from that state. If the action is not taken with a command, leave `command` out.",
        example: r"
 machines:
   Job:
     initial: NEW
     actions: { submit_outputs: { summary: Send the outputs, command: submit } }
     commands: { submit: { summary: Sends the outputs, max_uses: 9 } }
     states:
       NEW: { kind: pending }
       ASKS: { kind: resting, outcome: { needs: submit_outputs } }
       HELD: { kind: resting, outcome: { needs: submit_outputs } }
       DONE: { kind: final, outcome: success }
     edges:
       - NEW -> ASKS | HELD | DONE
-      - { edge: ASKS -> NEW, command: submit }
-      - HELD -> NEW
+      - { edge: ASKS | HELD -> NEW, command: submit }
",
    }
    UNUSED_ACTION: Warning = "unused-action" {
        what: "no state or command needs a declared action",
        why: "An action is declared so that states can need it, `outcome: { needs: … }`, or commands, `requires`. One that nothing \
              needs is never reported.",
        example: r"
 machines:
   Job:
     initial: NEW
     actions: { sign_contract: Sign the contract }
     states:
       NEW: { kind: pending }
-      HELD: { kind: resting, outcome: { needs: get_permission } }
+      HELD: { kind: resting, outcome: { needs: sign_contract } }
       DONE: { kind: final, outcome: success }
     edges: [NEW -> HELD | DONE, HELD -> DONE]
",
    }
}

pub(super) fn check(machine: &Machine, sink: &mut Sink) {
    for (at, action) in machine.actions.iter().enumerate() {
        let is_it = |other: Action| matches!(other, Action::Declared(index) if usize::from(index) == at);
        let needs = |state: &State| state.outcomes().any(|outcome| matches!(outcome, Outcome::Needs(other) if is_it(other)));
        let needing: Vec<usize> =
            (0..machine.states.len()).filter(|state| machine.states.get(*state).is_some_and(needs)).into_vec();
        let required = machine.commands.iter().flat_map(|command| &command.requires).any(|(_, other)| is_it(other.value));
        if needing.is_empty() && !required {
            let finding = Diagnostic::new(&UNUSED_ACTION, action.name.span, format!("nothing needs `{}`", action.name.value));
            sink.push(finding.note(format!("Write it where it is needed: `outcome: {{ needs: {} }}`.", action.name.value)));
        }
        let Some(command) = &action.command else { continue };
        let sent = |from: usize| {
            machine.edges.iter().any(|edge| edge.from.value == from && edge.cause == Cause::Command(command.value))
        };
        for state in needing.into_iter().filter(|state| machine.lists_all_moves() && !sent(*state)) {
            let Some(state) = machine.states.get(state) else { continue };
            let name = machine.commands.get(command.value).map_or("", |command| &command.name.value);
            let message = format!("`{}` needs `{}`, but `{name}` cannot be sent there", state.wire.value, action.name.value);
            let finding = Diagnostic::new(&ACTION_WITHOUT_EDGE, state.wire.span, message).label(command.span, "the command");
            sink.push(finding.note(format!("Add its edge: `{{ edge: {} -> …, command: {name} }}`.", state.wire.value)));
        }
    }
}

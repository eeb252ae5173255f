//! Notes about causes that a client can see both as an error response and as a state of the job.

use super::names::names;
use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::{Contract, Facts, Machine};
use crate::words::{Action, Outcome, RetryClass};

rules! {
    TWO_SIGNALS: Note = "two-signals" {
        what: "one cause is reported both as a state and as an error",
        why: "The same thing has to be done after an error response and in a state of the job. A client that handles \
              only one of them is incomplete. The summaries of both should say when each one is sent.",
        example: r"
-statuses:
-  402: { summary: No funds, retry: { after_action: add_funds } }
 machines:
   Job:
     initial: NEW
     unknown: { treat_as: pending }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
       UNPAID: { kind: final, outcome: { needs: add_funds } }
     edges: [NEW -> DONE | UNPAID]
",
    }
}

pub(super) fn review(machine: &Machine, contract: &Contract, sink: &mut Sink) {
    for state in &machine.states {
        let Some(Outcome::Needs(action)) = state.outcome.as_ref().map(|outcome| outcome.value) else { continue };
        let answers = answers(contract, action);
        if answers.is_empty() {
            continue;
        }
        let answers = names(answers.iter().map(String::as_str));
        let message = format!(
            "`{}` is needed both in the state `{}` and after an error response: {answers}",
            action.as_str(),
            state.wire.value
        );
        let note = Diagnostic::new(&TWO_SIGNALS, state.wire.span, message);
        sink.push(note.note("A client has to handle both. Say in the summaries when each one is sent."));
    }
}

/// The statuses and codes with this action.
fn answers(contract: &Contract, action: Action) -> Vec<String> {
    let asks = |facts: &Facts| facts.retry.value.class == RetryClass::AfterAction(action);
    let statuses = contract.statuses.iter().filter(|status| asks(&status.facts)).map(|status| status.status.value.to_string());
    let codes = contract.catalogs.iter().flat_map(|catalog| &catalog.codes);
    // What a code inherits from its status is reported for the status.
    let codes = codes.filter(|code| asks(&code.facts) && code.facts.retry.origin.via.is_own());
    statuses.chain(codes.map(|code| code.wire.value.clone())).into_vec()
}

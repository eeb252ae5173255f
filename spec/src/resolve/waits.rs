//! Named waits: replaces the names of states and outcomes.

use super::layers::entry_basis;
use super::scope::Scope;
use crate::lists::IntoVec;
use crate::model::{Goal, State, Wait};
use crate::source::Spanned;
use crate::syntax::{self, Named};
use crate::words::{Outcome, Word};

pub(super) fn wait(scope: &mut Scope<'_>, entry: &Named<syntax::Wait>, states: &[State]) -> Wait {
    let wait = &entry.value;
    Wait {
        name: entry.key.clone(),
        rust_name: wait.facts.name.clone(),
        summary: wait.facts.summary.clone(),
        goals: wait.goal.iter().filter_map(|name| goal(scope, name, states)).into_vec(),
        through: wait.through.iter().filter_map(|name| state(scope, name, states)).into_vec(),
        basis: entry_basis(&wait.facts.basis),
    }
}

/// A name that is both a state and an outcome means the state.
fn goal(scope: &mut Scope<'_>, name: &Spanned<String>, states: &[State]) -> Option<Goal> {
    let names = states.iter().map(|state| state.wire.as_str()).chain(Outcome::WORDS.iter().copied());
    let at = scope.look_up("state or outcome", name, names)?;
    Some(match at.checked_sub(states.len()) {
        None => Goal::State(Spanned::new(at, name.span)),
        Some(word) => Goal::Outcome(Spanned::new(*Outcome::WRITTEN.get(word)?, name.span)),
    })
}

fn state(scope: &mut Scope<'_>, name: &Spanned<String>, states: &[State]) -> Option<Spanned<usize>> {
    let at = scope.look_up("state", name, states.iter().map(|state| state.wire.as_str()))?;
    Some(Spanned::new(at, name.span))
}

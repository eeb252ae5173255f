//! What clients do with a response under each revision, according to the runtime: a witness has to be treated differently.

use super::change::Change;
use super::side::Side;
use super::witness::Witness;
use errspec::ApiError;
use errspec::retry::{Outcome, Safety, Seed, Step};
use errspec_tables::Loaded;
use std::time::Duration;

/// After this many attempts, the behavior of calls is assumed to stay the same.
const ATTEMPTS: usize = 8;

/// Keeps the witness of a change if the revisions treat it differently. Otherwise, the same status without a body takes its place if they
/// treat that differently, because a code in the body may have facts of its own.
pub(super) fn prove(change: &mut Change, old: &Side, new: &Side) {
    // A response of the new revision shows that a status moved, which no verdict depends on.
    let Some(Witness::Answer { body, headers, .. }) = &mut change.witness else { return };
    if change.kind == "status-moved" {
        return;
    }
    let differs = |witness: &Witness| treatment(old, witness) != treatment(new, witness);
    let (body, headers) = (std::mem::take(body), std::mem::take(headers));
    let bare = change.witness.take();
    let whole = bare.clone().map(|witness| witness.with(headers, body));
    change.witness = whole.filter(differs).or_else(|| bare.filter(differs));
}

/// How a response is read, and what happens to a call that is safe to repeat and always gets it.
fn treatment(side: &Side, witness: &Witness) -> Option<Vec<String>> {
    let Witness::Answer { status, content_type, headers, .. } = witness else { return None };
    let own = headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let headers: Vec<(&str, &str)> = std::iter::once(("Content-Type", content_type.as_str())).chain(own).collect();
    let body = witness.bytes();
    Some(side.tables.run(|| {
        let error = match ApiError::<Loaded>::check(*status, &headers, &body) {
            Ok(()) => return Vec::new(),
            Err(error) => error,
        };
        let listed = error.code_ref().map(|code| code.catalog.name);
        let facts = [error.category().to_string(), error.retry().to_string(), error.effect().to_string()];
        let read = format!("{:?} {:?} {listed:?} {facts:?}", error.body_name(), error.code_text());
        let outcome = Outcome::error(&error).headers(&headers);
        let policy = side.tables.contract.policy;
        let mut call = policy.call(Duration::ZERO, Seed::LOWEST).safety(Safety::Safe);
        let mut steps = vec![read];
        for _ in 0..ATTEMPTS {
            match call.on_outcome(&outcome, Duration::ZERO) {
                Step::Wait(wait) => steps.push(format!("{:?}", wait.delay)),
                _ => break,
            }
        }
        steps
    }))
}

//! Inputs, of which each pass uses a part.

use std::rc::Rc;

/// Inputs in one pass: few enough that a pass is seldom interrupted.
pub(super) const PASS: usize = 2_048;
/// Inputs in all: enough that the branch predictor does not learn them by heart.
pub(super) const ALL: usize = 16 * PASS;

/// Deals out inputs, each pass the next part, from the beginning again after the last. Candidates of a group that are run once per
/// round so get the same part in each round.
pub(super) struct Chunks<T> {
    inputs: Rc<[T]>,
    next: usize,
}

impl<T> Chunks<T> {
    pub(super) fn of(inputs: &Rc<[T]>) -> Self {
        Self { inputs: Rc::clone(inputs), next: 0 }
    }

    pub(super) fn next(&mut self) -> &[T] {
        let at = self.next;
        self.next = (at + PASS) % self.inputs.len();
        &self.inputs[at..at + PASS]
    }
}

//! Inputs, a part of which is used in each pass.

use std::rc::Rc;

/// The number of inputs in one pass, small enough that a pass is rarely interrupted.
pub(super) const PASS: usize = 2_048;
/// The number of all inputs, large enough that the branch predictor cannot learn them.
pub(super) const ALL: usize = 16 * PASS;

/// Returns the next part of the inputs for each pass, and begins again after the last. The candidates of a group, which run once per round,
/// therefore get the same part in each round.
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

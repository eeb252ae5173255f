//! The responses that are still to be sent.

use super::{Mistake, Place, ScriptError};
use crate::{Answer, Repeat};
use std::collections::VecDeque;

/// A queue of responses.
#[derive(Debug, Default)]
pub(crate) struct Queue(VecDeque<Answer>);

impl Queue {
    /// The maximum length of a script.
    pub(crate) const MOST: usize = 10_000;

    /// The maximum total size of its bodies and headers.
    pub(crate) const BYTES: usize = 64 * 1024 * 1024;

    /// Adds responses after those that are left.
    pub(crate) fn extend(&mut self, answers: Vec<Answer>) -> Result<usize, ScriptError> {
        if self.0.len() + answers.len() > Self::MOST {
            let problem = format!("more than {} responses would be waiting", Self::MOST);
            return Err(Mistake(problem, "write `x100` or `forever` for responses that repeat".into()).at(Place::Whole));
        }
        if self.0.iter().chain(&answers).map(Answer::bytes).sum::<usize>() > Self::BYTES {
            let problem = format!("more than {} MiB of responses would be waiting", Self::BYTES >> 20);
            return Err(Mistake(problem, "fetch some of them first, or make them shorter".into()).at(Place::Whole));
        }
        self.0.extend(answers);
        Ok(self.0.len())
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The response to the next request.
    pub(crate) fn next(&mut self) -> Option<Answer> {
        loop {
            let first = self.0.front_mut()?;
            match &mut first.repeat {
                Repeat::Forever => return Some(first.clone()),
                Repeat::Times(left @ 2..) => {
                    *left -= 1;
                    return Some(first.clone());
                }
                Repeat::Times(1) => return self.0.pop_front(),
                Repeat::Times(_) => self.0.pop_front(),
            };
        }
    }

    /// The responses that are left, the next one first.
    pub(crate) fn waiting(&self) -> impl ExactSizeIterator<Item = &Answer> {
        self.0.iter()
    }
}

//! Errors in a script.

use std::fmt;

/// What is wrong with a script, where, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptError {
    /// The location.
    pub place: Place,
    /// What is wrong.
    pub problem: String,
    /// What to write instead.
    pub instead: String,
}

/// A location in a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line, from 1.
    Line(usize),
    /// A response in a list, from 1.
    Answer(usize),
    /// The script as a whole.
    Whole,
}

/// A mistake whose location is not known yet: what is wrong, and what to write instead.
#[derive(Clone, Debug)]
pub(crate) struct Mistake(pub(crate) String, pub(crate) String);

impl Mistake {
    pub(crate) fn at(self, place: Place) -> ScriptError {
        ScriptError { place, problem: self.0, instead: self.1 }
    }
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::Line(line) => write!(f, "line {line}: ")?,
            Place::Answer(answer) => write!(f, "answer {answer}: ")?,
            Place::Whole => {}
        }
        write!(f, "{}; {}", self.problem, self.instead)
    }
}

impl std::error::Error for ScriptError {}

#![allow(missing_docs, reason = "named as the keys of the language")]

use super::Facts;
use crate::source::{Span, Spanned};
use crate::syntax::{Decimal, Payload, StateOutcome};
use crate::words::{Action, Basis, StateKind, TreatAs};
use std::time::Duration;

/// The states a job passes through.
#[derive(Clone, Debug)]
pub struct Machine {
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub basis: Basis,
    pub observe: Vec<Spanned<String>>,
    /// Indices of states.
    pub initial: Vec<Spanned<usize>>,
    pub unknown: Option<Unknown>,
    pub epoch: Option<Spanned<String>>,
    pub states: Vec<State>,
    /// One per pair of states and cause.
    pub edges: Vec<Edge>,
    pub commands: Vec<Command>,
    pub poll: Option<Poll>,
    pub settle: Option<Spanned<Duration>>,
    pub other_actors: bool,
    pub typestate: bool,
}

/// What a state that is not listed is taken for.
#[derive(Clone, Copy, Debug)]
pub struct Unknown {
    pub treat_as: TreatAs,
    pub limit: Option<u32>,
}

/// One state.
#[derive(Clone, Debug)]
pub struct State {
    pub wire: Spanned<String>,
    pub kind: Spanned<StateKind>,
    pub by: Option<Spanned<String>>,
    pub outcome: Option<Spanned<StateOutcome>>,
    pub payload: Vec<Payload>,
    pub blocked: Option<Span>,
    /// Whether the entry itself says what may be retried.
    pub has_retry: bool,
    pub facts: Facts,
}

/// What makes a job go from one state to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// The service itself.
    Auto,
    /// A third party.
    External,
    /// A command, by index.
    Command(usize),
}

/// One direct transition.
#[derive(Clone, Debug)]
pub struct Edge {
    pub span: Span,
    pub from: Spanned<usize>,
    pub to: Spanned<usize>,
    pub cause: Cause,
    pub basis: Basis,
    pub summary: Option<Spanned<String>>,
}

/// A command that a client can send.
#[derive(Clone, Debug)]
pub struct Command {
    pub name: Spanned<String>,
    pub rust_name: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub requires: Vec<(Spanned<usize>, Spanned<Action>)>,
    pub free_from: Vec<Spanned<usize>>,
    pub auto: bool,
    pub max_uses: Option<u32>,
    pub basis: Basis,
}

/// How to poll.
#[derive(Clone, Debug)]
pub struct Poll {
    pub span: Span,
    pub interval: Duration,
    pub factor: Decimal,
    /// No interval is longer.
    pub cap: Option<Duration>,
    pub external: Duration,
    /// `None`: the caller must say.
    pub timeout: Option<Duration>,
    pub basis: Basis,
}

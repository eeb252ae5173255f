#![allow(missing_docs, reason = "named as the keys of the language")]

use super::{BasisWords, Decimal, Facts, Named};
use crate::source::{Span, Spanned};
use crate::words::{Action, Outcome, StateKind, TreatAs};
use std::time::Duration;

/// The states a job passes through.
#[derive(Clone, Debug)]
pub struct Machine {
    pub observe: Vec<Spanned<String>>,
    pub initial: Vec<Spanned<String>>,
    pub unknown: Option<Unknown>,
    pub epoch: Option<Spanned<String>>,
    pub states: Vec<Named<State>>,
    pub edges: Vec<Edge>,
    pub commands: Vec<Named<Command>>,
    pub poll: Option<Poll>,
    pub settle: Option<Spanned<Duration>>,
    pub other_actors: Option<Spanned<bool>>,
    pub typestate: bool,
    pub facts: Facts,
}

/// What a state that is not listed is taken for.
#[derive(Clone, Debug)]
pub struct Unknown {
    pub treat_as: Option<Spanned<TreatAs>>,
    pub limit: Option<Spanned<u32>>,
}

/// One state.
#[derive(Clone, Debug)]
pub struct State {
    pub kind: Option<Spanned<StateKind>>,
    pub by: Option<Spanned<String>>,
    pub outcome: Option<Spanned<StateOutcome>>,
    pub payload: Vec<Payload>,
    pub blocked: Option<Span>,
    pub facts: Facts,
}

/// What a state means for whoever waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateOutcome {
    Is(Outcome),
    Needs(Action),
}

/// A member that a job carries in a state.
#[derive(Clone, Debug)]
pub struct Payload {
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    pub kind: Spanned<String>,
}

/// `A | B -> C | D`.
#[derive(Clone, Debug)]
pub struct Edge {
    pub span: Span,
    pub from: Vec<Spanned<String>>,
    pub to: Vec<Spanned<String>>,
    pub command: Option<Spanned<String>>,
    pub basis: BasisWords,
    pub summary: Option<Spanned<String>>,
}

/// Something a client may ask for.
#[derive(Clone, Debug)]
pub struct Command {
    pub requires: Vec<(Spanned<String>, Spanned<Action>)>,
    pub free_from: Vec<Spanned<String>>,
    pub auto: Option<Spanned<bool>>,
    pub max_uses: Option<Spanned<u32>>,
    pub facts: Facts,
}

/// How to poll.
#[derive(Clone, Debug)]
pub struct Poll {
    pub span: Span,
    pub interval: Option<Spanned<Duration>>,
    pub factor: Option<Spanned<Decimal>>,
    pub cap: Option<Spanned<Duration>>,
    pub external: Option<Spanned<Duration>>,
    /// `None`: required of the caller, who must say how long in all.
    pub timeout: Option<Spanned<Duration>>,
    pub basis: BasisWords,
}

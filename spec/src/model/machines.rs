use super::Facts;
use crate::source::{Span, Spanned};
use crate::syntax::{Decimal, Payload};
use crate::words::{Action, Basis, Outcome, StateKind, TreatAs};
use std::time::Duration;

/// The states a job passes through.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    /// What it is, in a sentence.
    pub summary: Option<Spanned<String>>,
    /// How sure the entry is.
    pub basis: Basis,
    /// Where a job's state is read: JSON Pointers.
    pub observe: Vec<Spanned<String>>,
    /// Indices of states.
    pub initial: Vec<Spanned<usize>>,
    /// What a state that is not listed is taken for.
    pub unknown: Option<Unknown>,
    /// Where a value is read that distinguishes one run of a job from the next: a JSON Pointer.
    pub epoch: Option<Spanned<String>>,
    /// The states.
    pub states: Vec<State>,
    /// One per pair of states and cause.
    pub edges: Vec<Edge>,
    /// What a client may ask for.
    pub commands: Vec<Command>,
    /// How to poll.
    pub poll: Option<Poll>,
    /// How long after a command an unchanged reading may still be the old one.
    pub settle: Option<Spanned<Duration>>,
    /// Whether others than this client move the job.
    pub other_actors: bool,
    /// Whether each state becomes a type of its own.
    pub typestate: bool,
}

/// What a state that is not listed is taken for.
#[derive(Clone, Copy, Debug)]
pub struct Unknown {
    /// What it is taken for.
    pub treat_as: TreatAs,
    /// How often polling goes on after a state that is not listed.
    pub limit: Option<u32>,
}

/// One state.
#[derive(Clone, Debug)]
pub struct State {
    /// The state as it travels.
    pub wire: Spanned<String>,
    /// How it moves.
    pub kind: Spanned<StateKind>,
    /// Who moves it.
    pub by: Option<Spanned<String>>,
    /// What it means for whoever waits.
    pub outcome: Option<Spanned<Outcome>>,
    /// What a job carries in it.
    pub payload: Vec<Payload>,
    /// Where the spec says that no command leaves it.
    pub blocked: Option<Span>,
    /// Whether the entry itself says what may be retried.
    pub has_retry: bool,
    /// What is known of it.
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
    /// Where it is written.
    pub span: Span,
    /// Index of the state before.
    pub from: Spanned<usize>,
    /// Index of the state after.
    pub to: Spanned<usize>,
    /// What makes the job move.
    pub cause: Cause,
    /// How sure the entry is.
    pub basis: Basis,
    /// When it happens, in a sentence.
    pub summary: Option<Spanned<String>>,
}

/// A command that a client can send.
#[derive(Clone, Debug)]
pub struct Command {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    /// What it does, in a sentence.
    pub summary: Option<Spanned<String>>,
    /// What has to be done first, by index of the state.
    pub requires: Vec<(Spanned<usize>, Spanned<Action>)>,
    /// Indices of the states in which it costs nothing.
    pub free_from: Vec<Spanned<usize>>,
    /// Whether a poller may send it by itself.
    pub auto: bool,
    /// How often it may be sent for one job.
    pub max_uses: Option<u32>,
    /// How sure the entry is.
    pub basis: Basis,
}

/// How to poll.
#[derive(Clone, Debug)]
pub struct Poll {
    /// Where it is written.
    pub span: Span,
    /// The first wait between two looks.
    pub interval: Duration,
    /// By which each wait is longer than the one before.
    pub factor: Decimal,
    /// No interval is longer.
    pub cap: Option<Duration>,
    /// The wait while a third party has to act.
    pub external: Duration,
    /// `None`: the caller must say.
    pub timeout: Option<Duration>,
    /// How sure the entry is.
    pub basis: Basis,
}

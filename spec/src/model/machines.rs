use super::Facts;
#[cfg(feature = "reader")]
use super::When;
use crate::source::{Span, Spanned};
use crate::syntax::{Decimal, Place};
use crate::words::{Action, Basis, Moves, Outcome, StateKind, TextCase, TreatAs};
use std::fmt;
use std::time::Duration;

/// A machine: the states that a job passes through.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// The summary.
    pub summary: Option<Spanned<String>>,
    /// The basis of the entry.
    pub basis: Basis,
    /// The place from which the state is read. With several, their values are joined.
    pub observe: Vec<Place>,
    /// The indices of the states in which a job may begin.
    pub initial: Vec<Spanned<usize>>,
    /// How completely the edges describe the moves of a job.
    pub moves: Spanned<Moves>,
    /// How a state that is not listed is treated.
    pub unknown: Option<Unknown>,
    /// The location of a value that distinguishes one run of a job from the next: a JSON Pointer.
    pub epoch: Option<Place>,
    /// The state of a response that does not contain one, by index.
    pub absent: Option<Spanned<usize>>,
    /// How the texts of states are compared.
    pub case: TextCase,
    /// The states.
    pub states: Vec<State>,
    /// The edges, one per pair of states and cause.
    pub edges: Vec<Edge>,
    /// The commands that a client can send.
    pub commands: Vec<Command>,
    /// An action that the contract declares.
    #[cfg(feature = "reader")]
    pub actions: Vec<DeclaredAction>,
    /// A named wait: something other than the end of the job that a program can wait for.
    #[cfg(feature = "reader")]
    pub waits: Vec<Wait>,
    /// How to poll.
    pub poll: Option<Poll>,
    /// How long after a command an unchanged reading may still be out of date.
    pub settle: Option<Spanned<Duration>>,
    /// Whether somebody else may send commands too.
    pub other_actors: bool,
    /// Whether a type is generated for each state.
    pub typestate: bool,
}

impl Machine {
    /// Whether a move without an edge is impossible, except for those to and from states that are only observed.
    pub fn lists_all_moves(&self) -> bool {
        self.moves.value == Moves::Listed
    }

    /// The name of an action: a word of the language, or the name of one that the machine declares.
    pub fn action_name(&self, action: Action) -> &str {
        #[cfg(feature = "reader")]
        if let Action::Declared(at) = action {
            return self.actions.get(usize::from(at)).map_or("", |action| &action.name.value);
        }
        action.as_str()
    }

    /// An action as a phrase that completes "after …".
    pub fn action_phrase(&self, action: Action) -> String {
        #[cfg(feature = "reader")]
        if let Action::Declared(at) = action
            && let Some(summary) = self.actions.get(usize::from(at)).and_then(|action| action.summary.as_ref())
        {
            return format!("{}: {}", self.action_name(action), summary.value);
        }
        match action {
            Action::Declared(_) => self.action_name(action).to_owned(),
            word => word.phrase().to_owned(),
        }
    }

    /// Whether a named wait is for this state.
    pub fn is_goal(&self, at: usize) -> bool {
        #[cfg(feature = "reader")]
        return self.waits.iter().flat_map(|wait| &wait.goals).any(|goal| goal.holds(self, at));
        #[cfg(not(feature = "reader"))]
        return at >= self.states.len();
    }
}

/// An action that the contract declares.
#[cfg(feature = "reader")]
#[derive(Clone, Debug)]
pub struct DeclaredAction {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// The summary.
    pub summary: Option<Spanned<String>>,
    /// The command that does it, by index.
    pub command: Option<Spanned<usize>>,
    /// The basis of the entry.
    pub basis: Basis,
}

/// A named wait: something other than the end of the job that a program can wait for.
#[cfg(feature = "reader")]
#[derive(Clone, Debug)]
pub struct Wait {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// The summary.
    pub summary: Option<Spanned<String>>,
    /// The goals. If the job reaches any of them, the wait succeeds.
    pub goals: Vec<Goal>,
    /// The indices of the resting states in which the wait continues.
    pub through: Vec<Spanned<usize>>,
    /// The basis of the entry.
    pub basis: Basis,
}

/// A goal of a wait.
#[cfg(feature = "reader")]
#[derive(Clone, Debug)]
pub enum Goal {
    /// A state, by index.
    State(Spanned<usize>),
    /// Every state in which the job has this outcome.
    Outcome(Spanned<Outcome>),
}

#[cfg(feature = "reader")]
impl Goal {
    /// Where it was written.
    pub fn span(&self) -> Span {
        match self {
            Self::State(at) => at.span,
            Self::Outcome(outcome) => outcome.span,
        }
    }

    /// Whether a job in a state has reached it, or may have, depending on the response.
    pub fn holds(&self, machine: &Machine, at: usize) -> bool {
        match self {
            Self::State(state) => state.value == at,
            Self::Outcome(outcome) => {
                machine.states.get(at).is_some_and(|state| state.outcomes().any(|other| other == outcome.value))
            }
        }
    }
}

/// How a state that is not listed is treated.
#[derive(Clone, Copy, Debug)]
pub struct Unknown {
    /// Whether it counts as pending or ends the wait.
    pub treat_as: TreatAs,
    /// How many readings in a row may be states that are not listed.
    pub limit: Option<u32>,
}

/// One state.
#[derive(Clone, Debug)]
pub struct State {
    /// The wire text, or the name of a state that is recognized by a condition. If it ends with `*`, it is a prefix of the text.
    pub wire: Spanned<String>,
    /// Other texts of the state.
    pub aliases: Vec<Spanned<String>>,
    /// The condition by which the state is recognized, instead of by its text.
    #[cfg(feature = "reader")]
    pub when: Option<Spanned<When>>,
    /// How the job leaves the state.
    pub kind: Spanned<StateKind>,
    /// Who has to act, in an external state.
    pub by: Option<Spanned<String>>,
    /// How the job ended, or what somebody has to do, if no case applies.
    pub outcome: Option<Spanned<Outcome>>,
    /// The outcomes that depend on the response. The first one whose condition holds applies.
    #[cfg(feature = "reader")]
    pub cases: Vec<(Spanned<When>, Spanned<Outcome>)>,
    /// The members that a response in this state contains.
    pub payload: Vec<Payload>,
    /// Where the spec says that nothing leaves the state.
    pub blocked: Option<Span>,
    /// Where the spec says that the service reports the state, but that it is not known how a job gets there.
    pub observed: Option<Span>,
    /// Whether the entry itself states a retry class.
    pub has_retry: bool,
    /// Its facts.
    pub facts: Facts,
}

/// A member that a response in a state contains.
#[derive(Clone, Debug)]
pub struct Payload {
    /// Its name.
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// Where it is: a JSON Pointer.
    pub at: String,
    /// Whether a response may lack it.
    pub optional: bool,
    /// Its type.
    pub kind: PayloadKind,
}

/// The type of a member of a payload.
#[derive(Clone, Debug)]
pub enum PayloadKind {
    /// A parameter type, or `json`.
    Word(String),
    /// A code of the catalog with this index and name.
    Code(usize, String),
    /// A list of such items.
    List(Box<PayloadKind>),
    /// An object whose member names are data, with such values.
    Map(Box<PayloadKind>),
    /// An object with these members, whose pointers start at the object. Only items of lists and values of maps have this type.
    Object(Vec<Payload>),
}

impl PayloadKind {
    /// Whether a value of this type is or contains a code of the catalog with this index.
    pub fn holds(&self, catalog: usize) -> bool {
        match self {
            Self::Word(_) => false,
            Self::Code(at, _) => *at == catalog,
            Self::List(item) | Self::Map(item) => item.holds(catalog),
            Self::Object(members) => members.iter().any(|member| member.kind.holds(catalog)),
        }
    }

    /// The members of the objects in a list or map, however deep.
    pub fn members(&self) -> Option<&[Payload]> {
        match self {
            Self::Word(_) | Self::Code(..) => None,
            Self::List(item) | Self::Map(item) => item.members(),
            Self::Object(members) => Some(members),
        }
    }
}

/// For people: `string`, `list of ErrorCode`, `map of list of objects`.
impl fmt::Display for PayloadKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) | Self::Code(_, word) => f.write_str(word),
            Self::List(item) => write!(f, "list of {item}"),
            Self::Map(item) => write!(f, "map of {item}"),
            Self::Object(_) => f.write_str("objects"),
        }
    }
}

impl State {
    /// Whether the outcome of a job in this state is a success, or may be one.
    pub fn is_success(&self) -> bool {
        self.outcomes().any(|outcome| outcome == Outcome::Success)
    }

    /// The outcomes that a job in this state may have.
    pub fn outcomes(&self) -> impl Iterator<Item = Outcome> {
        #[cfg(feature = "reader")]
        let cases = self.cases.iter().map(|(_, outcome)| outcome.value);
        #[cfg(not(feature = "reader"))]
        let cases = std::iter::empty();
        cases.chain(self.outcome.as_ref().map(|outcome| outcome.value))
    }

    /// Whether the state is recognized by a condition, instead of by its text.
    pub fn is_conditional(&self) -> bool {
        #[cfg(feature = "reader")]
        return self.when.is_some();
        #[cfg(not(feature = "reader"))]
        false
    }

    /// The texts by which the state is recognized; none if it is recognized by a condition.
    pub fn texts(&self) -> impl Iterator<Item = &Spanned<String>> {
        let own = (!self.is_conditional()).then_some(&self.wire);
        own.into_iter().chain(&self.aliases)
    }
}

/// The cause of a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// The service itself.
    Auto,
    /// A third party.
    External,
    /// A command, by index.
    Command(usize),
}

impl Cause {
    /// The command, if a command causes the transition.
    pub fn command(self) -> Option<usize> {
        match self {
            Self::Command(command) => Some(command),
            Self::Auto | Self::External => None,
        }
    }
}

/// A transition.
#[derive(Clone, Debug)]
pub struct Edge {
    /// Where it was written.
    pub span: Span,
    /// The index of the state before.
    pub from: Spanned<usize>,
    /// The index of the state after.
    pub to: Spanned<usize>,
    /// Whether it was written for every state that is not final: `* -> cancelled`.
    pub from_any: bool,
    /// The cause.
    pub cause: Cause,
    /// The basis of the entry.
    pub basis: Basis,
    /// The summary.
    pub summary: Option<Spanned<String>>,
}

/// A command that a client can send.
#[derive(Clone, Debug)]
pub struct Command {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// The summary.
    pub summary: Option<Spanned<String>>,
    /// What somebody has to do first, by index of the state.
    pub requires: Vec<(Spanned<usize>, Spanned<Action>)>,
    /// The indices of the states in which it costs nothing.
    pub free_from: Vec<Spanned<usize>>,
    /// Whether a poller may send it by itself.
    pub auto: bool,
    /// How many times it may be sent for one job.
    pub max_uses: Option<u32>,
    /// The index of the operation that sends it.
    #[cfg(feature = "reader")]
    pub operation: Option<Spanned<usize>>,
    /// The basis of the entry.
    pub basis: Basis,
}

/// How to poll.
#[derive(Clone, Debug)]
pub struct Poll {
    /// Where it was written.
    pub span: Span,
    /// The first interval between two polls.
    pub interval: Duration,
    /// The factor by which the interval grows.
    pub factor: Decimal,
    /// The longest interval.
    pub cap: Option<Duration>,
    /// The interval in an external state.
    pub external: Duration,
    /// The time limit of a wait; `None` if the caller must give one.
    pub timeout: Option<Duration>,
    /// The basis of the entry.
    pub basis: Basis,
}

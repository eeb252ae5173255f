//! State machines of jobs: their data, functions that answer questions about them, and the watch for a job.
//!
//! A service moves along edges, but a client only sees samples. Any number of edges without a command may therefore lie between two
//! readings: after `CREATED`, the next reading may be `COMPLETED`, because the job has passed `ACTIVE` unobserved. Edges with a command are
//! not included, because the client knows which commands it sent.
//!
//! ```
//! # #[derive(Clone, Copy, PartialEq, Eq, Hash)]
//! # #[repr(u16)]
//! # enum RenderState { Queued, Running, Review, Done, Failed }
//! # #[derive(Clone, Copy, PartialEq, Eq, Hash)]
//! # #[repr(u16)]
//! # enum RenderCommand { Retry }
//! # #[derive(Clone, Copy, Debug, PartialEq, Eq)]
//! # struct Render;
//! # errspec::__v1::machine! { Render, RENDER, RenderState [Queued Running Review Done Failed], RenderCommand [Retry] }
//! # const EDGES: &[errspec::machine::Edge] = {
//! #     use errspec::machine::Edge;
//! #     &[Edge::auto(0, 1), Edge::auto(1, 2), Edge::auto(1, 3), Edge::auto(1, 4), Edge::external(2, 3), Edge::command(4, 0, 0)]
//! # };
//! # static TABLES: errspec::machine::Tables<5> = errspec::machine::Tables::new(5, EDGES);
//! # static RENDER: errspec::machine::Machine = {
//! #     use errspec::machine::{Command, Kind, Machine, Outcome, State};
//! #     Machine {
//! #         name: "Render",
//! #         states: &[
//! #             State { wire: "queued", variant: "Queued", ..State::NONE },
//! #             State { wire: "running", variant: "Running", ..State::NONE },
//! #             State { wire: "review", variant: "Review", kind: Kind::External { by: "editor" }, ..State::NONE },
//! #             State { wire: "done", variant: "Done", kind: Kind::Final, outcome: Some(Outcome::Success), ..State::NONE },
//! #             State { wire: "failed", variant: "Failed", kind: Kind::Resting, outcome: Some(Outcome::Failure), ..State::NONE },
//! #         ],
//! #         by_wire: &[3, 4, 0, 2, 1],
//! #         commands: &[Command { name: "retry", variant: "Retry", ..Command::NONE }],
//! #         edges: EDGES,
//! #         initial: &[0],
//! #         relations: TABLES.relations(),
//! #         ..Machine::NONE
//! #     }
//! # };
//! use errspec::Verdict;
//! use errspec::machine::{Next, Outcome, Reading};
//! use std::time::Duration;
//!
//! assert!(RenderState::Queued.can_become(RenderState::Done));
//! assert!(!RenderState::Failed.can_become(RenderState::Done));
//! assert!(RenderState::Failed.can_become_after(&[RenderCommand::Retry], RenderState::Done));
//! assert!(!RenderState::Failed.can_reach(Outcome::Success));
//!
//! let mut watch = Render::watch();
//! watch.observe("queued");
//! let report = watch.observe("done");
//! assert_eq!(report.verdict().to_string(), "moved on, past running, maybe past review");
//! assert_eq!(report.next(), Next::End { state: RenderState::Done, outcome: Some(Outcome::Success) });
//!
//! // After a command the old state proves nothing until the service has had time to act.
//! let mut watch = Render::watch().resumed();
//! watch.observe("failed");
//! watch.sent(RenderCommand::Retry, Duration::from_secs(60));
//! assert_eq!(watch.observe(Reading::from("failed").at(Duration::from_secs(62))).verdict(), Verdict::Unsettled);
//! let report = watch.observe(Reading::from("running").at(Duration::from_secs(64)));
//! assert_eq!(report.verdict().to_string(), "retry took effect, past queued");
//! ```

mod edge;
mod gaps;
mod goal;
mod indexed;
mod macros;
mod member;
#[cfg(feature = "responses")]
mod observed;
mod paths;
mod payload;
#[cfg(feature = "responses")]
mod payload_values;
mod poll;
mod recognition;
mod set;
mod state;
mod tables;
mod typed;
mod watch;

pub use edge::{Cause, Command, DeclaredAction, Edge};
#[doc(inline)]
pub use errspec_core::reach::{BitSet, MAX_STATES, table_len};
#[doc(inline)]
pub use errspec_core::words::{Moves, Outcome, TreatAs};
pub use goal::{Wait, WaitFor};
pub use indexed::{CommandIndex, Indexed, StateIndex};
pub use member::{MachineCommand, MachineState, NoCommand, StateMachine, UnknownState};
#[doc(hidden)]
pub use member::{commands, parse_state};
#[cfg(feature = "responses")]
pub use observed::Observed;
pub use payload::{Payload, PayloadError};
#[cfg(feature = "responses")]
pub use payload_values::JsonText;
#[cfg(feature = "responses")]
#[doc(hidden)]
pub use payload_values::{Member, Members, member};
pub use poll::{PollPlan, UnknownPolicy};
pub use recognition::Recognition;
pub use set::{StateSet, States};
pub use state::{Kind, PayloadField, State};
pub use tables::{Relations, Tables};
pub use typed::{TypedState, WrongState};
pub use watch::{Event, Next, Rank, Reading, Report, Verdict, Violation, Watch};

use crate::place::Place;
use crate::{Action, Basis, Category, Fact, FactBasis, Facts, RetryClass};
use core::fmt;
use core::time::Duration;

/// A state machine of a job, as const data.
///
/// Each generated enum has one ([`MachineState::MACHINE`]), from which its methods read. States and commands are identified by their index,
/// in the order of the contract. At most [`MAX_STATES`] states.
pub struct Machine {
    /// The machine's name in the contract.
    pub name: &'static str,
    /// What it describes; empty if the contract does not say.
    pub summary: &'static str,
    /// Where a response contains the state; several places for a composite state.
    pub observe: &'static [Place],
    /// Where a response identifies the run of the job; empty if it does not.
    pub epoch: Option<Place>,
    /// The states.
    pub states: &'static [State],
    /// The states sorted by wire text.
    pub by_wire: &'static [u16],
    /// How states are recognized, apart from their wire texts.
    pub recognition: &'static Recognition,
    /// The commands.
    pub commands: &'static [Command],
    /// The edges.
    pub edges: &'static [Edge],
    /// The states in which a job may begin; none if the contract does not list all moves and does not say.
    pub initial: &'static [u16],
    /// How completely the edges describe the moves of a job.
    pub moves: Moves,
    /// The states that the service is known to report although it is not known how a job gets there.
    pub observed: &'static [u16],
    /// The actions that the contract declares.
    pub actions: &'static [DeclaredAction],
    /// The named waits: what a program can wait for other than the end of the job.
    pub waits: &'static [Wait],
    /// The edges as bit tables.
    pub relations: Relations,
    /// How states that are not listed are treated.
    pub unknown: UnknownPolicy,
    /// How often to poll.
    pub poll: PollPlan,
    /// How long it may take until the effect of a command is visible.
    pub settle: Duration,
    /// Whether others may send commands too.
    pub other_actors: bool,
    /// The basis.
    pub basis: Basis,
    /// The facts whose basis differs from that of their state.
    pub bases: &'static [FactBasis],
}

impl Machine {
    /// The default of [`settle`](Self::settle).
    pub const SETTLE: Duration = Duration::from_secs(10);

    /// A machine with no states and no facts, for struct update syntax.
    pub const NONE: Self = Self {
        name: "",
        summary: "",
        observe: &[],
        epoch: None,
        states: &[],
        by_wire: &[],
        recognition: &Recognition::TEXTS,
        commands: &[],
        edges: &[],
        initial: &[],
        moves: Moves::Listed,
        observed: &[],
        actions: &[],
        waits: &[],
        relations: Relations { words: 0, direct: &[], moves: &[], closure: &[] },
        unknown: UnknownPolicy::DEFAULT,
        poll: PollPlan::DEFAULT,
        settle: Self::SETTLE,
        other_actors: true,
        basis: Basis::Stated,
        bases: &[],
    };

    /// Looks up a state by its wire text, by one of its other texts or, for a state that is recognized by a condition, by its name.
    #[cfg_attr(debug_assertions, inline)]
    pub fn find(&self, wire: &str) -> Option<u16> {
        let of = |state: &u16| self.states.get(*state as usize).map_or("", |state| state.wire);
        match self.by_wire.binary_search_by(|state| of(state).cmp(wire)) {
            Ok(at) => self.by_wire.get(at).copied(),
            Err(_) if self.recognition.has_one_text_each() => None,
            Err(_) => self.recognition.find(wire, (0..).zip(self.states.iter().map(|state| state.wire))),
        }
    }

    /// The state of a text that a response contains. The name of a state that is recognized by a condition is not such a text.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn find_read(&self, text: &str) -> Option<u16> {
        self.find(text).filter(|state| !self.recognition.is_conditional(*state))
    }

    /// The rest of the text after the prefix by which it is recognized as a state: `1000` of `CANCELLED by 1000`, for `CANCELLED by *`.
    #[cfg_attr(debug_assertions, inline)]
    pub fn parameter<'t>(&self, state: u16, text: &'t str) -> Option<&'t str> {
        self.recognition.parameter(state, text)
    }

    /// A state by its index.
    #[inline]
    pub const fn state(&self, state: u16) -> &'static State {
        &self.states[state as usize]
    }

    /// Every fact of a state.
    #[inline]
    pub const fn facts(&self, state: u16) -> Facts {
        self.state(state).facts
    }

    /// The summary of a state; empty if the contract has none.
    #[inline]
    pub const fn summary(&self, state: u16) -> &'static str {
        self.state(state).facts.summary
    }

    /// The basis of a state.
    #[inline]
    pub const fn basis(&self, state: u16) -> Basis {
        self.state(state).facts.basis
    }

    /// The basis of one fact of a state.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn basis_of(&self, state: u16, fact: Fact) -> Basis {
        match FactBasis::find(self.bases, state, fact) {
            Some(basis) => basis,
            None => self.basis(state),
        }
    }

    /// The facts of a command.
    #[inline]
    pub const fn command(&self, command: u16) -> &'static Command {
        &self.commands[command as usize]
    }

    /// The text the API sends for a state.
    #[inline]
    pub const fn wire(&self, state: u16) -> &'static str {
        self.state(state).wire
    }

    /// The action that the contract advises in a state.
    #[inline]
    pub const fn action(&self, state: u16) -> Option<&'static str> {
        self.state(state).facts.stated_action()
    }

    /// The category of a state, in words that mean the same thing for every API.
    #[inline]
    pub const fn category(&self, state: u16) -> Option<Category> {
        self.state(state).facts.category
    }

    /// What the contract says about an action that it declares: [`Action::Declared`].
    #[cfg_attr(debug_assertions, inline)]
    pub fn declared(&self, action: Action) -> Option<&'static DeclaredAction> {
        match action {
            Action::Declared(at) => self.actions.get(at as usize),
            _ => None,
        }
    }

    /// The retry class of a state.
    #[inline]
    pub const fn retry(&self, state: u16) -> Option<RetryClass> {
        match &self.state(state).facts.retry {
            Some(retry) => Some(retry.class),
            None => None,
        }
    }

    /// Whether a single edge leads from one state to another, with or without a command. If the moves of the machine are unknown, any edge
    /// is possible.
    #[inline]
    pub const fn direct(&self, from: u16, to: u16) -> bool {
        self.relations.related(self.relations.direct, from, to)
    }

    /// Whether a reading of one state may be followed by a reading of another if nobody sends a command. Every state may be read again.
    /// Moves that the contract does not list do not count, unless its `moves` are unknown.
    #[inline]
    pub const fn can_become(&self, from: u16, to: u16) -> bool {
        self.relations.related(self.relations.closure, from, to)
    }

    /// The states that a state [can become](Self::can_become).
    #[cfg_attr(debug_assertions, inline)]
    pub const fn becomes(&self, from: u16) -> BitSet {
        BitSet::EMPTY.with_row(self.relations.closure, from, self.relations.words)
    }

    /// Whether a state with this outcome can be reached without a command.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn can_reach(&self, from: u16, goal: Outcome) -> bool {
        self.any_may_end(self.becomes(from), goal)
    }

    /// Whether a job in one of these states has this outcome, or may have it, depending on the response.
    #[cfg_attr(debug_assertions, inline)]
    const fn any_may_end(&self, reached: BitSet, goal: Outcome) -> bool {
        let mut next = reached.first_from(0);
        while let Some(state) = next {
            if self.may_end(state, goal) {
                return true;
            }
            next = reached.first_from(state + 1);
        }
        false
    }

    /// Whether a job in a state has this outcome, or may have it, depending on the response.
    #[cfg_attr(debug_assertions, inline)]
    const fn may_end(&self, state: u16, goal: Outcome) -> bool {
        if let Some(outcome) = self.state(state).outcome
            && outcome.is(goal)
        {
            return true;
        }
        let mut i = 0;
        while i < self.recognition.outcomes.len() {
            let (of, _, outcome) = &self.recognition.outcomes[i];
            if *of == state && outcome.is(goal) {
                return true;
            }
            i += 1;
        }
        false
    }

    /// Whether a command may be sent in a state. One of its edges must begin there. If the machine does not list all moves, a command without
    /// edges may be sent in every state that a job can leave.
    #[inline]
    pub const fn accepts(&self, state: u16, command: u16) -> bool {
        !self.after(BitSet::one(state), command).is_empty() || self.leads_anywhere(command) && self.is_left(state)
    }

    /// Whether a command may lead to any state, because it has no edges and the machine does not list all moves.
    #[cfg_attr(debug_assertions, inline)]
    const fn leads_anywhere(&self, command: u16) -> bool {
        let mut i = 0;
        while i < self.edges.len() {
            if matches!(self.edges[i].cause, Cause::Command(of) if of == command) {
                return false;
            }
            i += 1;
        }
        !matches!(self.moves, Moves::Listed)
    }

    /// Whether a job can leave a state.
    #[cfg_attr(debug_assertions, inline)]
    const fn is_left(&self, state: u16) -> bool {
        !matches!(self.state(state).kind, Kind::Final) && !self.state(state).blocked
    }

    /// What has to be done before a command is sent in a state.
    #[inline]
    pub fn requires(&self, command: u16, state: u16) -> Option<Action> {
        self.command(command).requires.iter().find(|(at, _)| *at == state).map(|(_, action)| *action)
    }
}

/// Prints only the name, because the tables are long.
impl fmt::Debug for Machine {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Machine").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Without responses, there is no job to read.
#[cfg(not(feature = "responses"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_read_v1 {
    ($marker:ident, $machine:expr) => {};
}

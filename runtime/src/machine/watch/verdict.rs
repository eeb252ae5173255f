use super::super::{Edge, StateMachine, StateSet};
use super::Rank;
use crate::shown::{NAME, Quoted};
use core::fmt;

/// The judgment of a reading, compared with the one before and the commands in between.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict<'a, M: StateMachine> {
    /// The first reading, with the states that a job passes on the way there. Both sets are empty if the watch was resumed.
    First {
        /// States on every path, including the initial state.
        proved: StateSet<M::State>,
        /// States on some paths.
        possible: StateSet<M::State>,
    },
    /// The same state.
    Same,
    /// The same state, but the effect of a command may not be visible yet. Do not act on it.
    Unsettled,
    /// One transition without a command.
    Step(&'static Edge),
    /// Several transitions without a command.
    Skip {
        /// States on every path.
        proved: StateSet<M::State>,
        /// States on some paths.
        possible: StateSet<M::State>,
    },
    /// A command sent by this client took effect.
    Commanded {
        /// The last command that took effect; if several can be the last, the first of them.
        command: M::Command,
        /// States on every path.
        proved: StateSet<M::State>,
        /// States on some paths.
        possible: StateSet<M::State>,
    },
    /// Somebody else sent a command.
    Foreign {
        /// The last command of the shortest explanation.
        command: M::Command,
        /// States on every path.
        proved: StateSet<M::State>,
        /// States on some paths of the shortest explanation.
        possible: StateSet<M::State>,
    },
    /// No listed path leads there, but the contract does not list all of them.
    Unlisted,
    /// An earlier state: a stale reading or a late event. The watch keeps the newer state.
    Regressed,
    /// No path leads there: the contract or the service is wrong.
    Impossible,
    /// No path leads there, but the states in between are not known, so this is not an error.
    Unverified,
    /// A state that the contract does not list.
    Unknown(&'a str),
}

impl<M: StateMachine> fmt::Debug for Verdict<'_, M> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::First { .. } => "First",
            Self::Same => "Same",
            Self::Unsettled => "Unsettled",
            Self::Step(edge) => return f.debug_tuple("Step").field(edge).finish(),
            Self::Skip { .. } => "Skip",
            Self::Commanded { command, .. } => return self.debug_command("Commanded", command, f),
            Self::Foreign { command, .. } => return self.debug_command("Foreign", command, f),
            Self::Unlisted => "Unlisted",
            Self::Regressed => "Regressed",
            Self::Impossible => "Impossible",
            Self::Unverified => "Unverified",
            Self::Unknown(text) => return f.debug_tuple("Unknown").field(&Quoted(text, NAME)).finish(),
        };
        match self {
            Self::First { proved, possible } | Self::Skip { proved, possible } => {
                f.debug_struct(name).field("proved", proved).field("possible", possible).finish()
            }
            _ => f.write_str(name),
        }
    }
}

impl<M: StateMachine> Verdict<'_, M> {
    #[inline]
    fn debug_command(&self, name: &str, command: &M::Command, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (proved, possible) = (self.proved(), self.possible());
        f.debug_struct(name).field("command", command).field("proved", &proved).field("possible", &possible).finish()
    }

    /// The verdict in one word.
    #[inline]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::First { .. } => "first",
            Self::Same => "same",
            Self::Unsettled => "unsettled",
            Self::Step(_) => "step",
            Self::Skip { .. } => "skip",
            Self::Commanded { .. } => "commanded",
            Self::Foreign { .. } => "foreign",
            Self::Unlisted => "unlisted",
            Self::Regressed => "regressed",
            Self::Impossible => "impossible",
            Self::Unverified => "unverified",
            Self::Unknown(_) => "unknown",
        }
    }

    /// The states that must have been passed without being observed. They are on every path over the service's own transitions, the commands
    /// sent and, if [others may act](super::Watch::other_actors), any command of theirs.
    #[inline]
    pub const fn proved(&self) -> StateSet<M::State> {
        match self {
            Self::First { proved, .. }
            | Self::Skip { proved, .. }
            | Self::Commanded { proved, .. }
            | Self::Foreign { proved, .. } => *proved,
            _ => StateSet::EMPTY,
        }
    }

    /// The states that may have been passed without being observed.
    #[inline]
    pub const fn possible(&self) -> StateSet<M::State> {
        match self {
            Self::First { possible, .. }
            | Self::Skip { possible, .. }
            | Self::Commanded { possible, .. }
            | Self::Foreign { possible, .. } => *possible,
            _ => StateSet::EMPTY,
        }
    }

    /// How bad the verdict is.
    #[inline]
    pub const fn rank(&self) -> Rank {
        match self {
            Self::First { .. } | Self::Same | Self::Step(_) | Self::Skip { .. } | Self::Commanded { .. } => Rank::Explained,
            Self::Unsettled => Rank::Unsettled,
            Self::Foreign { .. } => Rank::Foreign,
            Self::Unlisted => Rank::Unlisted,
            Self::Regressed => Rank::Regressed,
            Self::Unknown(_) => Rank::Unknown,
            Self::Unverified => Rank::Unverified,
            Self::Impossible => Rank::Impossible,
        }
    }

    /// Whether the contract allows the reading as the current state of the job.
    #[inline]
    pub const fn is_legal(&self) -> bool {
        !matches!(self, Self::Regressed | Self::Impossible | Self::Unverified | Self::Unknown(_))
    }
}

/// The verdict as a phrase.
impl<M: StateMachine> fmt::Display for Verdict<'_, M> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First { .. } => f.write_str("first reading")?,
            Self::Same => f.write_str("no change")?,
            Self::Unsettled => f.write_str("no change yet")?,
            Self::Step(_) => f.write_str("one step on")?,
            Self::Skip { .. } => f.write_str("moved on")?,
            Self::Commanded { command, .. } => write!(f, "{command} took effect")?,
            Self::Foreign { command, .. } => write!(f, "somebody else gave {command}")?,
            Self::Unlisted => f.write_str("a move that the contract does not list")?,
            Self::Regressed => f.write_str("an earlier state")?,
            Self::Impossible => f.write_str("no known move leads there")?,
            Self::Unverified => f.write_str("no known way leads there")?,
            Self::Unknown(text) => write!(f, "unknown state {}", Quoted(text, NAME))?,
        }
        if !self.proved().is_empty() {
            write!(f, ", past {}", self.proved())?;
        }
        if !self.possible().is_empty() {
            write!(f, ", maybe past {}", self.possible())?;
        }
        Ok(())
    }
}

/// What a reading of a listed state means.
pub(super) struct Judged<'a, M: StateMachine> {
    pub(super) likeliest: Verdict<'a, M>,
    pub(super) other: Option<Verdict<'a, M>>,
    /// The state with which it is compared.
    pub(super) before: Option<M::State>,
    /// Whether another reading is needed to distinguish an earlier state from somebody else's command.
    pub(super) ambiguous: bool,
}

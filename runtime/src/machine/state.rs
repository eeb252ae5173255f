use crate::{Action, Facts};

/// One state. Written by the generator with struct update syntax over [`State::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// The text the API sends. A state read from several fields has their texts joined by `/`.
    pub wire: &'static str,
    /// The name of the emitted variant.
    pub variant: &'static str,
    /// Who moves the job on from here.
    pub kind: Kind,
    /// What it means that the job rests or ends here.
    pub outcome: Option<Outcome>,
    /// What a job in this state carries.
    pub payload: &'static [PayloadField],
    /// A resting state that no command leaves and that is meant so.
    pub blocked: bool,
    /// What the contract says of it.
    pub facts: Facts,
}

impl State {
    /// A pending state with no facts, for struct update syntax.
    pub const NONE: Self =
        Self { wire: "", variant: "", kind: Kind::Pending, outcome: None, payload: &[], blocked: false, facts: Facts::NONE };
}

/// Who moves a job on from a state. The only list of terminal states there is: every question about ends derives from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It moves by itself.
    Pending,
    /// It moves once a third party has acted.
    External {
        /// Who; may be empty.
        by: &'static str,
    },
    /// It stays until a command is given.
    Resting,
    /// It never leaves.
    Final,
}

impl Kind {
    /// Whether asking again can show another state though nobody gave a command: pending and external.
    pub const fn moves(self) -> bool {
        matches!(self, Self::Pending | Self::External { .. })
    }
}

/// What it means that a job rests or ends in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The job succeeded.
    Success,
    /// The job failed.
    Failure,
    /// Somebody stopped the job.
    Cancelled,
    /// The job no longer exists.
    Gone,
    /// The job goes on once this has been done and the command given.
    Needs(Action),
}

impl Outcome {
    pub(super) const fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Success, Self::Success)
            | (Self::Failure, Self::Failure)
            | (Self::Cancelled, Self::Cancelled)
            | (Self::Gone, Self::Gone) => true,
            (Self::Needs(a), Self::Needs(b)) => a as u8 == b as u8,
            _ => false,
        }
    }
}

/// A field that a job in some state carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PayloadField {
    /// Its name on the wire.
    pub name: &'static str,
    /// Its type, as the contract writes it: `string`, `integer`, ….
    pub ty: &'static str,
}

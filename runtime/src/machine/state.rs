use super::Outcome;
use crate::Facts;

/// One state. Generated with struct update syntax over [`State::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// The text that the API sends. For a state that is read from several fields, their values are joined by `/`.
    pub wire: &'static str,
    /// The name of the generated variant.
    pub variant: &'static str,
    /// How the job leaves this state.
    pub kind: Kind,
    /// The outcome of a job that ends or rests in this state.
    pub outcome: Option<Outcome>,
    /// The payload of a job in this state.
    pub payload: &'static [PayloadField],
    /// Whether it is a resting state that nothing in the contract leaves.
    pub blocked: bool,
    /// Its facts.
    pub facts: Facts,
}

impl State {
    /// A pending state with no facts, for struct update syntax.
    pub const NONE: Self =
        Self { wire: "", variant: "", kind: Kind::Pending, outcome: None, payload: &[], blocked: false, facts: Facts::NONE };
}

/// How a job leaves a state. This is the only definition of terminal states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The job leaves it by itself.
    Pending,
    /// The job leaves it when a third party acts.
    External {
        /// Who; may be empty.
        by: &'static str,
    },
    /// A wait for the job ends in it. The job leaves it when a command is sent or, if an edge says so, later by itself.
    Resting,
    /// The job never leaves it.
    Final,
}

impl Kind {
    /// Whether a wait for the job continues in this state: true for pending and external.
    #[inline]
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Pending | Self::External { .. })
    }
}

/// A member of a state's payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PayloadField {
    /// Its name in the contract.
    pub name: &'static str,
    /// Where it is, as a JSON Pointer.
    pub at: &'static str,
    /// Its type, as the contract writes it: `string`, `integer`, …, or the name of a catalog.
    pub ty: &'static str,
    /// Whether a response may lack it.
    pub optional: bool,
}

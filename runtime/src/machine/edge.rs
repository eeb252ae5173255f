use crate::retry_facts::Operation;
use crate::{Action, Basis};

/// A transition from one state to another. All tables of a machine are computed from its list of edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edge {
    /// The state that the job leaves.
    pub from: u16,
    /// The state that the job enters.
    pub to: u16,
    /// Who causes the transition.
    pub cause: Cause,
    /// The basis.
    pub basis: Basis,
    /// What happens; empty if the contract does not say.
    pub summary: &'static str,
}

/// Who causes a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The service, by itself.
    Auto,
    /// A third party: a reviewer, a bank.
    External,
    /// A command, by its index.
    Command(u16),
}

impl Edge {
    /// A transition that the service makes by itself, with basis `stated`.
    #[inline]
    pub const fn auto(from: u16, to: u16) -> Self {
        Self { from, to, cause: Cause::Auto, basis: Basis::Stated, summary: "" }
    }

    /// A transition that a third party makes, with basis `stated`.
    #[inline]
    pub const fn external(from: u16, to: u16) -> Self {
        Self { from, to, cause: Cause::External, basis: Basis::Stated, summary: "" }
    }

    /// A transition caused by a command, with basis `stated`.
    #[inline]
    pub const fn command(from: u16, to: u16, command: u16) -> Self {
        Self { from, to, cause: Cause::Command(command), basis: Basis::Stated, summary: "" }
    }

    /// The basis.
    #[must_use]
    #[inline]
    pub const fn basis(mut self, basis: Basis) -> Self {
        self.basis = basis;
        self
    }

    /// What happens.
    #[must_use]
    #[inline]
    pub const fn summary(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }
}

/// The facts of a command. Generated with struct update syntax over [`Command::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Its key in the contract.
    pub name: &'static str,
    /// The name of the generated variant.
    pub variant: &'static str,
    /// What it does; empty if the contract does not say.
    pub summary: &'static str,
    /// What has to be done before it is sent, by the state in which it is sent.
    pub requires: &'static [(u16, Action)],
    /// The states from which it costs nothing.
    pub free_from: &'static [u16],
    /// Whether a poller may send it by itself.
    pub auto: bool,
    /// How often it may be sent for one job.
    pub max_uses: Option<u32>,
    /// The operation that sends it, if the contract says so.
    pub operation: Option<&'static Operation>,
    /// The basis.
    pub basis: Basis,
}

impl Command {
    /// A command with no facts, for struct update syntax.
    pub const NONE: Self = Self {
        name: "",
        variant: "",
        summary: "",
        requires: &[],
        free_from: &[],
        auto: false,
        max_uses: None,
        operation: None,
        basis: Basis::Stated,
    };
}

/// An action that the contract declares: what somebody has to do. Generated with struct update syntax over [`DeclaredAction::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct DeclaredAction {
    /// Its key in the contract.
    pub name: &'static str,
    /// What has to be done; empty if the contract does not say.
    pub summary: &'static str,
    /// The command that does it, if a client can do it.
    pub command: Option<u16>,
    /// The basis.
    pub basis: Basis,
}

impl DeclaredAction {
    /// An action with no facts, for struct update syntax.
    pub const NONE: Self = Self { name: "", summary: "", command: None, basis: Basis::Stated };
}

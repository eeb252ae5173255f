use crate::{Action, Basis};

/// One move from a state to another. The list of edges is the machine's single source: all tables are computed from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edge {
    /// The state left.
    pub from: u16,
    /// The state entered.
    pub to: u16,
    /// Who causes the move.
    pub cause: Cause,
    /// How certain the rule is.
    pub basis: Basis,
    /// What happens; empty where the contract says nothing.
    pub summary: &'static str,
}

/// Who causes a move.
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
    /// The service's own move, stated by the contract.
    pub const fn auto(from: u16, to: u16) -> Self {
        Self { from, to, cause: Cause::Auto, basis: Basis::Stated, summary: "" }
    }

    /// A third party's move, stated by the contract.
    pub const fn external(from: u16, to: u16) -> Self {
        Self { from, to, cause: Cause::External, basis: Basis::Stated, summary: "" }
    }

    /// A command's move, stated by the contract.
    pub const fn command(from: u16, to: u16, command: u16) -> Self {
        Self { from, to, cause: Cause::Command(command), basis: Basis::Stated, summary: "" }
    }

    /// How certain the rule is.
    #[must_use]
    pub const fn basis(mut self, basis: Basis) -> Self {
        self.basis = basis;
        self
    }

    /// What happens.
    #[must_use]
    pub const fn summary(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }
}

/// The facts of one command. Written by the generator with struct update syntax over [`Command::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Its key in the contract.
    pub name: &'static str,
    /// The name of the emitted variant.
    pub variant: &'static str,
    /// What it does; empty where the contract says nothing.
    pub summary: &'static str,
    /// What has to be done before it is given, by the state it is given in.
    pub requires: &'static [(u16, Action)],
    /// The states from which it costs nothing.
    pub free_from: &'static [u16],
    /// Whether a poller may give it by itself.
    pub auto: bool,
    /// How often a poller may give it by itself.
    pub max_uses: Option<u32>,
    /// How certain the rule is.
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
        basis: Basis::Stated,
    };
}

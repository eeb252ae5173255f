//! The execution machine of one API, written as the generator writes it.

/// States of an execution.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub enum ExecutionState {
    /// Execution queued, waiting to start
    Created,
    /// Currently processing
    Active,
    /// Awaiting quality assurance review
    InQa,
    /// Successfully finished
    Completed,
    /// Insufficient credits
    PaymentRequired,
    /// Processing failed
    Failed,
}

/// Commands of an execution.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub enum ExecutionCommand {
    /// Call the retry endpoint
    Retry,
}

/// What an execution goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Execution;

errspec::__v1::machine! {
    Execution, EXECUTION, ExecutionState [Created Active InQa Completed PaymentRequired Failed], ExecutionCommand [Retry]
}

static EXECUTION: errspec::machine::Machine = errspec::machine::Machine {
    name: "Execution",
    summary: "What an execution goes through.",
    observe: &[errspec::place::Place::pointer("/status")],
    epoch: None,
    states: &[
        errspec::machine::State {
            wire: "CREATED",
            variant: "Created",
            facts: errspec::Facts {
                summary: "Execution queued, waiting to start",
                action: "Wait for processing",
                ..errspec::Facts::NONE
            },
            ..errspec::machine::State::NONE
        },
        errspec::machine::State {
            wire: "ACTIVE",
            variant: "Active",
            facts: errspec::Facts { summary: "Currently processing", action: "Wait for completion", ..errspec::Facts::NONE },
            ..errspec::machine::State::NONE
        },
        errspec::machine::State {
            wire: "IN_QA",
            variant: "InQa",
            kind: errspec::machine::Kind::External { by: "reviewer" },
            facts: errspec::Facts {
                summary: "Awaiting quality assurance review",
                action: "Wait for QA approval",
                ..errspec::Facts::NONE
            },
            ..errspec::machine::State::NONE
        },
        errspec::machine::State {
            wire: "COMPLETED",
            variant: "Completed",
            kind: errspec::machine::Kind::Final,
            outcome: Some(errspec::machine::Outcome::Success),
            payload: &[
                errspec::machine::PayloadField { name: "resultPath", at: "/resultPath", ty: "string", optional: false },
                errspec::machine::PayloadField {
                    name: "resultContentHash",
                    at: "/resultContentHash",
                    ty: "string",
                    optional: false,
                },
                errspec::machine::PayloadField {
                    name: "chargedCredits",
                    at: "/chargedCredits",
                    ty: "integer",
                    optional: false,
                },
            ],
            facts: errspec::Facts { summary: "Successfully finished", action: "Download result", ..errspec::Facts::NONE },
            ..errspec::machine::State::NONE
        },
        errspec::machine::State {
            wire: "PAYMENT_REQUIRED",
            variant: "PaymentRequired",
            kind: errspec::machine::Kind::Resting,
            outcome: Some(errspec::machine::Outcome::Needs(errspec::Action::AddFunds)),
            facts: errspec::Facts {
                summary: "Insufficient credits",
                action: "Add credits, then retry",
                category: Some(errspec::Category::Payment),
                ..errspec::Facts::NONE
            },
            ..errspec::machine::State::NONE
        },
        errspec::machine::State {
            wire: "FAILED",
            variant: "Failed",
            kind: errspec::machine::Kind::Resting,
            outcome: Some(errspec::machine::Outcome::Failure),
            facts: errspec::Facts {
                summary: "Processing failed",
                action: "Retry or investigate",
                retry: Some(errspec::retry::Retry::of(errspec::RetryClass::Inspect)),
                ..errspec::Facts::NONE
            },
            ..errspec::machine::State::NONE
        },
    ],
    by_wire: &[1, 3, 0, 5, 2, 4],
    commands: &[errspec::machine::Command {
        name: "retry",
        variant: "Retry",
        summary: "Call the retry endpoint",
        requires: &[(4, errspec::Action::AddFunds)],
        free_from: &[5],
        ..errspec::machine::Command::NONE
    }],
    edges: EXECUTION_EDGES,
    initial: &[0, 4],
    relations: EXECUTION_TABLES.relations(),
    unknown: errspec::machine::UnknownPolicy { treat_as: errspec::machine::TreatAs::Pending, limit: 10 },
    poll: errspec::machine::PollPlan {
        pace: errspec::retry::Backoff::exponential(core::time::Duration::from_secs(2), errspec::retry::Factor::decimal(15, 1))
            .cap(core::time::Duration::from_secs(30)),
        external: core::time::Duration::from_secs(60),
        timeout: None,
        ..errspec::machine::PollPlan::DEFAULT
    },
    settle: errspec::machine::Machine::SETTLE,
    other_actors: true,
    basis: errspec::Basis::Stated,
    ..errspec::machine::Machine::NONE
};

const EXECUTION_EDGES: &[errspec::machine::Edge] = &[
    errspec::machine::Edge::auto(0, 1),
    errspec::machine::Edge::auto(0, 4),
    errspec::machine::Edge::auto(1, 3).basis(errspec::Basis::Inferred),
    errspec::machine::Edge::auto(1, 2).basis(errspec::Basis::Inferred),
    errspec::machine::Edge::auto(1, 4).basis(errspec::Basis::Inferred),
    errspec::machine::Edge::auto(1, 5).basis(errspec::Basis::Inferred),
    errspec::machine::Edge::external(2, 3),
    errspec::machine::Edge::command(5, 0, 0).basis(errspec::Basis::Assumed),
    errspec::machine::Edge::command(4, 0, 0).basis(errspec::Basis::Assumed),
];

static EXECUTION_TABLES: errspec::machine::Tables<6> = errspec::machine::Tables::new(6, EXECUTION_EDGES);

//! The language as it is written: each construct with its parser. Every value has its location, and no defaults are applied.
//!
//! The parser reports all findings in a file and returns whatever it could read.

#![allow(missing_docs, reason = "named as the keys of the language")]

mod values;
mod keys;
mod form;
#[cfg(feature = "schema")]
mod recorder;
#[cfg(not(feature = "schema"))]
#[path = "unrecorded.rs"]
mod recorder;
#[cfg(feature = "schema")]
mod probe;
#[cfg(not(feature = "schema"))]
#[path = "unprobed.rs"]
mod probe;
#[cfg(feature = "schema")]
pub mod schema;
mod ctx;
mod mapping_keys;
mod durations;
mod scalars;
mod header_name;
#[cfg(feature = "reader")]
mod when;
mod retry;
mod facts;
mod statuses;
mod code_keys;
#[cfg(feature = "reader")]
mod list_item;
mod place;
mod params;
mod errors;
#[cfg(feature = "reader")]
mod shapes;
#[cfg(feature = "reader")]
mod bodies;
#[cfg(feature = "reader")]
mod attempts;
#[cfg(feature = "reader")]
mod budget_keys;
#[cfg(feature = "reader")]
mod jitter;
#[cfg(feature = "reader")]
mod limits;
#[cfg(feature = "reader")]
mod own_retry;
#[cfg(feature = "reader")]
mod http;
mod machines;
mod outcome;
mod payload;
mod job_states;
#[cfg(feature = "reader")]
mod state_conditions;
#[cfg(feature = "reader")]
mod actions;
#[cfg(feature = "reader")]
mod waits;
#[cfg(feature = "reader")]
mod policy;
#[cfg(feature = "reader")]
mod rules;
#[cfg(feature = "reader")]
mod notes;
mod document;
#[cfg(feature = "reader")]
mod file;

pub use code_keys::CodeKey;
pub use document::Document;
pub(crate) use document::parse_sections;
pub use errors::{Catalog, Code, Family, Group};
pub use facts::{BasisWords, Facts};
pub use job_states::State;
pub use keys::SHARED;
pub use machines::{Command, EVERY_STATE, Edge, Machine, Poll, Unknown};
pub use mapping_keys::Named;
pub(crate) use params::PARAM_TYPES;
pub use params::Param;
pub use payload::{Payload, PayloadType};
pub use place::{Location, Place};
pub use retry::{Backoff, Curve, Retry};
pub use statuses::{StatusEntry, StatusRangeEntry};
pub use values::parse_duration;
pub use values::{Decimal, StatusRange};
pub(crate) use values::{out_of_range, parse_integer};

#[cfg(feature = "reader")]
pub use {
    actions::DeclaredAction,
    attempts::{AttemptHeader, Limit},
    bodies::{Body, Chain},
    budget_keys::{Budget, Costs, Refund, Tokens},
    file::parse,
    http::{Credential, HeaderRef, Headers, Health, Operation, RateLimit},
    jitter::Jitter,
    limits::Limits,
    list_item::ListItem,
    notes::{Conflict, LintAllow, Remark},
    own_retry::Idempotency,
    policy::Policy,
    rules::{Hint, Rule, ServerSays},
    shapes::{Field, FieldType},
    state_conditions::{OutcomeCase, StateConditions},
    waits::Wait,
    when::{Condition, Predicate, Test, When, passes_all},
};

//! The language as it is written: each construct with its parser. Every value has its location, and no defaults are applied.
//!
//! The parser reports all findings in a file and returns whatever it could read.

#![allow(missing_docs, reason = "named as the keys of the language")]

mod values;
mod keys;
mod ctx;
mod scalars;
mod when;
mod retry;
mod facts;
mod statuses;
mod errors;
mod bodies;
mod http;
mod machines;
mod policy;
mod rules;
mod notes;
mod document;

pub use bodies::{Body, Field, FieldType, Member};
pub use ctx::Named;
pub use document::Document;
pub use document::parse;
pub(crate) use document::parse_sections;
pub use errors::{Catalog, Code, Family, Group, Param};
pub use facts::{BasisWords, Facts};
pub use http::{Credential, HeaderRef, Headers, Health, Operation, RateLimit};
pub use keys::SHARED;
pub use machines::{Command, Edge, Machine, Payload, Poll, State, Unknown};
pub use notes::{Conflict, LintAllow, Remark};
pub use policy::{Jitter, Limit, Policy};
pub use retry::{Backoff, Curve, Retry};
pub use rules::{Budget, Hint, HintSource, Rule, ServerSays};
pub use statuses::{StatusEntry, StatusRangeEntry};
pub use values::parse_duration;
pub use values::{Decimal, StatusRange};
pub(crate) use values::{out_of_range, parse_integer};
pub use when::{Condition, Predicate, Test, When};

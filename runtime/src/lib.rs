//! The runtime of errspec, which generated code depends on.
//!
//! The *failure contract* of an HTTP API (its statuses and error codes, the bodies that carry them, what may be retried and when, the
//! states of a job) is written once as YAML. The generator turns it into const data, and this crate implements the behavior. Generated
//! code depends on no other crate.
//!
//! The crate is `no_std` with `alloc`, and depends by default only on its own small core.
//!
//! | task | see |
//! |---|---|
//! | generate the module of a contract | [`include_generated!`] with a build script, or `include_spec!` (feature `macros`) |
//! | distinguish failures from successes | [`ApiError::check`], which uses status, headers and body |
//! | decode an error, or create one | [`ApiError::decode`], [`ApiError::new`] |
//! | find out what an error means | [`ApiError::is`], [`category`](ApiError::category), [`retry`](ApiError::retry), [`action`](ApiError::action) |
//! | get the code or type of an error | [`code`](ApiError::code) as in `error.code::<ErrorCode>()`, [`error_type`](ApiError::error_type); [`OpenCode`] keeps the text of unlisted codes |
//! | retry a call | [`retry::Policy::call`], driven by `retry::blocking`, `retry::tokio`, `retry::tower` |
//! | wait for a job | [`Watch`] judges each reading, [`retry::Poller`] decides when to poll again |
//! | use your own enum | the derives (feature `derive`) |
//!
//! | feature | adds |
//! |---|---|
//! | `responses` | on by default: everything that works on responses, such as [`ApiError`], [`decode`], [`headers`], the policies and engines of [`retry`], and reading the states of jobs. Codes, statuses, states and their derives do without it, unless a parameter of a message is a duration |
//! | `std` | `retry::blocking`, `retry::seeds`, `retry::unix_time`; enables `responses` |
//! | `tokio` | `retry::tokio`; enables `std` |
//! | `tower` | the layer `retry::tower`; enables `tokio` |
//! | `http` | [`headers::Headers`] for `http::HeaderMap`; enables `std` |
//! | `macros` | `include_spec!`, and derives that are checked against a spec; enables `responses` |
//! | `derive` | `ErrorCode`, `StatusCode`, `Retryable` and `StateMachine` for enums that you write |
//! | `serde` | support for code that was generated with `Serialize` and `Deserialize` |

#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]
#![forbid(unsafe_code)]
// What only responses use. The build with them, which is the default, shows what nothing uses.
#![cfg_attr(not(feature = "responses"), allow(dead_code))]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod catalog;
mod fact_basis;
mod facts;
pub mod machine;
mod notes;
pub mod place;
mod retry_facts;
mod retryable;
mod secret;
#[cfg(feature = "serde")]
mod serde_impls;
mod shown;
pub mod status;
mod status_macro;
pub mod when;

// What works on responses, which enums do without.
#[cfg(feature = "responses")]
mod api;
#[cfg(feature = "responses")]
mod body_fields;
#[cfg(feature = "responses")]
mod conditions;
#[cfg(feature = "responses")]
mod contract_error;
#[cfg(feature = "responses")]
pub mod decode;
#[cfg(feature = "responses")]
pub mod encode;
#[cfg(feature = "responses")]
mod error;
#[cfg(feature = "responses")]
mod format;
#[cfg(feature = "responses")]
pub mod headers;
#[cfg(feature = "responses")]
mod list_item;
#[cfg(feature = "responses")]
pub mod params;
#[cfg(feature = "responses")]
mod place_read;
#[cfg(feature = "responses")]
pub mod retry;

/// What the facts of codes, statuses and states say about retrying. The feature `responses` adds the policy and the engine.
#[cfg(not(feature = "responses"))]
pub mod retry {
    pub use crate::retry_facts::{
        Backoff, Curve, DelayRange, Factor, Jitter, JitterKind, Operation, OperationRetry, Repeat, Retry, Safety,
    };
}

#[cfg(feature = "responses")]
pub use api::{Api, Contract};
pub use catalog::{Catalog, Code, CodeRef, Extra, Family, Group, OpenCode, UnknownCode};
#[cfg(feature = "responses")]
pub use contract_error::ContractError;
#[cfg(feature = "responses")]
pub use error::ApiError;
#[doc(inline)]
pub use errspec_core::words::{
    Action, Audience, Basis, Category, Change, CredentialKind, Effect, Fact, Meaning, Moment, RetryClass, Severity, Target,
};
#[cfg(feature = "macros")]
pub use errspec_macros::include_spec;
#[cfg(feature = "derive")]
pub use errspec_macros::{ErrorCode, Retryable, StateMachine, StatusCode};
pub use fact_basis::FactBasis;
pub use facts::Facts;
pub use machine::{StateMachine, Verdict, Watch};
pub use notes::{Conflict, Credential, HealthCheck, Remark};
pub use retryable::Retryable;
pub use secret::Secret;

/// Includes a module that a build script generated: `include_generated!("payments")` expands to `pub mod payments { … }`.
///
/// The build script calls `errspec_codegen::Builder::new().spec("spec/payments.yaml").compile()`.
#[macro_export]
macro_rules! include_generated {
    ($name:literal) => {
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/", $name, ".module.rs"));
    };
}

/// The items that generated code uses in addition to the public ones. This is version 1: code generated for another version does not
/// compile, and has to be generated again (with `errspec generate`, or by a rebuild).
#[doc(hidden)]
pub mod __v1 {
    pub use crate::__errspec_code_v1 as code;
    pub use crate::__errspec_facts_v1 as facts;
    pub use crate::__errspec_machine_v1 as machine;
    #[cfg(feature = "responses")]
    pub use crate::__errspec_params_v1 as params;
    pub use crate::__errspec_status_v1 as status;
    pub use crate::catalog::{CodeKey, KeyValues, Lookup, Row, Tag, Words, rows, slots};
    pub use crate::machine::{commands, parse_state};
    #[cfg(feature = "responses")]
    pub use crate::shown::values::{debug_body, debug_item};
    pub use alloc::borrow::Cow;
    pub use alloc::collections::BTreeMap;
    pub use alloc::string::{String, ToString};
    pub use alloc::vec::Vec;
    pub use core::cmp::{Eq, Ord, Ordering, PartialEq, PartialOrd};
    pub use core::convert::{From, TryFrom};
    pub use core::error::Error;
    pub use core::fmt;
    pub use core::hash::{Hash, Hasher};
    pub use core::iter::Iterator;
    pub use core::matches;
    pub use core::ops::FnMut;
    pub use core::option::Option;
    pub use core::primitive::{bool, str, u8, u16};
    pub use core::result::Result;
    pub use core::str::FromStr;
    pub use core::time::Duration;

    /// `Display` of every generated code. Most are printed without padding.
    #[inline(always)]
    pub fn fmt_code(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
        match (f.width(), f.precision()) {
            (None, None) => f.write_str(text),
            _ => f.pad(text),
        }
    }

    /// `FromStr` of every generated code.
    pub fn parse<C: crate::Code>(wire: &str) -> Result<C, crate::UnknownCode> {
        C::from_wire(wire).ok_or_else(|| crate::UnknownCode { catalog: C::CATALOG.name, text: wire.into() })
    }

    #[cfg(feature = "serde")]
    pub use crate::serde_impls::{deserialize_code, serialize_code};
    #[cfg(feature = "serde")]
    pub use serde;
}

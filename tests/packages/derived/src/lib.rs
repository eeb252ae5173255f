//! The derives without std, without a prelude, with the runtime under another name and things of the crate in the way.
#![no_std]
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

/// What the bank says.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::my_errspec::ErrorCode,
)]
#[errspec(crate = ::my_errspec, rename_all = "snake_case", group(bank, category = payment))]
pub enum Payment {
    /// The card was declined.
    #[errspec(status = 402, retry = after_action(add_funds), group = bank, causes("No money", "A typo"))]
    CardDeclined,
    /// Too fast.
    #[errspec(status = 429, retry = keep_polling(5s), message = "{fn} of {limit}, {ok}")]
    #[errspec(params(fn = string, limit = u32, ok = boolean, key(type = string, secret = true)))]
    r#Type,
}

/// What may go wrong.
#[derive(::core::fmt::Debug, ::my_errspec::Retryable)]
#[errspec(crate = ::my_errspec)]
pub enum CallError {
    /// With a value.
    #[errspec(retry = transient)]
    Connect(u8),
    /// With fields.
    Rejected {
        /// Why.
        why: u8,
    },
}

/// Statuses.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::my_errspec::StatusCode,
)]
#[errspec(crate = ::my_errspec)]
pub enum Status {
    /// Not there.
    NotFound,
    /// Any other.
    Other(u16),
}

/// Statuses, and no others.
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::my_errspec::StatusCode)]
#[errspec(crate = ::my_errspec)]
pub enum Listed {
    /// Not there.
    NotFound = 404,
}

/// The states of a job.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
    ::my_errspec::StateMachine,
)]
#[errspec(crate = ::my_errspec)]
pub enum JobState {
    /// Waiting.
    #[errspec(initial, pending, to(Done, Failed))]
    Waiting,
    /// Done.
    #[errspec(final, outcome = success)]
    Done,
    /// Failed.
    #[errspec(resting, outcome = failure, command(retry, to(Waiting), summary = "Starts it again"))]
    Failed,
}

/// Enums in a macro's output, the path of the runtime given by `$crate`.
#[macro_export]
macro_rules! codes {
    ($name:ident, $code:literal, $variant:ident) => {
        /// Made by a macro.
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            $crate::my_errspec::ErrorCode,
        )]
        #[errspec(crate = $crate::my_errspec)]
        pub enum $name {
            /// Made by a macro.
            #[errspec(code = $code)]
            $variant,
        }
    };
}
#[doc(hidden)]
pub use ::my_errspec;
codes!(Made, "made-here", Here);

/// A crate's own things under the names that emitted code might reach for.
pub mod shadowed {
    #![allow(dead_code, non_camel_case_types, missing_docs)]
    pub struct Option;
    pub struct Result;
    pub struct Row;
    pub struct Catalog;
    pub struct Category;
    pub struct Action;
    pub struct Duration;
    pub struct str;
    pub struct u16;
    pub struct bool;
    pub struct usize;
    pub struct i64;
    pub const CODES: () = ();
    pub const FACTS: () = ();
    pub fn row() {}
    pub fn index() {}
    pub mod tables {}

    #[derive(
        ::core::clone::Clone,
        ::core::marker::Copy,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::cmp::Eq,
        ::core::hash::Hash,
        ::my_errspec::ErrorCode,
        ::my_errspec::Retryable,
    )]
    #[errspec(crate = ::my_errspec)]
    pub enum RetryClass {
        #[errspec(retry = after_action(add_funds), message = "{a} {b} {c}", params(a = integer, b = string, c = boolean))]
        Effect,
    }

    #[derive(
        ::core::clone::Clone,
        ::core::marker::Copy,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::cmp::Eq,
        ::core::hash::Hash,
        ::my_errspec::StateMachine,
    )]
    #[errspec(crate = ::my_errspec)]
    pub enum State {
        #[errspec(initial, external(by = "somebody"), to(Machine))]
        Edge,
        #[errspec(final_, outcome = success)]
        Machine,
    }

    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::my_errspec::StatusCode)]
    #[errspec(crate = ::my_errspec)]
    pub enum StatusRow {
        #[errspec(status = 529, phrase = "Overloaded")]
        Basis,
    }
}

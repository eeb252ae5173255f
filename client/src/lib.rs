//! HTTP calls that follow a failure contract.
//!
//! [errspec](https://docs.rs/errspec) generates a module from the failure contract of an HTTP API: its error codes, the bodies that carry
//! them, what may be retried and when, and the states of its jobs. This crate connects that module to an HTTP library, so that a program
//! needs neither a table of codes, nor a retry loop, nor a polling loop of its own.
//!
//! | task | see |
//! |---|---|
//! | decode a response of an HTTP library | [`ResponseExt::check`], `AsyncResponseExt::check` for `reqwest` |
//! | make a call with retries | `Client` on tokio, [`blocking::Client`] |
//! | find out why a call failed | [`Failure`] |
//! | read quotas and deprecations of a response | [`HeaderFacts`] |
//! | wait for a job | [`Call::wait`], [`Finished`], [`Unfinished`], [`Job`] |
//! | send fewer requests to a server that throttles | [`Settings::adaptive_rate`] |
//! | authenticate, and renew the credential | [`Credential`], [`Tokens`], [`DeviceFlow`] |
//! | write logs and metrics | [`Settings::on_event`], [`error_type`], the feature `tracing` |
//! | use another HTTP library | [`blocking::Transport`], `Transport` |
//!
//! | feature | adds |
//! |---|---|
//! | `reqwest` | the client on `reqwest::Client`, and `check` for its responses; enables `tokio` |
//! | `ureq` | the blocking client on `ureq::Agent`, and `check` for its responses |
//! | `tokio` | the client for tokio, without an HTTP library |
//! | `json` (default) | request and response bodies through serde |
//! | `tracing` | spans for calls and waits, and events |
//!
//! ```
//! # use errspec::retry::Operation;
//! # use std::time::Duration;
//! # const CREATE_REPORT: Operation = Operation::new("create_report", "POST", "/v1/reports");
//! # const GET_REPORT: Operation = Operation::new("get_report", "GET", "/v1/reports/{id}");
//! use errspec_client::blocking::{Client, Transport};
//!
//! /// `Shop` and `Report` stand for types of a generated module (`shop::Api`, `shop::Report`), and `http` for a `ureq::Agent`.
//! fn report<Shop: errspec::Api, Report: errspec::StateMachine>(
//!     http: impl Transport,
//! ) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
//!     let shop = Client::<Shop, _>::new("https://api.example.com", http);
//!     let created = shop.call(&CREATE_REPORT).body("application/json", r#"{"kind":"sales"}"#).send()?;
//!
//!     let poll = shop.call(&GET_REPORT).param("id", "r_1");
//!     let finished = poll.wait::<Report>(Duration::from_secs(600)).run()?;
//!     Ok(finished.answer.into_body())
//! }
//! ```
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod broken;
mod call;
mod caller;
mod cancel;
mod check;
mod credential;
mod device;
mod draft;
mod events;
mod failure;
mod header_facts;
mod job;
mod path;
mod polling;
mod rate;
mod reply;
mod response;
mod settings;
mod tokens;
mod transport;
mod unfinished;
mod wait;

pub mod blocking;
#[cfg(feature = "tokio")]
mod client;
#[cfg(feature = "reqwest")]
mod on_reqwest;
#[cfg(feature = "ureq")]
mod on_ureq;

pub use broken::Broken;
pub use call::{Call, IntoRequest};
pub use caller::Caller;
#[cfg(feature = "reqwest")]
pub use check::AsyncResponseExt;
pub use check::ResponseExt;
#[cfg(feature = "tokio")]
pub use client::Client;
pub use credential::Credential;
pub use device::{Authorization, DeviceError, DeviceFlow, DeviceWait};
pub use events::{Event, FailedAttempt};
pub use failure::{Cause, Failure};
pub use header_facts::{AnswerHeaders, HeaderFacts};
pub use job::Job;
pub use path::segment;
pub use polling::Progress;
pub use reply::{Refused, Reply, error_type};
pub use response::{Response, Unreadable};
pub(crate) use settings::BODY_LIMIT;
pub use settings::Settings;
pub use tokens::Tokens;
pub(crate) use transport::BlockingTransport;
#[cfg(feature = "tokio")]
pub use transport::Transport;
pub use unfinished::{Unfinished, WaitEnd};
pub use wait::{Finished, Wait};

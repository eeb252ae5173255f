//! What the clients of all APIs share: a request goes out through a [`Transport`], its answer is decoded, the retry engine of
//! the contract says what happens next, and what remains is a [`Failure`] that loses nothing.
//!
//! Everything that decides is free of I/O. Two loops drive it: [`Caller`] with a thread that waits, and `AsyncCaller` on tokio.

mod cancel;
mod content;
mod credential;
mod endpoint;
mod events;
mod failure;
mod reply;
mod settings;
mod tokens;
mod transport;
mod waiting;

mod caller;
#[cfg(feature = "async")]
mod async_caller;

#[cfg(feature = "async")]
mod on_reqwest;
#[cfg(feature = "blocking")]
mod on_ureq;

#[cfg(feature = "async")]
pub use async_caller::AsyncCaller;
pub use caller::Caller;
pub use cancel::{Cancel, CancelClock};
pub use content::{Content, segment};
pub use credential::Credential;
pub use endpoint::Endpoint;
pub use events::Event;
pub use failure::{Cause, Failure};
#[cfg(feature = "async")]
pub use on_reqwest::Reqwest;
#[cfg(feature = "blocking")]
pub use on_ureq::Ureq;
pub use reply::Reply;
pub use settings::Settings;
pub use tokens::Tokens;
#[cfg(feature = "async")]
pub use transport::AsyncTransport;
pub use transport::{Broken, Request, Response, Transport};
pub use waiting::{Ended, Polled, Waiting};

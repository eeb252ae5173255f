//! Waiting for a job: how often to poll, and when to stop. This module does no I/O and has no clock: the caller polls and reports what it read.
//!
//! It distinguishes three situations that are easily confused: a poll that fails (the retry engine decides, with its own attempts), a job
//! that fails (a state), and a deadline (the last state is returned, and the wait can be resumed).

mod end;
mod pace;
mod poller;
mod reading;
mod watched;

pub use end::{PollEnd, PollStep};
pub use pace::Pace;
pub use poller::Poller;
pub use reading::{Phase, Reading};

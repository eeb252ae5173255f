//! Waiting for a job: how often to ask, and when to stop. No I/O, no clock, no machine: the caller asks and says what it read.
//!
//! Three things that are easily mixed up stay apart: a poll that fails (the retry engine decides, with attempts of its own), a
//! job that fails (a state), and a deadline (the last state is given back, and the wait can be taken up again).

mod end;
mod pace;
mod poller;
mod reading;
mod watched;

pub use end::{PollEnd, PollStep};
pub use pace::Pace;
pub use poller::Poller;
pub use reading::{Phase, Reading};

//! A print queue without a contract file. The program's enums are written by hand. The derives add facts about errors and states to them,
//! so that the retry engine and the watch can work with them.

use errspec::retry::blocking::{Blocking, Clock};
use errspec::retry::{Answer, Attempt, Outcome, Policy, RetryError, Safety, Transport, seeds};
use errspec::{ErrorCode, Retryable, StateMachine, StatusCode};
use std::time::Duration;

/// What the printer reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
#[errspec(rename_all = "snake_case")]
pub enum PrinterCode {
    /// The tray is empty
    #[errspec(status = 409, category = conflict, retry = after_action(contact_support), action = "Fill the tray")]
    OutOfPaper,
    /// The print head is warming up
    #[errspec(status = 503, category = unavailable, retry = transient)]
    WarmingUp,
    /// The queue is full
    #[errspec(status = 429, category = rate_limit, retry = throttled)]
    #[errspec(message = "{waiting} jobs are waiting", params(waiting = u32))]
    QueueFull,
}

/// The statuses with which it responds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, StatusCode)]
#[errspec(range("5xx", retry = transient))]
pub enum PrinterStatus {
    /// The printer cannot do this now
    Conflict,
    /// Too many jobs
    #[errspec(retry = throttled)]
    TooManyRequests,
    /// Any other status
    Other(u16),
}

/// Why a job was not printed.
#[derive(Debug, Retryable)]
pub enum PrintError {
    /// The printer reported a code.
    #[errspec(retry = transient)]
    Busy(PrinterCode),
    /// The cable is not plugged in.
    #[errspec(retry = after_action(contact_support), effect = none)]
    Unplugged,
}

/// The states of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, StateMachine)]
#[errspec(observe = "/state")]
pub enum JobState {
    /// In the queue
    #[errspec(initial, pending, to(Printing))]
    Queued,
    /// On paper in a moment
    #[errspec(pending, to(Printed, Jammed))]
    Printing,
    /// On paper
    #[errspec(final, outcome = success)]
    Printed,
    /// Stuck until somebody opens the lid
    #[errspec(resting, outcome = failure, command(resume, to(Printing), summary = "Prints the page again"))]
    Jammed,
}

/// The result of sending a page to the printer.
#[derive(Debug, PartialEq, Eq)]
pub enum Reply {
    /// The printer accepted the page.
    Accepted,
    /// The printer rejected the page.
    Refused(PrinterCode),
    /// The printer did not respond.
    NoAnswer(Transport),
}

impl Answer for Reply {
    fn outcome(&self) -> Outcome<'_> {
        match self {
            Self::Accepted => Outcome::status(200),
            Self::Refused(code) => Outcome::status(code.status().unwrap_or(500)).code(*code),
            Self::NoAnswer(failure) => Outcome::transport(*failure),
        }
    }
}

/// Sends a page until it is accepted, or until the code says to stop.
///
/// # Errors
/// Returns an error if the page was not accepted.
pub fn print(clock: impl Clock, send: impl FnMut(&Attempt<'_>) -> Reply) -> Result<Reply, Box<RetryError<Reply>>> {
    let call = Policy::DEFAULT.call(Duration::ZERO, seeds().next()).safety(Safety::Idempotent);
    Blocking::new(call).clock(clock).run(send)
}

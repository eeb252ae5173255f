//! Enums written by hand, one for each derive.

extern crate bare_errspec as errspec;

use errspec::{ErrorCode, Retryable, StateMachine, StatusCode};

/// Why a payment was declined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ErrorCode)]
#[errspec(rename_all = "snake_case")]
pub enum Decline {
    /// The bank refused the card
    #[errspec(status = 402, category = payment, retry = never, action = "Use another card")]
    CardDeclined,
    /// The bank is slow
    #[errspec(status = 503, category = unavailable, retry = transient)]
    #[errspec(message = "Busy for {minutes} minutes", params(minutes = u32))]
    BankBusy,
}

/// The statuses that the API answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, StatusCode)]
#[errspec(range("5xx", retry = transient))]
pub enum Status {
    /// The card was declined
    PaymentRequired,
    /// Any other status
    Other(u16),
}

/// Why a payment failed.
#[derive(Debug, Retryable)]
pub enum Failure {
    /// The API returned a code.
    #[errspec(retry = transient)]
    Code(Decline),
    /// There is no network.
    #[errspec(retry = never, effect = none)]
    Offline,
}

/// The states of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, StateMachine)]
#[errspec(observe = "/state")]
pub enum Payment {
    /// Waiting for the bank
    #[errspec(initial, pending, to(Settled, Refused))]
    Waiting,
    /// Paid
    #[errspec(final, outcome = success)]
    Settled,
    /// Not paid
    #[errspec(resting, outcome = failure, command(retry, to(Waiting)))]
    Refused,
}

//! Retry classes with the limits of their entries.

use errspec::retry::Retry;
use errspec_spec::syntax;

/// A retry class with the limits and the backoff of its entry, and with the calls that the entry lets clients repeat.
pub fn retry(retry: &'static syntax::Retry) -> Retry {
    Retry {
        attempts: retry.attempts.as_ref().map(|attempts| attempts.value),
        backoff: retry.backoff.as_ref().map(syntax::Backoff::as_core),
        repeat: retry.repeat.as_ref().map(|repeat| repeat.value),
        ..Retry::of(retry.class)
    }
}

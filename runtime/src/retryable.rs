use crate::{Effect, RetryClass};

/// An error, of any shape, that says what may be retried.
///
/// Derived (feature `derive`) for enums: `#[errspec(retry = transient)]` on a variant, whatever it carries.
///
/// ```
/// use errspec::{Retryable, RetryClass};
/// struct Refused;
/// impl Retryable for Refused {
///     fn retry(&self) -> RetryClass {
///         RetryClass::Transient
///     }
/// }
/// assert!(Refused.is_retryable());
/// ```
pub trait Retryable {
    /// What may be retried, and when.
    fn retry(&self) -> RetryClass;

    /// May the server have acted before it failed so? Unless said otherwise it may.
    fn effect(&self) -> Effect {
        Effect::Maybe
    }

    /// Whether a retry engine repeats the same call by itself: transient and throttled.
    fn is_retryable(&self) -> bool {
        self.retry().is_automatic()
    }
}

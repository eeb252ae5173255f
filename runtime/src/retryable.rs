use crate::{Effect, RetryClass};

/// An error of any type that has a retry class.
///
/// Can be derived for enums (feature `derive`) with `#[errspec(retry = transient)]` on a variant, which may contain data.
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
    /// The retry class.
    fn retry(&self) -> RetryClass;

    /// Whether the server may have acted before it failed. By default, it may have.
    #[inline]
    fn effect(&self) -> Effect {
        Effect::Maybe
    }

    /// Whether a retry engine retries automatically: true for transient and throttled.
    #[inline]
    fn is_retryable(&self) -> bool {
        self.retry().is_automatic()
    }
}

use super::{Fact, When};
use crate::source::{Span, Spanned};
use crate::syntax::{self, Backoff, Budget, Jitter, Retry, ServerSays};
use crate::words::{Basis, Combine, Effect};
use errspec_core::retry::{self, Waits};
use std::time::Duration;

/// The retry policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Where the section was written; `None` if there is none.
    pub span: Option<Span>,
    /// The maximum number of attempts, including the first one.
    pub attempts: Fact<u32>,
    /// How long the whole call may take, including waits.
    pub deadline: Option<Spanned<Duration>>,
    /// How long one attempt may take.
    pub attempt_timeout: Option<Spanned<Duration>>,
    /// How delays grow.
    pub backoff: Fact<Backoff>,
    /// How delays are randomized.
    pub jitter: Option<Jitter>,
    /// How a hint and the backoff are combined.
    pub combine: Combine,
    /// The maximum of a random delay that is added to a hint.
    pub spread: Duration,
    /// Where the server says how long to wait.
    pub hints: Vec<Hint>,
    /// Retry classes that depend on conditions.
    pub rules: Vec<Rule>,
    /// A header in which the server says whether to retry.
    pub server_says: Option<ServerSays>,
    /// A limit on the retries of all calls together.
    pub budget: Option<Budget>,
    /// The basis of the section.
    pub basis: Basis,
}

impl Policy {
    /// The waits of a call that the policy alone decides.
    ///
    /// ```
    /// use std::time::Duration;
    /// let spec = b"errspec: 1\nname: shop\nretry: { attempts: 4, backoff: { kind: exponential, base: 1s } }\n";
    /// let contract = errspec_spec::check("shop.yaml", spec, &mut errspec_spec::NoFiles).contract.unwrap();
    /// assert_eq!(contract.policy.waits().worst_case(), Duration::from_secs(1 + 2 + 4));
    /// ```
    pub fn waits(&self) -> Waits<&[Duration]> {
        self.waits_with(&self.backoff.value, self.attempts.value)
    }

    /// The waits of a call whose outcomes have a curve or a limit of their own.
    pub fn waits_with<'b>(&self, backoff: &'b Backoff, attempts: u32) -> Waits<&'b [Duration]> {
        let jitter = self.jitter.as_ref().map_or(retry::Jitter::NONE, Jitter::as_core);
        Waits { attempts, backoff: backoff.as_core(), jitter }
    }
}

/// A hint whose conditions are resolved.
pub type Hint = syntax::Hint<When>;

/// A retry class that depends on conditions.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where it was written.
    pub span: Span,
    /// The conditions.
    pub when: When,
    /// The retry class.
    pub retry: Spanned<Retry>,
    /// Whether the server may have acted.
    pub effect: Option<Spanned<Effect>>,
    /// The basis of the entry.
    pub basis: Basis,
}

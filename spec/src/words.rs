//! The fixed vocabularies of the language: those it shares with the runtime, and those that only the language has.

pub use errspec_core::Word;
pub use errspec_core::words::*;

macro_rules! words {
    ($($(#[$meta:meta])* $name:ident ($what:literal) { $($variant:ident = $word:literal)* })*) => {$(
        errspec_core::words! {
            $(#[$meta])*
            #[allow(missing_docs, reason = "the word says it; the reference explains it")]
            $name($what) { $($variant = $word,)* }
        }
    )*};
}

words! {
    /// Which link of a chain has the code of the error.
    ChainCode("a link of the chain") { Outermost = "outermost" Innermost = "innermost" }
    /// How codes are sent.
    WireKind("a kind of wire code") { String = "string" Integer = "integer" }
    /// How delays grow.
    CurveKind("a kind of backoff") {
        Constant = "constant" Linear = "linear" Exponential = "exponential" Fibonacci = "fibonacci" Table = "table"
    }
    /// How delays are randomized.
    JitterKind("a kind of jitter") {
        None = "none" Full = "full" Equal = "equal" Proportional = "proportional" Additive = "additive"
        Range = "range" Decorrelated = "decorrelated"
    }
    /// The methods of RFC 9110, and `PATCH` (RFC 5789).
    Method("a method") {
        Get = "GET" Head = "HEAD" Post = "POST" Put = "PUT" Delete = "DELETE" Connect = "CONNECT" Options = "OPTIONS"
        Trace = "TRACE" Patch = "PATCH"
    }
    /// The body of a health check's response.
    HealthBody("a body") { Any = "any" Empty = "empty" }
    /// How a job leaves a state.
    StateKind("a kind of state") { Pending = "pending" External = "external" Resting = "resting" Final = "final" }
}

impl Method {
    /// The safety of the method according to RFC 9110 §9.2.
    pub fn safety(self) -> Safety {
        Safety::of_method(self.as_str())
    }
}

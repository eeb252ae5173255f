use crate::Word;

/// Whether a request may be sent twice. `H` is the type of the name of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Safety<H = &'static str> {
    /// The request changes nothing (RFC 9110 §9.2.1).
    Safe,
    /// Sending the request twice has the same effect as sending it once (RFC 9110 §9.2.2).
    Idempotent,
    /// Sending the request twice has the same effect as sending it once, because both carry the same key in this header.
    Keyed(H),
    /// The server may act twice. The request is only repeated if the server is known not to have acted.
    Unsafe,
}

impl<H: Copy> Safety<H> {
    /// The word as a spec writes it, without the header of `keyed`.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Idempotent => "idempotent",
            Self::Keyed(_) => "keyed",
            Self::Unsafe => "unsafe",
        }
    }

    /// Whether sending the request again does no harm even if the server has already acted.
    pub const fn may_repeat(self) -> bool {
        !matches!(self, Self::Unsafe)
    }
}

impl Safety {
    /// The safety of a method: GET, HEAD, OPTIONS, TRACE and QUERY are safe, PUT and DELETE idempotent, and all others unsafe. Methods are
    /// case-sensitive.
    ///
    /// ```
    /// use errspec::retry::Safety;
    /// assert_eq!(Safety::of_method("PUT"), Safety::Idempotent);
    /// assert_eq!(Safety::of_method("PATCH"), Safety::Unsafe);
    /// ```
    #[cfg_attr(debug_assertions, inline)]
    pub const fn of_method(method: &str) -> Self {
        match method.as_bytes() {
            b"GET" | b"HEAD" | b"OPTIONS" | b"TRACE" | b"QUERY" => Self::Safe,
            b"PUT" | b"DELETE" => Self::Idempotent,
            _ => Self::Unsafe,
        }
    }
}

impl Word for Safety {
    const WHAT: &'static str = "a safety";
    const WRITTEN: &'static [Self] = &[Self::Safe, Self::Idempotent, Self::Unsafe];
    const WORDS: &'static [&'static str] = &[Self::Safe.as_str(), Self::Idempotent.as_str(), Self::Unsafe.as_str()];

    #[cfg_attr(debug_assertions, inline)]
    fn as_str(self) -> &'static str {
        Self::as_str(self)
    }
}

words! {
    /// Which calls are repeated after an outcome, whatever it says about the server's actions.
    #[non_exhaustive]
    Repeat("which calls are repeated") {
        /// All of them, whatever their method.
        Any = "any",
        /// Those that may be sent twice: safe, idempotent and keyed ones.
        Idempotent = "idempotent",
        /// Those that change nothing.
        Safe = "safe",
    }
}

impl Repeat {
    /// Whether a call of this safety is repeated.
    pub const fn allows<H: Copy>(self, safety: Safety<H>) -> bool {
        match self {
            Self::Any => true,
            Self::Idempotent => safety.may_repeat(),
            Self::Safe => matches!(safety, Safety::Safe),
        }
    }
}

use crate::Word;

/// Whether a request may be sent twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Safety {
    /// The request changes nothing (RFC 9110 §9.2.1).
    Safe,
    /// Sending the request twice has the same effect as sending it once (RFC 9110 §9.2.2).
    Idempotent,
    /// Sending the request twice has the same effect as sending it once, because both carry the same key in this header.
    Keyed(&'static str),
    /// The server may act twice. The request is only repeated if the server is known not to have acted.
    Unsafe,
}

impl Safety {
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

    /// Whether sending the request again does no harm even if the server has already acted.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn may_repeat(self) -> bool {
        !matches!(self, Self::Unsafe)
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

use crate::Word;

/// May the same request be sent twice?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Safety {
    /// It changes nothing (RFC 9110, section 9.2.1).
    Safe,
    /// Twice has the effect of once (RFC 9110, section 9.2.2).
    Idempotent,
    /// Twice has the effect of once, since both carry the same key in this header.
    Keyed(&'static str),
    /// Twice may act twice; repeated only where the server is known not to have acted.
    Unsafe,
}

impl Safety {
    /// The word as a spec writes it; `keyed` goes with a header.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Idempotent => "idempotent",
            Self::Keyed(_) => "keyed",
            Self::Unsafe => "unsafe",
        }
    }

    /// What the method promises: GET, HEAD, OPTIONS, TRACE and QUERY are safe, PUT and DELETE idempotent, the rest is unsafe.
    /// Methods are case-sensitive.
    ///
    /// ```
    /// use errspec::retry::Safety;
    /// assert_eq!(Safety::of_method("PUT"), Safety::Idempotent);
    /// assert_eq!(Safety::of_method("PATCH"), Safety::Unsafe);
    /// ```
    pub const fn of_method(method: &str) -> Self {
        match method.as_bytes() {
            b"GET" | b"HEAD" | b"OPTIONS" | b"TRACE" | b"QUERY" => Self::Safe,
            b"PUT" | b"DELETE" => Self::Idempotent,
            _ => Self::Unsafe,
        }
    }

    /// Whether a second sending does no harm even if the first one acted.
    pub const fn may_repeat(self) -> bool {
        !matches!(self, Self::Unsafe)
    }
}

impl Word for Safety {
    const WHAT: &'static str = "a safety";
    const WRITTEN: &'static [Self] = &[Self::Safe, Self::Idempotent, Self::Unsafe];

    fn as_str(self) -> &'static str {
        Self::as_str(self)
    }
}

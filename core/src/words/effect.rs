words! {
    /// Whether the server may have acted before it sent this response.
    ///
    /// The retry engine only repeats an unsafe call, such as a plain POST, if the effect is [`Effect::None`].
    #[non_exhaustive]
    Effect("an effect") {
        /// The server did nothing; the call may be sent again whatever its method.
        None = "none",
        /// The server may have acted.
        Maybe = "maybe",
    }
}

impl Effect {
    /// The default for a status: `None` for 4xx, `Maybe` for all others.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn of_status(status: u16) -> Self {
        match status {
            400..=499 => Self::None,
            _ => Self::Maybe,
        }
    }
}

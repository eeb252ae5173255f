words! {
    /// Whether the server may have acted before it sent this response.
    ///
    /// The retry engine repeats an unsafe call (a plain POST, say) only where the answer is [`Effect::None`].
    #[non_exhaustive]
    Effect("an effect") {
        /// The server did nothing; the call may be sent again whatever its method.
        None = "none",
        /// The server may have acted.
        Maybe = "maybe",
    }
}

impl Effect {
    /// What is assumed of a status where the contract says nothing: 4xx did not act, any other answer may have.
    pub const fn of_status(status: u16) -> Self {
        match status {
            400..=499 => Self::None,
            _ => Self::Maybe,
        }
    }
}

use super::effect::Effect;

words! {
    /// A failure without a response.
    #[non_exhaustive]
    Transport("a transport failure") {
        /// No connection could be established: refused, unreachable, name not found, or timed out.
        Connect = "connect",
        /// The response did not arrive in time.
        Timeout = "timeout",
        /// The connection broke before the response was complete.
        Reset = "reset",
        /// The TLS connection could not be established.
        Tls = "tls",
        ;
        /// Any other failure; rules cannot refer to it.
        Other = "other",
    }
}

impl Transport {
    /// The default effect: without a connection the server did nothing, otherwise it may have acted.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn effect(self) -> Effect {
        match self {
            Self::Connect | Self::Tls => Effect::None,
            _ => Effect::Maybe,
        }
    }
}

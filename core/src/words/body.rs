words! {
    /// What a field says about the error.
    #[non_exhaustive]
    Role("a role") {
        /// The error code.
        Code = "code",
        /// The type or class of the error, coarser than the code.
        Type = "type",
        /// What happened, for a person.
        Message = "message",
        /// The name the server gave to the request.
        RequestId = "request_id",
        /// Anything more.
        Details = "details",
        /// How long to wait, in seconds.
        Delay = "delay",
    }
}

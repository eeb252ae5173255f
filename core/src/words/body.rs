words! {
    /// What a body field means.
    #[non_exhaustive]
    Role("a role") {
        /// The error code.
        Code = "code",
        /// The type or class of the error, coarser than the code.
        Type = "type",
        /// The message for people.
        Message = "message",
        /// The server's ID for the request.
        RequestId = "request_id",
        /// Further details.
        Details = "details",
        /// How long to wait, in seconds.
        Delay = "delay",
    }
}

words! {
    /// What a body field means.
    #[non_exhaustive]
    Role("a role") {
        /// The error code.
        Code = "code",
        /// A more specific code in addition to the code, such as the reason why a bank declined a card.
        Subcode = "subcode",
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

words! {
    /// What it means that a response matches a body.
    #[non_exhaustive]
    Meaning("a meaning") {
        /// The call failed.
        Error = "error",
        /// The call succeeded, whatever its status.
        Success = "success",
        /// The call is not finished: the server asks for the next step, such as the second factor of a login.
        Challenge = "challenge",
    }
}

words! {
    /// How a body is written.
    #[non_exhaustive]
    BodyFormat("a format") {
        /// JSON (RFC 8259).
        Json = "json",
        /// `application/x-www-form-urlencoded`, as HTML forms are sent.
        Form = "form",
        /// XML 1.0.
        Xml = "xml",
        /// Plain text.
        Text = "text",
    }
}

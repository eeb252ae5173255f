words! {
    /// Kinds of credentials.
    #[non_exhaustive]
    CredentialKind("a kind of credential") {
        /// A key that a person creates in a dashboard.
        ApiKey = "api_key",
        /// A bearer token (RFC 6750).
        Bearer = "bearer",
        /// A token of the OAuth device flow (RFC 8628).
        Oauth2Device = "oauth2_device",
    }
}

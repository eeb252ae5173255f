words! {
    /// Who may be told about a code.
    #[non_exhaustive]
    Audience("an audience") {
        /// Clients.
        Public = "public",
        /// Only the service itself: the code is never sent.
        Internal = "internal",
    }
}

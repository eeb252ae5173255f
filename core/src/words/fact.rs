words! {
    /// A fact of a status, code or state whose basis can differ from that of its entry.
    #[non_exhaustive]
    Fact("a fact") {
        /// The HTTP status a code comes with.
        Status = "status",
        /// The category.
        Category = "category",
        /// The retry class.
        Retry = "retry",
        /// Whether the server may have acted.
        Effect = "effect",
        /// What the document tells the reader to do.
        Action = "action",
        /// What it means.
        Summary = "summary",
    }
}

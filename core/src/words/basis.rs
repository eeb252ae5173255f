words! {
    /// How sure a fact of the contract is.
    #[non_exhaustive]
    Basis("a basis") {
        /// The API's own document says so.
        Stated = "stated",
        /// A standard the document builds on says so.
        Standard = "standard",
        /// The document implies it.
        Inferred = "inferred",
        /// Chosen by the author of the contract.
        Assumed = "assumed",
    }
}

words! {
    /// How certain a fact of the contract is.
    #[non_exhaustive]
    Basis("a basis") {
        /// Stated in the API's document.
        Stated = "stated",
        /// Stated in a standard that the document builds on.
        Standard = "standard",
        /// Implied by the document.
        Inferred = "inferred",
        /// Chosen by the author of the contract.
        Assumed = "assumed",
    }
}

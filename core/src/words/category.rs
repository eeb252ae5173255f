words! {
    /// The kind of problem, in words that mean the same thing for every API.
    ///
    /// Insufficient funds can be a 402 in one API, a code with status 400 in another and a job state in a third. A program that handles several
    /// APIs can use the category.
    ///
    /// ```
    /// use errspec::Category;
    /// assert_eq!(Category::RateLimit.as_str(), "rate_limit");
    /// assert_eq!(Category::parse("payment"), Some(Category::Payment));
    /// ```
    #[non_exhaustive]
    Category("a category") {
        /// The caller is not authenticated: credentials are missing, wrong or expired.
        Authentication = "authentication",
        /// The caller is authenticated but not allowed to do this.
        Permission = "permission",
        /// Money, credits or a subscription is missing.
        Payment = "payment",
        /// The resource does not exist, or is hidden from this caller.
        NotFound = "not_found",
        /// The request does not fit the current state of the resource.
        Conflict = "conflict",
        /// The resource existed and is permanently gone.
        Gone = "gone",
        /// The request is malformed or its parameters are wrong.
        InvalidRequest = "invalid_request",
        /// The request is well-formed, but asks for a format or feature that is not offered.
        Unsupported = "unsupported",
        /// The request or a file in it is too large.
        TooLarge = "too_large",
        /// Too many requests in a short time.
        RateLimit = "rate_limit",
        /// A long-term allowance, or storage, is used up.
        Quota = "quota",
        /// The operation took too long.
        Timeout = "timeout",
        /// The service cannot answer at the moment.
        Unavailable = "unavailable",
        /// The service failed.
        Internal = "internal",
        /// Another service that this one depends on failed.
        Upstream = "upstream",
        /// The content violates a policy of the service.
        ContentPolicy = "content_policy",
        /// Somebody cancelled the operation.
        Cancelled = "cancelled",
        /// Not finished yet; not a failure.
        Pending = "pending",
        /// None of the others.
        Other = "other",
    }
}

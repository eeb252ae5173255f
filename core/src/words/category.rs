words! {
    /// The kind of problem, in words that mean the same for every API.
    ///
    /// Lack of funds is a 402 on one API, a code under 400 on another and a job state on a third; a program that handles
    /// several APIs asks for the category.
    ///
    /// ```
    /// use errspec::Category;
    /// assert_eq!(Category::RateLimit.as_str(), "rate_limit");
    /// assert_eq!(Category::parse("payment"), Some(Category::Payment));
    /// ```
    #[non_exhaustive]
    Category("a category") {
        /// The caller is not known: credentials missing, wrong or out of date.
        Authentication = "authentication",
        /// The caller is known and may not do this.
        Permission = "permission",
        /// Money, credits or a subscription is missing.
        Payment = "payment",
        /// The thing asked for does not exist, or is not shown to this caller.
        NotFound = "not_found",
        /// The request does not fit the present state of the thing.
        Conflict = "conflict",
        /// The thing existed and is gone for good.
        Gone = "gone",
        /// The request is malformed or its parameters are wrong.
        InvalidRequest = "invalid_request",
        /// The request is well-formed, but asks for a format or feature that is not offered.
        Unsupported = "unsupported",
        /// The request or a file in it is too large.
        TooLarge = "too_large",
        /// Too many requests in a short time.
        RateLimit = "rate_limit",
        /// An allowance of a longer period, or of storage, is used up.
        Quota = "quota",
        /// The work took longer than somebody was willing to wait.
        Timeout = "timeout",
        /// The service cannot answer at the moment.
        Unavailable = "unavailable",
        /// The service failed.
        Internal = "internal",
        /// A service behind the service failed.
        Upstream = "upstream",
        /// The content breaks a policy of the service.
        ContentPolicy = "content_policy",
        /// Somebody stopped the work.
        Cancelled = "cancelled",
        /// Not finished yet; not a failure.
        Pending = "pending",
        /// None of the others.
        Other = "other",
    }
}

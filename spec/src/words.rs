//! The closed vocabularies of the language.

/// A vocabulary: an enum whose values are words of the language.
pub trait Word: Copy + 'static {
    /// What a value is called in messages, with an article.
    const WHAT: &'static str;
    /// Every value, in the order of the reference.
    const ALL: &'static [Self];
    /// The word.
    fn as_str(self) -> &'static str;
}

macro_rules! words {
    ($($(#[$meta:meta])* $name:ident ($what:literal) { $($variant:ident = $word:literal)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the word says it; the reference explains it")]
        pub enum $name { $($variant,)* }

        impl Word for $name {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    )*};
}

words! {
    /// What went wrong, independent of the API.
    Category("a category") {
        Authentication = "authentication" Permission = "permission" Payment = "payment" NotFound = "not_found"
        Conflict = "conflict" Gone = "gone" InvalidRequest = "invalid_request" Unsupported = "unsupported"
        TooLarge = "too_large" RateLimit = "rate_limit" Quota = "quota" Timeout = "timeout"
        Unavailable = "unavailable" Internal = "internal" Upstream = "upstream" ContentPolicy = "content_policy"
        Cancelled = "cancelled" Pending = "pending" Other = "other"
    }
    /// May the server have acted?
    Effect("an effect") { None = "none" Maybe = "maybe" }
    /// How sure a fact is.
    Basis("a basis") { Stated = "stated" Standard = "standard" Inferred = "inferred" Assumed = "assumed" }
    /// What of a request has to change.
    Change("what has to change") {
        Request = "request" Input = "input" Size = "size" Format = "format" Parameters = "parameters" Resource = "resource"
    }
    /// What has to be done outside the program.
    Action("an action") {
        RenewCredentials = "renew_credentials" GetPermission = "get_permission" AddFunds = "add_funds"
        FreeStorage = "free_storage" UpgradePlan = "upgrade_plan" ContactSupport = "contact_support"
        EnableAccount = "enable_account"
    }
    /// A far moment.
    Moment("a moment") { BillingCycle = "billing_cycle" QuotaWindow = "quota_window" MaintenanceEnd = "maintenance_end" }
    /// What a body field feeds.
    Role("a role") {
        Code = "code" Type = "type" Message = "message" RequestId = "request_id" Details = "details" Delay = "delay"
    }
    /// How codes travel.
    WireKind("a kind of wire code") { String = "string" Integer = "integer" }
    /// How a header or field says how long to wait, or when.
    Form("a form") {
        DelaySeconds = "delay-seconds" DecimalSeconds = "decimal-seconds" DelayMillis = "delay-millis"
        DurationText = "duration-text" HttpDate = "http-date" IsoDate = "iso-date" UnixSeconds = "unix-seconds"
        UnixMillis = "unix-millis" RateLimitField = "ratelimit-field"
    }
    /// What to do with a hint above its maximum.
    OverMax("what to do over the maximum") { GiveUp = "give_up" Ignore = "ignore" Clamp = "clamp" }
    /// How hint and backoff combine.
    Combine("a combination") { AtLeast = "at_least" Replace = "replace" }
    /// How delays grow.
    CurveKind("a kind of backoff") {
        Constant = "constant" Linear = "linear" Exponential = "exponential" Fibonacci = "fibonacci" Table = "table"
    }
    /// How delays are spread.
    JitterKind("a kind of jitter") {
        None = "none" Full = "full" Equal = "equal" Proportional = "proportional" Additive = "additive"
        Decorrelated = "decorrelated"
    }
    /// Whether jitter may pass the cap.
    Bound("a bound") { Hard = "hard" Soft = "soft" }
    /// How a transport fails.
    Transport("a transport failure") { Connect = "connect" Timeout = "timeout" Reset = "reset" Tls = "tls" }
    /// May a call be repeated?
    Safety("a safety") { Safe = "safe" Idempotent = "idempotent" Unsafe = "unsafe" }
    /// Methods of RFC 9110 and PATCH (RFC 5789).
    Method("a method") {
        Get = "GET" Head = "HEAD" Post = "POST" Put = "PUT" Delete = "DELETE" Connect = "CONNECT" Options = "OPTIONS"
        Trace = "TRACE" Patch = "PATCH"
    }
    /// How a caller proves who it is.
    CredentialKind("a kind of credential") { ApiKey = "api_key" Bearer = "bearer" Oauth2Device = "oauth2_device" }
    /// What a health check's answer carries.
    HealthBody("a body") { Any = "any" Empty = "empty" }
    /// How a state moves.
    StateKind("a kind of state") { Pending = "pending" External = "external" Resting = "resting" Final = "final" }
    /// How a machine treats states that are not listed.
    TreatAs("a treatment") { Pending = "pending" Fail = "fail" }
    /// What a final or resting state means.
    Outcome("an outcome") { Success = "success" Failure = "failure" Cancelled = "cancelled" Gone = "gone" }
}

impl Method {
    /// The safety RFC 9110, section 9.2, gives the method.
    pub fn safety(self) -> Safety {
        match self {
            Self::Get | Self::Head | Self::Options | Self::Trace => Safety::Safe,
            Self::Put | Self::Delete => Safety::Idempotent,
            Self::Post | Self::Connect | Self::Patch => Safety::Unsafe,
        }
    }
}

words! {
    /// How a server writes a delay or a moment.
    Form {
        /// Whole seconds from now: `120` (RFC 9110, section 10.2.3).
        DelaySeconds = "delay-seconds",
        /// Seconds from now with decimals: `1.5`.
        DecimalSeconds = "decimal-seconds",
        /// Whole milliseconds from now: `1500`.
        DelayMillis = "delay-millis",
        /// Numbers with units: `1m30s`, `250ms`, `1.5s`, `6m0s`.
        DurationText = "duration-text",
        /// A date of RFC 9110, section 5.6.7, in any of its three forms: `Sun, 06 Nov 1994 08:49:37 GMT`.
        HttpDate = "http-date",
        /// A date of RFC 3339: `1994-11-06T08:49:37Z`.
        IsoDate = "iso-date",
        /// Whole seconds since 1970: `784111777`.
        UnixSeconds = "unix-seconds",
        /// Whole milliseconds since 1970: `784111777000`.
        UnixMillis = "unix-millis",
        /// The `t` parameter of the `RateLimit` field, seconds from now: `"default";r=0;t=30`
        /// (draft-ietf-httpapi-ratelimit-headers; `reset=30` of its earlier versions is read too).
        RateLimitField = "ratelimit-field",
    }
}

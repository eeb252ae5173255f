words! {
    /// The format of a delay or a point in time.
    #[non_exhaustive]
    Form("a form") {
        /// Whole seconds from now: `120` (RFC 9110, section 10.2.3).
        DelaySeconds = "delay-seconds",
        /// Seconds from now with decimals: `1.5`.
        DecimalSeconds = "decimal-seconds",
        /// Whole milliseconds from now: `1500`.
        DelayMillis = "delay-millis",
        /// Milliseconds from now with decimals: `1500.5`.
        DecimalMillis = "decimal-millis",
        /// Numbers with units: `1m30s`, `250ms`, `1.5s`, `6m0s`.
        DurationText = "duration-text",
        /// A duration as Go writes it: `6m0s`, `1h2m0.5s`, `12.5ms`, `0`.
        GoDuration = "go-duration",
        /// A date of RFC 9110, section 5.6.7, in any of its three forms: `Sun, 06 Nov 1994 08:49:37 GMT`.
        HttpDate = "http-date",
        /// A date of RFC 3339: `1994-11-06T08:49:37Z`.
        IsoDate = "iso-date",
        /// Seconds since 1970, with decimals if there are any: `784111777`, `784111777.5`.
        UnixSeconds = "unix-seconds",
        /// Whole milliseconds since 1970: `784111777000`.
        UnixMillis = "unix-millis",
        /// The `RateLimit` field, a list of quota policies (draft-ietf-httpapi-ratelimit-headers): `"burst";r=5;t=3, "daily";r=0;t=600`.
        /// Only a policy that is used up (`r=0`) asks for a delay, of `t` seconds; if there are several, the longest delay counts. The form
        /// of earlier drafts, `remaining=0, reset=30`, is read too.
        RatelimitField = "ratelimit-field",
    }
}

words! {
    /// What to do if the server asks for a longer delay than the hint's maximum.
    #[non_exhaustive]
    OverMax("what to do over the maximum") {
        /// The call ends with the reason `HintTooLong`.
        GiveUp = "give_up",
        /// The hint is ignored.
        Ignore = "ignore",
        /// The delay is the maximum, which is earlier than the server asked for.
        Clamp = "clamp",
    }
}

words! {
    /// How a hint and the backoff are combined. The spread of a hint is only added, never subtracted.
    #[non_exhaustive]
    Combine("a combination") {
        /// The longer of the two, so never earlier than the server asked for.
        AtLeast = "at_least",
        /// The hint alone.
        Replace = "replace",
    }
}

words! {
    /// What the cap applies to.
    Bound("a bound") {
        /// The delay including jitter. The deterministic part is reduced to leave room, so the spread is as wide at the cap as below it.
        Hard = "hard",
        /// Only the deterministic part: jitter may exceed the cap. For documents that define their schedule this way.
        Soft = "soft",
    }
}

words! {
    /// What the value of a hint is.
    #[non_exhaustive]
    HintAs("what a hint is") {
        /// The delay before the next attempt.
        Delay = "delay",
        /// The base of the backoff from now on.
        Base = "base",
    }
}

words! {
    /// Which hint counts if a response has several.
    #[non_exhaustive]
    Choose("which hint counts") {
        /// The first of the list that has a readable value.
        First = "first",
        /// The one that asks for the longest delay.
        Longest = "longest",
    }
}

words! {
    /// What takes tokens from a budget.
    #[non_exhaustive]
    Charge("what takes tokens") {
        /// Each retry.
        Retries = "retries",
        /// Each failure that could be retried, whether it is or not.
        Failures = "failures",
    }
}

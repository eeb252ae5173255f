use super::action::Action;
use core::fmt;
use core::time::Duration;

/// Whether, when and by whom a call may be retried after an outcome.
///
/// A boolean "retryable" flag loses what documents say about retrying; use [`RetryClass::is_automatic`] to derive it.
///
/// ```
/// use errspec::{Change, RetryClass};
/// assert!(RetryClass::Transient.is_automatic());
/// assert_eq!(RetryClass::AfterChange(Change::Size).to_string(), "after changing the size");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RetryClass {
    /// The contract does not say. This is the class of every outcome for which it states none. Such an outcome is not retried
    /// automatically.
    Unspecified,
    /// No form of this call is expected to succeed.
    Never,
    /// The same call may succeed later: back off and retry.
    Transient,
    /// The same call succeeds once the server allows it: wait as long as the hint and the backoff require, then retry.
    Throttled,
    /// The same call may succeed after renewing credentials, once.
    Refresh,
    /// Only a changed request can succeed.
    AfterChange(Change),
    /// The call can succeed only after something is done outside the program.
    AfterAction(Action),
    /// The call can succeed only after a longer period.
    AfterTime(Moment),
    /// Not a failure: keep polling, with a longer interval from now on (zero leaves it unchanged).
    KeepPolling {
        /// Added to the polling interval for the rest of the wait.
        slower_by: Duration,
    },
    /// The outcome is reported elsewhere: check there before retrying.
    Inspect,
    /// The same call may succeed elsewhere. It is sent again if the caller can address another place.
    Redirect(Target),
}

impl RetryClass {
    /// The classes without an argument. A spec writes [the word](Self::as_str) alone.
    pub const PLAIN: [Self; 6] =
        [Self::Never, Self::Transient, Self::Throttled, Self::Refresh, Self::Inspect, Self::Unspecified];

    /// Whether a retry engine retries automatically: true for transient and throttled.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn is_automatic(self) -> bool {
        matches!(self, Self::Transient | Self::Throttled)
    }

    /// The class as one word of the language, without its argument.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unspecified => "unspecified",
            Self::Never => "never",
            Self::Transient => "transient",
            Self::Throttled => "throttled",
            Self::Refresh => "refresh",
            Self::AfterChange(_) => "after_change",
            Self::AfterAction(_) => "after_action",
            Self::AfterTime(_) => "after_time",
            Self::KeepPolling { .. } => "keep_polling",
            Self::Inspect => "inspect",
            Self::Redirect(_) => "redirect",
        }
    }
}

/// The class as a phrase that completes "retry …".
impl fmt::Display for RetryClass {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unspecified => f.pad("unspecified"),
            Self::Never => f.pad("never"),
            Self::Transient => f.pad("with backoff"),
            Self::Throttled => f.pad("when the server says"),
            Self::Refresh => f.pad("after renewing credentials"),
            Self::AfterChange(what) => write!(f, "after changing the {what}"),
            Self::AfterAction(action) => write!(f, "after {}", action.phrase()),
            Self::AfterTime(moment) => f.pad(moment.phrase()),
            Self::KeepPolling { slower_by } if slower_by.is_zero() => f.pad("by polling on"),
            Self::KeepPolling { slower_by } => write!(f, "by polling on, {slower_by:?} slower"),
            Self::Inspect => f.pad("after looking at the outcome"),
            Self::Redirect(target) => f.pad(target.phrase()),
        }
    }
}

words! {
    /// What has to change in the request before it is sent again.
    #[non_exhaustive]
    Change("what has to change") {
        /// The request as a whole.
        Request = "request",
        /// The content: the prompt, the image, the text.
        Input = "input",
        /// The amount that it asks for or contains.
        Size = "size",
        /// The format of its content.
        Format = "format",
        /// Its parameters.
        Parameters = "parameters",
        /// The resource that it refers to.
        Resource = "resource",
    }
}

words! {
    /// The time from which a call can succeed again.
    #[non_exhaustive]
    Moment("a moment") {
        /// The start of the next billing cycle.
        BillingCycle = "billing_cycle",
        /// The start of the next quota window.
        QuotaWindow = "quota_window",
        /// The end of the maintenance.
        MaintenanceEnd = "maintenance_end",
    }
}

impl Moment {
    #[cfg_attr(debug_assertions, inline)]
    const fn phrase(self) -> &'static str {
        match self {
            Self::BillingCycle => "in the next billing cycle",
            Self::QuotaWindow => "in the next quota window",
            Self::MaintenanceEnd => "after the maintenance",
        }
    }
}

words! {
    /// Where a call that was sent to the wrong place has to go.
    #[non_exhaustive]
    Target("a target") {
        /// To another node of the same service, such as the current leader.
        OtherNode = "other_node",
        /// To the address that the response names.
        Location = "location",
    }
}

impl Target {
    #[cfg_attr(debug_assertions, inline)]
    const fn phrase(self) -> &'static str {
        match self {
            Self::OtherNode => "at another node",
            Self::Location => "at the address that the response names",
        }
    }
}

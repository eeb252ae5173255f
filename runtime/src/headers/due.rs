use core::time::Duration;

/// When something is due, as reported by a server.
///
/// ```
/// use std::time::Duration;
/// use errspec::headers::Due;
/// let now = Duration::from_secs(784_111_770);
/// assert_eq!(Due::At(Duration::from_secs(784_111_777)).after(Some(now)), Some(Duration::from_secs(7)));
/// assert_eq!(Due::At(Duration::from_secs(5)).after(Some(now)), Some(Duration::ZERO));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// This long after the response.
    In(Duration),
    /// At this time since 1970-01-01 00:00 UTC, by the server's clock.
    At(Duration),
}

impl Due {
    /// The delay after the response, which was sent at `now` (time since 1970): zero if the time is in the past, `None` for a point in time
    /// if `now` is not known.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn after(self, now: Option<Duration>) -> Option<Duration> {
        match (self, now) {
            (Self::In(delay), _) => Some(delay),
            (Self::At(moment), Some(now)) => Some(moment.saturating_sub(now)),
            (Self::At(_), None) => None,
        }
    }

    /// The later of the two. If `now` is not known, a point in time counts as earlier than any delay.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn later(self, other: Self, now: Option<Duration>) -> Self {
        let moment = |due: Self| if let Self::At(moment) = due { Some(moment) } else { None };
        if (self.after(now), moment(self)) < (other.after(now), moment(other)) { other } else { self }
    }
}

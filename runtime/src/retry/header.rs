use core::fmt;

/// The request header that carries the number of the attempt.
///
/// ```
/// use errspec::retry::AttemptHeader;
/// const COUNT: AttemptHeader = AttemptHeader::new("X-Attempt");
/// const OF: AttemptHeader = AttemptHeader::new("amz-sdk-request").value("attempt={attempt}; max={attempts}");
/// assert_eq!(COUNT.of(2, 3).to_string(), "2");
/// assert_eq!(OF.of(2, 3).to_string(), "attempt=2; max=3");
/// assert_eq!(OF.of(2, None).to_string(), "attempt=2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptHeader<'h> {
    /// The name of the header.
    pub name: &'h str,
    /// Its value. `{attempt}` stands for the number of the attempt, from 1, and `{retry}` for the same number from 0. `{attempts}` and
    /// `{retries}` stand for the maximum numbers of attempts and retries. If attempts are unlimited, the parts of the value (separated by
    /// semicolons) that contain one of these two are omitted.
    pub value: &'h str,
}

impl<'h> AttemptHeader<'h> {
    /// A header whose value is the number of the attempt, from 1.
    #[inline]
    pub const fn new(name: &'h str) -> Self {
        Self { name, value: "{attempt}" }
    }

    /// Sets the value.
    #[must_use]
    #[inline]
    pub const fn value(mut self, value: &'h str) -> Self {
        self.value = value;
        self
    }

    /// The value for an attempt of a call that is sent at most `attempts` times; `None` if the number is unlimited.
    #[inline]
    pub fn of(self, attempt: u32, attempts: impl Into<Option<u32>>) -> AttemptHeaderValue<'h> {
        AttemptHeaderValue { template: self.value, attempt, attempts: attempts.into() }
    }
}

/// The value of an [`AttemptHeader`] for one attempt; it is written when it is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptHeaderValue<'h> {
    template: &'h str,
    attempt: u32,
    attempts: Option<u32>,
}

impl AttemptHeaderValue<'_> {
    /// Whether nothing is left of the value, because every part of it contains a limit that the call does not have.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn is_empty(&self) -> bool {
        self.parts().next().is_none()
    }

    /// The parts of the template that can be written.
    #[cfg_attr(debug_assertions, inline)]
    fn parts(&self) -> impl Iterator<Item = &str> {
        let limited = self.attempts.is_some();
        self.template.split(';').filter(move |part| limited || !(part.contains("{attempts}") || part.contains("{retries}")))
    }

    #[cfg_attr(debug_assertions, inline)]
    fn write(&self, part: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut rest, attempts) = (part, self.attempts.unwrap_or(u32::MAX));
        while let Some((before, after)) = rest.split_once('{') {
            f.write_str(before)?;
            let Some((name, after)) = after.split_once('}') else { return f.write_str(&rest[before.len()..]) };
            match name {
                "attempt" => write!(f, "{}", self.attempt)?,
                "retry" => write!(f, "{}", self.attempt.saturating_sub(1))?,
                "attempts" => write!(f, "{attempts}")?,
                "retries" => write!(f, "{}", attempts.saturating_sub(1))?,
                // The checks of a contract allow no other name.
                other => write!(f, "{{{other}}}")?,
            }
            rest = after;
        }
        f.write_str(rest)
    }
}

impl fmt::Display for AttemptHeaderValue<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.parts().enumerate() {
            if at > 0 {
                f.write_str(";")?;
            }
            self.write(if at == 0 { part.trim_ascii_start() } else { part }, f)?;
        }
        Ok(())
    }
}

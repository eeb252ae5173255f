use super::{Due, Form, read};
use crate::decode::Kind;
use crate::encode::Encode;
use core::fmt;
use core::time::Duration;

/// A delay, displayed in a form, as in a parameter of a code. If the form is less precise, the delay is rounded up.
///
/// ```
/// use core::time::Duration;
/// use errspec::headers::{Delay, Form};
/// let shown = |form| Delay { delay: Duration::from_millis(1500), form }.to_string();
/// assert_eq!(shown(Form::DurationText), "1.5s");
/// assert_eq!(shown(Form::DecimalSeconds), "1.5");
/// assert_eq!(shown(Form::DelaySeconds), "2");
/// assert_eq!(shown(Form::DelayMillis), "1500");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// The delay.
    pub delay: Duration,
    /// Its form. Forms of points in time are written like `delay-seconds`.
    pub form: Form,
}

impl Delay {
    /// Reads a delay; `None` if the text does not have this form, or if the form is that of a point in time.
    #[cfg_attr(debug_assertions, inline)]
    pub fn read(form: Form, text: &str) -> Option<Duration> {
        match read(form, text.as_bytes(), None)? {
            Due::In(delay) => Some(delay),
            Due::At(_) => None,
        }
    }
}

impl fmt::Display for Delay {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.delay.as_nanos();
        match self.form {
            Form::DecimalSeconds => decimal(nanos, 9, f),
            Form::DelayMillis => write!(f, "{}", nanos.div_ceil(1_000_000)),
            Form::DecimalMillis => decimal(nanos, 6, f),
            Form::DurationText | Form::GoDuration => {
                decimal(nanos, 9, f)?;
                f.write_str("s")
            }
            _ => write!(f, "{}", nanos.div_ceil(1_000_000_000)),
        }
    }
}

/// A number with so many decimal places, without zeros at the end.
#[cfg_attr(debug_assertions, inline)]
fn decimal(number: u128, places: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let one = 10_u128.pow(places);
    write!(f, "{}", number / one)?;
    let (mut rest, mut width) = (number % one, places as usize);
    if rest == 0 {
        return Ok(());
    }
    while rest.is_multiple_of(10) {
        rest /= 10;
        width -= 1;
    }
    write!(f, ".{rest:0width$}")
}

/// A number, or a string if the form has units.
impl Encode for Delay {
    #[cfg_attr(debug_assertions, inline)]
    fn encode(&self, _: &Kind, out: &mut dyn fmt::Write) -> fmt::Result {
        match self.form {
            Form::DurationText | Form::GoDuration => write!(out, "\"{self}\""),
            _ => write!(out, "{self}"),
        }
    }
}

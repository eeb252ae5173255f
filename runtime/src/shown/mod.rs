//! Printing of text from servers: it is shortened, and characters that forge lines, move a cursor, or hide or reorder text are escaped.

#[cfg(feature = "responses")]
pub(crate) mod mask;
#[cfg(feature = "responses")]
pub(crate) mod values;

use core::fmt::{self, Write};
use errspec_core::text::is_hidden;

/// The maximum length of a printed message, in characters.
pub(crate) const MESSAGE: usize = 300;
/// The maximum length of a printed code, state, phrase or request ID, in characters.
pub(crate) const NAME: usize = 100;

/// A trimmed text for a line of a log, shortened to this many characters.
pub(crate) struct Shown<'a>(pub(crate) &'a str, pub(crate) usize);

impl fmt::Display for Shown<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_shown(self.0.trim(), self.1, f)
    }
}

/// Escapes count with all their characters, so that no text makes a line too long.
#[cfg_attr(debug_assertions, inline)]
fn write_shown(text: &str, most: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut left = most;
    for c in text.chars() {
        let escaped = is_hidden(c).then(|| c.escape_default());
        let Some(rest) = left.checked_sub(escaped.as_ref().map_or(1, ExactSizeIterator::len)) else {
            return f.write_char('…');
        };
        left = rest;
        match escaped {
            Some(escaped) => write!(f, "{escaped}")?,
            None => f.write_char(c)?,
        }
    }
    Ok(())
}

/// A text in quotes for `Debug`, shortened to this many characters.
pub(crate) struct Quoted<'a>(pub(crate) &'a str, pub(crate) usize);

impl fmt::Debug for Quoted<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        write_shown(self.0, self.1, f)?;
        f.write_char('"')
    }
}

impl fmt::Display for Quoted<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// Writes text from a server as the `Display` implementation of its type: padded to a width if it is short and plain, otherwise like
/// [`Shown`].
#[inline]
pub(crate) fn pad(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if text.chars().take(NAME + 1).count() <= NAME && !text.chars().any(is_hidden) {
        f.pad(text)
    } else {
        write!(f, "{}", Shown(text, NAME))
    }
}

/// Shows the number of elements of something that may be large.
pub(crate) struct Count(pub(crate) usize);

impl fmt::Debug for Count {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]", self.0)
    }
}

//! Texts of servers as people and terminals read them: cut at a bounded length, and without characters that forge lines, move a
//! cursor, or hide or reorder text.

pub(crate) mod mask;
pub(crate) mod values;

use core::fmt::{self, Write};

/// Longest message shown, in characters.
pub(crate) const MESSAGE: usize = 300;
/// Longest code, state, phrase or request id shown, in characters.
pub(crate) const NAME: usize = 100;

/// A text of up to so many characters for a line of a log, without blanks around it.
pub(crate) struct Shown<'a>(pub(crate) &'a str, pub(crate) usize);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_shown(self.0.trim(), self.1, f)
    }
}

/// What is escaped counts with all its characters, so that no text makes a line long.
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

/// A text of up to so many characters between quotes, for debugging.
pub(crate) struct Quoted<'a>(pub(crate) &'a str, pub(crate) usize);

impl fmt::Debug for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        write_shown(self.0, self.1, f)?;
        f.write_char('"')
    }
}

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// Control characters, separators of lines and paragraphs, and characters that are not seen themselves but change how others are: those
/// of text direction (which rustc replaces too), joiners, annotations and tags.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Writes a text of a server as `Display` of its type does: filled up to a width where it is short and plain, else as [`Shown`].
pub(crate) fn pad(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if text.chars().take(NAME + 1).count() <= NAME && !text.chars().any(is_hidden) {
        f.pad(text)
    } else {
        write!(f, "{}", Shown(text, NAME))
    }
}

/// Shows how many there are of something that may be many.
pub(crate) struct Count(pub(crate) usize);

impl fmt::Debug for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]", self.0)
    }
}

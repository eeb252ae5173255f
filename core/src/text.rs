//! Texts of others in what people read: which characters are not shown as they are, and XML.

use core::fmt::{self, Write};

/// Whether a character could forge a line, be taken as a command by a terminal, or hide or reorder the text around it: control characters,
/// separators of lines and paragraphs, and characters that are not seen themselves but change how others are seen. These are
/// [marks of direction](turns_direction), joiners, annotations and tags.
#[inline]
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}'
        | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a character changes the direction of the text after it, so that it reads as another text. The compiler warns of these in source
/// code (`text_direction_codepoint_in_comment`).
#[inline]
pub const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text as the content of an XML element or of a quoted attribute. Line breaks and tabs become spaces; what XML cannot hold and what
/// changes the direction of text becomes U+FFFD.
///
/// ```
/// use errspec_core::text::Xml;
/// assert_eq!(Xml("a<b & \"c\"\n\u{1b}").to_string(), "a&lt;b &amp; &quot;c&quot; \u{fffd}");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Xml<'a>(pub &'a str);

impl fmt::Display for Xml<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\u{fffe}' | '\u{ffff}' => f.write_char(char::REPLACEMENT_CHARACTER)?,
                c if c.is_control() || turns_direction(c) => f.write_char(char::REPLACEMENT_CHARACTER)?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

//! Untrusted text in output for people: which characters must be escaped, and escaping for XML.

use core::fmt::{self, Write};

/// Whether a character could forge a line, be taken as a command by a terminal, or hide or reorder the text around it. These are control
/// characters, separators of lines and paragraphs, and invisible characters that change how other characters are displayed. These are
/// [marks of direction](turns_direction), joiners, annotations and tags.
#[inline]
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}'
        | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a character changes the direction of the text after it, so that it reads as another text. The compiler warns about these in
/// source code (`text_direction_codepoint_in_comment`).
#[inline]
pub const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text as the content of an XML element or of a quoted attribute. Line breaks and tabs become spaces. Characters that XML cannot
/// represent, and those that change the direction of text, become U+FFFD.
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

/// Whether a text is the name of an XML element or attribute (XML 1.0 §2.3), without a prefix.
///
/// ```
/// use errspec_core::text::is_xml_name;
/// assert!(is_xml_name("RequestId") && is_xml_name("größe"));
/// assert!(!is_xml_name("s3:Code") && !is_xml_name("2nd") && !is_xml_name("a b") && !is_xml_name(""));
/// ```
#[cfg_attr(debug_assertions, inline)]
pub fn is_xml_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(begins_name) && chars.all(|c| begins_name(c) || continues_name(c))
}

#[cfg_attr(debug_assertions, inline)]
const fn begins_name(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

#[cfg_attr(debug_assertions, inline)]
const fn continues_name(c: char) -> bool {
    matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Whether XML 1.0 can represent a character (§2.2), at least as a reference.
#[cfg_attr(debug_assertions, inline)]
pub const fn is_xml_char(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

use alloc::borrow::Cow;
use alloc::string::String;

/// The text of a string, given what is between its quotes. It is borrowed if there are no escapes.
#[inline]
pub(super) fn of_inside(inside: &str, escaped: bool) -> Cow<'_, str> {
    if escaped { Cow::Owned(resolved(inside)) } else { Cow::Borrowed(inside) }
}

#[cold]
#[cfg_attr(debug_assertions, inline)]
fn resolved(inside: &str) -> String {
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((plain, escaped)) = rest.find('\\').and_then(|at| rest.split_at_checked(at)) {
        text.push_str(plain);
        let mut chars = Chars::new(escaped);
        text.extend(chars.next());
        rest = chars.rest;
    }
    text.push_str(rest);
    text
}

/// The text of a string token; `None` for any other token.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn of_token(raw: &str) -> Option<Cow<'_, str>> {
    // A token that begins with a quote has been validated to end with one.
    let inside = raw.strip_prefix('"')?.strip_suffix('"')?;
    Some(of_inside(inside, inside.contains('\\')))
}

/// Whether the string with this content, which may have escapes, equals a text.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn means(inner: &str, text: &str) -> bool {
    Chars::new(inner).eq(text.chars())
}

/// The characters of a string, given what is between its quotes.
///
/// An unpaired surrogate, which RFC 8259 §8.2 leaves open, and an invalid escape become U+FFFD.
struct Chars<'a> {
    rest: &'a str,
}

impl<'a> Chars<'a> {
    #[cfg_attr(debug_assertions, inline)]
    const fn new(inner: &'a str) -> Self {
        Self { rest: inner }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn take(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next();
        self.rest = chars.as_str();
        c
    }

    /// The four hexadecimal digits of a `\u` escape. If there are not four, nothing is consumed.
    #[cfg_attr(debug_assertions, inline)]
    fn unit(&mut self) -> Option<u32> {
        let (digits, rest) =
            self.rest.split_at_checked(4).filter(|(digits, _)| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        self.rest = rest;
        u32::from_str_radix(digits, 16).ok()
    }

    #[cfg_attr(debug_assertions, inline)]
    fn unicode(&mut self) -> Option<char> {
        let first = self.unit()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        let before = self.rest;
        self.rest = self.rest.strip_prefix("\\u")?;
        match self.unit() {
            Some(second @ 0xdc00..=0xdfff) => char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)),
            _ => {
                self.rest = before;
                None
            }
        }
    }
}

impl Iterator for Chars<'_> {
    type Item = char;

    #[cfg_attr(debug_assertions, inline)]
    fn next(&mut self) -> Option<char> {
        let c = self.take()?;
        if c != '\\' {
            return Some(c);
        }
        Some(match self.take()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => self.unicode().unwrap_or(char::REPLACEMENT_CHARACTER),
            plain @ ('"' | '\\' | '/') => plain,
            _ => char::REPLACEMENT_CHARACTER,
        })
    }
}

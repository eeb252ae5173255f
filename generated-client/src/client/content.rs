use std::borrow::Cow;
use std::fmt::Write;
use std::string::String;
use std::vec::Vec;

/// A request's body.
#[derive(Clone)]
pub struct Content {
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} bytes)", self.media_type, self.bytes.len())
    }
}

impl Content {
    /// A JSON text, sent as it is.
    pub fn json(text: impl Into<Vec<u8>>) -> Self {
        Self { media_type: "application/json", bytes: text.into() }
    }

    /// A form (`application/x-www-form-urlencoded`, as RFC 6749 wants it).
    pub fn form(fields: &[(&str, &str)]) -> Self {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| [&*segment(name), "=", &*segment(value)].concat()).collect();
        Self { media_type: "application/x-www-form-urlencoded", bytes: pairs.join("&").into_bytes() }
    }

    pub(super) const fn len(&self) -> usize {
        self.bytes.len()
    }
}

/// A text as one segment of a path: what could end the segment is escaped (RFC 3986, section 2.1), and so are whole dots.
pub fn segment(text: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    if text.bytes().all(plain) && !matches!(text, "." | "..") {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if plain(byte) && !matches!(text, "." | "..") {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_stays_one_segment() {
        let cases =
            [("a-1_b.c~", "a-1_b.c~"), ("a/../b", "a%2F..%2Fb"), ("..", "%2E%2E"), ("x?y#z", "x%3Fy%23z"), ("ü", "%C3%BC")];
        for (id, escaped) in cases {
            assert_eq!(segment(id), escaped);
        }
    }
}

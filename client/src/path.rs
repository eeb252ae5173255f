//! The URL of a request, built from the operation's path.

use std::borrow::Cow;
use std::fmt::Write;

/// Percent-encodes a string so that it is one segment of a path (RFC 3986, section 2.1). The segments `.` and `..` are encoded too.
///
/// ```
/// use errspec_client::segment;
/// assert_eq!(segment("a-1_b.c~"), "a-1_b.c~");
/// assert_eq!(segment("a/../b"), "a%2F..%2Fb");
/// assert_eq!(segment(".."), "%2E%2E");
/// ```
pub fn segment(text: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    let dots = matches!(text, "." | "..");
    if text.bytes().all(plain) && !dots {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if plain(byte) && !dots {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    Cow::Owned(escaped)
}

/// Names and values as `name=value&name=value`.
pub(crate) fn pairs<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
    let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| [&*segment(name), "=", &*segment(value)].concat()).collect();
    pairs.join("&")
}

/// Replaces `{name}` with a value. `None` if the path has no such placeholder.
pub(crate) fn fill(path: &str, name: &str, value: &str) -> Option<String> {
    let place = ["{", name, "}"].concat();
    path.contains(&place).then(|| path.replace(&place, &segment(value)))
}

/// The name of a placeholder without a value.
pub(crate) fn unfilled(path: &str) -> Option<&str> {
    let (_, after) = path.split_once('{')?;
    after.split_once('}').map(|(name, _)| name)
}

/// The absolute URL. A path that is an absolute URL already is not changed.
pub(crate) fn join(base: &str, path: &str, query: &str) -> String {
    let absolute = path.starts_with("http://") || path.starts_with("https://");
    let mut url = if absolute { path.to_owned() } else { [base.trim_end_matches('/'), path].concat() };
    if !query.is_empty() {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(query);
    }
    url
}

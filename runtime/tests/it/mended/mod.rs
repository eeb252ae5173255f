//! What a body is read as where its strings hold what JSON does not allow, found without the decoder: an oracle of strict JSON reads that.

/// The document as strict JSON: U+FFFD for bytes that are no character and for escapes that there are not, control characters inside
/// strings escaped.
pub(crate) fn mended(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut chars = text.chars().peekable();
    let (mut out, mut inside) = (String::new(), false);
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                inside = !inside;
                out.push('"');
            }
            '\\' if inside => match chars.next() {
                Some(plain @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => out.extend(['\\', plain]),
                Some('u') => {
                    let digits: String = chars.clone().take(4).collect();
                    let whole = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit());
                    out.push_str(if whole { "\\u" } else { "\u{fffd}" });
                }
                Some(_) => out.push('\u{fffd}'),
                None => out.push('\\'),
            },
            c if inside && c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

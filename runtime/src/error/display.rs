use super::ApiError;
use crate::Api;
use core::fmt::{self, Write};

/// Longest message shown, in characters.
const MESSAGE: usize = 300;
/// Longest code, phrase or request id shown, in characters.
const NAME: usize = 100;

/// One line for a person: status and phrase, what happened, code (else type) and request id.
///
/// `404 Not Found: Workflow execution not found (code INVALID_ID; request 550e8400)`. Texts of the server are cut at a bounded
/// length, and characters that could forge lines or reorder text are escaped.
impl<A: Api> fmt::Display for ApiError<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status())?;
        let phrase = self.phrase();
        if !phrase.is_empty() {
            write!(f, " {phrase}")?;
        }
        self.explanation(f)?;
        let mut open = " (";
        let (code, or_type) = (self.code_text().map(|text| ("code", text)), || self.type_text().map(|text| ("type", text)));
        if let Some((what, text)) = code.or_else(or_type) {
            write!(f, "{open}{what} {}", Shown(&text, NAME))?;
            open = "; ";
        }
        if let Some(id) = self.request_id() {
            write!(f, "{open}request {}", Shown(&id, NAME))?;
            open = "; ";
        }
        if open == "; " { f.write_char(')') } else { Ok(()) }
    }
}

impl<A: Api> ApiError<'_, A> {
    /// The server's message, else what the contract says of code, type or status, else what is odd about the body.
    fn explanation(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_code = || self.code_ref().or_else(|| self.type_ref()).map(|code| code.catalogue.summary(code.row));
        let of_status = || self.status_row().map(|row| row.summary);
        let said = |summary: &&str| !summary.is_empty();
        if let Some(message) = self.message() {
            write!(f, ": {}", Shown(&message, MESSAGE))
        } else if let Some(summary) = of_code().filter(said) {
            write!(f, ": {summary}")
        } else if self.body_name().is_none() && !self.raw().is_empty() {
            write!(f, ": body of no known shape, {} bytes", self.raw().len())
        } else if let Some(summary) = of_status().filter(said) {
            write!(f, ": {summary}")
        } else {
            Ok(())
        }
    }
}

/// The facts read, and the beginning of the body.
impl<A: Api> fmt::Debug for ApiError<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("ApiError");
        out.field("api", &A::CONTRACT.name).field("status", &self.status());
        if let Some(body) = self.body_name() {
            out.field("body", &body);
        }
        let optional = [("code", self.code_text()), ("type", self.type_text()), ("request_id", self.request_id())];
        for (name, text) in optional {
            if let Some(text) = text {
                out.field(name, &Quoted(&text, NAME));
            }
        }
        out.field("raw", &Quoted(&alloc::string::String::from_utf8_lossy(head(self.raw())), MESSAGE)).finish()
    }
}

/// Enough bytes for the characters shown.
fn head(raw: &[u8]) -> &[u8] {
    raw.get(..MESSAGE * 4 + 4).unwrap_or(raw)
}

/// A text of the server, safe for a line of a log.
struct Shown<'a>(&'a str, usize);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut chars = self.0.trim().chars();
        for c in chars.by_ref().take(self.1) {
            if hidden(c) { write!(f, "{}", c.escape_default())? } else { f.write_char(c)? }
        }
        if chars.next().is_some() { f.write_char('…') } else { Ok(()) }
    }
}

/// Control characters, line and paragraph separators, and those that change the direction of text.
fn hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

struct Quoted<'a>(&'a str, usize);

impl fmt::Debug for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", Shown(self.0, self.1))
    }
}

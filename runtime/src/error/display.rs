use super::ApiError;
use crate::decode::Role;
use crate::shown::{MESSAGE, NAME, Quoted, Shown};
use crate::{Api, Secret};
use alloc::borrow::Cow;
use core::fmt::{self, Write};

/// One line for people: status and phrase, what happened, the code (or the type, if there is no code), and the request ID. A text that is
/// empty or the default of its field is left out.
///
/// `404 Not Found: Workflow execution not found (code INVALID_ID; request 550e8400)`. Text from the server is shortened, and characters
/// that could forge lines or reorder text are escaped. Values that the contract declares secret are masked. In a message they are found by
/// the code's template; if the message does not match the template, it is masked completely. [`ApiError::message`] returns the original
/// message.
impl<A: Api> fmt::Display for ApiError<'_, A> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status())?;
        let phrase = self.phrase();
        if !phrase.is_empty() {
            write!(f, " {phrase}")?;
        }
        self.explanation(f)?;
        let mut open = " (";
        let code = self.shown(Role::Code, self.telling(Role::Code, self.code_text())).map(|text| ("code", text));
        let or_type = || self.shown(Role::Type, self.telling(Role::Type, self.type_text())).map(|text| ("type", text));
        if let Some((what, text)) = code.or_else(or_type) {
            write!(f, "{open}{what} {}", Shown(&text, NAME))?;
            if let Some(symbol) = self.code_ref().or_else(|| self.type_ref()).and_then(|code| code.catalog.symbol(code.row)) {
                write!(f, " {symbol}")?;
            }
            open = "; ";
        }
        if let Some(text) = self.shown(Role::Subcode, self.telling(Role::Subcode, self.subcode_text())) {
            write!(f, "{open}subcode {}", Shown(&text, NAME))?;
            open = "; ";
        }
        if let Some(id) = self.shown(Role::RequestId, self.telling(Role::RequestId, self.request_id())) {
            write!(f, "{open}request {}", Shown(&id, NAME))?;
            open = "; ";
        }
        if open == "; " { f.write_char(')') } else { Ok(()) }
    }
}

impl<A: Api> ApiError<'_, A> {
    /// The text, unless it is the default, which says nothing that a missing value would not say.
    #[inline]
    fn telling<'t>(&self, role: Role, text: Option<Cow<'t, str>>) -> Option<Cow<'t, str>> {
        let is_default =
            |text: &str| self.having(role).any(|at| at.field.source.is_some_and(|source| source.place.default == Some(text)));
        text.filter(|text| !text.trim().is_empty() && !is_default(text))
    }

    /// The server's message or, if there is none, what the contract says about the subcode, the code, the type or the
    /// status, or what is unusual about
    /// the body.
    #[inline]
    fn explanation(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_code = || {
            let refs = [Self::subcode_ref, Self::code_ref, Self::type_ref];
            refs.into_iter()
                .filter_map(|code| code(self))
                .map(|code| code.catalog.summary(code.row))
                .find(|text| !text.is_empty())
        };
        let of_status = || self.status_row().map(|row| row.facts.summary);
        let said = |summary: &&str| !summary.is_empty();
        if let Some(message) = self.shown_message().filter(|message| !message.trim().is_empty()) {
            write!(f, ": {}", Shown(&message, MESSAGE))
        } else if let Some(summary) = of_code() {
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

/// The facts that were read, and the beginning of the body. The body is omitted if the contract declares secrets.
impl<A: Api> fmt::Debug for ApiError<'_, A> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("ApiError");
        out.field("api", &A::contract().name).field("status", &self.status());
        if let Some(body) = self.body_name() {
            out.field("body", &body);
        }
        let texts = [
            ("code", Role::Code, self.code_text()),
            ("subcode", Role::Subcode, self.subcode_text()),
            ("type", Role::Type, self.type_text()),
            ("request_id", Role::RequestId, self.request_id()),
        ];
        for (name, role, text) in texts {
            if let Some(text) = self.shown(role, text) {
                out.field(name, &Quoted(&text, NAME));
            }
        }
        // A body that is shortened or malformed may contain a secret anywhere.
        if A::contract().has_secrets() {
            return out.field("raw", &Secret::new(())).finish_non_exhaustive();
        }
        out.field("raw", &Quoted(&alloc::string::String::from_utf8_lossy(head(self.raw())), MESSAGE)).finish()
    }
}

/// Enough bytes for the characters that are shown.
#[inline]
fn head(raw: &[u8]) -> &[u8] {
    raw.get(..MESSAGE * 4 + 4).unwrap_or(raw)
}

//! Reads the parameters of a code from an error.

use crate::body_fields::BodyFields;
use crate::headers::{Delay, Form, Headers};
use crate::place::Place;
use crate::shown::mask;
use crate::{Api, ApiError, CodeRef};
use alloc::borrow::Cow;
use core::str::FromStr;
use core::time::Duration;

/// The texts of a code's parameters in an error. Generated code reads the typed parameters from it.
///
/// A parameter that has a place is read from there. Any other is read from the server's message by the template of the contract, if the
/// message matches the template in one way only.
pub struct Params<'e> {
    template: &'static str,
    message: Option<Cow<'e, str>>,
    places: &'static [(&'static str, Place)],
    headers: &'e dyn Headers,
    body: &'e dyn BodyFields,
}

impl<'e> Params<'e> {
    /// The parameters of this code; `None` if it is neither the code nor the subcode nor the type of the error. `headers` are those of the same
    /// response.
    pub fn of<A: Api>(
        error: &'e ApiError<'_, A>,
        headers: &'e dyn Headers,
        code: impl Into<CodeRef>,
        places: &'static [(&'static str, Place)],
    ) -> Option<Self> {
        let code = code.into();
        let has = [error.code_ref(), error.subcode_ref(), error.type_ref()].contains(&Some(code));
        let template = code.catalog.extra(code.row).map_or("", |extra| extra.message);
        let message = if template.is_empty() { None } else { error.message() };
        has.then_some(Self { template, message, places, headers, body: error })
    }

    /// The text of a parameter.
    #[cfg_attr(debug_assertions, inline)]
    pub fn text(&self, name: &str) -> Option<Cow<'e, str>> {
        if let Some((_, place)) = self.places.iter().find(|(own, _)| *own == name) {
            return place.read(self.headers, self.body);
        }
        match self.message.as_ref()? {
            Cow::Borrowed(message) => mask::value(self.template, name, message).map(Cow::Borrowed),
            Cow::Owned(message) => mask::value(self.template, name, message).map(|value| Cow::Owned(value.into())),
        }
    }

    /// A parameter parsed from its text; `None` if it has none or cannot be parsed.
    pub fn parse<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name)?.trim().parse().ok()
    }

    /// A parameter that is a duration of this form.
    #[cfg_attr(debug_assertions, inline)]
    pub fn delay(&self, name: &str, form: Form) -> Option<Duration> {
        Delay::read(form, &self.text(name)?)
    }
}

impl core::fmt::Debug for Params<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Params").field("template", &self.template).finish_non_exhaustive()
    }
}

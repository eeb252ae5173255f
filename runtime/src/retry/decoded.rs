//! Decoded errors as outcomes.

use super::outcome::ReportedCode;
use super::{BodyFields, Decision, Operation, Outcome};
use crate::decode::{Json, JsonKind, Role};
use crate::place::ListItem;
use crate::{Api, ApiError};
use alloc::borrow::Cow;
use alloc::vec::Vec;
use errspec_core::{Item, Items, Test, Value};

impl<'a> Outcome<'a> {
    /// A decoded error with its status, code, type and body. It is always a failure, even with status 200, because the caller has already
    /// decided that the response is an error.
    pub fn error<A: Api>(error: &'a ApiError<'_, A>) -> Self {
        let [subcode, code, error_type] = error.said();
        Self { subcode, code, error_type, body: error, failed: Some(true), ..Self::status(error.status()) }
    }
}

impl<A: Api> ApiError<'_, A> {
    /// The decision about retrying after this error, by the most specific fact of the contract. Rules about headers or operations are not
    /// considered; [`Policy::classify`](super::Policy::classify) considers them too.
    #[inline]
    pub fn decision(&self) -> Decision {
        A::contract().policy.classify(&Outcome::error(self), None::<&Operation>)
    }

    /// The subcode, the code and the type, as rules and catalogs need them.
    #[inline]
    pub(crate) fn said(&self) -> [ReportedCode<'_>; 3] {
        let subcode = if self.may_have(Role::Subcode) { self.said_as(Role::Subcode) } else { ReportedCode::NOTHING };
        [subcode, self.said_as(Role::Code), self.said_as(Role::Type)]
    }

    #[inline]
    fn said_as(&self, role: Role) -> ReportedCode<'_> {
        if let Some(code) = self.listed_or_implied(role) {
            return ReportedCode::listed(code);
        }
        // The text is borrowed from the body unless it has escapes.
        match self.text_of(role) {
            Some(text) => ReportedCode::text(self.unlisted(role).map(|(catalog, _)| catalog), text),
            None => ReportedCode::NOTHING,
        }
    }
}

impl<A: Api> BodyFields for ApiError<'_, A> {
    #[inline]
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        scalar(self.at(pointer)?)
    }

    fn test(&self, pointer: &str, test: &Test<'_>) -> bool {
        passes(self.at(pointer), test)
    }

    fn item(&self, item: &ListItem) -> Option<Cow<'_, str>> {
        in_item(self.at(item.list)?, item)
    }

    fn name(&self) -> Option<&'static str> {
        self.body_name()
    }
}

impl BodyFields for Json<'_> {
    #[inline]
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        scalar(self.at(pointer)?)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn test(&self, pointer: &str, test: &Test<'_>) -> bool {
        passes(self.at(pointer), test)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn item(&self, item: &ListItem) -> Option<Cow<'_, str>> {
        in_item(self.at(item.list)?, item)
    }
}

impl BodyFields for [u8] {
    #[inline]
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        scalar(Json::parse(self)?.at(pointer)?)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn test(&self, pointer: &str, test: &Test<'_>) -> bool {
        passes(Json::parse(self).and_then(|json| json.at(pointer)), test)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn item(&self, item: &ListItem) -> Option<Cow<'_, str>> {
        in_item(Json::parse(self)?.at(item.list)?, item)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn is_readable(&self) -> bool {
        Json::parse(self).is_some()
    }
}

impl BodyFields for Vec<u8> {
    #[inline]
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        self.as_slice().text(pointer)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn test(&self, pointer: &str, test: &Test<'_>) -> bool {
        self.as_slice().test(pointer, test)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn item(&self, item: &ListItem) -> Option<Cow<'_, str>> {
        self.as_slice().item(item)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn is_readable(&self) -> bool {
        self.as_slice().is_readable()
    }
}

#[cfg_attr(debug_assertions, inline)]
fn scalar(value: Json<'_>) -> Option<Cow<'_, str>> {
    if let Some(text) = value.as_string() {
        return Some(text);
    }
    let plain = value.as_number().is_some() || value.as_boolean().is_some();
    plain.then(|| Cow::Borrowed(value.as_str()))
}

/// The text of the member of the first item that passes and has one.
#[cfg_attr(debug_assertions, inline)]
fn in_item<'j>(list: Json<'j>, item: &ListItem) -> Option<Cow<'j, str>> {
    list.items()?.filter(|element| item.accepts(element)).find_map(|element| scalar(element.at(item.member)?))
}

/// Whether a value, or the absence of one, passes. `null` counts as absent.
#[cfg_attr(debug_assertions, inline)]
fn passes(value: Option<Json<'_>>, test: &Test<'_>) -> bool {
    tested(value, &|value| test.holds(value))
}

#[cfg_attr(debug_assertions, inline)]
fn tested(value: Option<Json<'_>>, holds: &dyn Fn(Option<Value<'_>>) -> bool) -> bool {
    let Some(value) = value.filter(|value| !value.is_null()) else { return holds(None) };
    if let Some(text) = scalar(value) {
        return holds(Some(Value::Text(&text)));
    }
    let kind = if value.kind() == JsonKind::Array { Value::Items(&value) } else { Value::Other };
    holds(Some(kind))
}

impl Items for Json<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn any(&self, holds: &dyn Fn(&dyn Item) -> bool) -> bool {
        self.items().is_some_and(|mut items| items.any(|item| holds(&item)))
    }
}

impl Item for Json<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn is(&self, pointer: &str, holds: &dyn Fn(Option<Value<'_>>) -> bool) -> bool {
        tested(self.at(pointer), holds)
    }
}

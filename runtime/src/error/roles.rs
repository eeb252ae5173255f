//! The accessors that all bodies share.

use super::ApiError;
use crate::decode::{self, Field, Fields, Json, Kind, Place, Role};
use crate::retry::ImpliedCode;
use crate::{Api, Catalog, Code, CodeRef, OpenCode};
use alloc::borrow::Cow;
use core::time::Duration;

impl<A: Api> ApiError<'_, A> {
    /// The error code in the catalog `C`. An unlisted code keeps its text. A response without a code has the code that the contract says its
    /// status implies, if any.
    ///
    /// `None` if the body has no code, or if its code belongs to another catalog; for a catalog of types, use
    /// [`error_type`](Self::error_type). If the response matches no body, only listed codes are returned, because the value could be
    /// anything.
    pub fn code<C: Code>(&self) -> Option<OpenCode<'_, C>> {
        self.wire(Role::Code)
    }

    /// The error code, if it is listed in any catalog.
    #[inline]
    pub fn code_ref(&self) -> Option<CodeRef> {
        self.listed_or_implied(Role::Code)
    }

    /// The text of the error code, listed or not.
    #[inline]
    pub fn code_text(&self) -> Option<Cow<'_, str>> {
        self.text_or_implied(Role::Code)
    }

    /// Whether the error code or type is this one.
    pub fn is<C: Code>(&self, code: C) -> bool {
        let code = CodeRef::from(code);
        self.code_ref() == Some(code) || self.type_ref() == Some(code)
    }

    /// The error type in the catalog `C`; see [`code`](Self::code).
    pub fn error_type<C: Code>(&self) -> Option<OpenCode<'_, C>> {
        self.wire(Role::Type)
    }

    /// The error type, if it is listed in any catalog.
    #[inline]
    pub fn type_ref(&self) -> Option<CodeRef> {
        self.listed_or_implied(Role::Type)
    }

    /// The text of the error type, listed or not.
    #[inline]
    pub fn type_text(&self) -> Option<Cow<'_, str>> {
        self.text_or_implied(Role::Type)
    }

    /// The server's message for people.
    #[inline]
    pub fn message(&self) -> Option<Cow<'_, str>> {
        let fields = self.fields();
        self.having(Role::Message).find_map(|place| fields.text_of(place))
    }

    /// The server's ID for the request, from the body or, if the body has none, from the header.
    #[inline]
    pub fn request_id(&self) -> Option<Cow<'_, str>> {
        let fields = self.fields();
        let in_body = self.having(Role::RequestId).find_map(|place| fields.code_text(place));
        in_body.or_else(|| self.request_id.as_deref().map(Cow::Borrowed))
    }

    /// Further details of the error from the body.
    #[inline]
    pub fn details(&self) -> Option<Json<'_>> {
        let fields = self.fields();
        self.having(Role::Details).find_map(|place| fields.raw(place)).map(Json::of)
    }

    /// The delay that the body asks for.
    #[inline]
    pub fn delay(&self) -> Option<Duration> {
        let fields = self.fields();
        self.having(Role::Delay).find_map(|place| decode::seconds(&fields.code_text(place)?))
    }

    /// The value at a JSON Pointer (RFC 6901) in the body; `None` also if the body is not JSON.
    ///
    /// This is for values that are not fields of the contract. Each call parses the body again.
    #[inline]
    pub fn at(&self, pointer: &str) -> Option<Json<'_>> {
        Json::parse_text(self.raw.text())?.at(pointer)
    }

    /// The fields with a role: those of the body that matched or, if none did, those of all bodies whose conditions the response does not
    /// contradict.
    #[inline]
    pub(super) fn having(&self, role: Role) -> impl Iterator<Item = Place> {
        self.places().filter(move |place| place.field.role == Some(role))
    }

    /// All of these fields.
    #[inline]
    pub(super) fn places(&self) -> impl Iterator<Item = Place> {
        let bodies = A::CONTRACT.decoder.bodies;
        let fields = self.fields();
        let matched = bodies.get(self.body as usize).map(core::slice::from_ref);
        let all = matched.unwrap_or(bodies).iter().flat_map(|body| body.fields).enumerate();
        all.map(move |(index, field)| fields.place(index, field))
    }

    fn wire<C: Code>(&self, role: Role) -> Option<OpenCode<'_, C>> {
        let fields = self.fields();
        let mut of_catalog = self.having(role).filter(|place| is_of::<C>(place.field) && fields.fits(*place));
        let read = |place| fields.code_text(place).map(OpenCode::new);
        let read = if fields.body().is_some() {
            of_catalog.find_map(read)
        } else {
            of_catalog.find_map(|place| read(place).filter(|wire| wire.known().is_some()))
        };
        read.or_else(|| self.implied(role)?.cast::<C>().map(OpenCode::Known))
    }

    /// The code that the status implies, if the response has none.
    fn implied(&self, role: Role) -> Option<CodeRef> {
        let implied = ImpliedCode::find(A::CONTRACT.policy.implied, self.status(), role)?;
        self.text_of(role).is_none().then_some(implied)
    }

    #[inline]
    pub(crate) fn listed_or_implied(&self, role: Role) -> Option<CodeRef> {
        self.listed(role).or_else(|| self.implied(role))
    }

    fn text_or_implied(&self, role: Role) -> Option<Cow<'_, str>> {
        self.text_of(role).or_else(|| self.implied(role).map(|code| Cow::Borrowed(code.wire())))
    }

    /// The text of an unlisted code in the body that matched, and its catalog.
    #[inline]
    pub(crate) fn unlisted(&self, role: Role) -> Option<(&'static Catalog, Cow<'_, str>)> {
        let fields = self.fields();
        fields.body()?;
        self.having(role).find_map(|place| {
            let Kind::Code(catalog) = place.field.kind else { return None };
            if fields.fits(place) { fields.code_text(place).map(|text| (catalog, text)) } else { None }
        })
    }

    pub(crate) fn listed(&self, role: Role) -> Option<CodeRef> {
        let fields = self.fields();
        self.having(role).find_map(|place| listed(&fields, place))
    }

    #[inline]
    pub(crate) fn text_of(&self, role: Role) -> Option<Cow<'_, str>> {
        let fields = self.fields();
        let matched = fields.body().is_some();
        let believed = |place: &Place| if matched { fields.fits(*place) } else { listed(&fields, *place).is_some() };
        self.having(role).filter(believed).find_map(|place| fields.code_text(place))
    }
}

fn is_of<C: Code>(field: &Field) -> bool {
    matches!(field.kind, Kind::Code(catalog) if core::ptr::eq(catalog, C::CATALOG))
}

#[cfg_attr(debug_assertions, inline)]
fn listed(fields: &Fields<'_, '_>, place: Place) -> Option<CodeRef> {
    let Kind::Code(catalog) = place.field.kind else { return None };
    fields.listed(place, catalog).map(|row| CodeRef { catalog, row })
}

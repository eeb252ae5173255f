//! The accessors that all bodies share.

use super::ApiError;
use crate::decode::{self, BodyShape, Causes, Field, FieldAt, Fields, Find, Json, Kind, Role};
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

    /// Whether the error code, the subcode or the type is this code.
    pub fn is<C: Code>(&self, code: C) -> bool {
        let code = CodeRef::from(code);
        if self.subcode_ref() == Some(code) {
            return true;
        }
        self.code_ref() == Some(code) || self.type_ref() == Some(code)
    }

    /// The subcode in the catalog `C`, a more specific code in addition to the code, such as a decline reason; see [`code`](Self::code).
    pub fn subcode<C: Code>(&self) -> Option<OpenCode<'_, C>> {
        self.wire(Role::Subcode)
    }

    /// The subcode, if it is listed in any catalog.
    #[inline]
    pub fn subcode_ref(&self) -> Option<CodeRef> {
        if self.may_have(Role::Subcode) { self.listed(Role::Subcode) } else { None }
    }

    /// The text of the subcode, listed or not.
    #[inline]
    pub fn subcode_text(&self) -> Option<Cow<'_, str>> {
        if self.may_have(Role::Subcode) { self.text_of(Role::Subcode) } else { None }
    }

    /// The errors that caused this one, from the outer to the inner ones, if the body has a `chain` in the contract. At most 32 are read.
    pub fn causes(&self) -> Causes<'_> {
        let chain = self.shape().and_then(|body| body.chain);
        let fields = self.fields();
        let field = chain.and_then(|chain| fields.field(chain.field.into()));
        Causes::new(chain, field.and_then(|place| fields.raw(place)))
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

    /// The server's ID for the request, from the body or, if the body has none, from the header.
    #[inline]
    pub fn request_id(&self) -> Option<Cow<'_, str>> {
        let in_body = self.first(Role::RequestId, &mut |fields, place, _| fields.code_text(place));
        in_body.or_else(|| {
            let id = self.aside.as_deref()?.get(..self.request_id as usize)?;
            (!id.is_empty()).then_some(Cow::Borrowed(id))
        })
    }

    /// Further details of the error from the body.
    #[inline]
    pub fn details(&self) -> Option<Json<'_>> {
        self.first(Role::Details, &mut |fields, place, _| fields.raw(place)).map(Json::of)
    }

    /// The delay that the body asks for.
    #[inline]
    pub fn delay(&self) -> Option<Duration> {
        self.first(Role::Delay, &mut |fields, place, _| decode::seconds(&fields.code_text(place)?))
    }

    /// The value at a JSON Pointer (RFC 6901) in the body; `None` also if the body cannot be read. A body in XML, a form or plain text is
    /// read as the JSON to which the contract converts it.
    ///
    /// This is for values that are not fields of the contract. Each call parses the body again.
    #[inline]
    pub fn at(&self, pointer: &str) -> Option<Json<'_>> {
        Json::parse_text(self.raw.text())?.at(pointer)
    }

    /// The fields with a role: those of the body that matched or, if none did, those of all bodies whose conditions the response does not
    /// contradict.
    #[inline]
    pub(super) fn having(&self, role: Role) -> impl Iterator<Item = FieldAt> {
        self.places().filter(move |place| place.field.role == Some(role))
    }

    /// All of these fields.
    #[inline]
    pub(super) fn places(&self) -> impl Iterator<Item = FieldAt> {
        let fields = self.fields();
        let all = self.shapes().iter().flat_map(|body| body.fields).enumerate();
        all.map(move |(index, field)| fields.place(index, field))
    }

    /// The body that matched.
    fn shape(&self) -> Option<&'static BodyShape> {
        A::contract().decoder.bodies.get(self.body as usize)
    }

    /// The body that matched or, if none did, all bodies.
    fn shapes(&self) -> &'static [BodyShape] {
        let bodies = A::contract().decoder.bodies;
        bodies.get(self.body as usize).map_or(bodies, core::slice::from_ref)
    }

    /// Whether a body has a field or a member with the role.
    pub(crate) fn may_have(&self, role: Role) -> bool {
        self.shapes().iter().any(|body| body.roles.has(role))
    }

    /// The first value that `find` returns for a field with a role, or for a member with that role in the items of a list or map. It is
    /// called with the fields that the member belongs to, and with the name of the entry that it is in.
    pub(super) fn first<'s, R>(&'s self, role: Role, find: &mut Find<'_, 's, R>) -> Option<R> {
        if role == Role::Code && self.shape().and_then(|body| body.chain).is_some_and(|chain| chain.innermost) {
            let listed = self.causes().filter(|cause| cause.code_ref().is_some());
            let innermost = listed.filter_map(|cause| cause.first(role, |fields, place| find(fields, place, None))).last();
            if innermost.is_some() {
                return innermost;
            }
        }
        let fields = self.fields();
        let direct = self.having(role).find_map(|place| find(&fields, place, None));
        if direct.is_some() || !self.shapes().iter().any(|body| body.roles.are_inside(role)) {
            return direct;
        }
        self.places().find_map(|place| {
            let shape = place.field.kind.items().filter(|shape| shape.has(role))?;
            let raw = fields.raw(place).filter(|_| fields.fits(place))?;
            decode::first_inside(raw, shape, role, None, find)
        })
    }

    fn wire<C: Code>(&self, role: Role) -> Option<OpenCode<'_, C>> {
        let matched = self.body_name().is_some();
        let read = self.first(role, &mut |fields, place, _| {
            if !is_of::<C>(place.field) || !fields.fits(place) {
                return None;
            }
            fields.open_code(place).filter(|code| matched || code.known().is_some())
        });
        read.or_else(|| self.implied(role)?.cast::<C>().map(OpenCode::Known))
    }

    /// The code that the status implies, if the response has none.
    fn implied(&self, role: Role) -> Option<CodeRef> {
        let implied = ImpliedCode::find(A::contract().policy.implied, self.status(), role)?;
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
        self.body_name()?;
        self.first(role, &mut |fields, place, _| {
            let Kind::Code(catalog) = place.field.kind else { return None };
            if fields.fits(place) { fields.code_text(place).map(|text| (catalog, text)) } else { None }
        })
    }

    pub(crate) fn listed(&self, role: Role) -> Option<CodeRef> {
        self.first(role, &mut |fields, place, _| listed(fields, place))
    }

    #[inline]
    pub(crate) fn text_of(&self, role: Role) -> Option<Cow<'_, str>> {
        let matched = self.body_name().is_some();
        self.first(role, &mut |fields, place, _| {
            let believed = if matched { fields.fits(place) } else { listed(fields, place).is_some() };
            match place.field.kind {
                _ if !believed => None,
                // The text of a code is its wire text, whatever it is read by.
                Kind::CodeKey(..) => listed(fields, place).map(|code| code.wire().into()).or_else(|| fields.code_text(place)),
                _ => fields.code_text(place),
            }
        })
    }
}

fn is_of<C: Code>(field: &Field) -> bool {
    field.kind.catalog().is_some_and(|catalog| core::ptr::eq(catalog, C::CATALOG))
}

#[cfg_attr(debug_assertions, inline)]
pub(super) fn listed(fields: &Fields<'_, '_>, place: FieldAt) -> Option<CodeRef> {
    fields.code_ref(place)
}

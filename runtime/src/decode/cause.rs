use super::Chain;
use super::scan::read;
use super::span::{Slots, Text};
use super::{FieldAt, Fields, Json, Role};
use crate::shown::{NAME, Quoted};
use crate::{Code, CodeRef, OpenCode};
use alloc::borrow::Cow;
use core::fmt;

/// The number of causes that are read. Further ones are ignored.
const MOST: u8 = 32;

/// The causes of an error, from the outer to the inner ones; see [`ApiError::causes`](crate::ApiError::causes).
#[derive(Clone)]
pub struct Causes<'e> {
    chain: Option<&'static Chain>,
    next: Option<&'e str>,
    left: u8,
}

/// One error that caused another. It has the roles that the error itself has.
#[derive(Clone)]
pub struct Cause<'e> {
    chain: &'static Chain,
    text: &'e str,
    slots: Slots,
}

impl<'e> Causes<'e> {
    /// The causes whose first one is this JSON text, if there is one.
    #[inline]
    pub(crate) const fn new(chain: Option<&'static Chain>, first: Option<&'e str>) -> Self {
        Self { chain, next: first, left: MOST }
    }
}

impl<'e> Iterator for Causes<'e> {
    type Item = Cause<'e>;

    #[cfg_attr(debug_assertions, inline)]
    fn next(&mut self) -> Option<Cause<'e>> {
        let (chain, text) = (self.chain?, self.next.take().filter(|text| text.starts_with('{'))?);
        self.left = self.left.checked_sub(1)?;
        let mut slots = Slots::new(chain.link.slots.into());
        read(text, &chain.link.root, slots.as_mut_slice())?;
        let cause = Cause { chain, text, slots };
        let fields = cause.fields();
        self.next = fields.field(chain.next.into()).and_then(|place| fields.raw(place));
        Some(cause)
    }
}

impl<'e> Cause<'e> {
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn fields(&self) -> Fields<'_, 'e> {
        Fields::by_slot(Text::of(self.text), self.slots.as_slice(), self.chain.link.fields)
    }

    /// Its JSON.
    #[inline]
    pub const fn json(&self) -> Json<'e> {
        Json::of(self.text)
    }

    /// Its code in the catalog `C`. An unlisted code keeps its text.
    #[inline]
    pub fn code<C: Code>(&self) -> Option<OpenCode<'e, C>> {
        self.wire(Role::Code)
    }

    /// Its code, if it is listed in any catalog.
    #[inline]
    pub fn code_ref(&self) -> Option<CodeRef> {
        self.first(Role::Code, |fields, place| fields.code_ref(place))
    }

    /// The text of its code, listed or not.
    #[inline]
    pub fn code_text(&self) -> Option<Cow<'e, str>> {
        self.first(Role::Code, |fields, place| fields.code_text(place))
    }

    /// Its type in the catalog `C`.
    #[inline]
    pub fn error_type<C: Code>(&self) -> Option<OpenCode<'e, C>> {
        self.wire(Role::Type)
    }

    /// The text of its type, listed or not.
    #[inline]
    pub fn type_text(&self) -> Option<Cow<'e, str>> {
        self.first(Role::Type, |fields, place| fields.code_text(place))
    }

    /// Its message for people.
    #[inline]
    pub fn message(&self) -> Option<Cow<'e, str>> {
        self.first(Role::Message, |fields, place| fields.text_of(place))
    }

    fn wire<C: Code>(&self, role: Role) -> Option<OpenCode<'e, C>> {
        self.first(role, |fields, place| {
            let of_catalog = place.field.kind.catalog().is_some_and(|catalog| core::ptr::eq(catalog, C::CATALOG));
            if of_catalog && fields.fits(place) { fields.open_code(place) } else { None }
        })
    }

    /// The first value that is found in a field with a role.
    pub(crate) fn first<R>(&self, role: Role, mut find: impl FnMut(&Fields<'_, 'e>, FieldAt) -> Option<R>) -> Option<R> {
        let fields = self.fields();
        let of_role = self.chain.link.fields.iter().enumerate().filter(|(_, field)| field.role == Some(role));
        of_role.map(|(index, field)| fields.place(index, field)).find_map(|place| find(&fields, place))
    }
}

/// The code. Everything else may be secret.
impl fmt::Debug for Cause<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Cause");
        let secret = self.chain.link.fields.iter().any(|field| field.role == Some(Role::Code) && field.secret);
        if let Some(code) = self.code_text().filter(|_| !secret) {
            out.field("code", &Quoted(&code, NAME));
        }
        out.finish_non_exhaustive()
    }
}

impl fmt::Debug for Causes<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Causes")
    }
}

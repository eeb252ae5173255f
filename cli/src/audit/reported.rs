//! The codes that an error reports, with the catalogs in which they should be.

use errspec::decode::{Field, Kind, Role};
use errspec::{ApiError, Catalog, CodeRef, Contract};
use errspec_tables::Loaded;
use std::borrow::Cow;

/// A code, a subcode or a type.
pub(super) struct Reported<'e> {
    pub(super) listed: Option<CodeRef>,
    /// The catalog of the field that the code was read from.
    pub(super) catalog: Option<&'static Catalog>,
    /// The text, unless it is secret.
    pub(super) text: Option<Cow<'e, str>>,
}

pub(super) fn reported<'e>(contract: &'static Contract, error: &'e ApiError<'_, Loaded>) -> [Reported<'e>; 3] {
    let body = error.body_name().and_then(|name| contract.decoder.bodies.iter().find(|body| body.name == name));
    let of = |role, listed, text: Option<Cow<'e, str>>| {
        let field = body.and_then(|body| field(body.fields, role, false));
        let text = text.filter(|_| field.is_none_or(|(_, secret)| !secret));
        Reported { listed, catalog: field.map(|(catalog, _)| catalog), text }
    };
    [
        of(Role::Code, error.code_ref(), error.code_text()),
        of(Role::Subcode, error.subcode_ref(), error.subcode_text()),
        of(Role::Type, error.type_ref(), error.type_text()),
    ]
}

/// The catalog of the first field or member with a role, and whether its value is secret.
fn field(fields: &'static [Field], role: Role, inside: bool) -> Option<(&'static Catalog, bool)> {
    let of_role = fields.iter().filter(|field| field.role == Some(role));
    let direct = { of_role }.find_map(|field| Some((field.kind.catalog()?, inside || field.secret)));
    direct.or_else(|| {
        fields.iter().find_map(|outer| match outer.kind {
            Kind::List(items) | Kind::Map(items) => field(items.fields, role, inside || outer.secret),
            _ => None,
        })
    })
}

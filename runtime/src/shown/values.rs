//! `Debug` output of typed bodies and list items: long strings are shortened, secrets are masked.

use super::{MESSAGE, NAME, Quoted, mask};
use crate::decode::{Field, ItemShape, Kind, Role};
use crate::encode::{Encode, Values};
use crate::{Contract, Secret};
use core::fmt;

/// The `Debug` implementation of every generated body: its fields, with their names in the contract.
#[inline]
pub fn debug_body(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    contract: &Contract,
    body: usize,
    values: &dyn Values,
) -> fmt::Result {
    debug(f, name, contract.decoder.bodies.get(body).map_or(&[], |body| body.fields), values)
}

/// The `Debug` implementation of every generated list item.
#[inline]
pub fn debug_item(f: &mut fmt::Formatter<'_>, name: &str, shape: &ItemShape, values: &dyn Values) -> fmt::Result {
    debug(f, name, shape.fields, values)
}

/// If a code has a message with a secret, no other field that could contain the secret is shown.
#[cfg_attr(debug_assertions, inline)]
fn debug(f: &mut fmt::Formatter<'_>, name: &str, fields: &[Field], values: &dyn Values) -> fmt::Result {
    let value = |at: usize| values.value(at).filter(|value| value.is_present());
    let codes = || (0..fields.len()).filter_map(|at| value(at)?.code()).filter(|code| code.secrets().is_some());
    let guarded = codes().next().is_some();
    // A value that contains a secret is as secret.
    let around = |field: &Field, other: &Field| other.at.strip_prefix(field.at).is_some_and(|rest| rest.starts_with('/'));
    let is_secret = |field: &Field| field.secret || fields.iter().any(|other| other.secret && around(field, other));
    let mut out = f.debug_struct(name);
    for (at, field) in fields.iter().enumerate() {
        let Some(value) = value(at) else {
            out.field(field.name, &None::<()>);
            continue;
        };
        match value.text() {
            _ if is_secret(field) || guarded && matches!(field.kind, Kind::Json | Kind::List(_) | Kind::Map(_)) => {
                out.field(field.name, &Secret::new(()))
            }
            Some(text) if guarded && !is_name(field) => out.field(field.name, &Quoted(&mask::message(text, codes()), MESSAGE)),
            Some(text) => out.field(field.name, &Quoted(text, if is_name(field) { NAME } else { MESSAGE })),
            None => out.field(field.name, &value),
        };
    }
    out.finish()
}

/// An item of a list or the value of an entry, for `Debug`. A plain item that is a text is shortened.
pub(crate) struct Item<'v> {
    pub(crate) item: &'v dyn fmt::Debug,
    pub(crate) values: &'v dyn Values,
    pub(crate) plain: bool,
}

impl fmt::Debug for Item<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.values.value(0).and_then(Encode::text).filter(|_| self.plain) {
            Some(text) => write!(f, "{}", Quoted(text, MESSAGE)),
            None => self.item.fmt(f),
        }
    }
}

/// Whether a field cannot contain a message.
#[cfg_attr(debug_assertions, inline)]
fn is_name(field: &Field) -> bool {
    matches!(field.role, Some(Role::RequestId | Role::Subcode | Role::Code | Role::Type))
}

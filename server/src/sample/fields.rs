//! The value of one field.

use super::class::ReportedCode;
use super::tree::Tree;
use super::{REQUEST_ID, TIMESTAMP, codes, decimal};
use errspec_spec::model::{CodeId, Contract, Field, FieldKind};
use errspec_spec::syntax::Location;
use errspec_spec::words::Role;
use serde_json::{Map, Value};

/// The purpose for which a body is created.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'r> {
    pub(crate) status: u16,
    pub(crate) code: Option<CodeId>,
    /// The code that clients act on.
    pub(crate) said: Option<ReportedCode>,
    /// Whether somebody asked for this code.
    pub(crate) asked: bool,
    /// The path of the request, for bodies that repeat it.
    pub(crate) path: &'r str,
}

impl Subject<'_> {
    /// A value for a field; `None` for an optional code if none is documented.
    pub(super) fn value(&self, contract: &Contract, field: &Field) -> Option<Value> {
        // A client reads a delay from this field, so it must contain one.
        if let Some(wait) = super::headers::wait_at(contract, self.status, field) {
            return Some(wait);
        }
        let text = match field.role {
            Some(Role::Message) => Some(self.message(contract)),
            Some(Role::RequestId) => Some(REQUEST_ID.to_owned()),
            Some(Role::Delay) => Some("1".to_owned()),
            Some(Role::Type) => Some("about:blank".to_owned()), // RFC 9457 section 4.2.1
            _ => None,
        };
        match (&field.kind, field.name.as_str()) {
            (FieldKind::String | FieldKind::List(_) | FieldKind::Map(_), _) if text.is_some() => {
                text.map(|text| self.of_texts(contract, &field.kind, &text))
            }
            (FieldKind::String, "phrase" | "title") => Some(Value::from(super::headers::phrase(contract, self.status))),
            (FieldKind::String, "path" | "instance") => Some(Value::from(self.path)),
            (FieldKind::Code(at) | FieldKind::Key(at, _), _) if !field.is_required() => {
                self.documented(contract, *at, field.role).and_then(|id| codes::written_as(contract, &field.kind, id))
            }
            (FieldKind::Code(_) | FieldKind::Key(..), _) => Some(self.code(contract, &field.kind, field.role)),
            (kind, _) => Some(self.of_kind(contract, kind)),
        }
    }

    fn of_kind(&self, contract: &Contract, kind: &FieldKind) -> Value {
        match kind {
            FieldKind::String => Value::from("sample"),
            FieldKind::Integer => Value::from(1),
            FieldKind::Number => decimal(),
            FieldKind::Boolean => Value::Bool(true),
            FieldKind::Timestamp => Value::from(TIMESTAMP),
            FieldKind::Status => Value::from(self.status),
            FieldKind::Json => Value::Object(Map::new()),
            FieldKind::Code(_) | FieldKind::Key(..) => self.code(contract, kind, None),
            FieldKind::List(item) => Value::Array(vec![self.item(contract, item)]),
            FieldKind::Map(item) => Value::Object([("sample".to_owned(), self.item(contract, item))].into_iter().collect()),
            FieldKind::Object(_) => self.item(contract, kind),
        }
    }

    /// An item of a list or the value of an entry.
    fn item(&self, contract: &Contract, kind: &FieldKind) -> Value {
        let FieldKind::Object(members) = kind else { return self.of_kind(contract, kind) };
        let mut tree = Tree::new();
        for member in members {
            if let Some(value) = self.value(contract, member)
                && let Some(Location::Pointer(at)) = member.place.at.first()
            {
                tree.add(at, value);
            }
        }
        tree.into_value()
    }

    /// The message in a list or a map of texts.
    fn of_texts(&self, contract: &Contract, kind: &FieldKind, text: &str) -> Value {
        match kind {
            FieldKind::String => Value::from(text),
            FieldKind::List(item) => Value::Array(vec![self.of_texts(contract, item, text)]),
            FieldKind::Map(item) => {
                Value::Object([("sample".to_owned(), self.of_texts(contract, item, text))].into_iter().collect())
            }
            _ => self.of_kind(contract, kind),
        }
    }

    /// A code of a catalog, or an unlisted one if none is documented.
    fn code(&self, contract: &Contract, kind: &FieldKind, role: Option<Role>) -> Value {
        let Some(catalog) = kind.catalog() else { return Value::Null };
        let documented = self.documented(contract, catalog, role).and_then(|id| codes::written_as(contract, kind, id));
        documented.unwrap_or_else(|| codes::any_of(contract, kind))
    }

    /// The code that the body is about, or one of another catalog that is documented with the status.
    fn documented(&self, contract: &Contract, catalog: usize, role: Option<Role>) -> Option<CodeId> {
        let own = self.code.filter(|id| id.catalog == catalog);
        own.or_else(|| codes::of_status(contract, catalog, role, self.status, self.said))
    }

    /// The text for the code, otherwise for the status.
    fn message(&self, contract: &Contract) -> String {
        if let Some(text) = self.code.and_then(|id| contract.code(id)).and_then(codes::message) {
            return text;
        }
        let declared = contract.statuses.iter().find(|entry| entry.status.value == self.status);
        let summary = declared.and_then(|entry| entry.facts.summary.as_ref()).map(|summary| summary.value.clone());
        summary.unwrap_or_else(|| super::headers::phrase(contract, self.status))
    }
}

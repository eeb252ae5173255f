//! The shapes of the items in lists and maps. Each list and each map has a table, inner ones before those that contain them.

use errspec_spec::model::{Contract, Field, FieldKind};
use std::ptr;

/// All lists and maps of a contract, in the order of their tables.
pub(super) struct Shapes<'c>(Vec<&'c FieldKind>);

impl<'c> Shapes<'c> {
    pub(super) fn of(contract: &'c Contract) -> Self {
        let mut shapes = Self(Vec::new());
        for body in &contract.bodies {
            shapes.add(&body.fields);
        }
        shapes
    }

    fn add(&mut self, fields: &'c [Field]) {
        for field in fields {
            self.add_kind(&field.kind);
        }
    }

    fn add_kind(&mut self, kind: &'c FieldKind) {
        match kind {
            FieldKind::List(item) | FieldKind::Map(item) => {
                self.add_kind(item);
                self.0.push(kind);
            }
            FieldKind::Object(members) => self.add(members),
            _ => {}
        }
    }

    /// All of them.
    pub(super) fn all(&self) -> &[&'c FieldKind] {
        &self.0
    }

    /// The position of a list or map.
    pub(super) fn position(&self, kind: &FieldKind) -> Option<usize> {
        self.0.iter().position(|other| ptr::eq(*other, kind))
    }

    /// The members of the objects in a list or map, however deep, and the position of the list or map that contains them directly.
    pub(super) fn object<'k>(&self, kind: &'k FieldKind) -> Option<(usize, &'k [Field])> {
        match kind.item()? {
            FieldKind::Object(members) => Some((self.position(kind)?, members)),
            item => self.object(item),
        }
    }
}

/// The static of the nth shape.
pub(super) fn table(at: usize) -> String {
    format!("ITEMS_{at}")
}

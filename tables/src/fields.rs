//! Fields of bodies, and the shapes of the items in lists and maps. Inner shapes are made before those that contain them.

use crate::kept::{kept, one};
use crate::keys::Keys;
use crate::place::place;
use errspec::Catalog;
use errspec::decode::{Field, ItemShape, Key, Kind, Source};
use errspec_spec::model::{self, FieldKind};
use std::iter;
use std::ptr;

/// All lists and maps of a contract.
pub(crate) struct Shapes(Vec<(&'static FieldKind, &'static ItemShape)>);

impl Shapes {
    pub(crate) fn of(bodies: &'static [model::Body], catalogs: &'static [Catalog]) -> Self {
        let mut shapes = Self(Vec::new());
        bodies.iter().for_each(|body| shapes.add(&body.fields, catalogs));
        shapes
    }

    fn add(&mut self, fields: &'static [model::Field], catalogs: &'static [Catalog]) {
        fields.iter().for_each(|field| self.add_kind(&field.kind, catalogs));
    }

    fn add_kind(&mut self, kind: &'static FieldKind, catalogs: &'static [Catalog]) {
        match kind {
            FieldKind::List(item) | FieldKind::Map(item) => {
                self.add_kind(item, catalogs);
                let shape = self.shape(kind, item, catalogs);
                self.0.push((kind, one(shape)));
            }
            FieldKind::Object(members) => self.add(members, catalogs),
            _ => {}
        }
    }

    fn shape(&self, of: &FieldKind, item: &'static FieldKind, catalogs: &'static [Catalog]) -> ItemShape {
        let (keys, fields) = match item {
            FieldKind::Object(members) => {
                let mut keys = Keys::new(members.iter().flat_map(|member| member.place.pointers()).map(|at| at.as_str()));
                let fields: Vec<Field> = members.iter().map(|member| row(member, &mut keys, self, catalogs)).collect();
                (keys, fields)
            }
            item => (Keys::new(iter::once("")), vec![Field::new("", "", 0, self.kind(item, catalogs))]),
        };
        let (slots, fields) = (keys.slots(), fields.leak());
        match of {
            FieldKind::Map(_) => ItemShape::map(keys.tree(), slots, fields),
            _ => ItemShape::list(keys.tree(), slots, fields),
        }
    }

    /// The shape of the items of a list or map.
    pub(crate) fn find(&self, kind: &FieldKind) -> Option<&'static ItemShape> {
        self.0.iter().find(|(of, _)| ptr::eq(*of, kind)).map(|(_, shape)| *shape)
    }

    pub(crate) fn kind(&self, kind: &FieldKind, catalogs: &'static [Catalog]) -> Kind {
        let shape = || self.find(kind).unwrap_or(&ItemShape::NONE);
        match kind {
            FieldKind::String => Kind::String,
            FieldKind::Integer => Kind::Integer,
            FieldKind::Number => Kind::Number,
            FieldKind::Boolean => Kind::Boolean,
            FieldKind::Timestamp => Kind::Timestamp,
            FieldKind::Status => Kind::Status,
            // Only items are objects, and their members are fields.
            FieldKind::Json | FieldKind::Object(_) => Kind::Json,
            FieldKind::Key(at, key) => catalogs.get(*at).map_or(Kind::Json, |catalog| Kind::CodeKey(catalog, *key as u8)),
            FieldKind::Code(at) => catalogs.get(*at).map_or(Kind::Json, Kind::Code),
            FieldKind::List(_) => Kind::List(shape()),
            FieldKind::Map(_) => Kind::Map(shape()),
        }
    }
}

/// A field of a body, or a member of an item.
pub(crate) fn row(field: &'static model::Field, keys: &mut Keys, shapes: &Shapes, catalogs: &'static [Catalog]) -> Field {
    let at = field.place.pointers().next().map_or("", |at| at.as_str());
    if field.pointer().is_some() {
        return plain(field, at, keys.slot(at), shapes, catalogs);
    }
    let slot = keys.add();
    let slots = field.place.at.iter().map(|location| location.in_body().map_or(Key::NO_SLOT, |at| keys.slot(at)));
    let slots = kept(slots);
    plain(field, at, slot, shapes, catalogs).source(one(Source { place: place(&field.place), slots }))
}

pub(crate) fn plain(
    field: &'static model::Field,
    at: &'static str,
    slot: u16,
    shapes: &Shapes,
    catalogs: &'static [Catalog],
) -> Field {
    let kind = shapes.kind(&field.kind, catalogs);
    let row = Field::new(&field.name, at, slot, kind);
    Field { role: field.role, required: field.is_required(), secret: field.secret, ..row }
}

use super::When;
use crate::source::Spanned;
use crate::syntax::Place;
use crate::words::{Basis, BodyFormat, ChainCode, Meaning, Role};

/// One shape of an error body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// The summary.
    pub summary: Option<Spanned<String>>,
    /// The basis of the entry.
    pub basis: Basis,
    /// What it means that a response matches it.
    pub means: Spanned<Meaning>,
    /// Its format.
    pub format: Spanned<BodyFormat>,
    /// The responses in which it is looked for.
    pub when: When,
    /// The fields that are read from it.
    pub fields: Vec<Field>,
    /// Where it repeats its own shape.
    pub chain: Option<Chain>,
}

/// Where a body repeats its own shape: the object that contains `at` may contain another object of the same shape, and so on.
#[derive(Clone, Debug)]
pub struct Chain {
    /// The index of the field with the next link.
    pub field: usize,
    /// Which link of the chain has the code of the error.
    pub code: ChainCode,
}

impl Body {
    /// Whether a response that matches it can be a failure.
    pub fn is_error(&self) -> bool {
        self.means.value == Meaning::Error
    }

    /// Its fields, each followed by the members of its items, at whatever depth.
    pub fn fields_and_members(&self) -> Vec<&Field> {
        let mut all = Vec::new();
        flatten(&self.fields, &mut all);
        all
    }

    /// The pointer to the next link of the chain, and the fields of a link with their pointers in it.
    pub fn links(&self) -> Option<(&Field, Vec<(&Field, &str)>)> {
        let next = self.fields.get(self.chain.as_ref()?.field)?;
        let (around, _) = next.pointer()?.rsplit_once('/')?;
        let fields = self.fields.iter().filter_map(|field| {
            let rest = field.pointer()?.strip_prefix(around)?;
            rest.starts_with('/').then_some((field, rest))
        });
        Some((next, fields.collect()))
    }

    /// Whether `when` names this status. If it is a success status, a response that matches this body is a failure.
    pub fn names(&self, status: u16) -> bool {
        self.when.names(status)
    }
}

fn flatten<'f>(fields: &'f [Field], all: &mut Vec<&'f Field>) {
    for field in fields {
        all.push(field);
        flatten(field.kind.members(), all);
    }
}

/// A field of a body, or a member of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// Where the value is.
    pub place: Place,
    /// The key `type`.
    pub kind: FieldKind,
    /// What the field means.
    pub role: Option<Role>,
    /// Whether the value may be absent. A field with a default is never absent, although the body matches without it.
    pub optional: bool,
    /// Whether the value is never printed.
    pub secret: bool,
    /// The summary.
    pub summary: Option<Spanned<String>>,
}

impl Field {
    /// Whether the body only matches if the response has the value.
    pub fn is_required(&self) -> bool {
        !self.optional && self.place.default.is_none()
    }

    /// Its pointer, if its value is simply the one at a pointer.
    pub fn pointer(&self) -> Option<&Spanned<String>> {
        self.place.sole_pointer()
    }
}

/// The type of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A string.
    String,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A date and time.
    Timestamp,
    /// An HTTP status.
    Status,
    /// Any JSON.
    Json,
    /// A code of the catalog with this index.
    Code(usize),
    /// A code of the catalog with this index, by a value of the key with this index.
    Key(usize, usize),
    /// A list of such items.
    List(Box<FieldKind>),
    /// An object whose member names are data, with such values.
    Map(Box<FieldKind>),
    /// An object with these members, whose pointers start at the object. Only items of lists and values of maps have this type.
    Object(Vec<Field>),
}

impl FieldKind {
    /// Whether a value of this type is or contains a code of the catalog with this index.
    pub fn holds(&self, catalog: usize) -> bool {
        match self {
            Self::Code(at) | Self::Key(at, _) => *at == catalog,
            Self::List(item) | Self::Map(item) => item.holds(catalog),
            Self::Object(members) => members.iter().any(|member| member.kind.holds(catalog)),
            _ => false,
        }
    }

    /// The catalog of which a value of this type itself is a code.
    pub fn catalog(&self) -> Option<usize> {
        match self {
            Self::Code(at) | Self::Key(at, _) => Some(*at),
            _ => None,
        }
    }

    /// The type of the items of a list or of the values of a map.
    pub fn item(&self) -> Option<&Self> {
        match self {
            Self::List(item) | Self::Map(item) => Some(item),
            _ => None,
        }
    }

    /// The members of the objects in a list or a map, at whatever depth.
    pub fn members(&self) -> &[Field] {
        match self {
            Self::List(item) | Self::Map(item) => item.members(),
            Self::Object(members) => members,
            _ => &[],
        }
    }

    /// Whether `holds` returns true for a member, at whatever depth.
    pub fn any_member(&self, holds: &dyn Fn(&Field) -> bool) -> bool {
        self.members().iter().any(|member| holds(member) || member.kind.any_member(holds))
    }
}

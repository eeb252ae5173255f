//! The values of a body's fields: those that were set, and otherwise those that the contract and the request provide.

use crate::context::Context;
use crate::dates;
use crate::error::Unsendable;
use crate::hint::Written;
use crate::response::Parts;
use crate::value::Value;
use errspec::decode::{BodyShape, Field, ItemShape, Kind, Role};
use errspec::encode::{Encode, Param, Values};
use errspec::place::Place;
use errspec::{Api, ApiError, Catalog, CodeRef, Meaning};
use std::ptr;

/// What bodies are filled with.
pub(crate) struct Filling<'f, A: Api> {
    pub(crate) parts: &'f Parts<A>,
    pub(crate) status: u16,
    pub(crate) context: &'f Context,
    /// Where clients look for a delay; empty if there is none.
    pub(crate) delays: &'f [Written],
}

impl<A: Api> Filling<'_, A> {
    /// The first body of the contract that can be filled and that clients decode to the same values.
    pub(crate) fn body(&self) -> Result<ApiError<'static, A>, Unsendable> {
        let mut first_obstacle = None;
        for (at, shape) in A::contract().decoder.bodies.iter().enumerate().filter(|(_, shape)| self.is_carried_by(shape)) {
            let params = self.params(shape);
            let params: Vec<Param<'_>> = params.iter().map(|(name, place, json)| Param { name, place: *place, json }).collect();
            let made = |values| Ok(ApiError::from_values_with(self.status, at, &values, &params)?);
            match self.values(shape).and_then(made) {
                Ok(made) => return Ok(made),
                Err(obstacle) => first_obstacle = first_obstacle.or(Some(obstacle)),
            }
        }
        match (self.parts.codes.first(), self.parts.fields.first()) {
            (Some(code), _) => Err(first_obstacle.unwrap_or(Unsendable::NotCarried { code: code.wire() })),
            (None, Some((field, _))) => {
                Err(first_obstacle.unwrap_or_else(|| Unsendable::UnknownField { body: "", field: field.to_string() }))
            }
            // Every client understands a status without a body.
            (None, None) => Ok(ApiError::from_values(self.status, usize::MAX, &Filled(Vec::new()))?),
        }
    }

    /// The parameters that clients read from places to which no field of the body belongs, with their JSON.
    fn params(&self, shape: &BodyShape) -> Vec<(&'static str, Place, &str)> {
        let is_field = |place: &Place| shape.fields.iter().any(|field| field.is_at(&place.first));
        let places = self.parts.places.iter().filter(|(_, place)| !is_field(place));
        places
            .filter_map(|(name, place)| {
                let (_, value) = self.parts.params.iter().find(|(own, _)| own == name)?;
                Some((*name, *place, value.as_json()))
            })
            .collect()
    }

    /// Whether a body has a field for each code, or a list whose items have one: a list that was set, or in which clients look for the code of
    /// the error.
    fn is_carried_by(&self, shape: &BodyShape) -> bool {
        if shape.means != Meaning::Error {
            return false;
        }
        let is_set = |field: &Field| self.parts.fields.iter().any(|(name, _)| *name == field.name);
        let has = |field: &Field, code: &CodeRef| match field.kind {
            Kind::Code(catalog) | Kind::CodeKey(catalog, _) => ptr::eq(catalog, code.catalog),
            Kind::List(items) => {
                let has = |item: &Field| is_of(item, code.catalog) && (is_set(field) || item.role == Some(Role::Code));
                items.fields.iter().any(has)
            }
            _ => false,
        };
        self.parts.codes.iter().all(|code| shape.fields.iter().any(|field| has(field, code)))
    }

    fn values(&self, shape: &BodyShape) -> Result<Filled, Unsendable> {
        let is_field = |name: &str| shape.fields.iter().any(|field| field.name == name);
        if let Some((name, _)) = self.parts.fields.iter().find(|(name, _)| !is_field(name)) {
            return Err(Unsendable::UnknownField { body: shape.name, field: name.to_string() });
        }
        let values = shape.fields.iter().map(|field| match self.value(shape, field) {
            None if field.required => Err(Unsendable::MissingField { body: shape.name, field: field.name }),
            value => Ok(value),
        });
        Ok(Filled(values.collect::<Result<_, _>>()?))
    }

    fn value(&self, shape: &BodyShape, field: &Field) -> Option<Value> {
        let set = self.parts.fields.iter().rev().find(|(name, _)| *name == field.name);
        if let Some((_, value)) = set {
            return Some(value.clone());
        }
        self.unset(shape, field)
    }

    /// The value of a field that the handler did not set.
    fn unset(&self, shape: &BodyShape, field: &Field) -> Option<Value> {
        match field.kind {
            _ if field.secret => return None,
            Kind::Code(catalog) | Kind::CodeKey(catalog, _) => return self.code(shape, field, catalog),
            Kind::List(items) => return self.list(shape, field, items),
            _ => {}
        }
        if let Some(written) = self.delays.iter().find(|written| field.is_at(&written.at)) {
            return Some(Value::text(&written.value));
        }
        if let Some((name, _)) = self.parts.places.iter().find(|(_, place)| field.is_at(&place.first)) {
            let value = self.parts.params.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
            return value.filter(|value| value.fits(&field.kind));
        }
        match field.role {
            Some(Role::Message) => self.message(field.required).map(|text| Value::text(&text)),
            Some(Role::RequestId) => Some(Value::text(&self.context.request_id)),
            Some(Role::Delay) => self.delay().map(|seconds| Value::text(&seconds)),
            Some(Role::Type) => self.problem_type(shape).map(Value::text),
            _ => self.by_kind_and_name(shape, field),
        }
        .filter(|value| value.fits(&field.kind))
    }

    /// A list with one item, if clients read the code or the message of the error from the items of the list.
    fn list(&self, shape: &BodyShape, field: &Field, items: &ItemShape) -> Option<Value> {
        let carries =
            |item: &Field| item.role == Some(Role::Code) && self.parts.codes.iter().any(|code| is_of(item, code.catalog));
        let explains = |item: &Field| field.required && item.role == Some(Role::Message);
        let is_message = field.role == Some(Role::Message) && matches!(items.fields, [Field { kind: Kind::String, .. }]);
        let values = if is_message {
            vec![Some(Value::text(&self.message(field.required)?))]
        } else if items.fields.iter().any(|item| carries(item) || explains(item)) {
            items.fields.iter().map(|item| self.unset(shape, item)).collect()
        } else {
            return None;
        };
        let mut json = String::new();
        // Writing to a string cannot fail.
        let _ = errspec::encode::list(items, &[&Filled(values)], &mut json);
        Some(Value::json(json))
    }

    /// The code that belongs in this field. If two fields have the same catalog, the code is in the one that clients read as the error's
    /// code.
    fn code(&self, shape: &BodyShape, field: &Field, catalog: &Catalog) -> Option<Value> {
        let code = self.parts.codes.iter().find(|code| ptr::eq(code.catalog, catalog))?;
        let by_role = |field: &Field| field.role == Some(Role::Code) && is_of(field, catalog);
        if !field.required && !by_role(field) && shape.fields.iter().any(by_role) {
            return None;
        }
        if let Kind::CodeKey(_, key) = field.kind {
            let key = catalog.keys.get(usize::from(key))?;
            let number = key.numbers(code.row).next().map(|number| Value::of(&number, &Kind::Integer));
            return number.or_else(|| key.texts(code.row).next().map(Value::text));
        }
        let number = code.catalog.number(code.row);
        Some(number.map_or_else(|| Value::text(code.wire()), |number| Value::of(&number, &Kind::Integer)))
    }

    fn by_kind_and_name(&self, shape: &BodyShape, field: &Field) -> Option<Value> {
        if let Kind::Status = field.kind {
            return Some(Value::of(&self.status, &Kind::Status));
        }
        if let Some((_, value)) = self.parts.params.iter().find(|(name, _)| *name == field.name) {
            return Some(value.clone());
        }
        match field.name {
            "title" => Some(Value::text(self.title(shape))),
            "phrase" => Some(Value::text(self.phrase())),
            "path" | "instance" => self.context.path.as_deref().map(Value::text),
            "timestamp" => Some(Value::text(&dates::rfc_3339(self.context.now))),
            _ => None,
        }
    }

    /// What happened. The reason phrase is only repeated in a required field.
    fn message(&self, required: bool) -> Option<String> {
        let of_code = || self.parts.codes.first().map(|code| code.catalog.summary(code.row));
        let of_status = || A::contract().statuses().row(self.status).map(|row| row.facts.summary);
        let stated = |summary: &&str| !summary.is_empty();
        let summary = of_code().filter(stated).or_else(of_status).filter(stated);
        let phrase = || required.then(|| self.phrase());
        self.parts.message.clone().or_else(|| summary.or_else(phrase).map(str::to_owned))
    }

    /// The seconds of the delay, for a field that clients read as one.
    fn delay(&self) -> Option<String> {
        let header = self.delays.iter().find(|written| crate::hint::is_header(written, "Retry-After"))?;
        header.value.parse::<u64>().ok().map(|seconds| seconds.to_string())
    }

    /// The page that describes a problem, which is its type (RFC 9457, section 3.1.1).
    fn problem_type(&self, shape: &BodyShape) -> Option<&'static str> {
        if shape.media_type() != "application/problem+json" {
            return None;
        }
        let docs = self.parts.codes.iter().map(|code| code.catalog.facts(code.row).docs);
        docs.into_iter().find(|docs| !docs.is_empty())
    }

    /// The title, which is the same for every problem of one type. Without a type, it is that of the status (RFC 9457, sections 3.1.3 and
    /// 4.2.1).
    fn title(&self, shape: &BodyShape) -> &'static str {
        let has_type = self.parts.fields.iter().any(|(name, _)| *name == "type") || self.problem_type(shape).is_some();
        let of_code = || {
            let code = self.parts.codes.first()?;
            let facts = code.catalog.facts(code.row);
            Some(if facts.title.is_empty() { code.catalog.display(code.row) } else { facts.title })
        };
        if has_type { of_code().unwrap_or_else(|| self.phrase()) } else { self.phrase() }
    }

    fn phrase(&self) -> &'static str {
        ApiError::<A>::decode(self.status, &(), b"").phrase()
    }
}

fn is_of(field: &Field, catalog: &Catalog) -> bool {
    field.kind.catalog().is_some_and(|of| ptr::eq(of, catalog))
}

/// The values of a body, in the order of its fields.
struct Filled(Vec<Option<Value>>);

impl Values for Filled {
    fn value(&self, field: usize) -> Option<&dyn Encode> {
        self.0.get(field).map(|value| value as &dyn Encode)
    }
}

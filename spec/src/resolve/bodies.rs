//! Bodies: looks up the types of fields, and takes roles from the names of fields.

use super::layers::entry_basis;
use super::scope::Scope;
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::model::{Body, Catalog, Field, FieldKind, Member};
use crate::rules;
use crate::source::Spanned;
use crate::syntax::{self, FieldType, Named};
use crate::words::Role;

impl<'a> Scope<'a> {
    pub(super) fn bodies(&mut self, catalogs: &[Catalog]) -> Vec<Body> {
        let merged = self.merge("body", |document| &document.bodies);
        merged.into_iter().map(|entry| self.body(entry, catalogs)).into_vec()
    }

    fn body(&mut self, entry: &'a Named<syntax::Body>, catalogs: &[Catalog]) -> Body {
        let body = &entry.value;
        let fields: Vec<Field> = body.fields.iter().map(|field| self.field(field, catalogs)).into_vec();
        self.check_roles(&fields);
        Body {
            name: entry.key.clone(),
            rust_name: body.facts.name.clone(),
            summary: body.facts.summary.clone(),
            basis: entry_basis(&body.facts.basis),
            when: body.when.clone(),
            fields,
        }
    }

    fn field(&mut self, entry: &'a Named<syntax::Field>, catalogs: &[Catalog]) -> Field {
        let field = &entry.value;
        let kind = field.kind.as_ref().map_or(Some(FieldKind::String), |kind| self.kind(kind, catalogs));
        let by_name = Role::ALL.iter().find(|role| role.as_str() == entry.key.value).copied();
        Field {
            name: entry.key.clone(),
            rust_name: field.facts.name.clone(),
            at: field.at.clone(),
            kind: kind.unwrap_or(FieldKind::String),
            role: field.role.as_ref().map(|role| role.value).or(by_name),
            optional: field.optional,
            secret: field.secret,
            summary: field.facts.summary.clone(),
        }
    }

    fn kind(&mut self, kind: &Spanned<FieldType>, catalogs: &[Catalog]) -> Option<FieldKind> {
        Some(match &kind.value {
            FieldType::String => FieldKind::String,
            FieldType::Integer => FieldKind::Integer,
            FieldType::Number => FieldKind::Number,
            FieldType::Boolean => FieldKind::Boolean,
            FieldType::Timestamp => FieldKind::Timestamp,
            FieldType::Status => FieldKind::Status,
            FieldType::Json => FieldKind::Json,
            FieldType::Catalog(name) => FieldKind::Code(self.catalog_type(name, kind, catalogs)?),
            FieldType::List(members) => {
                let read = |member: &syntax::Member| {
                    let kind = self.kind(&member.kind, catalogs)?;
                    Some(Member { name: member.name.clone(), rust_name: member.rust_name.clone(), kind })
                };
                FieldKind::List(members.iter().filter_map(read).into_vec())
            }
        })
    }

    fn catalog_type(&mut self, name: &str, kind: &Spanned<FieldType>, catalogs: &[Catalog]) -> Option<usize> {
        let found = catalogs.iter().position(|catalog| catalog.name.value == name);
        if found.is_none() {
            let finding = Diagnostic::new(&rules::UNKNOWN_NAME, kind.span, format!("`{name}` is neither a type nor a catalog"));
            let types = FieldType::PLAIN.iter().map(|(word, _)| *word).chain(["{ list: { code: string } }"]);
            let known = catalogs.iter().map(|catalog| catalog.name.as_str()).chain(types);
            self.sink.push(finding.suggest(name, kind.span, known));
        }
        found
    }

    /// Checks that each role occurs at most once in a body.
    fn check_roles(&mut self, fields: &[Field]) {
        for (at, field) in fields.iter().enumerate().filter(|(_, field)| field.role.is_some()) {
            let earlier = fields.iter().take(at).find(|other| other.role == field.role);
            if let (Some(earlier), Some(role)) = (earlier, field.role) {
                let message = format!("two fields of this body have the role `{}`", role.as_str());
                let finding = Diagnostic::new(&rules::DUPLICATE_ROLE, field.name.span, message);
                self.sink.push(
                    finding
                        .label(earlier.name.span, "the first one")
                        .note("A field named after a role has that role. Rename one, or give it another `role`."),
                );
            }
        }
    }
}

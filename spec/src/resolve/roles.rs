//! Roles of fields: as the contract states them, otherwise by name.

use super::scope::Scope;
use crate::diag::Diagnostic;
use crate::model::{Field, FieldKind};
use crate::rules;
use crate::source::{Span, Spanned};
use crate::words::Role;

/// Gives fields the roles that they are named after, and checks that each role occurs at most once in a body.
///
/// In an item of a list or a map, a name only makes a role that no field of the body and no earlier item has.
pub(super) fn assign(scope: &mut Scope<'_>, fields: &mut [Field]) {
    for field in fields.iter_mut() {
        field.role = field.role.or_else(|| by_name(field));
    }
    let mut taken = Vec::new();
    check(scope, fields, &mut taken);
    for field in fields.iter_mut() {
        name_inside(&mut field.kind, &mut taken);
    }
}

/// The role that a field is named after, if its type fits.
fn by_name(field: &Field) -> Option<Role> {
    let role = *Role::ALL.iter().find(|role| role.as_str() == field.name.value)?;
    misfit(role, &field.kind).is_none().then_some(role)
}

/// Collects the roles of these fields and of all members inside of them, and reports those that occur twice or do not fit.
fn check(scope: &mut Scope<'_>, fields: &[Field], taken: &mut Vec<(Role, Span)>) {
    for field in fields {
        if let Some(role) = field.role {
            if let Some(why) = misfit(role, &field.kind) {
                let message = format!("`{}` cannot have the role `{}`", field.name.value, role.as_str());
                let finding = Diagnostic::new(&rules::ROLE_TYPE, field.name.span, message).here("a list or a map");
                scope.sink.push(finding.note(why));
            }
            match taken.iter().find(|(other, _)| *other == role) {
                Some((_, first)) => duplicate(scope, role, &field.name, *first),
                None => taken.push((role, field.name.span)),
            }
        }
    }
    for field in fields {
        check(scope, field.kind.members(), taken);
    }
}

fn duplicate(scope: &mut Scope<'_>, role: Role, name: &Spanned<String>, first: Span) {
    let message = format!("two fields of this body have the role `{}`", role.as_str());
    let finding = Diagnostic::new(&rules::DUPLICATE_ROLE, name.span, message);
    scope.sink.push(
        finding
            .label(first, "the first one")
            .note("A field named after a role has that role. Rename one, or give it another `role`."),
    );
}

fn name_inside(kind: &mut FieldKind, taken: &mut Vec<(Role, Span)>) {
    match kind {
        FieldKind::List(item) | FieldKind::Map(item) => name_inside(item, taken),
        FieldKind::Object(members) => {
            for member in members {
                let free = |role: &Role| !taken.iter().any(|(other, _)| other == role);
                if let (None, Some(role)) = (member.role, by_name(member).filter(free)) {
                    member.role = Some(role);
                    taken.push((role, member.name.span));
                }
                name_inside(&mut member.kind, taken);
            }
        }
        _ => {}
    }
}

/// Why a field of this type cannot have a role. Details can be anything, and a message can be composed of texts.
fn misfit(role: Role, kind: &FieldKind) -> Option<&'static str> {
    let item = kind.item()?;
    let texts = |kind: &FieldKind| match (kind, kind.item()) {
        (_, Some(item)) => *item == FieldKind::String,
        (kind, None) => *kind == FieldKind::String,
    };
    match (role, item) {
        (Role::Details, _) => None,
        (Role::Message, item) if texts(item) => None,
        (_, FieldKind::Object(_)) => {
            Some("Give the role to a member: `{ list: { reason: { type: string, role: message } } }`.")
        }
        (Role::Message, _) => Some("A message is a string, or a list or map of strings."),
        _ => Some("The value of this role is a single one. Make the items objects, and give the role to a member."),
    }
}

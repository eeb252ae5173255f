//! Places that do not fit the type of the field that is read from them.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Body, Contract, Field, FieldKind};
use crate::syntax::{Location, parse_duration, parse_integer};
use crate::words::{Form, WireKind};

rules! {
    BAD_DEFAULT: Error = "bad-default" {
        what: "a default is not a value of the field's type",
        why: "If a response has no value, the field has its default, so the default must be a value that responses could \
              have: digits for an integer, a listed code for a closed catalog. Lists and fields of type `json` have no \
              default; make them optional.",
        example: r"
 bodies:
-  api: { when: { status: 4xx }, fields: { retries: { at: /retries, type: integer, default: none } } }
+  api: { when: { status: 4xx }, fields: { retries: { at: /retries, type: integer, default: 0 } } }
",
    }
    NOT_A_TEXT: Error = "not-a-text" {
        what: "a value that is not a text is read as one",
        why: "A header has a text, and `after` and `before` drop part of a text. A list or an object has no such part, and \
              no header has a list. Read the value from the body as it is, or give the field another type.",
        example: r"
 bodies:
-  api: { fields: { errors: { at: { header: X-Errors }, type: { list: { code: string } } } } }
+  api: { fields: { errors: { at: /errors, type: { list: { code: string } } } } }
",
    }
}

/// The defaults of parameters.
pub(super) fn params(contract: &Contract, sink: &mut Sink) {
    let params = contract.catalogs.iter().flat_map(|catalog| &catalog.codes).flat_map(|code| &code.params);
    for (param, default) in params.filter_map(|param| Some((param, param.place.as_ref()?.default.as_ref()?))) {
        let text = default.as_str();
        let fits = match (param.duration(), param.kind.as_str()) {
            (Some(form), _) => is_duration(text, form),
            (None, "integer" | "i64") => text.parse::<i64>().is_ok(),
            (None, "i32") => text.parse::<i32>().is_ok(),
            (None, "u32") => text.parse::<u32>().is_ok(),
            (None, "u64") => text.parse::<u64>().is_ok(),
            (None, "boolean") => matches!(text, "true" | "false"),
            (None, "number") => is_number(text),
            (None, kind) => kind == "string",
        };
        if !fits {
            let message = format!("the default of `{}` is not a value of its type", param.name.value);
            let finding = Diagnostic::new(&BAD_DEFAULT, default.span, message).label(param.kind.span, "the type");
            sink.push(finding.note("Write a value that the type allows, or remove the default."));
        }
    }
}

/// Whether clients read a delay from the text: digits, with decimals and units where the form has them.
fn is_duration(text: &str, form: Form) -> bool {
    match form {
        Form::DelaySeconds | Form::DelayMillis => text.parse::<u64>().is_ok(),
        Form::DecimalSeconds | Form::DecimalMillis => parse_duration(&format!("{text}s")).is_some(),
        _ => {
            let is_unit = |c: char| c.is_ascii_alphabetic();
            let parts = text.split_inclusive(is_unit).fold(Vec::<String>::new(), |mut parts, part| {
                // A unit of two letters is split into two.
                match parts.last_mut().filter(|_| part.len() == 1 && part.starts_with(is_unit)) {
                    Some(last) => last.push_str(part),
                    None => parts.push(part.trim().to_owned()),
                }
                parts
            });
            !parts.is_empty() && parts.iter().all(|part| parse_duration(part).is_some())
        }
    }
}

pub(super) fn check(body: &Body, contract: &Contract, sink: &mut Sink) {
    for field in &body.fields {
        default(field, contract, sink);
        text(field, sink);
        members(&field.kind, contract, sink);
    }
}

/// The members of items, at any depth.
fn members(kind: &FieldKind, contract: &Contract, sink: &mut Sink) {
    for member in kind.members() {
        default(member, contract, sink);
        part_of_text(member, sink);
        members(&member.kind, contract, sink);
    }
}

/// Only a text has a part that can be the value of a member.
fn part_of_text(member: &Field, sink: &mut Sink) {
    let is_text = matches!(member.kind, FieldKind::String | FieldKind::Timestamp) || member.kind.catalog().is_some();
    let cut = [&member.place.after, &member.place.before].into_iter().flatten().next();
    if let Some(separator) = cut.filter(|_| !is_text) {
        let finding = Diagnostic::new(&NOT_A_TEXT, separator.span, "a value of this type is not a text");
        let finding = finding.label(member.name.span, "the member");
        sink.push(
            finding.note("In an item, strings, codes and timestamps can be parts of a text. Give the member such a type."),
        );
    }
}

fn default(field: &Field, contract: &Contract, sink: &mut Sink) {
    let Some(default) = &field.place.default else { return };
    let (fits, wanted) = match &field.kind {
        FieldKind::String => (true, String::new()),
        FieldKind::Integer => (default.parse::<i64>().is_ok(), "an integer".to_owned()),
        FieldKind::Number => (is_number(default), "a number".to_owned()),
        FieldKind::Boolean => (matches!(default.as_str(), "true" | "false"), "`true` or `false`".to_owned()),
        FieldKind::Status => {
            (default.len() == 3 && default.parse::<u16>().is_ok_and(|status| status >= 100), "an HTTP status".to_owned())
        }
        FieldKind::Timestamp => (false, "a date and time, which no default can be".to_owned()),
        FieldKind::Json | FieldKind::List(_) | FieldKind::Map(_) | FieldKind::Object(_) => {
            (false, "a text, so it has no default".to_owned())
        }
        FieldKind::Key(at, key) => {
            let Some(catalog) = contract.catalogs.get(*at) else { return };
            let mut values = catalog.codes.iter().filter_map(|code| code.keys.get(*key)).flatten();
            let listed = values.any(|value| value.value == default.value);
            let integer = catalog.keys.get(*key).is_some_and(|key| key.kind == WireKind::Integer);
            let fits = listed || catalog.open && (!integer || parse_integer(default).is_some());
            (fits, format!("a value of a key of `{}`", catalog.name.value))
        }
        FieldKind::Code(at) => {
            let Some(catalog) = contract.catalogs.get(*at) else { return };
            let is_integer = parse_integer(default).is_some();
            let listed = catalog
                .codes
                .iter()
                .any(|code| code.wire.value == default.value || code.aliases.iter().any(|alias| alias.value == default.value));
            let fits = listed || (catalog.open && (catalog.wire == WireKind::String || is_integer));
            (fits, format!("a code of `{}`", catalog.name.value))
        }
    };
    if !fits {
        let message = format!("the default of `{}` is not {wanted}", field.name.value);
        let finding = Diagnostic::new(&BAD_DEFAULT, default.span, message).label(field.name.span, "the field");
        sink.push(finding.note("Write a value that the type allows, or `optional: true` instead of a default."));
    }
}

/// Whether JSON has this number.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let whole = unsigned.split(['.', 'e', 'E']).next().unwrap_or("");
    let plain = whole == "0" || !whole.starts_with('0');
    plain && unsigned.starts_with(|c: char| c.is_ascii_digit()) && !text.ends_with('.') && text.parse::<f64>().is_ok()
}

fn text(field: &Field, sink: &mut Sink) {
    let place = &field.place;
    let header = place.at.iter().find(|location| matches!(location, Location::Header(_))).map(|header| header.span());
    let cut = [&place.after, &place.before].into_iter().flatten().next().map(|separator| separator.span);
    let wrong = match field.kind {
        FieldKind::List(_) | FieldKind::Map(_) => {
            header.map(|span| (span, "a header has no list or map")).or(cut.map(|span| (span, "a list or map is not a text")))
        }
        FieldKind::Json => cut.map(|span| (span, "a value of type `json` is not a text")),
        _ => None,
    };
    if let Some((span, message)) = wrong {
        let finding = Diagnostic::new(&NOT_A_TEXT, span, message).label(field.name.span, "the field");
        sink.push(finding.note("Read it from the body as it is, or give the field another type, such as `string`."));
    }
}

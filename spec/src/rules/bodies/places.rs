//! Places that do not fit the type of the field that is read from them.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Body, Contract, Field, FieldKind};
use crate::syntax::{Location, parse_integer};
use crate::words::WireKind;

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
        what: "a list or a document is read as if it were a text",
        why: "A header has a text, and `after` and `before` drop part of a text. A list or an object has no such part, and \
              no header has a list. Read the value from the body as it is, or give the field another type.",
        example: r"
 bodies:
-  api: { fields: { errors: { at: { header: X-Errors }, type: { list: { code: string } } } } }
+  api: { fields: { errors: { at: /errors, type: { list: { code: string } } } } }
",
    }
}

pub(super) fn check(body: &Body, contract: &Contract, sink: &mut Sink) {
    for field in &body.fields {
        default(field, contract, sink);
        text(field, sink);
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

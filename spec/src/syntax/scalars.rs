//! Values of keys: numbers, durations, statuses, pointers.

use super::ctx::{Ctx, written};
use super::form::{self, Form};
use super::values::{
    Decimal, StatusRange, digits, is_decimal, is_wildcard, lower_case_class, out_of_range, parse_decimal, parse_integer,
    parse_status, parse_status_range,
};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::yaml::{Node, Style};

/// `true` or `false`.
pub(super) fn boolean(ctx: &mut Ctx, node: &Node) -> Option<Spanned<bool>> {
    ctx.form(node, &Form::Boolean);
    let scalar = node.scalar();
    let plain = scalar.filter(|scalar| scalar.style == Style::Plain);
    match plain.map(|scalar| scalar.text.as_str()) {
        Some("true") => Some(Spanned::new(true, node.span)),
        Some("false") => Some(Spanned::new(false, node.span)),
        _ => {
            let quoted =
                scalar.filter(|scalar| scalar.style != Style::Plain).map(|scalar| format!("the text `{}`", scalar.text));
            let message = format!("expected `true` or `false`, found {}", quoted.unwrap_or_else(|| written(node)));
            let finding = Diagnostic::new(&rules::WRONG_KIND, node.span, message);
            let meant = match scalar.map(|scalar| scalar.text.to_ascii_lowercase()).as_deref() {
                Some("yes" | "on" | "y" | "true" | "1") => Some("true"),
                Some("no" | "off" | "n" | "false" | "0") => Some("false"),
                _ => None,
            };
            ctx.sink.push(match meant {
                Some(word) => finding.fix(node.span, word, format!("did you mean `{word}`?")),
                None => finding,
            });
            None
        }
    }
}

/// A whole number from `min` to `max`.
pub(super) fn number(ctx: &mut Ctx, node: &Node, min: u32, max: u32) -> Option<Spanned<u32>> {
    ctx.form(node, &Form::Number { min: min.into(), max: max.into() });
    let value = node.scalar().filter(|s| digits(&s.text)).and_then(|s| s.text.parse().ok());
    match value {
        Some(value) if (min..=max).contains(&value) => Some(Spanned::new(value, node.span)),
        _ => {
            let message = format!("expected a whole number from {min} to {max}, found {}", written(node));
            ctx.sink.push(Diagnostic::new(&rules::BAD_NUMBER, node.span, message));
            None
        }
    }
}

/// An integer code, mask or bound: decimal or `0x…`.
pub(super) fn integer(ctx: &mut Ctx, node: &Node) -> Option<Spanned<i64>> {
    ctx.form(node, &form::INTEGER);
    let value = node.scalar().and_then(|scalar| parse_integer(&scalar.text));
    if value.is_none() {
        let message = format!("expected an integer, found {}", written(node));
        let too_large = node.scalar().and_then(|scalar| out_of_range(&scalar.text, node.span));
        ctx.sink.push(too_large.unwrap_or_else(|| {
            Diagnostic::new(&rules::BAD_NUMBER, node.span, message).note("Write it in decimal, or in hexadecimal after `0x`.")
        }));
    }
    value.map(|value| Spanned::new(value, node.span))
}

/// An exact decimal above zero.
pub(super) fn decimal(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Decimal>> {
    ctx.form(node, &form::DECIMAL);
    let value = node.scalar().and_then(|scalar| parse_decimal(&scalar.text)).filter(|decimal| decimal.digits > 0);
    if value.is_none() {
        let large = node
            .scalar()
            .is_some_and(|scalar| is_decimal(&scalar.text) && scalar.text.bytes().any(|digit| (b'1'..=b'9').contains(&digit)));
        let (message, note) = match large {
            true => (
                format!("{} is out of range", written(node)),
                "A number has at most nine decimal places and nineteen digits in total.",
            ),
            false => (
                format!("expected a decimal above zero, found {}", written(node)),
                "Write it like `2` or `1.5`, with at most nine decimals.",
            ),
        };
        ctx.sink.push(Diagnostic::new(&rules::BAD_NUMBER, node.span, message).note(note));
    }
    value.map(|value| Spanned::new(value, node.span))
}

/// An HTTP status.
pub(super) fn status(ctx: &mut Ctx, node: &Node) -> Option<Spanned<u16>> {
    ctx.form(node, &form::STATUS);
    let value = node.scalar().and_then(|scalar| parse_status(&scalar.text));
    if value.is_none() {
        bad_status(ctx, node, "an HTTP status from 100 to 999", "To select several, list them: `status: [400, 404]`.");
    }
    value.map(|value| Spanned::new(value, node.span))
}

/// `404`, `4xx` or `500-599`.
pub(super) fn status_range(ctx: &mut Ctx, node: &Node) -> Option<Spanned<StatusRange>> {
    ctx.form(node, &form::STATUS_RANGE);
    let value = node.scalar().and_then(|scalar| parse_status_range(&scalar.text));
    if value.is_none() {
        bad_status(ctx, node, "a status (`404`), a class (`4xx`) or a range (`500-599`)", "");
    }
    value.map(|value| Spanned::new(value, node.span))
}

/// A JSON Pointer (RFC 6901).
pub(super) fn pointer(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    ctx.form(node, &form::POINTER);
    let text = ctx.text(node)?;
    checked_pointer(ctx, text)
}

/// A JSON Pointer, or `""` for the whole document.
pub(super) fn pointer_or_all(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    ctx.form(node, &form::LOCATION);
    let text = ctx.string(node)?;
    if text.is_empty() { Some(text) } else { checked_pointer(ctx, text.map(|text| text.trim().to_owned())) }
}

/// A document that is nested deeper is not read.
const DEEPEST: usize = 128;

pub(super) fn checked_pointer(ctx: &mut Ctx, text: Spanned<String>) -> Option<Spanned<String>> {
    if text.matches('/').count() > DEEPEST {
        let message = format!("this JSON Pointer has more than {DEEPEST} levels");
        let finding = Diagnostic::new(&rules::BAD_POINTER, text.span, message);
        ctx.sink.push(finding.note("Responses that are nested so deeply are not read."));
        return None;
    }
    let bad_escape = text.match_indices('~').any(|(at, _)| !matches!(text.as_bytes().get(at + 1), Some(b'0' | b'1')));
    if text.starts_with('/') && !bad_escape {
        wildcard(ctx, &text);
        return Some(text);
    }
    let finding = Diagnostic::new(&rules::BAD_POINTER, text.span, format!("`{}` is not a JSON Pointer", text.value));
    let slashed = format!("/{}", text.value.trim_start_matches('$').trim_start_matches('.').replace('.', "/"));
    ctx.sink.push(if bad_escape {
        finding.note("In a JSON Pointer (RFC 6901) a tilde is written `~0` and a slash in a name `~1`.")
    } else {
        finding.fix(text.span, &slashed, format!("a JSON Pointer starts with a slash: `{slashed}`"))
    });
    None
}

/// Reports a part of a pointer that other notations read as a wildcard.
fn wildcard(ctx: &mut Ctx, pointer: &Spanned<String>) {
    let Some(token) = pointer.split('/').skip(1).find(|token| is_wildcard(token)) else { return };
    let message = format!("`{token}` is not a wildcard in a JSON Pointer, which names one location");
    let finding = Diagnostic::new(&rules::WILDCARD_POINTER, pointer.span, message);
    ctx.sink.push(finding.note(
        "An item of a list is named by its index, as in `/errors/0` (RFC 6901). To read a value from the first item that has \
         one, write `{ items: /errors, member: /code }`; to read all items, declare a field of the type \
         `{ list: { code: string } }`.",
    ));
}

/// Reports a key that is a pointer to a member instead of its name.
pub(super) fn is_member(ctx: &mut Ctx, key: &str, span: Span) {
    if let Some(name) = key.strip_prefix('/') {
        let finding =
            Diagnostic::new(&rules::LITERAL_POINTER, span, format!("`{key}` is the name of a member here, not a pointer"));
        ctx.sink.push(match name.is_empty() || name.contains(['/', '~']) {
            true => finding.note("Write the member's name. To read something deeper, give the member the type `json`."),
            false => finding.fix(span, name, format!("the member is written `{name}`")),
        });
    }
}

fn bad_status(ctx: &mut Ctx, node: &Node, wanted: &str, several: &str) {
    let finding = Diagnostic::new(&rules::BAD_STATUS, node.span, format!("expected {wanted}, found {}", written(node)));
    let text = node.scalar().map_or("", |scalar| scalar.text.as_str());
    ctx.sink.push(match lower_case_class(text) {
        _ if !several.is_empty() && parse_status_range(&text.to_ascii_lowercase()).is_some() => finding.note(several),
        Some(class) => finding.fix(node.span, &class, format!("a class is written `{class}`")),
        None => finding,
    });
}

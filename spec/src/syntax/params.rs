//! The parameters of codes: what a message has in its placeholders, and typed values that come with a code.

use super::ctx::Ctx;
use super::facts;
use super::form;
use super::mapping_keys::Fields;
use super::place::{self, Place};
use super::scalars;
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::words::Form;
use crate::yaml::Node;

/// A parameter of a code.
#[derive(Clone, Debug)]
pub struct Param {
    pub name: Spanned<String>,
    pub kind: Spanned<String>,
    pub secret: bool,
    /// How a duration is written.
    pub form: Option<Spanned<Form>>,
    /// Where it is read and written, besides the message.
    pub place: Option<Place>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
}

impl Param {
    fn of(kind: Spanned<String>) -> Self {
        let name = Spanned::new(String::new(), kind.span);
        Self { name, kind, secret: false, form: None, place: None, rust_name: None }
    }

    /// How the parameter is written, if it is a duration.
    pub fn duration(&self) -> Option<Form> {
        (self.kind.value == DURATION).then(|| self.form.as_ref().map_or(Form::DurationText, |form| form.value))
    }
}

/// The types of parameters, which members of payloads may have too.
pub(crate) const PARAM_TYPES: [&str; 9] = ["string", "integer", "u32", "u64", "i32", "i64", "boolean", "timestamp", "number"];

/// The type that only parameters have.
const DURATION: &str = "duration";

/// `limit: u32`, or `key: { type: string, secret: true }`.
pub(super) fn param(ctx: &mut Ctx, node: &Node) -> Option<Param> {
    // A parameter that could not be read counts as declared, because its placeholder would be reported otherwise.
    let unread = || Spanned::new("string".to_owned(), node.span);
    if node.scalar().is_some() {
        return Some(Param::of(param_type(ctx, node).unwrap_or_else(unread)));
    }
    let mut fields = Fields::of(ctx, "a parameter", node)?;
    let kind = fields.require("type", ctx, param_type).unwrap_or_else(unread);
    let param = Param {
        secret: fields.get("secret", ctx, scalars::boolean).is_some_and(|secret| secret.value),
        form: fields.get("form", ctx, duration_form),
        place: place::optional_place(ctx, &mut fields, node),
        rust_name: fields.get("name", ctx, facts::rust_name),
        ..Param::of(kind)
    };
    if let Some(form) = param.form.as_ref().filter(|_| param.duration().is_none()) {
        let finding = Diagnostic::new(&rules::UNUSED_KEY, form.span, "only a duration has a form");
        ctx.sink.push(finding.label(param.kind.span, "the type").note("Write `type: duration`, or remove `form`."));
    }
    fields.finish(ctx);
    Some(param)
}

/// The type of a parameter, which cannot be a list.
fn param_type(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    let [a, b, c, d, e, f, g, h, i] = PARAM_TYPES;
    let types = [a, b, c, d, e, f, g, h, i, DURATION];
    ctx.form(node, &form::Form::Words { what: "a type", words: &types });
    let kind = ctx.text(node)?;
    if types.contains(&kind.as_str()) {
        return Some(kind);
    }
    let finding =
        Diagnostic::new(&rules::UNKNOWN_WORD, kind.span, format!("`{}` is not a type a parameter can have", kind.value));
    ctx.sink.push(finding.suggest(&kind.value, kind.span, types));
    None
}

/// The forms of a duration.
const FORMS: [Form; 6] =
    [Form::DurationText, Form::GoDuration, Form::DelaySeconds, Form::DecimalSeconds, Form::DelayMillis, Form::DecimalMillis];

/// A form of a duration, and not one of a point in time.
fn duration_form(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Form>> {
    let words = FORMS.map(Form::as_str);
    ctx.form(node, &form::Form::Words { what: "a form of a duration", words: &words });
    let text = ctx.text(node)?;
    let form = FORMS.into_iter().find(|form| form.as_str() == text.value);
    if form.is_none() {
        let finding = Diagnostic::new(&rules::UNKNOWN_WORD, text.span, format!("`{}` is not a form of a duration", text.value));
        ctx.sink.push(finding.suggest(&text.value, text.span, words));
    }
    form.map(|form| Spanned::new(form, text.span))
}

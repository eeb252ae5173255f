//! Which enums can have a derive.

use super::ast::{Fields, Input};
use super::context::{Cx, Derive};

/// Whether the type has a shape that can have facts. If not, only the errors are emitted.
pub(super) fn shape(derive: Derive, input: &Input, cx: &mut Cx) -> bool {
    if input.keyword != "enum" {
        cx.errors.say(input.keyword.span(), "errspec derives are for enums: one variant for each code, status or state");
        return false;
    }
    // Generic parameters are only used by fields, and only errors for people have fields.
    let refused = input.generics.place.filter(|_| derive != Derive::Retryable);
    if let Some(span) = refused {
        cx.errors.say(span, "a generic enum cannot have a table of facts; remove its parameters");
    }
    if input.variants.is_empty() {
        cx.errors.say(input.ident.span(), "an enum without variants has no facts; give it a variant for each case");
    }
    if derive != Derive::Retryable && refused.is_none() {
        carries_nothing(derive, input, cx);
    }
    cx.errors.is_empty()
}

/// Facts are rows of a table, so a variant is a row and nothing else.
fn carries_nothing(derive: Derive, input: &Input, cx: &mut Cx) {
    let mut other: Option<&proc_macro2::Ident> = None;
    for variant in &input.variants {
        match variant.fields {
            Fields::None => {}
            Fields::Tuple(1, span) if derive == Derive::StatusCode => {
                if let Some(first) = other.replace(&variant.ident) {
                    cx.errors.say(
                        span,
                        &format!(
                            "`{first}` already stands for all other statuses; one such variant is \
                        enough"
                        ),
                    );
                }
            }
            Fields::Tuple(_, span) | Fields::Named(span) => cx.errors.say(span, advice(derive)),
        }
    }
}

fn advice(derive: Derive) -> &'static str {
    match derive {
        Derive::ErrorCode => {
            "a code cannot have fields: it stands for one text of the API\n  \
             note: `errspec::OpenCode<Code>` keeps texts that are not listed. For an error with fields, use `derive(Retryable)`."
        }
        Derive::StatusCode => "a status cannot have fields, except in one variant for all others: `Other(u16)`",
        _ => "a state cannot have fields: it stands for one text of the API; store the data of a job next to it",
    }
}

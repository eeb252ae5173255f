//! The parameters of a message, next to a derived enum: the same struct as in the module of a spec, with all paths spelled out, because the
//! surrounding names are the user's.

use super::Target;
use crate::emit::{code_span, literal, primitive};
use crate::names::{field_ident, field_names};
use errspec_spec::diag::{Diagnostic, Sink};
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::{Code, Contract, TemplatePart};
use errspec_spec::syntax::Param;
use std::fmt::Write as _;

// pub struct NoBalanceParams<'a> { pub balance: …, } impl NoBalanceParams<'_> { pub const CODE: Payment = …; } impl Display for …
/// A struct for each code with parameters, for the contract's only catalog.
///
/// # Errors
/// Returns findings if two parameters get the same Rust name, or if a parameter gets none.
pub fn params(contract: &Contract, target: Target<'_>, visibility: &str) -> Result<String, Vec<Diagnostic>> {
    let mut sink = Sink::new();
    let codes = contract.catalogs.iter().flat_map(|catalog| &catalog.codes).zip(target.variants);
    let structs = codes.filter(|(code, _)| code.message.is_some() && !code.params.is_empty());
    let text = structs.map(|(code, variant)| of_code(code, variant, target, visibility, &mut sink)).collect();
    if sink.has_errors() { Err(sink.into_sorted()) } else { Ok(text) }
}

fn of_code(code: &Code, variant: &str, target: Target<'_>, visibility: &str, sink: &mut Sink) -> String {
    let name = format!("{}Params", variant.trim_start_matches("r#"));
    let Target { ty, runtime, attributes, .. } = target;
    let fields: Vec<String> = field_names(code, &name, sink).iter().map(|field| field_ident(field)).into_vec();
    let borrows = code.params.iter().any(|param| param.duration().is_none() && primitive(&param.kind.value).is_none());
    let (generics, elided) = if borrows { ("<'a>", "<'_>") } else { ("", "") };
    let message = code.message.as_ref().map_or("", |message| &message.text.value);
    let lead = docs(&format!("The values of a message of `{ty}::{variant}`."));
    let shown = docs(&format!("Displays as {}; secret values are never shown.", code_span(message)));
    let mut members = String::new();
    for (param, field) in code.params.iter().zip(&fields) {
        let of = docs(&format!("`{{{}}}` of the message.", param.name.value));
        let _ = write!(members, "{of} pub {field}: {}, ", kind(param, runtime));
    }
    let mut parts = String::new();
    for part in code.message.iter().flat_map(|message| &message.parts) {
        let _ = match part {
            TemplatePart::Text(text) => write!(parts, "f.write_str({})?; ", literal(text)),
            TemplatePart::Param(name) => {
                let at = code.params.iter().position(|param| param.name.value == name.value);
                let field = at.and_then(|at| fields.get(at)).map_or("", String::as_str);
                match at.and_then(|at| code.params.get(at)).filter(|param| !param.secret).and_then(Param::duration) {
                    Some(form) => {
                        let form = format!("{runtime}::headers::Form::{}", crate::emit::variant(form));
                        let delay = format!("{runtime}::headers::Delay {{ delay: self.{field}, form: {form} }}");
                        write!(parts, "::core::fmt::Display::fmt(&{delay}, f)?; ")
                    }
                    None => write!(parts, "::core::fmt::Display::fmt(&self.{field}, f)?; "),
                }
            }
        };
    }
    format!(
        "{lead} #[doc = \"\"] {shown}
         #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
         {visibility} struct {name} {generics} {{ {members} }}
         {attributes} impl {name} {elided} {{
             #[doc = \" The code that has this message.\"]
             pub const CODE: {ty} = {ty}::{variant};
         }}
         #[automatically_derived]
         impl ::core::fmt::Display for {name} {elided} {{
             fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{
                 {parts}
                 ::core::result::Result::Ok(())
             }}
         }}"
    )
}

fn docs(text: &str) -> String {
    format!("#[doc = {}]", literal(&format!(" {text}")))
}

fn kind(param: &Param, runtime: &str) -> String {
    let plain = match primitive(&param.kind.value) {
        _ if param.duration().is_some() => "::core::time::Duration".to_owned(),
        Some(name) => format!("::core::primitive::{name}"),
        None => "&'a ::core::primitive::str".to_owned(),
    };
    if param.secret { format!("{runtime}::Secret<{plain}>") } else { plain }
}

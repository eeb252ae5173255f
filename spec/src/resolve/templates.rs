//! Message templates: `Rate limit exceeded: {limit} calls per {window} seconds`.

use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::{Template, TemplatePart};
use crate::rules;
use crate::source::Spanned;
use crate::syntax::Param;

/// Parses a template and checks it against the parameters. `{{` and `}}` stand for braces.
pub(super) fn template(text: &Spanned<String>, params: &[Param], sink: &mut Sink) -> Template {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text.value.as_str();
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from_brace) = rest.split_at(at);
        plain.push_str(before);
        rest = if from_brace.starts_with("{{") || from_brace.starts_with("}}") {
            plain.extend(from_brace.chars().take(1));
            from_brace.get(2..).unwrap_or("")
        } else if let Some((name, after)) = from_brace.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            push_text(&mut parts, &mut plain);
            parts.push(TemplatePart::Param(Spanned::new(name.to_owned(), text.span)));
            after
        } else {
            let finding = Diagnostic::new(&rules::UNBALANCED_BRACE, text.span, "a brace without a counterpart");
            sink.push(finding.note("Parameters are in braces, `{limit}`. Double a literal brace, `{{`."));
            plain.extend(from_brace.chars().take(1));
            from_brace.get(1..).unwrap_or("")
        };
    }
    plain.push_str(rest);
    push_text(&mut parts, &mut plain);
    hold_against(&parts, text, params, sink);
    Template { text: text.clone(), parts }
}

fn push_text(parts: &mut Vec<TemplatePart>, plain: &mut String) {
    if !plain.is_empty() {
        parts.push(TemplatePart::Text(std::mem::take(plain)));
    }
}

fn hold_against(parts: &[TemplatePart], text: &Spanned<String>, params: &[Param], sink: &mut Sink) {
    let used: Vec<&Spanned<String>> = parts
        .iter()
        .filter_map(|part| match part {
            TemplatePart::Param(name) => Some(name),
            TemplatePart::Text(_) => None,
        })
        .into_vec();
    for name in &used {
        if !params.iter().any(|param| param.name.value == name.value) {
            let finding = Diagnostic::new(
                &rules::UNKNOWN_PLACEHOLDER,
                text.span,
                format!("the parameter `{{{}}}` is not declared", name.value),
            );
            let note = format!("Declare it: `params: {{ {}: string }}`.", name.value);
            let known: Vec<&str> = params.iter().map(|param| param.name.as_str()).into_vec();
            sink.push(match crate::diag::closest(&name.value, known) {
                Some(close) => finding.note(format!("Did you mean `{{{close}}}`?")),
                None => finding.note(note),
            });
        }
    }
}

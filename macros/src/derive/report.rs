//! Reports errors and warnings at tokens: the findings of the checks, worded for attributes, and the derives' own messages.

use super::places::Places;
use super::warning;
use errspec_spec::diag::{Diagnostic, Severity, Sink};
use errspec_spec::lists::IntoVec;
use errspec_spec::rules::{self, Rule};
use errspec_spec::source::Span as Place;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

/// Checks of properties that an enum already has: its author sees how many variants there are, and cannot allow the finding by its slug as
/// in a spec. A warning without news would only break builds that deny warnings.
const OF_SPECS: [&Rule; 1] = [&rules::MANY_CODES];

/// The messages so far, each with its first and last token.
#[derive(Default)]
pub(super) struct Errors {
    errors: Vec<(Span, Span, String)>,
    warnings: Vec<(Span, Span, String)>,
}

impl Errors {
    /// Whether there are no errors.
    pub(super) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// Adds an error at a token.
    pub(super) fn say(&mut self, span: Span, message: &str) {
        self.errors.push((span, span, message.to_owned()));
    }

    /// Reports to the checks that there are errors, as a finding without a message, so that they do not report what is missing because of
    /// them.
    pub(super) fn known(&self, root: Place) -> Sink {
        let mut sink = Sink::new();
        if !self.is_empty() {
            sink.push(Diagnostic::new(&rules::WRONG_KIND, root, ""));
        }
        sink
    }

    /// Adds findings, except where no value could be read. A warning that is about none of the tokens belongs to the spec.
    pub(super) fn findings(&mut self, findings: &[Diagnostic], places: &Places) {
        for finding in findings {
            if finding.message.is_empty() || OF_SPECS.contains(&finding.rule) || places.is_spoiled(finding.primary.span) {
                continue;
            }
            let spans = places.spans(finding.primary.span);
            match (finding.rule.severity, spans) {
                (Severity::Error, _) => {
                    let (first, last) = spans.unwrap_or_else(|| (Span::call_site(), Span::call_site()));
                    self.errors.push((first, last, message(finding, places)));
                }
                (Severity::Warning, Some((first, last))) => self.warnings.push((first, last, message(finding, places))),
                _ => {}
            }
        }
    }

    /// A `compile_error!` for each error, which spans from the first token to the last. Without errors, the warnings.
    pub(super) fn into_tokens(self, attributes: &TokenStream) -> TokenStream {
        if self.is_empty() {
            return self.warnings.into_iter().map(|(first, last, text)| warning::at(first, last, attributes, &text)).collect();
        }
        let errors = self.errors.into_iter().map(|(first, last, message)| {
            let (path, text) = (quote_spanned!(first=> ::core::compile_error!), quote_spanned!(last=> { #message }));
            quote!(#path #text)
        });
        errors.collect()
    }
}

/// The message, followed by the suggestion, related locations and notes, one per line.
fn message(finding: &Diagnostic, places: &Places) -> String {
    let mut text = format!("{} [{}]", as_attribute(&finding.message).replace(MAPPING, "`(key = value)`"), finding.rule.slug);
    if let Some(fix) = &finding.fix {
        text.push_str(&format!("\n  help: {}", as_attribute(&fix.message)));
    }
    for label in finding.labels.iter().filter(|label| !label.text.is_empty()) {
        if let Some((first, _)) = places.spans(label.span) {
            text.push_str(&format!("\n  note: {} (line {})", as_attribute(&label.text), line(first)));
        }
    }
    let notes = match replacement_for(finding) {
        Some(note) => vec![note.to_owned()],
        None => finding.notes.iter().map(|note| advice(note)).into_vec(),
    };
    for note in notes {
        text.push_str(&format!("\n  note: {note}"));
    }
    text
}

/// The names of entries in the parser's messages.
const MAPPING: &str = "a mapping (`key = value` lines)";

/// The advice for an enum, where the original refers to the layout of a spec.
fn replacement_for(finding: &Diagnostic) -> Option<&'static str> {
    Some(match finding.rule.slug {
        "missing-key" if ["`kind`", "`initial`"].iter().any(|key| finding.message.ends_with(key)) => {
            "Each state needs a kind, `#[errspec(pending)]`, and at least one of them has to be `#[errspec(initial)]`."
        }
        "unused-command" | "command-not-there" => "State where it leads on each state it is sent from: `command(name, to(…))`.",
        "unreachable-state" => "Add it to the `to(…)` of another state, or mark it `initial`.",
        "name-collision" | "no-name" => {
            "Use letters, digits and underscores in the names of commands and parameters, and \
            give each a different name."
        }
        "no-success" => "Mark the variant that is the goal: `#[errspec(final, outcome = success)]`.",
        "code-not-in-family" => "Move the variant out of the group, or widen the family.",
        "code-outside-family" => "Put the variant into the group: `group = name`.",
        "empty-group" => "Put variants into it, `group = name`, or state which codes belong to it, `prefix = \"08\"`.",
        "retry-on-success" => "Remove the class.",
        "colliding-states" => "Case alone cannot distinguish two states, even if the service really sends both.",
        _ => return None,
    })
}

/// A note as it helps with an enum.
fn advice(note: &str) -> String {
    if note.starts_with("To declare an action") {
        return "Only the machines of a spec have actions of their own: use `errspec::include_spec!`.".to_owned();
    }
    as_attribute(note)
}

/// Rewrites text in backticks for a derive: `key: value` becomes `key = value`, and `{ word: value }` becomes `word(value)`.
fn as_attribute(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(at, part)| if at % 2 == 1 { rewritten(part) } else { part.to_owned() });
    parts.into_vec().join("`")
}

fn rewritten(code: &str) -> String {
    if let Some(inside) = code.strip_prefix("{ ").and_then(|rest| rest.strip_suffix(" }")) {
        return match inside.split_once(": ") {
            Some((word, value)) if !inside.contains(", ") => format!("{word}({})", rewritten(value)),
            _ => inside.replace(": ", " = "),
        };
    }
    match code.split_once(": ") {
        // Names of the user's own, as opposed to fixed words.
        Some(("params", value)) => format!("params({})", value.trim_matches(['{', ' ', '}']).replace(": ", " = ")),
        Some((key, value)) if key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') => {
            format!("{key} = {}", rewritten(value))
        }
        _ => code.to_owned(),
    }
}

/// The line of a token in its file.
pub(super) fn line(span: Span) -> usize {
    span.unwrap().line()
}

#[cfg(test)]
mod tests {
    use super::as_attribute;

    #[test]
    fn advice_is_written_as_attributes() {
        let cases = [
            (
                "Write a class: `retry: transient`, `retry: { after_change: request }`.",
                "Write a class: `retry = transient`, `retry = after_change(request)`.",
            ),
            ("as in `outcome: { needs: add_funds }`", "as in `outcome = needs(add_funds)`"),
            ("as in `{ keep_polling: 0s }`", "as in `keep_polling(0s)`"),
            ("did you mean `retry`?", "did you mean `retry`?"),
            ("Declare it: `params: { limit: string }`.", "Declare it: `params(limit = string)`."),
            ("`range: [-32099, -32000]` or `mask: 0xff`", "`range = [-32099, -32000]` or `mask = 0xff`"),
        ];
        for (spec, derive) in cases {
            assert_eq!(as_attribute(spec), derive);
        }
    }
}

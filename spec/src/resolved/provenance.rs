//! Words, durations, locations, and facts with their origin.

use super::data::{Context, Data, Filled, Members, Shape, definition, members, object};
use crate::model::{Fact, Facts, Origin, Via};
use crate::source::{Span, Spanned};
use crate::syntax::{BasisWords, Decimal, Retry, StatusRange};
use crate::words::{
    Action, Audience, Basis, BodyFormat, Bound, Category, ChainCode, Change, Charge, Choose, Combine, CredentialKind,
    CurveKind, Effect, Form, HealthBody, HintAs, JitterKind, Meaning, Method, Moment, Moves, OverMax, Repeat, Role, Safety,
    Severity, StateKind, Target, TextCase, Transport, TreatAs, WireKind, Word,
};
use serde_json::{Map, Value, json};
use std::time::Duration;

macro_rules! vocabularies {
    ($($type:ident: $name:literal)*) => {$(
        impl Data for $type {
            fn value(&self, _: Context<'_>) -> Value {
                self.as_str().into()
            }

            fn schema(definitions: &mut Map<String, Value>) -> Value {
                definition(definitions, $name, |_| json!({ "enum": Self::WORDS }))
            }
        }
    )*};
}

vocabularies! {
    Action: "action" Audience: "audience" Basis: "basis" Bound: "bound" Category: "category" ChainCode: "chain_code" Change: "change" Charge: "charge" Choose: "choose" Combine: "combine"
    CredentialKind: "credential_kind" CurveKind: "curve" Effect: "effect" Form: "form" HealthBody: "health_body" HintAs: "hint_as"
    BodyFormat: "body_format" JitterKind: "jitter_kind" Meaning: "meaning" Method: "method" Moment: "moment" OverMax: "over_max" Repeat: "repeat" Role: "role"
    Safety: "safety" Severity: "severity" StateKind: "state_kind" Target: "target" TextCase: "text_case"
    Moves: "moves" Transport: "transport" TreatAs: "treat_as" WireKind: "wire"
}

/// Types that are written as text in a fixed format.
macro_rules! texts {
    ($($type:ty: $name:literal, $about:literal, $pattern:literal, ($this:ident, $cx:ident) => $text:expr;)*) => {$(
        impl Data for $type {
            fn value(&self, $cx: Context<'_>) -> Value {
                let $this = self;
                Value::String($text)
            }

            fn schema(definitions: &mut Map<String, Value>) -> Value {
                definition(definitions, $name, |_| json!({ "description": $about, "type": "string", "pattern": $pattern }))
            }
        }
    )*};
}

texts! {
    Span: "location", "File, line and column. Both count from 1, columns in characters.", "^.+:[1-9][0-9]*:[1-9][0-9]*$",
        (span, cx) => cx.sources.place(*span);
    Duration: "duration", "Seconds, exact.", r"^[0-9]+(\.[0-9]+)?s$", (duration, _cx) => {
        let nanos = u64::from(duration.subsec_nanos());
        format!("{}s", decimal(Decimal { digits: nanos, scale: 9 }, duration.as_secs()))
    };
    Decimal: "decimal", "A decimal number, exact.", r"^[0-9]+(\.[0-9]+)?$", (number, _cx) => decimal(*number, 0);
    StatusRange: "status_range", "A status or a range: 404, 4xx or 500-599.", "^[1-9]([0-9]{2}(-[1-9][0-9]{2})?|xx)$",
        (range, _cx) => range.to_string();
    Via: "via", "How the fact came to its entry.",
        "^(own|registry|default|response|(extends|group|catalog) .+|status [1-9][0-9]{2}|range .+)$",
        (via, _cx) => match via {
            Via::Own => "own".to_owned(),
            Via::Base(name) => format!("extends {name}"),
            Via::Group(name) => format!("group {name}"),
            Via::Catalog(name) => format!("catalog {name}"),
            Via::Status(status) => format!("status {status}"),
            Via::Range(range) => format!("range {range}"),
            Via::Registry => "registry".to_owned(),
            Via::Default => "default".to_owned(),
        };
}

/// A whole number plus a decimal, without trailing zeros.
fn decimal(decimal: Decimal, whole: u64) -> String {
    let scale = usize::from(decimal.scale);
    let digits = format!("{:0width$}", decimal.digits, width = scale + 1);
    let (units, fraction) = digits.split_at(digits.len() - scale);
    let units = if whole > 0 { whole.to_string() } else { units.to_owned() };
    match fraction.trim_end_matches('0') {
        "" => units,
        fraction => format!("{units}.{fraction}"),
    }
}

/// `value`, `from`, `via`, `basis`.
impl<T: Data> Data for Fact<T> {
    fn value(&self, cx: Context<'_>) -> Value {
        let Origin { span, via, basis } = &self.origin;
        json!({ "value": self.value.value(cx), "from": span.value(cx), "via": via.value(cx), "basis": basis.value(cx) })
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let value = T::schema(definitions);
        fact_schema(&format!("fact_{}", name_of(&value)), &value, definitions)
    }
}

/// The name of a fact's schema, which contains the name of its value's schema.
fn name_of(value: &Value) -> &str {
    let name = value.get("$ref").or(value.get("type")).and_then(Value::as_str).unwrap_or_default();
    name.strip_prefix("#/$defs/").unwrap_or(name)
}

fn fact_schema(name: &str, value: &Value, definitions: &mut Map<String, Value>) -> Value {
    definition(definitions, name, |definitions| {
        let from = json!({ "anyOf": [Span::schema(definitions), { "type": "null" }] });
        let (via, basis) = (Via::schema(definitions), Basis::schema(definitions));
        json!({
            "type": "object",
            "properties": { "value": value, "from": from, "via": via, "basis": basis },
            "required": ["value", "from", "via", "basis"],
            "additionalProperties": false,
        })
    })
}

/// A fact that is only known once there is a response, because it comes from the status of the response.
pub(super) struct FromResponse<T>(Option<Fact<T>>);

impl<T: Data> Data for FromResponse<T> {
    fn value(&self, cx: Context<'_>) -> Value {
        let response = || json!({ "value": null, "from": null, "via": "response", "basis": Basis::Stated.as_str() });
        self.0.as_ref().map_or_else(response, |fact| fact.value(cx))
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let value = T::schema(definitions);
        let name = format!("fact_{}_or_response", name_of(&value));
        fact_schema(&name, &json!({ "anyOf": [value, { "type": "null" }] }), definitions)
    }
}

/// A fact that an entry cannot inherit.
pub(super) fn own<T: Clone>(value: &Spanned<T>, basis: Basis) -> Fact<T> {
    Fact { value: value.value.clone(), origin: Origin { span: Some(value.span), via: Via::Own, basis } }
}

/// A text that an entry cannot inherit, if there is one.
pub(super) fn own_text(text: &Option<Spanned<String>>, basis: Basis) -> Option<Fact<String>> {
    text.as_ref().map(|text| own(text, basis))
}

/// The basis of an entry as a whole.
pub(super) fn basis(words: &BasisWords) -> Basis {
    words.all.as_ref().map_or(Basis::Stated, |all| all.value)
}

/// What applies if nobody stated a category, a retry class or an effect.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Silence {
    /// The defaults of the language, which are printed as facts.
    Default,
    /// The status of the response decides.
    Response,
    /// Nothing, for entries that only provide defaults for others.
    Nothing,
}

struct Words<'a> {
    facts: &'a Facts,
    silence: Silence,
}

/// The shared facts of an entry, among its own members. `ALWAYS` says whether category, retry and effect are always present, as on
/// statuses and codes.
pub(super) struct SharedWords<'a, const ALWAYS: bool>(pub(super) &'a Facts, pub(super) Silence);

impl<const ALWAYS: bool> Data for SharedWords<'_, ALWAYS> {
    fn value(&self, cx: Context<'_>) -> Value {
        members(&Words { facts: self.0, silence: self.1 }, cx)
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        Words::schema(definitions)
    }

    fn put(&self, _: &str, cx: Context<'_>, object: &mut Map<String, Value>) {
        Words { facts: self.0, silence: self.1 }.members(cx, object);
    }

    fn describe(_: &str, _: &str, shape: &mut Shape<'_>) {
        Words::properties(shape);
        let always: &[&str] = if ALWAYS { &["category", "retry", "effect"] } else { &[] };
        shape.required.extend(always.iter().map(|key| Value::from(*key)));
    }
}

object! {
    "facts" Words<'_>: Words {
        facts: facts @ Facts {
            name, title, summary, causes, action, category, retry, effect, severity, audience, basis: _, since, deprecated, docs, expires,
        },
        silence,
    } in cx => {
        /// The name in generated code, if the spec sets one.
        name: Option<Spanned<String>> = name;
        title: Option<Fact<String>> = title;
        summary: Option<Fact<String>> = summary;
        causes: Filled<&Vec<Spanned<String>>> = Filled(causes);
        /// What the document tells the reader to do.
        action: Option<Fact<String>> = action;
        category: Option<FromResponse<Category>> = silence.or(category, facts.stated_category().is_none());
        retry: Option<FromResponse<Retry>> = silence.or(retry, retry.origin.via == Via::Default);
        effect: Option<FromResponse<Effect>> = silence.or(effect, effect.origin.via == Via::Default);
        severity: Option<Fact<Severity>> = severity;
        audience: Option<Fact<Audience>> = audience;
        expires: Option<Fact<Duration>> = expires;
        since: Option<Fact<String>> = since;
        deprecated: Option<Fact<String>> = deprecated;
        docs: Option<Fact<String>> = docs;
    }
}

impl Silence {
    /// The fact, or what is printed instead. `open` is whether the entry leaves it to the response.
    fn or<T: Clone>(self, fact: &Fact<T>, open: bool) -> Option<FromResponse<T>> {
        match self {
            Self::Nothing if fact.origin.via == Via::Default => None,
            Self::Response if open => Some(FromResponse(None)),
            _ => Some(FromResponse(Some(fact.clone()))),
        }
    }
}

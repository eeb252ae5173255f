//! How the states of a machine are recognized, if not only by their wire texts.

use super::code::Code;
use super::emitter::Emitter;
use super::value::{Fields, list, literal, some};
#[cfg(feature = "reader")]
use super::{value::outcome, whole::when};
use errspec_spec::lists::IntoVec;
use errspec_spec::model::Machine;
use errspec_spec::words::TextCase;

/// The static, and the expression that refers to it; nothing for a machine whose states are recognized only by their wire texts.
pub(super) fn recognition(emitter: &Emitter<'_>, machine: &Machine, table: &str, code: &mut Code) -> Option<String> {
    let mut fields = Fields::default();
    conditions(emitter, machine, &mut fields);
    fields.add("absent", machine.absent.as_ref().map(|at| some(at.value)));
    let (prefixes, aliases): (Vec<_>, Vec<_>) = other_texts(machine).into_iter().partition(|(text, _)| text.ends_with('*'));
    fields.add("aliases", pairs(aliases.into_iter()));
    let mut prefixes = prefixes.into_iter().map(|(text, at)| (text.trim_end_matches('*'), at)).into_vec();
    prefixes.sort_by_key(|(start, _)| std::cmp::Reverse(start.len()));
    fields.add("prefixes", pairs(prefixes.into_iter()));
    fields.add("ignore_case", (machine.case == TextCase::Insensitive).then(|| "true".to_owned()));
    outcomes(emitter, machine, &mut fields);
    if fields.is_empty() {
        return None;
    }
    let value = fields.literal("machine::Recognition", "machine::Recognition::TEXTS");
    code.blank();
    code.lines(&format!("static {table}_RECOGNITION: machine::Recognition = {value};"));
    Some(format!("&{table}_RECOGNITION"))
}

/// The aliases, and the prefixes of texts.
fn other_texts(machine: &Machine) -> Vec<(&str, usize)> {
    let mut all = Vec::new();
    for (at, state) in machine.states.iter().enumerate() {
        let own = (!state.is_conditional() && state.wire.value.ends_with('*')).then_some(&state.wire);
        own.into_iter().chain(&state.aliases).map(|text| (text.value.as_str(), at)).add_to(&mut all);
    }
    all
}

fn pairs<'t>(texts: impl Iterator<Item = (&'t str, usize)>) -> Option<String> {
    let listed = list(texts.map(|(text, at)| format!("({}, {at})", literal(text))));
    (!listed.is_empty()).then(|| format!("&[{listed}]"))
}

#[cfg(feature = "reader")]
fn conditions(emitter: &Emitter<'_>, machine: &Machine, fields: &mut Fields) {
    let conditions = machine.states.iter().enumerate().filter_map(|(at, state)| Some((at, state.when.as_ref()?)));
    let listed = list(conditions.map(|(at, condition)| format!("({at}, {})", when(emitter, &condition.value))));
    fields.add("conditions", (!listed.is_empty()).then(|| format!("&[{listed}]")));
}

#[cfg(feature = "reader")]
fn outcomes(emitter: &Emitter<'_>, machine: &Machine, fields: &mut Fields) {
    let mut rows = Vec::new();
    for (at, state) in machine.states.iter().enumerate() {
        for (condition, is) in &state.cases {
            rows.push(format!("({at}, {}, {})", when(emitter, &condition.value), outcome(is.value)));
        }
    }
    fields.add("outcomes", (!rows.is_empty()).then(|| format!("&[{}]", list(rows.into_iter()))));
}

/// A derive has no conditions.
#[cfg(not(feature = "reader"))]
fn conditions(_: &Emitter<'_>, _: &Machine, _: &mut Fields) {}

#[cfg(not(feature = "reader"))]
fn outcomes(_: &Emitter<'_>, _: &Machine, _: &mut Fields) {}

//! Compares an enum with a spec: both must have the same codes, states or statuses, and the enum takes its facts from the spec.

use super::ast::{Fields, Input};
use errspec_spec::lists::IntoVec;

use super::context::{Cx, Derive};
use super::expand::RUNTIME;
use super::options::{Against, Options};
use super::{agree, emitted, retry, state, status};
use crate::package::{package, tracked};
use errspec_codegen::derive::{self as emit, Target};
use errspec_spec::diag::{Severity, closest, render};
use errspec_spec::model::{Code, Contract};
use errspec_spec::source::{Sources, Span as Place};
use errspec_spec::{Checked, Loader};
use proc_macro2::Span;

/// A name in the enum or the spec, and its location.
struct Name<P> {
    text: String,
    at: P,
    variant: String,
}

/// The items, with the facts of the spec.
pub(super) fn items(derive: Derive, input: &Input, options: &Options, against: &Against, cx: &mut Cx) -> String {
    agree::nothing_else(derive, input, options, cx);
    let Some((own, said)) = own(derive, input, options, cx) else { return String::new() };
    let Some((mut contract, sources, files)) = spec(against, cx) else { return String::new() };
    if !narrow(derive, &mut contract, input, options, against, cx) {
        return String::new();
    }
    let theirs = theirs(derive, &contract);
    compare(
        &Sides { derive, own: &own, theirs: &theirs, of: &of(&contract, against, &sources), sources: &sources },
        input.ident.span(),
        cx,
    );
    if let Some(said) = said {
        agree::check(&said, &contract, &sources, cx);
    }
    if !cx.errors.is_empty() {
        return String::new();
    }
    let variant_of = |their: &Name<Place>| own.iter().find(|name| name.text == their.text).map(|name| name.variant.clone());
    let variants: Vec<String> = theirs.iter().filter_map(variant_of).into_vec();
    let ty = input.ident.to_string();
    let target = Target { ty: &ty, name: &options.name, variants: &variants, runtime: RUNTIME, attributes: input.attributes() };
    let items = match derive {
        Derive::StatusCode => Ok(emit::statuses(&contract, target, status::other(input).as_deref())),
        Derive::StateMachine => emit::machine(&contract, target, &options.commands, &input.visibility()),
        Derive::Retryable => Ok(retry::items(&contract, input, target)),
        Derive::ErrorCode => emitted::codes(&contract, input, target),
    };
    let items = items.unwrap_or_else(|findings| {
        findings.iter().for_each(|finding| cx.errors.say(against.span, &render::embedded(&sources, finding)));
        String::new()
    });
    format!("{} {items}", tracked(&files))
}

/// What the enum is checked against, for messages.
fn of(contract: &Contract, against: &Against, sources: &Sources) -> String {
    let catalog = contract.catalogs.first().map(|catalog| &catalog.name);
    match catalog.or(contract.machines.first().map(|machine| &machine.name)) {
        Some(name) => format!("`{}` ({})", name.value, sources.place(name.span)),
        None => format!("`{}`", against.path),
    }
}

/// The spec, read and checked, and the files it consists of.
fn spec(against: &Against, cx: &mut Cx) -> Option<(Contract, Sources, Vec<String>)> {
    let (path, mut package) = (&against.path, package());
    let bytes = match package.load(path) {
        Ok(bytes) => bytes,
        Err(why) => {
            cx.errors.say(against.span, &format!("cannot read `{path}`: {why}; paths are relative to the package"));
            return None;
        }
    };
    let Checked { sources, findings, contract } = errspec_spec::check(path, &bytes, &mut package);
    for finding in findings.iter().filter(|finding| finding.rule.severity == Severity::Error) {
        cx.errors.say(against.span, &render::embedded(&sources, finding));
    }
    let contract = contract?;
    let files =
        contract.files.iter().map(|file| sources.name(*file).to_owned()).filter(|name| !name.starts_with("std/")).into_vec();
    Some((contract, sources, files))
}

/// Keeps only the catalog or machine that the enum is checked against.
fn narrow(derive: Derive, contract: &mut Contract, input: &Input, options: &Options, against: &Against, cx: &mut Cx) -> bool {
    let (wanted, span) = against.entry.clone().unwrap_or_else(|| (options.name.clone(), input.ident.span()));
    let (what, names): (&str, Vec<String>) = match derive {
        Derive::StatusCode => return true,
        Derive::StateMachine => ("machine", contract.machines.iter().map(|machine| machine.name.value.clone()).into_vec()),
        _ => ("catalog", contract.catalogs.iter().map(|catalog| catalog.name.value.clone()).into_vec()),
    };
    contract.catalogs.retain(|catalog| catalog.name.value == wanted);
    contract.machines.retain(|machine| machine.name.value == wanted);
    let found = names.contains(&wanted);
    if !found {
        let meant = closest(&wanted, names.iter().map(String::as_str));
        let help =
            meant.map_or_else(|| format!("expected one of: {}", names.join(", ")), |meant| format!("did you mean `{meant}`?"));
        cx.errors.say(span, &format!("there is no {what} `{wanted}` in `{}` [unknown-name]\n  help: {help}", against.path));
    }
    found
}

/// The names in the enum, and what its attributes say about codes and statuses.
fn own(derive: Derive, input: &Input, options: &Options, cx: &mut Cx) -> Option<(Vec<Name<Span>>, Option<Contract>)> {
    if derive == Derive::StateMachine {
        let names =
            state::names(input, options, cx).into_iter().map(|(text, at, variant)| Name { text, at, variant }).collect();
        return cx.errors.is_empty().then_some((names, None));
    }
    let said = emitted::facts(derive, input, options, cx)?;
    let carries = |fields: &Fields| derive != Derive::Retryable && !matches!(fields, Fields::None);
    let variants = input.variants.iter().filter(|variant| !carries(&variant.fields));
    let names = theirs(derive, &said).into_iter().zip(variants).map(|(name, variant)| Name {
        at: cx.places.spans(name.at).map_or_else(Span::call_site, |(span, _)| span),
        text: name.text,
        variant: variant.ident.to_string(),
    });
    Some((names.into_vec(), Some(said)))
}

/// The names in the spec.
fn theirs(derive: Derive, contract: &Contract) -> Vec<Name<Place>> {
    let name = |text: &str, at| Name { text: text.to_owned(), at, variant: String::new() };
    match derive {
        Derive::StatusCode => {
            contract.statuses.iter().map(|status| name(&status.status.value.to_string(), status.status.span)).into_vec()
        }
        Derive::StateMachine => contract
            .machines
            .iter()
            .flat_map(|machine| &machine.states)
            .map(|state| name(&state.wire, state.wire.span))
            .collect(),
        _ => contract
            .catalogs
            .iter()
            .flat_map(|catalog| &catalog.codes)
            .map(|code: &Code| name(&code.wire, code.wire.span))
            .collect(),
    }
}

/// The names in both.
struct Sides<'s> {
    derive: Derive,
    own: &'s [Name<Span>],
    theirs: &'s [Name<Place>],
    of: &'s str,
    sources: &'s Sources,
}

/// Compares all names. A name that is similar to a missing one is reported as a misspelling.
fn compare(sides: &Sides<'_>, ident: Span, cx: &mut Cx) {
    let Sides { derive, own, theirs, of, sources } = sides;
    let what = match derive {
        Derive::StatusCode => "status",
        Derive::StateMachine => "state",
        _ => "code",
    };
    let mut missing: Vec<&Name<Place>> =
        theirs.iter().filter(|their| !own.iter().any(|name| name.text == their.text)).collect();
    for extra in own.iter().filter(|name| !theirs.iter().any(|their| their.text == name.text)) {
        let meant = closest(&extra.text, missing.iter().map(|their| their.text.as_str())).map(str::to_owned);
        let meant = meant.and_then(|meant| Some(missing.remove(missing.iter().position(|their| their.text == meant)?)));
        let help = meant.map_or_else(String::new, |their| {
            format!("\n  help: did you mean `{}` ({})?", their.text, sources.place(their.at))
        });
        cx.errors.say(extra.at, &format!("`{}` is not a {what} of {of}{help}", extra.text));
    }
    for their in missing {
        cx.errors
            .say(ident, &format!("there is no variant for the {what} `{}` ({}) of {of}", their.text, sources.place(their.at)));
    }
}

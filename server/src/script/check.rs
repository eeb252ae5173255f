//! Checks whether a response can be sent: its names must be in the contract, and its headers must be valid.

use super::Mistake;
use crate::answer::Declared;
use crate::http::{is_bodiless, is_field_value, is_token};
use crate::sample::codes;
use crate::sample::listed;
use crate::{Answer, Body, Then};
use errspec_spec::diag::closest;
use errspec_spec::model::Contract;

/// Headers that the server sets itself, because the end of a response depends on them.
const OWN: [&str; 3] = ["Content-Length", "Transfer-Encoding", "Connection"];

/// Checks a response against a contract.
pub(crate) fn check(contract: &Contract, answer: &Answer) -> Result<(), Mistake> {
    if let Some(status) = answer.status.filter(|status| !(200..=999).contains(status)) {
        return Err(Mistake(
            format!("{status} is not a status of a response"),
            "write a number from 200 to 999, such as 429".into(),
        ));
    }
    if answer.delay > Answer::LONGEST {
        return Err(Mistake(format!("{:?} is too long", answer.delay), "use at most 10 minutes".into()));
    }
    if let Then::Trickle(pause) = answer.then
        && pause > Answer::LONGEST
    {
        return Err(Mistake(format!("{pause:?} before each byte is too long"), "use at most 10 minutes".into()));
    }
    for (name, value) in &answer.headers {
        header(name, value.as_deref())?;
    }
    let has_body = match &answer.body {
        Body::Declared(declared) => *declared != Declared::default(),
        Body::Unscripted | Body::Empty => false,
        Body::Json(_) | Body::Text(_) | Body::Bytes(_) => true,
    };
    if let Some(status) = answer.status.filter(|status| has_body && is_bodiless(*status)) {
        let problem = format!("a response with status {status} has no body (RFC 9110 §6.4.1)");
        return Err(Mistake(problem, "write another status, or remove the body".into()));
    }
    match &answer.body {
        Body::Declared(declared) => {
            values(declared)?;
            names(contract, declared)?;
            carried(contract, answer.status, declared)
        }
        _ => Ok(()),
    }
}

fn header(name: &str, value: Option<&str>) -> Result<(), Mistake> {
    if !is_token(name) {
        return Err(Mistake(format!("`{}` is not a header name", name.escape_debug()), "write `Name:value`".into()));
    }
    if OWN.iter().any(|own| own.eq_ignore_ascii_case(name)) {
        let instead = "for a response that ends early, write `truncate 20` or `close`".into();
        return Err(Mistake(format!("the server sets `{name}` itself"), instead));
    }
    if value.is_some_and(|value| !is_field_value(value)) {
        return Err(Mistake(format!("the value of `{name}` has control characters"), "write it on one line".into()));
    }
    Ok(())
}

/// The maximum number of values of a body.
const VALUES: usize = 1000;

/// The maximum depth of a pointer, because bodies are built and written recursively.
const DEPTH: usize = 64;

fn values(declared: &Declared) -> Result<(), Mistake> {
    if declared.values.len() > VALUES {
        return Err(Mistake(format!("more than {VALUES} values"), "write the whole body, `json={\"a\": 1}`".into()));
    }
    match declared.values.iter().any(|(at, _)| at.matches('/').count() > DEPTH) {
        true => Err(Mistake(format!("a JSON Pointer with more than {DEPTH} parts"), "write a shorter one".into())),
        false => Ok(()),
    }
}

fn names(contract: &Contract, declared: &Declared) -> Result<(), Mistake> {
    let catalogs = || contract.catalogs.iter().map(|catalog| catalog.name.as_str());
    let shapes = || contract.bodies.iter().map(|shape| shape.name.as_str());
    if let Some(name) = declared.catalog.as_deref().filter(|name| !catalogs().any(|known| known == *name)) {
        return Err(unknown("catalog", name, catalogs()));
    }
    if let Some(name) = declared.shape.as_deref().filter(|name| !shapes().any(|known| known == *name)) {
        return Err(unknown("body", name, shapes()));
    }
    let Some(wire) = &declared.code else {
        return match &declared.catalog {
            Some(name) => Err(Mistake(format!("`{name}` has a list of codes, and no code is given"), "add `code=`".into())),
            None => Ok(()),
        };
    };
    let of = |name: &str| declared.catalog.as_deref().is_none_or(|wanted| wanted == name);
    let mut searched = contract.catalogs.iter().filter(|catalog| of(&catalog.name));
    if searched.clone().any(|catalog| codes::find(catalog, wire).is_some()) {
        return Ok(());
    }
    let listed = searched.clone().flat_map(|catalog| catalog.codes.iter().map(|code| code.wire.as_str()));
    let mistake = unknown("code", wire, listed);
    match searched.any(|catalog| catalog.open) {
        true => Err(Mistake(
            mistake.0,
            format!("{} For a code that is not listed, set the value, as in `/error/code=NEW`", mistake.1),
        )),
        false => Err(mistake),
    }
}

/// Whether a body carries the requested code.
fn carried(contract: &Contract, status: Option<u16>, declared: &Declared) -> Result<(), Mistake> {
    let Some(wire) = &declared.code else { return Ok(()) };
    let ids = listed(contract, declared.catalog.as_deref(), wire);
    let carriers = || contract.bodies.iter().filter(|shape| ids.iter().any(|id| codes::carries(shape, id.catalog)));
    let catalogs = ids.iter().filter_map(|id| contract.catalogs.get(id.catalog)).map(|catalog| catalog.name.as_str());
    let of = catalogs.collect::<Vec<_>>().join(" or ");
    let Some(first) = carriers().next().map(|shape| &shape.name.value) else {
        let instead = format!("declare a field of type {of} in a body, or write the response itself, `json={{…}}`");
        return Err(Mistake(format!("no body of the contract carries `{wire}`, a code of {of}"), instead));
    };
    let (problem, instead) = match (&declared.shape, status) {
        (Some(name), _) if !carriers().any(|shape| shape.name.value == *name) => {
            (format!("the body `{name}` carries no codes of {of}"), format!("write `body={first}`"))
        }
        (None, Some(status)) if !carriers().any(|shape| contract.looks_for(shape, status)) => (
            format!("no body that clients look for in a {status} carries codes of {of}"),
            format!("remove the status, or write `body={first}` to send it anyway"),
        ),
        _ => return Ok(()),
    };
    Err(Mistake(problem, instead))
}

fn unknown<'k>(what: &str, name: &str, known: impl Iterator<Item = &'k str> + Clone) -> Mistake {
    const SHOWN: usize = 12;
    let instead = match closest(name, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.clone().next().is_none() => format!("the contract has no {what}."),
        None => {
            let more = if known.clone().nth(SHOWN).is_some() { ", …" } else { "" };
            format!("write one of {}{more}.", known.take(SHOWN).collect::<Vec<_>>().join(", "))
        }
    };
    Mistake(format!("the contract has no {what} `{}`", name.escape_debug()), instead)
}

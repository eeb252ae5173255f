use super::facts::Places;
use super::object::{Object, list, named};
use super::values;
use errspec_spec::decide::Verdicts;
use errspec_spec::model::{Catalogue, Code, CodeId, Contract, Fact, Group};
use errspec_spec::words::Word;
use errspec_spec::written::{Family, Param};
use serde_json::Value;

/// The catalogues.
pub(super) fn errors(contract: &Contract, verdicts: &Verdicts<'_>, places: Places<'_>) -> Value {
    let catalogues = contract.catalogues.iter().enumerate();
    named(catalogues.map(|(at, catalogue)| (catalogue.name.value.clone(), self::catalogue(at, catalogue, verdicts, places))))
}

fn catalogue(at: usize, catalogue: &Catalogue, verdicts: &Verdicts<'_>, places: Places<'_>) -> Object {
    let code = |(id, code): (CodeId, &Code)| {
        (
            code.wire.value.clone(),
            self::code(code, catalogue, places).unless_empty("exceptions", values::exceptions(&verdicts.of_code(id, code))),
        )
    };
    let entry = places.entry(catalogue.name.span, catalogue.facts.basis);
    let read_as = list(verdicts.roles(at).iter().map(|role| role.as_str()));
    let entry = entry.set("wire", catalogue.wire.as_str()).set("open", catalogue.open).set("read_as", read_as);
    places
        .stated_words(entry, &catalogue.facts)
        .set("groups", named(catalogue.groups.iter().map(|group| (group.key.value.clone(), self::group(group, places)))))
        .set("codes", named(catalogue.ids(at).map(code)))
}

fn group(group: &Group, places: Places<'_>) -> Object {
    let entry = places.entry(group.key.span, group.facts.basis).unless_empty("status", statuses(&group.status, places));
    let entry = entry.maybe("family", group.family.as_ref().map(|family| self::family(&family.value)));
    places.stated_words(entry, &group.facts)
}

fn family(family: &Family) -> Object {
    match family {
        Family::Prefix(prefix) => Object::new().set("prefix", prefix.as_str()),
        Family::Range(from, to) => Object::new().set("range", list([*from, *to])),
        Family::Mask(mask) => Object::new().set("mask", *mask),
    }
}

fn code(code: &Code, catalogue: &Catalogue, places: Places<'_>) -> Object {
    let group = code.group.and_then(|at| catalogue.groups.get(at));
    let entry = places
        .entry(code.wire.span, code.facts.basis)
        .maybe("number", code.number)
        .maybe("group", group.map(|group| group.key.as_str()))
        .unless_empty("status", statuses(&code.status, places));
    let words = if code.status.len() == 1 { Places::words } else { Places::open_words };
    words(places, entry, &code.facts)
        .maybe("message", code.message.as_ref().map(|message| message.text.as_str()))
        .unless_empty("params", named(code.params.iter().map(param)))
        .unless_empty("aliases", list(code.aliases.iter().map(|alias| alias.as_str())))
}

fn statuses(statuses: &[Fact<u16>], places: Places<'_>) -> Value {
    list(statuses.iter().map(|status| places.fact(status, |status| (*status).into())))
}

fn param(param: &Param) -> (String, Object) {
    (param.name.value.clone(), Object::new().set("type", param.kind.as_str()).set("secret", param.secret))
}

use super::facts::Places;
use super::object::{Object, list, named};
use super::values;
use errspec_spec::decide::Verdicts;
use errspec_spec::model::{Catalog, Code, CodeId, Contract, Fact, Group};
use errspec_spec::syntax::{Family, Param};
use errspec_spec::words::Word;
use serde_json::Value;

/// The catalogs.
pub(super) fn errors(contract: &Contract, verdicts: &Verdicts<'_>, places: Places<'_>) -> Value {
    let catalogs = contract.catalogs.iter().enumerate();
    named(catalogs.map(|(at, catalog)| (catalog.name.value.clone(), self::catalog(at, catalog, verdicts, places))))
}

fn catalog(at: usize, catalog: &Catalog, verdicts: &Verdicts<'_>, places: Places<'_>) -> Object {
    let code = |(id, code): (CodeId, &Code)| {
        (
            code.wire.value.clone(),
            self::code(code, catalog, places).unless_empty("exceptions", values::exceptions(&verdicts.of_code(id, code))),
        )
    };
    let entry = places.entry(catalog.name.span, catalog.facts.basis);
    let read_as = list(verdicts.roles(at).iter().map(|role| role.as_str()));
    let entry = entry.set("wire", catalog.wire.as_str()).set("open", catalog.open).set("read_as", read_as);
    places
        .stated_words(entry, &catalog.facts)
        .set("groups", named(catalog.groups.iter().map(|group| (group.key.value.clone(), self::group(group, places)))))
        .set("codes", named(catalog.ids(at).map(code)))
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

fn code(code: &Code, catalog: &Catalog, places: Places<'_>) -> Object {
    let group = code.group.and_then(|at| catalog.groups.get(at));
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

//! The contract, its catalogs, bodies, statuses and operations.

use super::data::{Context, Data, Filled, Keyed, object};
use super::provenance::{SharedWords, Silence, basis, own_text};
use crate::decide::{Exception, Verdict};
use crate::model::{
    Body, Catalog, Code, CodeKey, Contract, Fact, Facts, Group, Health, Machine, Operation, Policy, Status, StatusDefaults,
};
use crate::source::{Span, Spanned};
use crate::syntax::{
    Conflict, Credential, Family, HeaderRef, Headers, Limits, Named, Param, Place, RateLimit, Remark, StatusRange,
};
use crate::words::{Basis, CredentialKind, Form, HealthBody, Method, Role, Safety, WireKind};
use serde_json::{Map, Value, json};

/// Entries by their names.
pub(super) fn keyed<'a, T, U>(
    entries: &'a [T],
    name: impl Fn(&'a T) -> &'a Spanned<String>,
    view: impl Fn(usize, &'a T) -> U,
) -> Keyed<U> {
    entries.iter().enumerate().map(|(at, entry)| (name(entry).value.clone(), view(at, entry))).collect()
}

object! {
    /// A contract, with imports, defaults and inheritance applied. A fact has a `value`, `from` (where it was written; null for a default
    /// of the language), `via` (how the entry got it) and `basis` (how certain it is). Everything else cannot be inherited: `location` is
    /// where an entry was written, and its `basis` says how certain the entry as a whole is.
    "contract" Contract: Contract {
        name, title, source, files, credentials, success, statuses, ranges, catalogs, bodies, headers, operations, health, policy,
        machines, conflicts, advice, unspecified,
    } in cx => {
        /// The version of the language.
        errspec: One = One;
        /// The version of this format.
        resolved: One = One;
        name: String = name;
        title: Option<Fact<String>> = own_text(title, Basis::Stated);
        source: Option<Spanned<String>> = source;
        /// The files that were read, the spec itself first.
        files: Vec<String> = files.iter().map(|file| cx.sources.name(*file).to_owned()).collect::<Vec<_>>();
        credentials: Keyed<&Named<Credential>> = keyed(credentials, |entry| &entry.key, |_, entry| entry);
        success: Vec<StatusRange> = success;
        statuses: Keyed<&Status> = statuses.iter().map(|entry| (entry.status.to_string(), entry)).collect::<Keyed<_>>();
        /// The defaults of ranges of statuses.
        ranges: Keyed<&StatusDefaults> = ranges.iter().map(|entry| (entry.range.to_string(), entry)).collect::<Keyed<_>>();
        errors: Keyed<CatalogAt<'_>> = keyed(catalogs, |entry| &entry.name, |at, catalog| CatalogAt { at, catalog });
        /// In the order in which they are tried.
        bodies: Keyed<&Body> = keyed(bodies, |entry| &entry.name, |_, entry| entry);
        headers: Headers = headers;
        operations: Keyed<&Operation> = keyed(operations, |entry| &entry.name, |_, entry| entry);
        health: Keyed<&Health> = keyed(health, |entry| &entry.name, |_, entry| entry);
        retry: Policy = policy;
        machines: Keyed<&Machine> = keyed(machines, |entry| &entry.name, |_, entry| entry);
        conflicts: Vec<Conflict> = conflicts;
        advice: Vec<Remark> = advice;
        unspecified: Vec<Remark> = unspecified;
    }
}

/// A version.
struct One;

impl Data for One {
    fn value(&self, _: Context<'_>) -> Value {
        1.into()
    }

    fn schema(_: &mut Map<String, Value>) -> Value {
        json!({ "const": 1 })
    }
}

object! {
    "credential" Named<Credential>: Named { key, value: Credential { kind, header, refresh, facts }, span: _ } in cx => {
        location: Span = key.span;
        basis: Basis = basis(&facts.basis);
        summary: Option<Fact<String>> = own_text(&facts.summary, basis(&facts.basis));
        docs: Option<Fact<String>> = own_text(&facts.docs, basis(&facts.basis));
        kind: Option<Spanned<CredentialKind>> = kind;
        header: Option<Spanned<String>> = header;
        refresh: bool = refresh;
    }
}

object! {
    /// A declared status.
    "status" Status: entry @ Status { status, phrase, registered, facts } in cx => {
        location: Span = status.span;
        basis: Basis = facts.basis;
        phrase: Option<Fact<String>> = phrase;
        /// The phrase of the registry of HTTP statuses, whatever this API calls it.
        registered: Option<String> = registered;
        facts: SharedWords<'_, true> = SharedWords(facts, Silence::Default);
        /// The rules that decide differently for some outcomes.
        exceptions: Exceptions<'_> = exceptions(cx.verdicts.of_status(entry));
    }
}

object! {
    "status_defaults" StatusDefaults: StatusDefaults { range, facts } in cx => {
        location: Span = range.span;
        basis: Basis = facts.basis;
        facts: SharedWords<'_, false> = SharedWords(facts, Silence::Nothing);
    }
}

type Exceptions<'a> = Filled<Vec<Exception<'a>>>;

fn exceptions(verdict: Verdict<'_>) -> Exceptions<'_> {
    Filled(verdict.exceptions)
}

object! {
    /// A rule that decides differently from an entry, and its retry class.
    "exception" Exception<'_>: Exception { index, rule } in cx => {
        /// Its index in `.retry.rules`, from 0.
        rule: usize = index;
        class: String = rule.retry.class.as_str().to_owned();
    }
}

struct CatalogAt<'a> {
    at: usize,
    catalog: &'a Catalog,
}

object! {
    "catalog" CatalogAt<'_>: CatalogAt { at, catalog: catalog @ Catalog { name, wire, open, facts, unlisted, strip, tags, keys, groups, codes: _ } } in cx => {
        location: Span = name.span;
        basis: Basis = facts.basis;
        wire: WireKind = wire;
        open: bool = open;
        /// The roles in which bodies read it. Without any, the `retry` and `effect` of its codes only apply if the program supplies a
        /// code itself; otherwise the status decides.
        read_as: Vec<Role> = cx.verdicts.roles(*at).to_vec();
        facts: SharedWords<'_, false> = SharedWords(facts, Silence::Nothing);
        /// What an unlisted code counts as that is in no family.
        unlisted: Option<UnlistedIn<'_>> = unlisted.as_ref().map(UnlistedIn);
        /// A prefix of wire texts that is left out of Rust names.
        strip: Option<Spanned<String>> = strip;
        /// The tags that its codes can have.
        tags: Filled<&Vec<Spanned<String>>> = Filled(tags);
        /// The keys that its codes have besides their wire texts.
        keys: Filled<Keyed<&CodeKey>> = Filled(keyed(keys, |key| &key.name, |_, key| key));
        groups: Keyed<GroupIn<'_>> = keyed(groups, |entry| &entry.key, |_, group| GroupIn { group, groups });
        codes: Keyed<CodeIn<'_>> = catalog.ids(*at).map(|(id, code)| {
            let exceptions = exceptions(cx.verdicts.of_code(id, code));
            (code.wire.value.clone(), CodeIn { catalog, code, exceptions })
        }).collect::<Keyed<_>>();
    }
}

struct UnlistedIn<'a>(&'a Spanned<Facts>);

object! {
    "unlisted" UnlistedIn<'_>: UnlistedIn(Spanned { value: facts, span }) in cx => {
        location: Span = *span;
        basis: Basis = facts.basis;
        facts: SharedWords<'_, false> = SharedWords(facts, Silence::Nothing);
    }
}

object! {
    "code_key" CodeKey: CodeKey { name: _, kind, unique } in cx => {
        type: WireKind = kind;
        /// Whether a value belongs to one code.
        unique: bool = unique;
    }
}

struct GroupIn<'a> {
    group: &'a Group,
    groups: &'a [Group],
}

object! {
    "group" GroupIn<'_>: GroupIn { group: Group { key, within, status, family, tags, facts }, groups } in cx => {
        location: Span = key.span;
        /// The group around it.
        within: Option<&Spanned<String>> = within.and_then(|at| groups.get(at)).map(|group| &group.key);
        basis: Basis = facts.basis;
        status: Filled<&Vec<Fact<u16>>> = Filled(status);
        family: Option<Spanned<Family>> = family;
        tags: Filled<&Vec<Spanned<String>>> = Filled(tags);
        facts: SharedWords<'_, false> = SharedWords(facts, Silence::Nothing);
    }
}

object! {
    /// The unlisted codes that belong to a group; exactly one member is present.
    "family" Family: family in cx => {
        prefix: Option<String> = if let Family::Prefix(prefix) = family { Some(prefix.clone()) } else { None };
        range: Option<Vec<i64>> = if let Family::Range(from, to) = family { Some(vec![*from, *to]) } else { None };
        mask: Option<i64> = if let Family::Mask(mask) = family { Some(*mask) } else { None };
    }
}

struct CodeIn<'a> {
    catalog: &'a Catalog,
    code: &'a Code,
    exceptions: Exceptions<'a>,
}

object! {
    /// A code. If it has no status or several, its category, retry and effect may come from the status of the response. Their `value` is
    /// then null, and `via` is `response`.
    "code" CodeIn<'_>: CodeIn {
        catalog, code: Code { wire, number, group, status, implied_by, message, params, aliases, tags, keys, facts }, exceptions,
    } in cx => {
        location: Span = wire.span;
        basis: Basis = facts.basis;
        number: Option<i64> = number;
        group: Option<&Spanned<String>> = group.and_then(|at| catalog.groups.get(at)).map(|group| &group.key);
        status: Filled<&Vec<Fact<u16>>> = Filled(status);
        /// The statuses by which a response without a code means this one.
        implied_by: Filled<&Vec<Spanned<StatusRange>>> = Filled(implied_by);
        facts: SharedWords<'_, true> =
            SharedWords(facts, if status.len() == 1 { Silence::Default } else { Silence::Response });
        message: Option<&Spanned<String>> = message.as_ref().map(|message| &message.text);
        params: Filled<Keyed<&Param>> = Filled(keyed(params, |entry| &entry.name, |_, entry| entry));
        aliases: Filled<&Vec<Spanned<String>>> = Filled(aliases);
        /// Its tags and those of its group.
        tags: Filled<&Vec<Spanned<String>>> = Filled(tags);
        keys: Filled<Keyed<&Vec<Spanned<String>>>> = Filled(catalog.keys.iter().zip(keys).filter(|(_, values)| !values.is_empty())
            .map(|(key, values)| (key.name.value.clone(), values)).collect());
        exceptions: Exceptions<'_> = exceptions;
    }
}

object! {
    "param" Param: Param { name: _, kind, secret, form, place, rust_name } in cx => {
        name: Option<Spanned<String>> = rust_name;
        type: String = kind;
        /// How a duration is written.
        form: Option<Spanned<Form>> = form;
        /// Where it is read and written, besides the message.
        place: Option<Place> = place;
        secret: bool = secret;
    }
}

object! {
    "headers" Headers: Headers { request_id, rate_limit } in cx => {
        request_id: Option<Spanned<String>> = request_id;
        rate_limit: Option<Spanned<RateLimit>> = rate_limit;
    }
}

object! {
    "rate_limit" RateLimit: RateLimit { limit, remaining, reset, scope, summary } in cx => {
        summary: Option<Fact<String>> = own_text(summary, Basis::Stated);
        limit: Option<Spanned<String>> = limit;
        remaining: Option<Spanned<String>> = remaining;
        reset: Option<HeaderRef> = reset;
        scope: Option<Spanned<String>> = scope;
    }
}

object! {
    "header" HeaderRef: HeaderRef { header, form } in cx => {
        header: String = header;
        form: Option<Spanned<Form>> = form;
    }
}

object! {
    /// A call of the API.
    "operation" Operation: Operation { name, rust_name, method, path, machine, success, long_poll, safety, keyed, retry, summary, basis } in cx => {
        location: Span = name.span;
        basis: Basis = basis;
        name: Option<Spanned<String>> = rust_name;
        summary: Option<Fact<String>> = own_text(summary, *basis);
        method: Method = method;
        path: Option<Spanned<String>> = path;
        machine: Option<&Spanned<String>> = machine.and_then(|at| cx.contract.machines.get(at)).map(|machine| &machine.name);
        /// The statuses that mean success for it, if they are not those of the contract.
        success: Filled<&Vec<Spanned<StatusRange>>> = Filled(success);
        /// Whether the server holds the request until there is something to report.
        long_poll: bool = long_poll;
        safety: Safety = safety;
        /// The header that makes it idempotent.
        keyed: Option<Spanned<String>> = keyed;
        retry: Option<Spanned<Limits>> = retry;
    }
}

object! {
    "health_check" Health: Health { name, rust_name, method, target, status, body, summary, basis } in cx => {
        location: Span = name.span;
        basis: Basis = basis;
        name: Option<Spanned<String>> = rust_name;
        summary: Option<Fact<String>> = own_text(summary, *basis);
        method: Method = method;
        /// A path below the API's base URL, or an absolute URL.
        target: String = target;
        expect: Expectation = Expectation { status: *status, body: *body };
    }
}

struct Expectation {
    status: u16,
    body: HealthBody,
}

object! {
    "expectation" Expectation: Expectation { status, body } in cx => {
        status: u16 = status;
        body: HealthBody = body;
    }
}

object! {
    /// A contradiction in the document.
    "conflict" Conflict: Conflict { between, and, resolution, reason, basis: words } in cx => {
        location: Span = between.span;
        basis: Basis = basis(words);
        between: String = between;
        and: String = and;
        resolution: String = resolution;
        reason: Option<Spanned<String>> = reason;
    }
}

object! {
    "remark" Remark: Remark { text, basis: words, docs } in cx => {
        location: Span = text.span;
        basis: Basis = basis(words);
        text: String = text;
        docs: Option<Fact<String>> = own_text(docs, basis(words));
    }
}

//! Assigns the Rust names of everything in a contract. This is the last step that can report findings; emitting cannot fail.

mod case;
mod scope;
mod moves;
mod jobs;

pub(crate) use case::field_ident;
#[cfg(feature = "reader")]
pub(crate) use jobs::PayloadItem;
pub(crate) use jobs::{MachineNames, command_names};
#[cfg(feature = "reader")]
pub(crate) use moves::Move;
pub(crate) use moves::TypestateNames;

#[cfg(feature = "reader")]
use case::item_part;
use case::{joined, type_name};
use errspec_spec::diag::{Diagnostic, Sink};
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::{Catalog, Code, Contract};
#[cfg(feature = "reader")]
use errspec_spec::model::{Field, FieldKind};
use errspec_spec::rules;
use errspec_spec::syntax::Param;
use errspec_spec::words::WireKind;
use scope::Scope;
#[cfg(feature = "reader")]
use scope::constants_of;

/// All names, in the order of the contract's lists.
#[derive(Default)]
pub(crate) struct Names {
    /// The variants of `Status`.
    pub(crate) statuses: Vec<String>,
    pub(crate) catalogs: Vec<CatalogNames>,
    pub(crate) bodies: Vec<BodyNames>,
    /// The constants of `operations`.
    pub(crate) operations: Vec<String>,
    /// The constants of `health`.
    pub(crate) health: Vec<String>,
    pub(crate) machines: Vec<MachineNames>,
}

pub(crate) struct CatalogNames {
    pub(crate) ty: String,
    pub(crate) table: String,
    pub(crate) variants: Vec<String>,
    /// The methods that read each key, and that find a code by it.
    pub(crate) keys: Vec<(String, String)>,
    /// The struct with the parameters of each code that has any, and its fields.
    pub(crate) params: Vec<Option<(String, Vec<String>)>>,
}

pub(crate) struct BodyNames {
    pub(crate) ty: String,
    pub(crate) variant: String,
    pub(crate) fields: Vec<FieldNames>,
}

pub(crate) struct FieldNames {
    pub(crate) field: String,
    /// The struct for the objects in a list or a map.
    pub(crate) item: Option<ItemNames>,
}

pub(crate) struct ItemNames {
    pub(crate) ty: String,
    pub(crate) fields: Vec<FieldNames>,
}

/// The types and values that every module has.
const OWN_TYPES: [&str; 4] = ["Api", "ApiError", "Status", "Body"];
const OWN_VALUES: [&str; 10] = [
    "CONTRACT",
    "STATUSES",
    "RETRY",
    "RETRY_BUDGET",
    "RETRY_SCHEDULE",
    "ADVICE",
    "CONFLICTS",
    "UNSPECIFIED",
    "CREDENTIALS",
    "BODIES",
];

#[cfg(feature = "reader")]
impl Names {
    pub(crate) fn new(contract: &Contract, sink: &mut Sink) -> Self {
        let mut types = Sink::new();
        let mut values = Sink::new();
        module_name(contract, sink);
        let mut module = Scope::new("this module", &mut types);
        OWN_TYPES.iter().for_each(|name| module.reserve(name));
        let mut constants = Scope::new("this module", &mut values);
        OWN_VALUES.iter().for_each(|name| constants.reserve(name));
        let mut catalogs: Vec<CatalogNames> =
            contract.catalogs.iter().map(|catalog| catalog_names(catalog, &mut module, &mut constants, sink)).into_vec();
        let machines =
            contract.machines.iter().map(|machine| jobs::machine_names(machine, &mut module, &mut constants, sink)).into_vec();
        let bodies = body_names(contract, &mut module, sink);
        for (names, catalog) in catalogs.iter_mut().zip(&contract.catalogs) {
            param_names(names, catalog, &mut module, sink);
        }
        let names = Self {
            statuses: status_names(contract, sink),
            operations: constants_of(
                "`operations`",
                contract.operations.iter().map(|one| (&one.name, &one.rust_name)),
                "ALL",
                sink,
            ),
            health: constants_of("`health`", contract.health.iter().map(|one| (&one.name, &one.rust_name)), "ALL", sink),
            catalogs,
            bodies,
            machines,
        };
        types.into_sorted().into_iter().chain(values.into_sorted()).for_each(|finding| sink.push(finding));
        names
    }
}

/// The file of a module has the module's name, so the name must be a valid file name.
fn module_name(contract: &Contract, sink: &mut Sink) {
    let (name, span) = (contract.name.value.as_str(), contract.name.span);
    if name.len() > LONGEST_FILE {
        let message = format!("the name of the module has {} letters; the maximum is {LONGEST_FILE}", name.len());
        sink.push(
            Diagnostic::new(&rules::BAD_NAME, span, message).note("The module's file has this name, so choose a shorter one."),
        );
        return;
    }
    let what = match name {
        _ if case::is_keyword(name) => "a Rust keyword and cannot be the name of a module".to_owned(),
        "lib" | "main" => format!("the root of a crate: its file `{name}.rs` would take the place of the crate's own"),
        _ if is_device(name) => format!("a device on Windows, where no file can be called `{name}.rs`"),
        _ => return,
    };
    let finding = Diagnostic::new(&rules::RESERVED_NAME, span, format!("`{name}` is {what}"));
    sink.push(finding.note(format!("Give it another name: `name: {name}_api`.")));
}

/// The maximum length of a module's name. File systems allow 143 bytes or more, and other files of the module have longer names.
const LONGEST_FILE: usize = 100;

/// Whether Windows treats a file name as a device, whatever its extension.
fn is_device(name: &str) -> bool {
    let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    matches!(name, "aux" | "con" | "nul" | "prn") || port.is_some_and(|n| matches!(n.as_bytes(), [b'0'..=b'9']))
}

fn catalog_names(catalog: &Catalog, module: &mut Scope<'_>, constants: &mut Scope<'_>, sink: &mut Sink) -> CatalogNames {
    let span = catalog.name.span;
    let name = catalog.facts.name.as_ref().unwrap_or(&catalog.name);
    let ty = module.take_converted(type_name(&name.value), &name.value, span);
    let table = case::shouty(&ty).unwrap_or_default() + "_CODES";
    let table = constants.take(table, &name.value, span);
    let mut scope = Scope::new(format!("`{ty}`"), sink);
    scope.expect(catalog.codes.len());
    let variants = catalog.codes.iter().map(|code| match &code.facts.name {
        Some(name) => scope.take_given(name, &code.wire.value, code.wire.span),
        None => scope.take_converted(case::camel(named_after(code, catalog), "Code"), &code.wire.value, code.wire.span),
    });
    let variants = variants.into_vec();
    let keys = key_names(catalog, &ty, sink);
    CatalogNames { ty, table, variants, keys, params: Vec::new() }
}

/// What a variant is named after: the symbol of an integer code, or the wire text without the prefix that the catalog leaves out.
fn named_after<'c>(code: &'c Code, catalog: &'c Catalog) -> &'c str {
    let of_key = catalog.keys.first().filter(|key| key.kind == WireKind::String && catalog.wire == WireKind::Integer);
    let symbol = of_key.and_then(|_| code.keys.first()?.first());
    let wire = code.wire.value.as_str();
    let stripped = catalog.strip.as_ref().and_then(|prefix| wire.strip_prefix(prefix.as_str()));
    symbol.map_or_else(|| stripped.filter(|rest| !rest.is_empty()).unwrap_or(wire), |symbol| symbol.as_str())
}

/// The methods that read keys and look codes up by them.
fn key_names(catalog: &Catalog, ty: &str, sink: &mut Sink) -> Vec<(String, String)> {
    let mut scope = Scope::new(format!("`{ty}`"), sink);
    CODE_METHODS.iter().for_each(|name| scope.reserve(name));
    let names = catalog.keys.iter().map(|key| {
        let getter = scope.take_field(&key.name, &None);
        let find = scope.take(format!("from_{}", getter.trim_end_matches('_')), &key.name.value, key.name.span);
        (getter, find)
    });
    names.into_vec()
}

/// The methods that every enum of codes has.
const CODE_METHODS: [&str; 24] = [
    "as_str",
    "basis",
    "basis_of",
    "borrow",
    "category",
    "clone",
    "cmp",
    "effect",
    "eq",
    "extra",
    "facts",
    "fmt",
    "from_row",
    "from_str",
    "from_wire",
    "group",
    "has_tag",
    "hash",
    "into",
    "retry",
    "row",
    "severity",
    "status",
    "summary",
];

fn param_names(names: &mut CatalogNames, catalog: &Catalog, module: &mut Scope<'_>, sink: &mut Sink) {
    for (code, variant) in catalog.codes.iter().zip(&names.variants) {
        if code.params.is_empty() || code.message.is_none() && !code.params.iter().any(is_located) {
            names.params.push(None);
            continue;
        }
        let short = joined(variant, "Params");
        let ty = if module.is_free(&short) { short } else { format!("{}{short}", names.ty) };
        let ty = module.take(ty, &code.wire.value, code.wire.span);
        let fields = field_names(code, &ty, sink);
        names.params.push(Some((ty, fields)));
    }
}

/// Whether a parameter is read from a place besides the message.
pub(crate) fn is_located(param: &Param) -> bool {
    param.place.is_some()
}

/// The fields of the struct with a code's parameters.
pub(crate) fn field_names(code: &Code, ty: &str, sink: &mut Sink) -> Vec<String> {
    let mut scope = Scope::new(format!("`{ty}`"), sink);
    let fields = code.params.iter().map(|param| scope.take_field(&param.name, &param.rust_name));
    fields.into_vec()
}

#[cfg(feature = "reader")]
fn body_names(contract: &Contract, module: &mut Scope<'_>, sink: &mut Sink) -> Vec<BodyNames> {
    let (mut variant_findings, mut member_findings) = (Sink::new(), Sink::new());
    let mut variants = Scope::new("`Body`", &mut variant_findings);
    variants.reserve("Unknown");
    let names = contract.bodies.iter().map(|body| {
        let given = body.rust_name.as_ref().unwrap_or(&body.name);
        let variant = variants.take_converted(case::camel(&given.value, "Body"), &body.name.value, body.name.span);
        let ty = module.take(joined(&variant, "Body"), &body.name.value, body.name.span);
        let mut scope = Scope::new(format!("`{ty}`"), sink);
        let fields = body.fields.iter().map(|field| {
            let name = scope.take_field(&field.name, &field.rust_name);
            let item = item_names(field, &joined(&variant, &item_part(&name)), module, &mut member_findings);
            FieldNames { field: name, item }
        });
        let fields = fields.into_vec();
        BodyNames { ty, variant, fields }
    });
    let names = names.into_vec();
    variant_findings.into_sorted().into_iter().chain(member_findings.into_sorted()).for_each(|finding| sink.push(finding));
    names
}

/// The struct for the objects in a list or a map, and those in its own lists and maps.
#[cfg(feature = "reader")]
fn item_names(field: &Field, ty: &str, module: &mut Scope<'_>, sink: &mut Sink) -> Option<ItemNames> {
    let mut kind = &field.kind;
    while let Some(item) = kind.item() {
        kind = item;
    }
    let FieldKind::Object(members) = kind else { return None };
    let ty = module.take(ty.to_owned(), &field.name.value, field.name.span);
    let mut names = Vec::new();
    {
        let mut scope = Scope::new(format!("`{ty}`"), sink);
        for member in members {
            names.push(scope.take_field(&member.name, &member.rust_name));
        }
    }
    let mut fields = Vec::new();
    for (member, field) in members.iter().zip(names) {
        let item = item_names(member, &joined(&ty, &item_part(&field)), module, sink);
        fields.push(FieldNames { field, item });
    }
    Some(ItemNames { ty, fields })
}

/// Variants are named after the registry's phrase, so that they are the same for every API. An API's own phrase is only printed.
fn status_names(contract: &Contract, sink: &mut Sink) -> Vec<String> {
    let mut scope = Scope::new("`Status`", sink);
    scope.reserve("Other");
    let name = |status: &errspec_spec::model::Status| {
        let number = status.status.value;
        let registered = status.registered.as_deref();
        let own = status.phrase.as_ref().map(|phrase| phrase.value.as_str());
        registered
            .or(own)
            .and_then(|phrase| case::camel(&phrase.replace('\'', ""), "Status"))
            .unwrap_or_else(|| format!("Status{number}"))
    };
    let take = |status: &errspec_spec::model::Status| match &status.facts.name {
        Some(given) => scope.take_given(given, &status.status.value.to_string(), status.status.span),
        None => scope.take(name(status), &status.status.value.to_string(), status.status.span),
    };
    contract.statuses.iter().map(take).into_vec()
}

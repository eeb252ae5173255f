//! Contract and names to Rust. One file per emitted item; nothing here can fail.

mod print;
mod docs;
mod value;
#[cfg(feature = "reader")]
mod module;
mod status;
#[cfg(feature = "reader")]
mod status_enum;
#[cfg(feature = "reader")]
mod verdict;
#[cfg(feature = "reader")]
mod catalog;
mod tables;
mod bases;
mod rows;
mod lookup;
#[cfg(feature = "reader")]
mod params;
#[cfg(feature = "reader")]
mod bodies;
#[cfg(feature = "reader")]
mod decoder;
#[cfg(feature = "reader")]
mod keys;
#[cfg(feature = "reader")]
mod retry;
#[cfg(feature = "reader")]
mod http;
#[cfg(feature = "reader")]
mod machine;
#[cfg(feature = "reader")]
mod typestate;
mod machine_table;
#[cfg(feature = "reader")]
mod notes;
#[cfg(feature = "reader")]
mod serde;

#[cfg(feature = "reader")]
use crate::Options;
use crate::names::Names;
#[cfg(feature = "reader")]
use errspec_spec::Steps;
#[cfg(feature = "reader")]
use errspec_spec::decide::Verdicts;
use errspec_spec::model::Contract;
use errspec_spec::syntax::RetryClass;
use errspec_spec::words::Effect;
use print::Piece;
use proc_macro2::TokenStream;

/// What every emitter reads.
struct Emitter<'c> {
    contract: &'c Contract,
    names: &'c Names,
    /// The runtime crate's path, as tokens and as text.
    rt: TokenStream,
    runtime: &'c str,
    serde: bool,
}

impl Emitter<'_> {
    /// What people call the API.
    pub(super) fn title(&self) -> &str {
        self.contract.title.as_ref().map_or(&self.contract.name.value, |title| &title.value)
    }
}

pub(crate) use docs::{code_span, escape};

/// The text of a module. `file` is the spec's file name, for the header.
#[cfg(feature = "reader")]
pub(crate) fn emit(contract: &Contract, names: &Names, options: &Options, file: &str, steps: &mut Steps<'_>) -> String {
    let rt = options.runtime.parse().unwrap_or_default();
    let emitter = Emitter { contract, names, rt, runtime: &options.runtime, serde: options.serde };
    steps("look-ups");
    let lookups = emitter.lookups();
    steps("enums");
    let verdicts = Verdicts::new(contract);
    let (statuses, catalogs) = (emitter.statuses(&verdicts), emitter.catalogs(&verdicts));
    steps("tables");
    let code_tables = emitter.code_tables(&lookups);
    steps("items");
    let items = [emitter.module(), statuses, catalogs, emitter.bodies(), emitter.http(), emitter.machines(), emitter.notes()];
    let items_of_tables = [
        vec![emitter.contract_table(), emitter.status_table()],
        code_tables,
        vec![emitter.decoder()],
        emitter.policy(),
        emitter.machine_tables(),
    ];
    steps("format");
    let mut text = print::print(&header(file), items.into_iter().flatten());
    text.push_str(&tables(&options.runtime, &print::print("", items_of_tables.into_iter().flatten())));
    text
}

/// What the tables of an enum that a derive is on are about.
#[derive(Clone, Copy)]
pub(crate) enum Derived {
    Codes,
    Machine,
    Statuses,
}

/// The module `tables` of an enum that a derive is on.
pub(crate) fn derived(what: Derived, contract: &Contract, names: &Names, runtime: &str) -> String {
    let emitter = Emitter { contract, names, rt: runtime.parse().unwrap_or_default(), runtime, serde: false };
    let items = match what {
        Derived::Codes => emitter.code_tables(&emitter.lookups()),
        Derived::Machine => emitter.machine_tables(),
        Derived::Statuses => vec![emitter.status_table()],
    };
    tables(runtime, &print::print("", items.into_iter()))
}

/// The same for an enum of which only the retry classes count.
pub(crate) fn derived_retry(facts: &[(RetryClass, Effect)], runtime: &str) -> String {
    let facts = facts.iter().map(|(class, effect)| {
        let (class, effect) = (value::class(*class), value::variant(*effect));
        quote::quote!((#class, Effect::#effect),)
    });
    tables(runtime, &quote::quote!(pub(super) const FACTS: &[(RetryClass, Effect)] = &[#(#facts)*];).to_string())
}

/// The module of tables around its items. It names what it needs itself, so that its lines are short and nothing of the module
/// around it, or of the crate, can get in between.
fn tables(runtime: &str, items: &str) -> String {
    let indented = indented(items);
    let imports = IMPORTS.replace("RUNTIME", runtime);
    format!(
        "\n/// The tables behind the items above.\n#[allow(clippy::needless_update)]\nmod tables {{\n{imports}{indented}}}\n"
    )
}

/// Items as they stand inside a module.
fn indented(items: &str) -> String {
    items.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}

/// What tables are written in.
const IMPORTS: &str = "    #[allow(unused_imports)]
    use RUNTIME::__v1::{Lookup, Row, Words, rows, slots};
    #[allow(unused_imports)]
    use RUNTIME::decode::{self, BodyShape, Decoder, Field, Key, ListShape, Role};
    #[allow(unused_imports)]
    use RUNTIME::retry::{self, Retry};
    #[allow(unused_imports)]
    use RUNTIME::{
        Action, Basis, Catalog, Category, Change, Contract, Effect, Extra, Fact, FactBasis, Family, Group, Moment, RetryClass,
        headers, machine, status,
    };
    #[allow(unused_imports)]
    use ::core::{option::Option::{None, Some}, time::Duration};
";

#[cfg(feature = "reader")]
fn header(file: &str) -> String {
    let (mark, version) = (crate::generate::MARK, env!("CARGO_PKG_VERSION"));
    // A line break in a file name would end the comment.
    let file = docs::one_line(file);
    format!(
        "{mark} {version} from {file}. Do not edit: change {file} and build again,\n\
         // or run `errspec generate {file} --out-dir DIR` where this file is kept in DIR.\n"
    )
}

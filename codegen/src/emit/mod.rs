//! Contract and names to Rust. One file per emitted item; nothing here can fail.

mod emitter;
mod print;
mod code;
mod wrap;
mod docs;
mod facts;
mod value;
mod status;
mod tables;
mod bases;
mod rows;
mod lookup;
mod machine_table;
#[cfg(feature = "reader")]
mod whole;

use crate::names::Names;
use emitter::Emitter;
use errspec_spec::model::Contract;
use errspec_spec::words::{Effect, RetryClass};

pub(crate) use docs::{code_span, escape};
#[cfg(feature = "reader")]
pub(crate) use whole::{MARK, emit};

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
        Derived::Codes => tables::code_tables(&emitter, &tables::lookups(&emitter)),
        Derived::Machine => machine_table::machine_tables(&emitter),
        Derived::Statuses => vec![status::status_table(&emitter)],
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
    let indented = print::indented(items);
    let imports = IMPORTS.replace("RUNTIME", runtime);
    format!(
        "\n/// The tables behind the items above.\n#[allow(clippy::needless_update)]\nmod tables {{\n{imports}{indented}}}\n"
    )
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
        Action, Basis, Catalog, Category, Change, Contract, Effect, Extra, Fact, FactBasis, Facts, Family, Group, Moment,
        RetryClass, Severity, headers, machine, status,
    };
    #[allow(unused_imports)]
    use ::core::{option::Option::{None, Some}, time::Duration};
";

//! Turns a contract and its names into Rust. There is one file per emitted item, and emitting cannot fail.

mod emitter;
mod indent;
mod code;
#[cfg(feature = "reader")]
mod wrap;
mod docs;
mod facts;
mod value;
mod status;
mod tables;
mod bases;
mod rows;
mod labels;
mod lookup;
mod locations;
mod machine_table;
mod recognition;
#[cfg(feature = "reader")]
mod whole;

use crate::names::Names;
use code::Code;
use emitter::Emitter;
use errspec_spec::model::Contract;
use errspec_spec::words::{Effect, RetryClass};

#[cfg(feature = "diagram")]
pub(crate) use docs::in_words;
pub(crate) use docs::{code_span, escape};
pub(crate) use value::{literal, primitive, variant};
#[cfg(feature = "reader")]
pub(crate) use whole::{MARK, emit};

/// The kind of a derived enum.
#[derive(Clone, Copy)]
pub(crate) enum Derived {
    Codes,
    Machine,
    Statuses,
}

/// The module `tables` of a derived enum.
pub(crate) fn derived(what: Derived, contract: &Contract, names: &Names, rt: &str) -> String {
    let emitter = Emitter { contract, names, rt, serde: false };
    let mut code = Code::default();
    open_tables(DERIVED_IMPORTS, rt, &mut code);
    match what {
        Derived::Codes => tables::code_tables(&emitter, &tables::lookups(&emitter), &mut code),
        Derived::Machine => machine_table::machine_tables(&emitter, &mut code),
        Derived::Statuses => status::status_table(&emitter, &mut code),
    }
    code.close("}");
    code.finish()
}

/// The same for an enum with retry classes only.
pub(crate) fn derived_retry(facts: &[(RetryClass, Effect)], rt: &str) -> String {
    let facts = facts.iter().map(|(class, effect)| format!("({}, Effect::{})", value::class(*class), value::variant(*effect)));
    let facts = value::list(facts);
    let mut code = Code::default();
    open_tables(DERIVED_IMPORTS, rt, &mut code);
    code.lines(&format!("pub(super) const FACTS: &[(RetryClass, Effect)] = &[{facts}];"));
    code.close("}");
    code.finish()
}

/// Opens the module of tables. It imports what it needs itself, so that its lines are short and nothing in the surrounding module or crate
/// can interfere.
fn open_tables(imports: &str, rt: &str, code: &mut Code) {
    code.lines("/// The tables behind the items above.\n#[allow(clippy::needless_update)]");
    code.open("mod tables {");
    code.lines(&imports.replace("RUNTIME", rt));
}

/// The imports of the tables of a derived enum: only what the runtime has without its feature `responses`.
const DERIVED_IMPORTS: &str = "
#[allow(unused_imports)]
use RUNTIME::__v1::{CodeKey, KeyValues, Lookup, Row, Tag, Words, rows, slots};
#[allow(unused_imports)]
use RUNTIME::retry::{self, Retry};
#[allow(unused_imports)]
use RUNTIME::{Action, Audience, Basis, Catalog, Category, Change, Effect, Extra, Fact, FactBasis, Facts, Family, Group, Meaning, Moment, \
RetryClass, Severity, Target, machine, place, status};
#[allow(unused_imports)]
use ::core::{
    option::Option::{None, Some},
    time::Duration,
};
";

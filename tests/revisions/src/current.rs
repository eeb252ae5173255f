//! The API of the revision that is asked. Errors of all revisions have one type in Rust, so the decoder and the engine are compiled once and
//! not once for each revision. Contracts, and types of bodies, are those of the generated modules.

use errspec::decode::Fields;
use errspec::encode::Values;
use errspec::{Api, Contract};
use std::cell::Cell;
use std::fmt::Debug;

/// What the module of a revision has for errors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Module {
    contract: fn() -> &'static Contract,
    /// The typed body, as `Debug` prints it.
    body: fn(&Fields<'_, '_>) -> String,
}

impl Module {
    pub(crate) const fn of<A: Api>() -> Self
    where
        for<'e> A::Body<'e>: Debug,
    {
        Self { contract: A::contract, body: |fields| format!("{:?}", A::body(fields)) }
    }
}

thread_local! {
    static MODULE: Cell<Module> = const { Cell::new(Module { contract: || &Contract::EMPTY, body: |_| String::new() }) };
}

/// Calls a function that asks a module.
pub(crate) fn with<R>(module: Module, function: impl FnOnce() -> R) -> R {
    MODULE.set(module);
    function()
}

/// The API of the module that is asked.
pub(crate) enum Current {}

impl Api for Current {
    type Body<'e> = String;

    fn contract() -> &'static Contract {
        (MODULE.get().contract)()
    }

    fn body(fields: &Fields<'_, '_>) -> String {
        (MODULE.get().body)(fields)
    }

    fn values(_: &String) -> Option<(usize, &dyn Values)> {
        None
    }
}

//! All tables of a contract.

use crate::kept::{kept, one, text};
use crate::loaded;
use crate::{bodies, codes, machines, operations, policy};
use errspec::machine::Machine;
use errspec::retry::Operation;
use errspec::{Catalog, Contract};
use errspec_spec::model;

/// The tables of a contract, and the contract from which they were made.
#[derive(Clone, Copy, Debug)]
pub struct Tables {
    /// The contract as it was read.
    pub model: &'static model::Contract,
    /// The same as `CONTRACT` in generated code.
    pub contract: &'static Contract,
    /// The same as `operations::ALL` in generated code.
    pub operations: &'static [Operation],
}

impl Tables {
    /// Builds the tables. They are never freed.
    pub fn of(model: &'static model::Contract) -> Self {
        let catalogs: &'static [Catalog] = kept(model.catalogs.iter().map(codes::catalog));
        let operations = operations::operations(model);
        let machines: &'static [Machine] =
            kept(model.machines.iter().map(|machine| machines::machine(machine, model, operations)));
        let contract = one(Contract {
            name: &model.name,
            title: model.title.as_ref().map_or(&model.name, |title| title).as_str(),
            source: text(&model.source),
            catalogs: kept(catalogs.iter()),
            machines: kept(machines.iter()),
            credentials: operations::credentials(model),
            decoder: bodies::decoder(model, catalogs),
            request_id: text(&model.headers.request_id),
            rate_limit: operations::rate_limit(model),
            policy: one(policy::policy(model, catalogs)),
        });
        Self { model, contract, operations }
    }

    /// Runs a function. While it runs, [`Loaded`](crate::Loaded) is the API of these tables in the current thread.
    pub fn run<R>(&self, function: impl FnOnce() -> R) -> R {
        loaded::run(self.contract, function)
    }
}

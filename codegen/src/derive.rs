//! What the derives emit for an existing enum: the tables of its facts, in their own block, and the runtime's methods that read them.

mod params;

pub use params::params;

use crate::emit::{self, Derived};
use crate::names::{CatalogNames, MachineNames, Names};
use errspec_spec::diag::{Diagnostic, Sink};
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::Contract;
use errspec_spec::words::{Effect, RetryClass};
use std::fmt::Write as _;

/// The derived enum. Identifiers are as they are written, including `r#`.
#[derive(Clone, Copy, Debug)]
pub struct Target<'t> {
    /// Its identifier.
    pub ty: &'t str,
    /// The name by which its facts refer to it.
    pub name: &'t str,
    /// Its variants, in the order of the contract.
    pub variants: &'t [String],
    /// The path by which generated code refers to the runtime crate.
    pub runtime: &'t str,
    /// The attributes of every item that names a variant.
    pub attributes: &'t str,
}

// const _: () = { mod tables { … static CODES … } const fn row(code: Ty) -> u16 { … } errspec::__v1::code! { derived … } };
/// The methods and traits of codes, for the contract's only catalog.
pub fn codes(contract: &Contract, target: Target<'_>) -> String {
    let names = catalog_names(target, target.plain());
    let Target { ty, runtime, attributes, .. } = target;
    let (tables, row) = (emit::derived(Derived::Codes, contract, &names, runtime), target.indices("row"));
    let variants = target.variants.join(" ");
    format!(
        "{attributes} const _: () = {{ {tables} {row} {runtime}::__v1::code! {{ derived {ty}, tables::CODES, row, [{variants}] }} }};"
    )
}

// pub enum JobCommand { … } const _: () = { mod tables { … static MACHINE … } … errspec::__v1::machine! { derived … } };
/// The methods and traits of states, for the contract's only machine, and the enum of its commands.
///
/// # Errors
/// Returns findings if two commands get the same Rust name, or if a command gets none.
pub fn machine(contract: &Contract, target: Target<'_>, command: &str, visibility: &str) -> Result<String, Vec<Diagnostic>> {
    let Some(machine) = contract.machines.first() else { return Ok(String::new()) };
    let enumeration = self::commands(contract, command, visibility)?;
    let commands = crate::names::command_names(machine, command, &mut Sink::new());
    let list = if commands.is_empty() { String::new() } else { format!(", {command} [{}]", commands.join(" ")) };
    let names = machine_names(target, target.plain(), commands, command);
    let Target { ty, runtime, attributes, .. } = target;
    let (tables, index) = (emit::derived(Derived::Machine, contract, &names, runtime), target.indices("index"));
    let states = target.variants.join(" ");
    Ok(format!(
        "{enumeration} {attributes} const _: () = {{ {tables} {index}
         {runtime}::__v1::machine! {{ derived tables::MACHINE, index, {ty} [{states}]{list} }} }};"
    ))
}

/// Only the tables of the contract's only catalog or machine. If the contract has more codes or states than `target` has variants, the
/// variants are repeated.
pub fn tables(contract: &Contract, target: Target<'_>) -> String {
    let plain = |len: usize| target.plain().into_iter().cycle().take(len).into_vec();
    if let Some(machine) = contract.machines.first() {
        let names = machine_names(target, plain(machine.states.len()), plain(machine.commands.len()), "");
        return emit::derived(Derived::Machine, contract, &names, target.runtime);
    }
    let Some(catalog) = contract.catalogs.first() else { return String::new() };
    emit::derived(Derived::Codes, contract, &catalog_names(target, plain(catalog.codes.len())), target.runtime)
}

/// The enum of commands next to the enum of states; empty if there are no commands.
///
/// # Errors
/// Returns findings if two commands get the same Rust name, or if a command gets none.
pub fn commands(contract: &Contract, command: &str, visibility: &str) -> Result<String, Vec<Diagnostic>> {
    let Some(machine) = contract.machines.first().filter(|machine| !machine.commands.is_empty()) else {
        return Ok(String::new());
    };
    let mut sink = Sink::new();
    let names = crate::names::command_names(machine, command, &mut sink);
    if sink.has_errors() {
        return Err(sink.into_sorted());
    }
    Ok(commands_enum(contract, &names, command, visibility))
}

fn catalog_names(target: Target<'_>, variants: Vec<String>) -> Names {
    let codes =
        CatalogNames { ty: target.name.to_owned(), table: "CODES".to_owned(), variants, keys: Vec::new(), params: Vec::new() };
    Names { catalogs: vec![codes], ..Names::default() }
}

fn machine_names(target: Target<'_>, states: Vec<String>, commands: Vec<String>, command: &str) -> Names {
    let names = MachineNames {
        ty: target.name.to_owned(),
        state: target.ty.to_owned(),
        command: command.to_owned(),
        table: "MACHINE".to_owned(),
        states,
        commands,
        payload: None,
        fields: Vec::new(),
        #[cfg(feature = "reader")]
        items: Vec::new(),
        typestate: None,
        #[cfg(feature = "reader")]
        actions: Vec::new(),
        #[cfg(feature = "reader")]
        waits: Vec::new(),
    };
    Names { machines: vec![names], ..Names::default() }
}

fn commands_enum(contract: &Contract, variants: &[String], ty: &str, visibility: &str) -> String {
    let machine = contract.machines.first();
    let of = machine.map_or("", |machine| &machine.name.value);
    let lead = emit::literal(&format!(" The commands that a client can send to {}.", emit::escape(of)));
    let mut text = format!(
        "#[doc = {lead}] #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq, ::core::cmp::Eq, \
         ::core::hash::Hash, ::core::cmp::PartialOrd, ::core::cmp::Ord)] #[repr(u16)] {visibility} enum {ty} {{"
    );
    for (command, variant) in machine.iter().flat_map(|machine| &machine.commands).zip(variants) {
        let summary =
            command.summary.as_ref().map_or_else(|| format!("`{}`", command.name.value), |summary| emit::escape(summary));
        let _ = write!(text, "#[doc = {}] {variant}, ", emit::literal(&format!(" {summary}.")));
    }
    text + "}"
}

// const _: () = { mod tables { … static STATUSES … } errspec::__v1::status! { derived … } };
/// The methods and traits of statuses, for the contract's statuses. `other` is the variant for statuses that are not declared.
pub fn statuses(contract: &Contract, target: Target<'_>, other: Option<&str>) -> String {
    let Target { ty, runtime, variants, attributes, .. } = target;
    let tables = emit::derived(Derived::Statuses, contract, &Names::default(), runtime);
    let pairs = contract.statuses.iter().zip(variants).map(|(status, variant)| format!("{variant} = {} ", status.status.value));
    let (pairs, other) = (pairs.collect::<String>(), other.map_or_else(String::new, |other| format!(", {other}")));
    format!(
        "{attributes} const _: () = {{ {tables} {runtime}::__v1::status! {{ derived {ty}, tables::STATUSES, [{pairs}]{other} }} }};"
    )
}

/// The generic parameters of an enum, as an `impl` writes them. If there are none, all members except the type are empty.
#[derive(Clone, Copy, Debug)]
pub struct Parameters<'p> {
    /// What follows `impl`: `'a, T: Bound,`.
    pub declared: &'p str,
    /// The type with its parameters: `Error<'a, T>`.
    pub ty: &'p str,
    /// What follows `where`: `T: Bound,`.
    pub bounds: &'p str,
}

// const _: () = { mod tables { … const FACTS … } impl errspec::Retryable for Ty { fn retry(&self) -> … { … } … } };
/// The trait `Retryable`, with a retry class and an effect for each variant.
pub fn retryable(facts: &[(RetryClass, Effect)], target: Target<'_>, parameters: Parameters<'_>) -> String {
    let Target { ty, runtime, variants, attributes, .. } = target;
    let tables = emit::derived_retry(facts, runtime);
    let arms = variants.iter().enumerate().map(|(row, variant)| format!("{ty}::{variant} {{ .. }} => {row}, "));
    let arms: String = arms.collect();
    let Parameters { declared, ty: whole, bounds } = parameters;
    let (declared, bounds) = match declared {
        "" => (String::new(), String::new()),
        declared => (format!("<{declared}>"), format!("where {bounds}")),
    };
    format!(
        "{attributes} const _: () = {{ {tables}
             const fn row{declared}(of: &{whole}) -> ::core::primitive::usize {bounds} {{ match of {{ {arms} }} }}

             #[automatically_derived]
             impl{declared} {runtime}::Retryable for {whole} {bounds} {{
                 fn retry(&self) -> {runtime}::RetryClass {{ tables::FACTS[row(self)].0 }}
                 fn effect(&self) -> {runtime}::Effect {{ tables::FACTS[row(self)].1 }}
             }}
         }};"
    )
}

impl Target<'_> {
    /// The variants without `r#`, as facts refer to them.
    fn plain(&self) -> Vec<String> {
        self.variants.iter().map(|variant| variant.trim_start_matches("r#").to_owned()).into_vec()
    }

    // const fn row(of: Ty) -> u16 { match of { Ty::A => 0, … } }
    fn indices(&self, name: &str) -> String {
        let ty = self.ty;
        let arms = self.variants.iter().enumerate().map(|(index, variant)| format!("{ty}::{variant} => {index}, "));
        let arms: String = arms.collect();
        format!("const fn {name}(of: {ty}) -> ::core::primitive::u16 {{ match of {{ {arms} }} }}")
    }
}

//! The names of machines: their states, commands, payloads and waits.

#[cfg(feature = "reader")]
use super::case::item_part;
use super::case::{self, joined, type_name};
use super::moves::TypestateNames;
use super::scope::Scope;
#[cfg(feature = "reader")]
use super::scope::constants_of;
use errspec_spec::diag::Sink;
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::Machine;
#[cfg(feature = "reader")]
use errspec_spec::model::Payload;

pub(crate) struct MachineNames {
    pub(crate) ty: String,
    pub(crate) state: String,
    pub(crate) command: String,
    pub(crate) table: String,
    pub(crate) states: Vec<String>,
    pub(crate) commands: Vec<String>,
    /// The enum of the payloads, if a state has one.
    pub(crate) payload: Option<String>,
    /// The fields of each state's payload.
    pub(crate) fields: Vec<Vec<String>>,
    /// The structs for the objects in lists and maps, for each of these fields.
    #[cfg(feature = "reader")]
    pub(crate) items: Vec<Vec<Option<PayloadItem>>>,
    /// The typestate names of a machine that the program itself drives.
    pub(crate) typestate: Option<TypestateNames>,
    /// The constants of the declared actions.
    #[cfg(feature = "reader")]
    pub(crate) actions: Vec<String>,
    /// The constants of the named waits.
    #[cfg(feature = "reader")]
    pub(crate) waits: Vec<String>,
}

/// The struct for the objects in a list or map of a payload.
#[cfg(feature = "reader")]
pub(crate) struct PayloadItem {
    pub(crate) ty: String,
    pub(crate) fields: Vec<String>,
    pub(crate) items: Vec<Option<PayloadItem>>,
}

pub(super) fn machine_names(
    machine: &Machine,
    module: &mut Scope<'_>,
    constants: &mut Scope<'_>,
    sink: &mut Sink,
) -> MachineNames {
    let name = &machine.name;
    let given = machine.rust_name.as_ref().unwrap_or(name);
    let ty = module.take_converted(type_name(&given.value), &name.value, name.span);
    // The marker type of a machine is also a value.
    if !constants.is_free(&ty) {
        constants.take(ty.clone(), &name.value, name.span);
    }
    let state = module.take(joined(&ty, "State"), &name.value, name.span);
    let command = joined(&ty, "Command");
    let command = if machine.commands.is_empty() { command } else { module.take(command, &name.value, name.span) };
    let table = constants.take(case::shouty(&ty).unwrap_or_default() + "_MACHINE", &name.value, name.span);
    let mut scope = Scope::new(format!("`{state}`"), sink);
    let states = machine.states.iter().map(|state| match &state.facts.name {
        Some(name) => scope.take_given(name, &state.wire.value, state.wire.span),
        None => scope.take_converted(case::camel(&state.wire.value, "State"), &state.wire.value, state.wire.span),
    });
    let states: Vec<String> = states.into_vec();
    let commands = command_names(machine, &command, sink);
    let has_payload = machine.states.iter().any(|state| !state.payload.is_empty());
    let payload = has_payload.then(|| module.take(joined(&ty, "Payload"), &name.value, name.span));
    let fields = payload_fields(machine, &states, sink);
    #[cfg(feature = "reader")]
    let items = payload_items(machine, &ty, &states, &fields, module, sink);
    let typestate = machine.typestate.then(|| TypestateNames::new(machine, &ty, &states, module, sink));
    #[cfg(feature = "reader")]
    let (actions, waits) = constant_names(machine, &ty, sink);
    MachineNames {
        ty,
        state,
        command,
        table,
        states,
        commands,
        payload,
        fields,
        #[cfg(feature = "reader")]
        items,
        typestate,
        #[cfg(feature = "reader")]
        actions,
        #[cfg(feature = "reader")]
        waits,
    }
}

/// The constants of the declared actions and the named waits, next to those that every machine has.
#[cfg(feature = "reader")]
fn constant_names(machine: &Machine, ty: &str, sink: &mut Sink) -> (Vec<String>, Vec<String>) {
    let actions = machine.actions.iter().map(|action| (&action.name, &action.rust_name));
    let waits = machine.waits.iter().map(|wait| (&wait.name, &wait.rust_name));
    let mut actions = constants_of(&format!("`{ty}`"), actions.chain(waits), "MACHINE", sink);
    let waits = actions.split_off(machine.actions.len());
    (actions, waits)
}

fn payload_fields(machine: &Machine, states: &[String], sink: &mut Sink) -> Vec<Vec<String>> {
    let fields = machine.states.iter().zip(states).map(|(state, name)| {
        let mut scope = Scope::new(format!("`{name}`"), sink);
        state.payload.iter().map(|member| scope.take_field(&member.name, &member.rust_name)).into_vec()
    });
    fields.into_vec()
}

/// The structs for the objects in lists and maps of payloads.
#[cfg(feature = "reader")]
fn payload_items(
    machine: &Machine,
    ty: &str,
    states: &[String],
    fields: &[Vec<String>],
    module: &mut Scope<'_>,
    sink: &mut Sink,
) -> Vec<Vec<Option<PayloadItem>>> {
    let states = machine.states.iter().zip(states).zip(fields);
    let items = states.map(|((state, name), fields)| members_items(&state.payload, fields, &joined(ty, name), module, sink));
    items.into_vec()
}

#[cfg(feature = "reader")]
fn members_items(
    members: &[Payload],
    fields: &[String],
    within: &str,
    module: &mut Scope<'_>,
    sink: &mut Sink,
) -> Vec<Option<PayloadItem>> {
    let items = members.iter().zip(fields).map(|(member, field)| {
        let inner = member.kind.members()?;
        let ty = module.take(joined(within, &item_part(field)), &member.name.value, member.name.span);
        let fields = {
            let mut scope = Scope::new(format!("`{ty}`"), sink);
            inner.iter().map(|member| scope.take_field(&member.name, &member.rust_name)).into_vec()
        };
        let items = members_items(inner, &fields, &ty, module, sink);
        Some(PayloadItem { ty, fields, items })
    });
    items.into_vec()
}

/// The variants of the enum of commands.
pub(crate) fn command_names(machine: &Machine, ty: &str, sink: &mut Sink) -> Vec<String> {
    let mut scope = Scope::new(format!("`{ty}`"), sink);
    let commands = machine.commands.iter().map(|command| match &command.rust_name {
        Some(name) => scope.take_given(name, &command.name.value, command.name.span),
        None => scope.take_converted(case::camel(&command.name.value, "Command"), &command.name.value, command.name.span),
    });
    commands.into_vec()
}

//! `errspec diagram`: the machines of a spec as pictures, as text that other tools draw, or as tables.

use crate::args::{Diagram, Drawing};
use crate::contract::Read;
use crate::terminal::{Terminal, write_or_print};
use crate::{ExitStatus, Problem, contract};
use errspec_codegen::diagram::{Format, draw};
use errspec_spec::diag::closest;
use errspec_spec::model::{Contract, Machine};
use errspec_spec::resolved::Resolved;

pub(crate) fn run(args: &Diagram, terminal: Terminal) -> Result<ExitStatus, Problem> {
    let Some(read) = contract::read(&args.spec, terminal)? else { return Ok(ExitStatus::Findings) };
    let machines = machines(&read.contract, args.machine.as_deref(), &read.name)?;
    let text = match format(args.format) {
        Some(format) => draw(&machines, format),
        None => json(&read, &machines)?,
    };
    write_or_print(args.out.as_deref(), &text)?;
    Ok(ExitStatus::Success)
}

/// All machines, or the one with a name.
fn machines<'c>(contract: &'c Contract, name: Option<&str>, spec: &str) -> Result<Vec<&'c Machine>, Problem> {
    let machines: Vec<&Machine> = contract.machines.iter().collect();
    if machines.is_empty() {
        return Err(Problem(format!("`{spec}` has no machines to draw")));
    }
    let Some(name) = name else { return Ok(machines) };
    let names = || machines.iter().map(|machine| machine.name.value.as_str());
    match machines.iter().find(|machine| machine.name.value == name) {
        Some(machine) => Ok(vec![machine]),
        None => {
            let help = match closest(name, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there is {}", names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
            };
            Err(Problem(format!("no machine of `{spec}` is called `{name}`; {help}")))
        }
    }
}

/// The machines as `errspec resolve` prints them.
fn json(read: &Read, machines: &[&Machine]) -> Result<String, Problem> {
    let resolved = serde_json::to_value(Resolved::new(&read.contract, &read.sources));
    let mut resolved = resolved.map_err(|error| Problem(format!("cannot print the machines: {error}")))?;
    if let Some(all) = resolved["machines"].as_object_mut() {
        all.retain(|name, _| machines.iter().any(|machine| machine.name.value == *name));
    }
    Ok(format!("{:#}\n", serde_json::json!({ "machines": resolved["machines"] })))
}

fn format(drawing: Drawing) -> Option<Format> {
    Some(match drawing {
        Drawing::Mermaid => Format::Mermaid,
        Drawing::Dot => Format::Dot,
        Drawing::Svg => Format::Svg,
        Drawing::Table => Format::Table,
        Drawing::Json => return None,
    })
}

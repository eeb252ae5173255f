//! Finds the operation that a request calls.

use crate::http::{Request, percent_decoded};
use errspec_spec::model::{Contract, Operation};
use errspec_spec::words::Method;

/// The operation that a request calls, and the value of the last parameter in its path: the ID of a job.
pub(crate) fn operation<'c>(contract: &'c Contract, request: &Request) -> Option<(&'c Operation, String)> {
    let (at, last) = called(contract, &request.method, &request.path)?;
    let operation = contract.operations.get(at)?;
    Some((operation, last.unwrap_or_else(|| operation.name.value.clone())))
}

/// The position of the operation that a request with this method and path calls, and the value of the last parameter in its path, which is
/// the ID of a job. The path has no query.
pub fn called(contract: &Contract, method: &str, path: &str) -> Option<(usize, Option<String>)> {
    let operations = contract.operations.iter().enumerate();
    let mut with_method = operations.filter(|(_, operation)| is_method(operation.method.value, method));
    with_method.find_map(|(at, operation)| Some((at, matched(operation.path.as_ref()?, path)?)))
}

/// The commands that a request may send, one after another: each machine by its position, the ID of the job, and the command. A request
/// sends a command if it calls the command's operation, or if it is a `POST` to the name of the command below the path from which the machine
/// is read. Several commands may share a request, which then sends the one that the job's state allows.
pub(crate) fn commands(contract: &Contract, request: &Request) -> Vec<(usize, String, String)> {
    let by_operation = contract.machines.iter().enumerate().flat_map(|(at, machine)| {
        machine.commands.iter().filter_map(move |command| {
            let operation = contract.operations.get(command.operation.as_ref()?.value)?;
            let id = matched(operation.path.as_ref()?, &request.path)??;
            is_method(operation.method.value, &request.method).then(|| (at, id, command.name.value.clone()))
        })
    });
    let by_operation: Vec<_> = by_operation.collect();
    if by_operation.is_empty() { below(contract, request).into_iter().collect() } else { by_operation }
}

/// A `POST` to the name of a command below the path from which a machine is read.
fn below(contract: &Contract, request: &Request) -> Option<(usize, String, String)> {
    let (path, name) = request.path.rsplit_once('/').filter(|_| request.method == "POST")?;
    let name = percent_decoded(name);
    contract.operations.iter().find_map(|operation| {
        let machine = contract.machines.get(operation.machine?)?;
        machine.commands.iter().find(|command| command.name.value == name)?;
        Some((operation.machine?, matched(operation.path.as_ref()?, path)??, name.clone()))
    })
}

/// A HEAD request is a GET request whose response has no body.
pub(super) fn is_method(declared: Method, method: &str) -> bool {
    declared.as_str() == method || (declared == Method::Get && method == "HEAD")
}

/// Whether a path matches the path of an operation, and the decoded value of its last parameter, if it has one.
pub fn matched(template: &str, path: &str) -> Option<Option<String>> {
    let template = template.split('?').next().unwrap_or(template);
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    let mut last = None;
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(last),
            // `{rest+}` and similar parameters take everything that is left.
            (Some(name), Some(value)) if is_rest(name) => {
                let rest = given.fold(value.to_owned(), |rest, part| rest + "/" + part);
                return Some(Some(percent_decoded(&rest))).filter(|_| wanted.next().is_none());
            }
            (Some(name), Some(value)) => match name.split_once('{').zip(name.rsplit_once('}')) {
                Some(((before, _), (_, after))) => {
                    let value = value.strip_prefix(before)?.strip_suffix(after)?;
                    last = Some(percent_decoded(value)).filter(|value| !value.is_empty());
                    last.as_ref()?;
                }
                None if name == value || name == percent_decoded(value) => {}
                None => return None,
            },
            _ => return None,
        }
    }
}

/// Whether a parameter can take several parts of a path: `{rest+}`, `{+rest}`, `{*rest}`.
fn is_rest(part: &str) -> bool {
    let name = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')).unwrap_or("");
    name.starts_with(['+', '*']) || name.ends_with('+')
}

//! Every wire text of every generated contract finds its own code, and the generated documentation says what the engine does.

use crate::support;
use errspec::machine::MachineState;
use errspec::{Category, Code, Contract, OpenCode};
use std::collections::HashMap;
use std::fmt::{Debug, Display};
use std::str::FromStr;

/// What holds for each code, each alias, and for texts that are none.
fn codes<C>(count: usize)
where
    C: Code + Display + FromStr,
    C::Err: Display,
{
    let catalog = C::CATALOG;
    assert_eq!((C::ALL.len(), catalog.len()), (count, count));
    let mut listed: HashMap<&str, u16> = catalog.aliases.iter().copied().collect();
    listed.extend((0..count as u16).map(|row| (catalog.wire(row), row)));
    for (row, code) in C::ALL.iter().enumerate() {
        let wire = catalog.wire(code.row());
        assert_eq!((usize::from(code.row()), C::from_row(code.row())), (row, Some(*code)));
        assert_eq!((C::from_wire(wire), C::from_str(wire).ok()), (Some(*code), Some(*code)), "{wire}");
        assert_eq!(OpenCode::<C>::new(wire).known(), Some(*code));
        assert_eq!(code.to_string(), catalog.display(code.row()));
        assert!(!code.to_string().is_empty() && !format!("{code:?}").is_empty());
        for other in near(wire) {
            // Of integers too the text counts: 00 is not 0.
            let row = listed.get(other.as_str()).copied();
            assert_eq!((C::from_wire(&other).map(C::row), catalog.find(&other)), (row, row), "{other:?}");
        }
    }
    for (alias, row) in catalog.aliases {
        assert_eq!(C::from_wire(alias).map(C::row), Some(*row), "{alias}");
    }
    let unknown = C::from_str("no such code, ever").err().map(|error| error.to_string());
    assert_eq!(unknown, Some(format!("\"no such code, ever\" is no code of {}", catalog.name)));
    assert_eq!((C::from_wire(""), C::from_row(count as u16)), (None, None));
}

/// Texts that differ from one by a character: changed, left out, put in at an end.
fn near(text: &str) -> Vec<String> {
    let mut near = vec![format!("{text}x"), format!("x{text}"), format!(" {text}"), format!("{text}\0"), text.repeat(2)];
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        near.extend([format!("{before}{after}"), format!("{before}~{after}"), format!("{before}é{after}"), before.to_owned()]);
    }
    near
}

fn states<S>(count: usize)
where
    S: MachineState + FromStr,
    S::Err: Debug,
{
    assert_eq!((S::ALL.len(), S::MACHINE.states.len()), (count, count));
    for state in S::ALL {
        let wire = S::MACHINE.wire(state.index());
        assert_eq!(
            (S::from_wire(wire), S::from_str(wire).ok(), state.to_string()),
            (Some(*state), Some(*state), wire.to_owned())
        );
        assert_eq!(S::from_wire(&format!("{wire} ")), None);
    }
    assert!(S::from_str("no such state, ever").is_err() && S::from_index(count as u16).is_none());
}

#[test]
fn every_code_and_alias_of_the_cases_finds_itself() {
    use errspec_tests::*;
    codes::<jsonrpc::RpcError>(10);
    codes::<jsonrpc::Severity>(2);
    codes::<sqlstate::SqlState>(28);
    codes::<masks::ResultCode>(6);
    codes::<masks::Hresult>(3);
    codes::<preludes::Option>(31);
    codes::<preludes::Result>(31);
    codes::<preludes::Vec>(2);
    codes::<long_names::Colliding>(11);
    codes::<long_names::Lengths>(36);
    codes::<statuses::ErrorCode>(5);
    codes::<only_codes::Exit>(3);
    codes::<only_codes::Reserved>(0);
    codes::<params::ErrorCode>(9);
    codes::<traps::ErrorCode>(23);
    codes::<words::ErrorCode>(17);
    codes::<device::LoginError>(11);
    codes::<two_thousand::BigCode>(2000);
}

#[test]
fn every_code_of_the_five_apis_finds_itself() {
    use errspec_tests::*;
    codes::<autoretouch::OAuthError>(10);
    codes::<media_tasks::TaskErrorCode>(7);
    codes::<media_tasks::ErrorType>(6);
    codes::<jobs::ErrorCode>(22);
    states::<autoretouch::ExecutionState>(6);
}

#[test]
fn every_state_finds_itself() {
    use errspec_tests::*;
    states::<machines::BuildState>(8);
    states::<machines::ExportState>(4);
    states::<seventy::PipelineState>(70);
    states::<preludes::OkState>(4);
    states::<only_machine::DoorState>(2);
    states::<traps::TrickyState>(3);
}

/// The delays that stand in the policy's documentation, read back as durations.
#[test]
fn documented_schedules_are_the_engines() {
    let mut seen = 0;
    for (contract, text) in support::modules() {
        let Some(line) = text.lines().find(|line| line.contains(" before jitter. Without hints, ")) else { continue };
        let (attempts, delays) = line.split_once(" attempts, with delays of ").unwrap_or_else(|| panic!("{line}"));
        let attempts = attempts.rsplit(' ').next().and_then(|number| number.parse::<u32>().ok());
        assert_eq!(attempts, Some(contract.policy.attempts), "{}", contract.name);
        let delays = delays.split(" before jitter").next().unwrap_or_default().trim_end_matches(", …");
        for (n, delay) in (1..).zip(delays.split(", ")) {
            assert_eq!(support::duration(delay), contract.policy.delay(n), "{}, retry {n}: {delay}", contract.name);
            seen += 1;
        }
        let worst = text.lines().find_map(|line| line.split_once("Without hints, the delays add up to at most "));
        let worst = worst.and_then(|(_, rest)| rest.strip_suffix('.')).unwrap_or_else(|| panic!("{}", contract.name));
        assert_eq!(support::duration(worst), contract.policy.worst_case_wait(), "{}: {worst}", contract.name);
    }
    assert!(seen > 100, "only {seen} delays were found");
}

#[test]
fn a_contract_lists_what_its_module_has() {
    for (contract, text) in support::modules() {
        let Contract { name, catalogs, machines, .. } = contract;
        for catalog in *catalogs {
            assert!(text.contains(&format!("pub enum {} {{", catalog.name)), "{name}: {}", catalog.name);
            let categories = (0..catalog.len() as u16).map(|row| catalog.category(row));
            assert!(categories.into_iter().all(|category| Category::ALL.contains(&category)));
        }
        assert_eq!(text.matches("__v1::machine! {").count(), machines.len(), "{name}");
        assert_eq!(text.matches("__v1::code! {").count(), catalogs.len(), "{name}");
    }
}

/// Text of a contract that looked like code would be compiled and run by the `cargo test` of whoever includes the module.
#[test]
fn no_text_of_a_contract_becomes_a_doc_test() {
    for (contract, text) in support::modules() {
        for line in text.lines().map(str::trim_start) {
            let Some(document) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else { continue };
            let code =
                document.starts_with("     ") || ["```", "~~~"].iter().any(|fence| document.trim_start().starts_with(fence));
            assert!(!code, "{}: {line}", contract.name);
        }
    }
}

//! A contract and many revisions of it, as generated code: what `errspec diff` says about two of them is held against what their modules
//! do.

pub use errspec;

use errspec::machine::StateMachine;
use errspec::{Api, ApiError};

/// What a module says about a response with this status, these headers and this body.
pub type Check = fn(u16, &[(&str, &str)], &[u8]) -> String;

/// What a module says about each state of a history.
pub type Watch = fn(&[&str]) -> Vec<String>;

/// One revision.
#[derive(Debug)]
pub struct Revision {
    /// The text of the spec.
    pub spec: &'static str,
    /// What the generated module says about a response.
    pub check: Check,
    /// What it says about each state of a history, in order; `None` if the revision has no such machine.
    pub watch: Option<Watch>,
}

include!(concat!(env!("OUT_DIR"), "/revisions.rs"));

fn verdict<A: Api>(status: u16, headers: &[(&str, &str)], body: &[u8]) -> String {
    match ApiError::<A>::check(status, headers, body) {
        Ok(()) => "a success".to_owned(),
        Err(error) => format!(
            "body {:?}, code {:?}, listed {}, message {:?}, {}, retry {}, effect {}",
            error.body_name(),
            error.code_text(),
            error.code_ref().map_or("no".to_owned(), |code| code.catalog.name.to_owned()),
            error.message(),
            error.category(),
            error.retry(),
            error.effect(),
        ),
    }
}

fn history<M: StateMachine>(states: &[&str]) -> Vec<String> {
    let mut watch = errspec::machine::Watch::<M>::new();
    states.iter().map(|state| watch.observe(*state).verdict().to_string()).collect()
}

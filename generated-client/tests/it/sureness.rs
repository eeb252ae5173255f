//! The basis of each fact in the contracts of the five pages, and where the facts come from.

use errspec::machine::{Machine, MachineState};
use errspec::{Basis, Code, Contract, Fact};
use generated_client::{autoretouch, images, jobs, media_tasks, vision};

/// How sure it is that codes come with the statuses they are documented with.
fn of_statuses<C: Code>() -> Vec<Basis> {
    let listed = C::ALL.iter().filter(|code| C::CATALOG.status(code.row()).is_some());
    let mut bases: Vec<Basis> = listed.map(|code| C::CATALOG.basis_of(code.row(), Fact::Status)).collect();
    bases.dedup();
    bases
}

#[test]
fn pages_that_do_not_pair_codes_with_statuses() {
    assert_eq!(of_statuses::<media_tasks::ErrorType>(), [Basis::Inferred]);
    assert_eq!(of_statuses::<vision::ErrorCode>(), [Basis::Inferred]);
    assert_eq!(of_statuses::<images::ErrorCode>(), [Basis::Inferred]);
    assert_eq!(of_statuses::<jobs::ErrorCode>(), [Basis::Stated], "this one does");
    // The codes themselves stand on their pages.
    assert!(vision::ErrorCode::ALL.iter().all(|code| code.basis() == Basis::Stated));
    assert_eq!(vision::ErrorCode::Timeout.basis_of(Fact::Retry), Basis::Stated);
}

#[test]
fn what_the_registry_and_the_language_add() {
    assert_eq!(jobs::Status::NotFound.basis_of(Fact::Category), Basis::Standard);
    assert_eq!(jobs::Status::NotFound.basis_of(Fact::Effect), Basis::Assumed);
    assert_eq!(jobs::Status::NotFound.basis_of(Fact::Retry), Basis::Stated);
    assert_eq!(jobs::Status::new(418).basis_of(Fact::Retry), Basis::Assumed);
}

#[test]
fn numbers_that_no_page_gives() {
    let bases = |contract: &Contract| contract.policy.basis;
    assert_eq!(bases(&media_tasks::CONTRACT), Basis::Assumed, "it asks for backoff and gives no numbers");
    for contract in [&autoretouch::CONTRACT, &jobs::CONTRACT, &vision::CONTRACT, &images::CONTRACT] {
        assert_eq!(bases(contract), Basis::Stated, "{}", contract.name);
    }
    let machine: &Machine = autoretouch::ExecutionState::MACHINE;
    assert_eq!(machine.poll.basis, Basis::Assumed);
    let shapes: Vec<_> =
        vision::CONTRACT.decoder.bodies.iter().filter(|body| body.basis != Basis::Stated).map(|body| body.name).collect();
    assert_eq!(shapes, ["validation"]);
}

#[test]
fn moves_that_are_not_drawn() {
    let machine: &Machine = autoretouch::ExecutionState::MACHINE;
    let (created, payment) = (machine.find("CREATED").unwrap(), machine.find("PAYMENT_REQUIRED").unwrap());
    let edge = machine.edges.iter().find(|edge| (edge.from, edge.to) == (created, payment)).unwrap();
    assert_eq!((edge.summary, edge.basis), ("Not drawn, but in the text", Basis::Stated));
    let said = machine.edges.iter().filter(|edge| edge.basis != Basis::Stated).all(|edge| !edge.summary.is_empty());
    assert!(said, "an edge that is not stated says why it is there");
}

#[test]
fn the_pages_themselves() {
    let sources = [
        (&autoretouch::CONTRACT, "000_"),
        (&media_tasks::CONTRACT, "001_"),
        (&jobs::CONTRACT, "002_"),
        (&vision::CONTRACT, "003_"),
        (&images::CONTRACT, "004_"),
    ];
    for (contract, page) in sources {
        assert!(contract.source.starts_with(page), "{}: {}", contract.name, contract.source);
    }
    assert_eq!(autoretouch::OAuthError::CATALOG.title, "OAuth errors");
    assert_eq!(media_tasks::ErrorType::CATALOG.title, "Error types");
    assert!(vision::CONTRACT.decoder.bodies[0].summary.contains("middleware"));
}

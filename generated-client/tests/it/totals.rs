//! The number of entries of each page, counted in the generated code.

use crate::support::declared;
use errspec::machine::Cause;
use errspec::{Basis, Contract};
use generated_client::{autoretouch, images, jobs, media_tasks, vision};
use std::collections::BTreeSet;

fn shapes(contract: &Contract) -> Vec<&'static str> {
    contract.decoder.bodies.iter().map(|body| body.name).collect()
}

#[test]
fn page_000() {
    let statuses = declared(&autoretouch::CONTRACT);
    let in_tables = statuses.iter().filter(|status| **status != 429).count();
    assert_eq!((in_tables, statuses.len()), (9, 10));
    assert_eq!(autoretouch::Status::DECLARED.len(), 10);
    let stated = autoretouch::OAuthError::ALL.iter().filter(|code| code.basis() == Basis::Stated).count();
    assert_eq!((stated, autoretouch::CONTRACT.catalogs.len()), (3, 1));

    let [machine] = autoretouch::CONTRACT.machines else { panic!("{:?}", autoretouch::CONTRACT.machines) };
    assert_eq!((machine.states.len(), machine.commands.len()), (6, 1));
    let by_command = |cause: Cause| matches!(cause, Cause::Command(_));
    let moves = machine.edges.iter().filter(|edge| !by_command(edge.cause)).count();
    assert_eq!(moves, 6 + 1, "six are drawn, one is in the text");
    let commanded: BTreeSet<u16> = machine.edges.iter().filter(|edge| by_command(edge.cause)).map(|edge| edge.from).collect();
    assert_eq!(commanded.len(), 2);
    assert_eq!(shapes(&autoretouch::CONTRACT), ["api", "oauth"]);
    assert_eq!((autoretouch::operations::ALL.len(), autoretouch::health::ALL.len()), (2, 2));
}

#[test]
fn page_001() {
    assert_eq!(media_tasks::Status::DECLARED.len(), 8);
    assert_eq!(declared(&media_tasks::CONTRACT).len(), 8);
    assert_eq!((media_tasks::ErrorType::ALL.len(), media_tasks::TaskErrorCode::ALL.len()), (6, 7));
    assert_eq!(media_tasks::CONTRACT.catalogs.len(), 2);
    assert_eq!(shapes(&media_tasks::CONTRACT), ["api"]);
    assert!(media_tasks::operations::ALL.iter().all(|operation| operation.machine.is_empty()));
    assert!(media_tasks::CONTRACT.machines.is_empty());
}

#[test]
fn page_002() {
    let mut statuses = declared(&jobs::CONTRACT);
    statuses.sort_unstable();
    assert_eq!(statuses, [400, 401, 403, 404, 429, 500, 503]);
    assert_eq!(jobs::Status::DECLARED.len(), 7);
    assert_eq!((jobs::ErrorCode::ALL.len(), jobs::ErrorCode::CATALOG.groups.len(), jobs::CONTRACT.catalogs.len()), (22, 7, 1));
    assert_eq!(shapes(&jobs::CONTRACT), ["api"]);
    assert!(jobs::CONTRACT.machines.is_empty());
}

#[test]
fn page_003() {
    let of = |basis| vision::Status::DECLARED.iter().filter(|status| status.basis() == basis).count();
    assert_eq!((of(Basis::Stated), of(Basis::Inferred), vision::Status::DECLARED.len()), (14, 1, 15));
    let tabled = vision::ErrorCode::ALL.iter().filter(|code| code.group().is_some()).count();
    assert_eq!((tabled, vision::ErrorCode::ALL.len(), vision::CONTRACT.catalogs.len()), (11, 12, 1));
    assert_eq!(shapes(&vision::CONTRACT), ["middleware", "structured", "plain", "validation"], "three, and an inferred one");
    assert!(vision::CONTRACT.machines.is_empty());
}

#[test]
fn page_004() {
    assert_eq!((images::Status::DECLARED.len(), declared(&images::CONTRACT).len()), (7, 7));
    assert_eq!((images::ErrorType::ALL.len(), images::ErrorCode::ALL.len()), (1, 1));
    assert_eq!(shapes(&images::CONTRACT), ["api"]);
    let expiring: Vec<u16> =
        images::CONTRACT.statuses().rows.iter().filter(|row| row.facts.expires.is_some()).map(|row| row.status).collect();
    assert!(images::CONTRACT.machines.is_empty());
    assert_eq!(expiring, [410], "a task's expiry is all there is of states");
}

#[test]
fn distinct_statuses() {
    let contracts = [&autoretouch::CONTRACT, &media_tasks::CONTRACT, &jobs::CONTRACT, &vision::CONTRACT, &images::CONTRACT];
    let all: BTreeSet<u16> = contracts.iter().flat_map(|contract| declared(contract)).collect();
    assert!(all.into_iter().eq([200, 201, 204, 400, 401, 402, 403, 404, 409, 410, 413, 422, 429, 500, 503, 504]));
    assert_eq!(contracts.map(|contract| contract.name), ["autoretouch", "media_tasks", "jobs", "vision", "images"]);
    let titles = ["AutoRetouch API", "Media task API", "Job API", "Vision API", "Image generation API"];
    assert_eq!(contracts.map(|contract| contract.title), titles);
}

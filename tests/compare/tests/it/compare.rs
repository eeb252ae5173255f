//! What COMPARE.md says of errspec holds, and its table is that of the crates that are compiled in.

use errspec_compare::{Case, Peer, Verdict};
use std::sync::LazyLock;

static CASES: LazyLock<Vec<Case>> = LazyLock::new(errspec_compare::cases);
const COMPARE: &str = include_str!("../../../../COMPARE.md");

#[test]
fn errspec_holds_in_every_case() {
    for case in &*CASES {
        let ours: Vec<_> = case.findings.iter().filter(|finding| finding.peer == Peer::Errspec).collect();
        assert!(!ours.is_empty(), "{} says nothing of errspec", case.id);
        for finding in ours {
            assert_eq!(finding.verdict, Verdict::Holds, "{} {}: {}", case.id, case.title, finding.did);
        }
    }
}

#[test]
fn the_table_of_compare_md_is_up_to_date() {
    let renewed =
        errspec_compare::between_markers(COMPARE, &errspec_compare::table(&CASES)).expect("COMPARE.md has the markers");
    assert!(renewed == COMPARE, "run `cargo run -p errspec-compare -- --write` and read what changed");
}

#[test]
fn a_case_compares() {
    for case in &*CASES {
        assert!(case.findings.iter().any(|finding| finding.peer != Peer::Errspec), "{} looks at errspec alone", case.id);
    }
}

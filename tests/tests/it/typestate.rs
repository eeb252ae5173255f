//! A machine that the program itself runs, as types. The tests of what must not compile are in `ui/typestate`.

use errspec::machine::WrongState;
use errspec_tests::typestate::PrintJobState;
use errspec_tests::typestate::print_job_typestate::{Done, Held, Jammed, None, PrintJob, Printing, Queued, Review};
use std::mem::size_of;

fn jam() -> Jammed {
    Jammed {
        tray: "A".into(),
        r#type: "thick".into(),
        since: "2024-05-01T10:00:00Z".into(),
        load: "0.5".into(),
        sheets: 3,
        duplex: true,
    }
}

#[test]
fn a_job_walks_its_edges_and_carries_what_its_states_carry() {
    let job = PrintJob::new(Held).release().to_review().to_printing(Printing { page: 1, of: 2 });
    let job = job.to_printing(Printing { page: 2, of: 2 });
    assert_eq!(job.state(), &Printing { page: 2, of: 2 });
    let job = job.to_jammed(jam());
    assert_eq!(job.value(), PrintJobState::Jammed);
    let job = job.retry().to(Printing { page: 1, of: 2 }).to(Done { pages: 2 });
    assert_eq!(job.into_state(), Done { pages: 2 });
}

#[test]
fn keywords_and_names_of_the_prelude_are_fine() {
    let job: PrintJob<None> = PrintJob::new(Queued).r#break();
    assert_eq!(job.value(), PrintJobState::None);
}

#[test]
fn a_job_becomes_a_value_and_comes_back_only_in_the_same_state() {
    let value = PrintJobState::from(PrintJob::new(Queued).to(Review));
    assert_eq!(value, PrintJobState::Review);
    assert_eq!(PrintJob::resume(value, Review).map(|job| job.value()), Ok(PrintJobState::Review));
    let wrong = PrintJob::resume(value, Done { pages: 1 }).unwrap_err();
    assert_eq!(wrong, WrongState { expected: PrintJobState::Done, found: PrintJobState::Review });
    assert_eq!(wrong.to_string(), "the job is in review, not in done");
}

#[test]
fn types_cost_nothing() {
    assert_eq!(size_of::<PrintJob<Queued>>(), 0);
    assert_eq!(size_of::<PrintJob<Printing>>(), size_of::<Printing>());
}

/// Every move of the types is an edge of the tables, and the other way round, as far as commands are not needed.
#[test]
fn types_and_tables_say_the_same() {
    let direct = |from: PrintJobState, to: PrintJobState| assert!(from.direct_to(to), "{from} -> {to}");
    let job = PrintJob::new(Queued);
    let from = job.value();
    let job = job.to_printing(Printing { page: 1, of: 1 });
    direct(from, job.value());
    let from = job.value();
    let job = job.to_jammed(jam());
    direct(from, job.value());
    let from = job.value();
    let job = job.r#break();
    direct(from, job.value());
    assert!(job.value().is_final());
}

const DOOR: &str = "\
errspec: 1
name: door
machines:
  Door:
    typestate: true
    observe: { at: /s }
    initial: [opening]
    unknown: { treat_as: fail }
    states: { opening: { kind: pending, summary: It opens }, open: { kind: final, outcome: success, summary: It is open } }
    edges: [opening -> open]
    commands: {}
";

fn generated(spec: &str) -> errspec_codegen::Generated {
    errspec_codegen::generate("door.yaml", spec.as_bytes(), &mut errspec_spec::NoFiles, &errspec_codegen::Options::default())
}

#[test]
fn types_are_made_only_where_the_machine_asks_for_them() {
    let text = |spec: &str| generated(spec).module.unwrap().text;
    assert!(text(DOOR).contains("pub mod door_typestate"));
    assert!(!text(&DOOR.replace("    typestate: true\n", "")).contains("typestate"));
    let warned = generated(&DOOR.replace("[opening -> open]", "[opening -> open, opening -> open]"));
    assert_eq!(warned.module.unwrap().text.matches("fn to_open(").count(), 1);
}

#[test]
fn names_that_every_job_needs_are_findings() {
    let named = |spec: String| generated(&spec).findings.iter().map(|finding| finding.rule.slug).collect::<Vec<_>>();
    let command = DOOR.replace("commands: {}", "commands: { resume: { summary: Try again, max_uses: 1 } }");
    let command = command.replace("[opening -> open]", "[opening -> open, { edge: opening -> opening, command: resume }]");
    assert!(named(command.clone()).contains(&"reserved-name"), "{:?}", named(command.clone()));
    assert!(!named(command.replace("    typestate: true\n", "")).contains(&"reserved-name"));
    assert!(named(DOOR.replace("open:", "door:").replace("-> open", "-> door")).contains(&"reserved-name"));
}

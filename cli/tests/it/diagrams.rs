//! `errspec diagram`.

use crate::folder::{BROKEN, Folder, SHOP};

const TWO: &str = "\
errspec: 1
name: two
machines:
  Upload:
    observe: { at: /state }
    initial: [sending]
    unknown: { treat_as: fail }
    states: { sending: { kind: pending, summary: It is sent }, sent: { kind: final, outcome: success, summary: Sent } }
    edges: [sending -> sent]
  Scan:
    observe: { at: /scan }
    initial: [running]
    unknown: { treat_as: fail }
    states: { running: { kind: pending, summary: It runs }, clean: { kind: final, outcome: success, summary: Clean } }
    edges: [running -> clean]
";

fn two(test: &str) -> Folder {
    let folder = Folder::new(test);
    folder.write("two.yaml", TWO);
    folder
}

#[test]
fn without_a_format_it_is_mermaid_on_standard_output() {
    let run = Folder::workspace().errspec(&["diagram", "spec/apis/autoretouch.yaml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("stateDiagram-v2\n") && run.out.contains("    CREATED --> ACTIVE\n"), "{}", run.out);
}

#[test]
fn a_picture_is_written_to_a_file() {
    let folder = two("a_picture_is_written");
    let run = folder.errspec(&["diagram", "two.yaml", "--format", "svg", "--out", "two.svg"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let picture = folder.read("two.svg");
    assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"), "{picture}");
    assert_eq!(folder.errspec(&["diagram", "two.yaml", "--format", "svg"]).out, picture);
    assert_eq!(folder.errspec(&["diagram", "two.yaml", "--out", "no/such/folder.mmd"]).code, 2);
}

#[test]
fn all_machines_are_drawn_or_the_one_that_is_named() {
    let folder = two("all_machines_are_drawn");
    for format in ["mermaid", "dot", "svg", "table"] {
        let all = folder.errspec(&["diagram", "two.yaml", "--format", format]).out;
        assert!(all.contains("sending") && all.contains("running"), "{all}");
        let one = folder.errspec(&["diagram", "two.yaml", "--machine", "Scan", "--format", format]).out;
        assert!(!one.contains("sending") && one.contains("running"), "{one}");
    }
}

#[test]
fn a_machine_that_is_not_there_is_wrong_use() {
    let folder = two("a_machine_that_is_not_there");
    let run = folder.errspec(&["diagram", "two.yaml", "--machine", "Uplaod"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("did you mean `Upload`?"), "{}", run.err);
    let run = folder.errspec(&["diagram", "two.yaml", "--machine", "Zzzzzzzzz"]);
    assert!(run.code == 2 && run.err.contains("`Upload`, `Scan`"), "{}", run.err);
    folder.write("shop.yaml", SHOP);
    let run = folder.errspec(&["diagram", "shop.yaml"]);
    assert!(run.code == 2 && run.err.contains("no machines"), "{}", run.err);
    assert_eq!(folder.errspec(&["diagram", "two.yaml", "--format", "png"]).code, 2);
    assert_eq!(folder.errspec(&["diagram", "missing.yaml"]).code, 2);
}

#[test]
fn a_spec_with_errors_is_not_drawn() {
    let folder = Folder::new("a_spec_with_errors_is_not_drawn");
    folder.write("broken.yaml", BROKEN);
    let run = folder.errspec(&["diagram", "broken.yaml", "--out", "broken.mmd"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("broken.yaml:4:10"), "{}", run.err);
    assert!(!folder.path("broken.mmd").exists());
}

#[test]
fn two_runs_draw_the_same() {
    for format in ["mermaid", "dot", "svg", "table"] {
        let run = || Folder::workspace().errspec(&["diagram", "spec/apis/autoretouch.yaml", "--format", format]);
        let (first, second) = (run(), run());
        assert_eq!((first.code, first.err.as_str()), (0, ""), "{format}");
        assert_eq!(first.out, second.out, "{format}");
    }
}

#[test]
fn help_has_an_example() {
    let run = Folder::workspace().errspec(&["diagram", "--help"]);
    assert!(run.out.contains("Examples:\n  errspec diagram") && run.out.contains("[default: mermaid]"), "{}", run.out);
}

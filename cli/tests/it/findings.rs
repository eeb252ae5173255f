//! `errspec check`: exit codes, several files, warnings.

use crate::folder::{BROKEN, DOUBTFUL, Folder, SHOP};

#[test]
fn a_spec_without_findings_ends_well_and_prints_only_a_summary() {
    let folder = Folder::new("a_spec_without_findings");
    folder.write("shop.yaml", SHOP);
    let run = folder.errspec(&["check", "shop.yaml"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    assert_eq!(run.err, "checked 1 spec: no errors, no warnings\n");
}

#[test]
fn all_findings_of_all_files_are_printed_in_one_run() {
    let folder = Folder::new("all_findings_of_all_files");
    folder.write("broken.yaml", BROKEN);
    folder.write("other.yaml", "errspec: 1\nname: other\nstatuses:\n  500: { retry: transiet }\n");
    folder.write("shop.yaml", SHOP);
    let run = folder.errspec(&["check", "broken.yaml", "shop.yaml", "other.yaml"]);
    assert_eq!(run.code, 1);
    for place in ["broken.yaml:4:10", "broken.yaml:6:3", "other.yaml:4:17"] {
        assert_eq!(run.out.matches(&format!("--> {place}\n")).count(), 1, "{place} in {}", run.out);
    }
    assert!(run.err.starts_with("checked 3 specs: 3 errors in 2 files\n"), "{}", run.err);
}

#[test]
fn the_way_to_an_explanation_is_told() {
    let folder = Folder::new("the_way_to_an_explanation");
    folder.write("broken.yaml", BROKEN);
    let run = folder.errspec(&["check", "broken.yaml"]);
    let hint = run.err.lines().find_map(|line| line.strip_prefix("more about a finding: errspec explain "));
    assert_eq!(folder.errspec(&["explain", hint.expect("a hint")]).code, 0);
}

#[test]
fn warnings_end_well_unless_they_are_denied() {
    let folder = Folder::new("warnings_end_well");
    folder.write("doubtful.yaml", DOUBTFUL);
    let run = folder.errspec(&["check", "doubtful.yaml"]);
    assert_eq!(run.code, 0);
    assert!(run.out.starts_with("warning["), "{}", run.out);
    assert!(run.err.starts_with("checked 1 spec: 1 warning in 1 file\n"), "{}", run.err);
    assert_eq!(folder.errspec(&["check", "doubtful.yaml", "--deny", "warnings"]).code, 1);
    folder.write("shop.yaml", SHOP);
    assert_eq!(folder.errspec(&["check", "shop.yaml", "--deny", "warnings"]).code, 0);
    folder.write("broken.yaml", BROKEN);
    let run = folder.errspec(&["check", "doubtful.yaml", "broken.yaml"]);
    assert!(run.err.starts_with("checked 2 specs: 2 errors, 1 warning in 2 files\n"), "{}", run.err);
}

#[test]
fn a_finding_in_a_file_that_two_specs_use_is_printed_once() {
    let folder = Folder::new("a_finding_in_a_used_file");
    folder.write("common.yaml", "errspec: 1\nstatuses:\n  500: { retry: transiet }\n");
    folder.write("a.yaml", "errspec: 1\nname: a\nuse: [./common.yaml]\n");
    folder.write("b.yaml", "errspec: 1\nname: b\nuse: [./common.yaml]\n");
    let run = folder.errspec(&["check", "a.yaml", "b.yaml"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.out.matches("common.yaml:3:17").count(), 1, "{}", run.out);
    assert!(run.err.starts_with("checked 2 specs: 1 error in 1 file\n"), "{}", run.err);
}

#[test]
fn standard_input_is_a_spec_too() {
    let folder = Folder::new("standard_input");
    assert_eq!(folder.errspec_reading(&["check", "-"], SHOP).code, 0);
    let run = folder.errspec_reading(&["check", "-"], BROKEN);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("--> <stdin>:4:10\n"), "{}", run.out);
}

#[test]
fn what_standard_input_uses_is_looked_for_in_the_working_folder() {
    let folder = Folder::new("standard_input_uses");
    folder.write("common.yaml", "errspec: 1\nstatuses:\n  500: { summary: It failed, retry: transient }\n");
    let run = folder.errspec_reading(&["check", "-"], "errspec: 1\nname: a\nuse: [./common.yaml]\n");
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_the_reason_and_the_rest_is_checked() {
    let folder = Folder::new("a_file_that_cannot_be_read");
    folder.write("broken.yaml", BROKEN);
    let run = folder.errspec(&["check", "missing.yaml", "broken.yaml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("error: cannot read `missing.yaml`: "), "{}", run.err);
    assert!(!run.err.contains("os error"), "{}", run.err);
    assert!(run.out.contains("broken.yaml:4:10"), "{}", run.out);
}

#[test]
fn a_folder_where_one_spec_is_wanted_is_named() {
    let folder = Folder::new("a_folder_where_one_spec");
    folder.write("shop.yaml", SHOP);
    for command in ["resolve", "simulate", "diagram", "serve"] {
        let run = folder.errspec(&[command, "."]);
        assert_eq!((run.code, run.err.as_str()), (2, "error: `.` is a folder: name one spec in it\n"), "{command}");
    }
}

#[test]
fn a_file_where_a_folder_is_wanted_is_named_and_kept() {
    let folder = Folder::new("a_file_where_a_folder");
    folder.write("shop.yaml", SHOP);
    let run = folder.errspec(&["generate", "shop.yaml", "--out-dir", "shop.yaml"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: cannot write to `shop.yaml`: it is a file, not a directory\n"));
    assert_eq!(folder.errspec(&["check", "shop.yaml"]).code, 0);
}

#[test]
fn what_generating_would_refuse_is_found() {
    let folder = Folder::new("what_generating_would_refuse");
    folder.write("shop.yaml", &SHOP.replace("OVERLOADED:", "no-such-product:"));
    let check = folder.errspec(&["check", "shop.yaml"]);
    let generate = folder.errspec(&["generate", "shop.yaml"]);
    assert_eq!((check.code, generate.code), (1, 1), "{check:?}");
    assert!(check.out.contains("--> shop.yaml:9:7\n") || check.out.contains("--> shop.yaml:10:7\n"), "{}", check.out);
}

#[test]
fn wrong_use_ends_with_two() {
    let folder = Folder::new("wrong_use");
    let wrong: [&[&str]; 5] =
        [&[], &["check"], &["chekc", "x"], &["check", "x", "--format", "xml"], &["check", "x", "--deny", "all"]];
    for arguments in wrong {
        assert_eq!(folder.errspec(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn two_runs_print_the_same_bytes() {
    let folder = Folder::workspace();
    for format in ["human", "json", "github", "sarif"] {
        let run = || folder.errspec(&["check", "spec/apis", "--format", format]).out;
        assert_eq!(run(), run(), "{format}");
    }
}

/// One edge is guessed, and nothing says what an unlisted state counts as.
const OPEN: &str = "\
errspec: 1
name: render
machines:
  Render:
    initial: queued
    states:
      queued: { kind: pending }
      done: { kind: final, outcome: success }
    edges: [{ edge: queued -> done, basis: assumed }]
";

#[test]
fn a_review_is_told_when_asked_for_and_never_fails_a_check() {
    let folder = Folder::new("a_review_is_told");
    folder.write("render.yaml", OPEN);
    let run = folder.errspec(&["check", "render.yaml"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    let run = folder.errspec(&["check", "--review", "--deny", "warnings", "render.yaml"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("note[assumed-edge]: `queued -> done` is assumed\n --> render.yaml:9:13\n"), "{}", run.out);
    assert!(run.out.contains("note[no-unknown-policy]: "), "{}", run.out);
    assert!(run.err.starts_with("checked 1 spec: 2 notes in 1 file\n"), "{}", run.err);
    let run = folder.errspec(&["check", "--review", "--format", "github", "render.yaml"]);
    assert!(run.out.starts_with("::notice file=render.yaml,line=4"), "{}", run.out);
}

#[test]
fn what_a_review_asks_of_the_execution_machine() {
    let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/apis/autoretouch.yaml");
    let run = Folder::new("what_a_review_asks").errspec(&["check", "--review", "--format", "json", spec]);
    let slugs = run.out.lines().filter_map(|line| line.split("\"slug\":\"").nth(1)?.split('"').next());
    let expected = ["cycle-without-epoch", "assumed-edge", "command-without-limit", "unspecified-command"];
    assert_eq!(slugs.collect::<Vec<_>>(), expected, "{}", run.out);
}

//! `errspec diff`: what changed between two revisions of a contract, and whom it affects.

use crate::folder::{Folder, Run, SHOP};
use serde_json::Value;
use std::process::Command;

/// The changes between the contract `SHOP` and itself with a text replaced.
fn changes(test: &str, edits: &[(&str, &str)]) -> Vec<Value> {
    let (folder, run) = compared(test, edits, &["--format", "json", "--fail-on", "never"]);
    assert_eq!(run.code, 0, "{}", run.err);
    drop(folder);
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn compared(test: &str, edits: &[(&str, &str)], arguments: &[&str]) -> (Folder, Run) {
    let folder = Folder::new(test);
    folder.write("old.yaml", SHOP);
    let new = edits.iter().fold(SHOP.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    folder.write("new.yaml", &new);
    let run = folder.errspec(&[&["diff", "old.yaml", "new.yaml"], arguments].concat());
    (folder, run)
}

/// The kinds of changes, each with its impacts on clients and services.
fn kinds(changes: &[Value]) -> Vec<String> {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    changes
        .iter()
        .map(|change| format!("{} {} {}", word(&change["kind"]), word(&change["clients"]), word(&change["servers"])))
        .collect()
}

#[test]
fn diff_of_equal_contracts_is_empty_whatever_their_layout() {
    let (_, run) = compared(
        "diff_equal",
        &[("404: { summary: No such product, retry: never }", "404:\n    summary: No such product\n    retry: never")],
        &[],
    );
    assert_eq!((run.code, run.out.as_str()), (0, "no changes\n"));
}

#[test]
fn diff_of_texts_for_people_is_safe() {
    let changes = changes("diff_texts", &[("Too much to do", "Busy")]);
    assert_eq!(kinds(&changes), ["documentation-changed safe safe"]);
    assert_eq!(changes[0]["path"], serde_json::json!(["errors", "ErrorCode", "codes", "OVERLOADED", "summary"]));
    assert_eq!(changes[0]["place"], "new.yaml:10:30");
}

#[test]
fn a_removed_code_is_breaking_and_shown_with_a_response() {
    let changes = changes("diff_removed", &[("      OVERLOADED: { summary: Too much to do, status: 503 }\n", "")]);
    assert_eq!(kinds(&changes), ["code-removed breaking breaking", "rust-item-removed breaking breaking"]);
    assert_eq!(changes[0]["witness"]["answer"]["status"], 503);
    assert_eq!(changes[0]["witness"]["answer"]["body"]["code"], "OVERLOADED");
    assert_eq!(changes[1]["witness"]["rust"], "use shop::ErrorCode::Overloaded;");
    assert_eq!(changes[0]["place"], "old.yaml:10:7");
}

#[test]
fn an_added_code_is_safe_unless_the_catalog_is_closed() {
    let line = "      OVERLOADED: { summary: Too much to do, status: 503 }\n";
    let more = format!("{line}      NEW: {{ summary: New, status: 503 }}\n");
    assert_eq!(kinds(&changes("diff_added", &[(line, &more)])), ["code-added safe safe"]);

    let folder = Folder::new("diff_closed");
    let closed = SHOP.replace("    codes:\n", "    open: false\n    codes:\n");
    folder.write("old.yaml", &closed);
    folder.write("new.yaml", &closed.replace(line, &more));
    let run = folder.errspec(&["diff", "old.yaml", "new.yaml", "--format", "json"]);
    let changes: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(run.code, 1);
    assert_eq!(kinds(&changes), ["code-added-to-closed breaking safe", "rust-variant-added breaking safe"]);
}

#[test]
fn a_call_that_may_have_acted_must_not_become_retryable_unnoticed() {
    let may_have_acted =
        ("503: { summary: Down for a moment, retry: transient }", "503: { summary: Down for a moment, retry: never }");
    let lost = changes("diff_retry_lost", &[may_have_acted]);
    assert_eq!(kinds(&lost), ["retry-lost risky risky", "retry-lost risky risky"], "the status, and the code that inherits it");
    let gained = changes(
        "diff_retry_gained",
        &[("404: { summary: No such product, retry: never }", "404: { summary: No such product, retry: transient }")],
    );
    assert_eq!(kinds(&gained), ["retry-gained risky risky", "retry-gained risky risky"], "a 404 has no effect");
    let folder = Folder::new("diff_retry_gained_after_effect");
    folder.write("old.yaml", &SHOP.replace("retry: transient", "retry: never"));
    folder.write("new.yaml", SHOP);
    let run = folder.errspec(&["diff", "old.yaml", "new.yaml"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out
            .starts_with("breaking[retry-gained-after-effect]: the retry class of `503` changed from `never` to `transient`"),
        "{}",
        run.out
    );
}

#[test]
fn a_field_that_becomes_required_is_shown_with_a_response_without_it() {
    let changes =
        changes("diff_required", &[("message: /message", "message: /message, trace: { at: /trace, optional: true }")]);
    assert_eq!(kinds(&changes), ["rust-field-added risky breaking", "field-added safe safe"]);

    let folder = Folder::new("diff_made_required");
    let optional = SHOP.replace("message: /message", "message: { at: /message, optional: true }");
    folder.write("old.yaml", &optional);
    folder.write("new.yaml", SHOP);
    let run = folder.errspec(&["diff", "old.yaml", "new.yaml", "--format", "json"]);
    let changes: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(kinds(&changes), ["field-made-required breaking breaking", "rust-type-changed breaking breaking"]);
    assert_eq!(changes[0]["witness"]["answer"]["body"], serde_json::json!({ "code": "NO_SUCH_PRODUCT" }));
}

const JOBS: &str = "\
errspec: 1
name: jobs
machines:
  Job:
    observe: { at: /state }
    initial: queued
    states:
      queued: { kind: pending }
      running: { kind: pending }
      done: { kind: final, outcome: success }
      failed: { kind: final, outcome: failure }
    edges: [queued -> running, running -> failed, queued -> done, running -> done]
";

#[test]
fn a_forbidden_move_is_shown_as_a_history() {
    let folder = Folder::new("diff_moves");
    folder.write("old.yaml", JOBS);
    folder.write("new.yaml", &JOBS.replace("running -> done]", "running -> queued]"));
    let run = folder.errspec(&["diff", "old.yaml", "new.yaml", "--format", "json"]);
    let changes: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let moves: Vec<(&str, &Value)> =
        changes.iter().map(|change| (change["kind"].as_str().unwrap(), &change["witness"]["history"]["states"])).collect();
    assert!(
        !moves.iter().any(|(kind, _)| *kind == "move-forbidden"),
        "`done` still follows `running`, by way of `queued`: {moves:?}"
    );
    assert!(moves.contains(&("move-allowed", &serde_json::json!(["running", "queued"]))), "{moves:?}");

    folder.write("new.yaml", &JOBS.replace(", running -> done]", "]"));
    let run = folder.errspec(&["diff", "old.yaml", "new.yaml"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("  history: running, done\n  before:  possible\n  after:   impossible\n"), "{}", run.out);
}

#[test]
fn accepted_changes_do_not_fail_and_stale_decisions_are_named() {
    let (folder, run) = compared(
        "diff_decisions",
        &[("      OVERLOADED: { summary: Too much to do, status: 503 }\n", "")],
        &["--format", "json"],
    );
    assert_eq!(run.code, 1);
    let changes: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let accepted =
        changes.iter().map(|change| format!("- {{ fingerprint: {}, reason: Nobody uses it }}\n", change["fingerprint"]));
    let decisions: String = accepted.chain(["- { fingerprint: 0123456789abcdef, reason: Old }\n".to_owned()]).collect();
    folder.write("decisions.yaml", &decisions);
    let run = folder.errspec(&["diff", "old.yaml", "new.yaml", "--decisions", "decisions.yaml"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.ends_with("no changes; 2 accepted\n"), "{}", run.out);
    assert_eq!(run.err, "no change has the accepted fingerprint `0123456789abcdef`\n");

    folder.write("decisions.yaml", "- { fingerprint: 0123456789abcdef }\n");
    let run = folder.errspec(&["diff", "old.yaml", "new.yaml", "--decisions", "decisions.yaml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("is not a list of decisions") && run.err.contains("reason"), "{}", run.err);
}

#[test]
fn revisions_are_read_from_git_with_the_files_they_use() {
    let folder = Folder::new("diff_git");
    let git = |arguments: &[&str]| {
        let named = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false"];
        let run = Command::new("git").args(named).args(arguments).current_dir(folder.path("")).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    };
    folder.write("api/shop.yaml", &SHOP.replace("name: shop\n", "name: shop\nuse: [./common.yaml]\n"));
    folder.write("api/common.yaml", "errspec: 1\nstatuses: { 500: { summary: Broken, retry: never } }\n");
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "first"]);
    folder.write("api/common.yaml", "errspec: 1\nstatuses: { 500: { summary: Broken, retry: transient } }\n");
    let run = folder.errspec(&["diff", "git:HEAD:api/shop.yaml", "api/shop.yaml"]);
    assert!(run.out.contains("the retry class of `500` changed from `never` to `transient`"), "{}{}", run.out, run.err);
    assert_eq!(folder.errspec(&["diff", "git:HEAD:api/shop.yaml", "git:HEAD:api/shop.yaml"]).out, "no changes\n");

    let missing = folder.errspec(&["diff", "git:nowhere:api/shop.yaml", "api/shop.yaml"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.starts_with("error: cannot read `api/shop.yaml` of `nowhere`: git says: "), "{}", missing.err);
    let unclear = folder.errspec(&["diff", "git:HEAD", "api/shop.yaml"]);
    assert!(unclear.err.contains("write `git:REVISION:PATH`"), "{}", unclear.err);
}

#[test]
fn every_format_has_every_change() {
    let edits = [("      OVERLOADED: { summary: Too much to do, status: 503 }\n", ""), ("Down for a moment", "Down | for now")];
    let (folder, human) = compared("diff_formats", &edits, &[]);
    let print = |format: &str| folder.errspec(&["diff", "old.yaml", "new.yaml", "--format", format]).out;
    assert!(human.out.ends_with("2 breaking, 1 safe changes\n"), "{}", human.out);
    let markdown = print("markdown");
    assert!(markdown.contains("### Breaking") && markdown.contains("### Safe"), "{markdown}");
    let github = print("github");
    assert_eq!(
        github.lines().map(|line| line.split(' ').next().unwrap()).collect::<Vec<_>>(),
        ["::error", "::error", "::notice"]
    );
    assert!(github.contains("file=old.yaml,line=10,col=7,title=code-removed::"), "{github}");
}

//! `errspec docs`: the files, without a browser. `tests/browser` has the tests of the page as people use it.

use crate::folder::{BROKEN, Folder, SHOP};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn a_page_markdown_and_json_are_written() {
    let folder = Folder::new("docs_are_written");
    folder.write("shop.yaml", SHOP);
    let run = folder.errspec(&["docs", "shop.yaml", "--out-dir", "docs/errors"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert_eq!(run.out, "wrote docs/errors/shop.html\nwrote docs/errors/shop.md\nwrote docs/errors/shop.json\n");
    let resolved: Value = serde_json::from_str(&folder.errspec(&["resolve", "shop.yaml"]).out).unwrap();
    let snapshot: Value = serde_json::from_str(&folder.read("docs/errors/shop.json")).unwrap();
    assert_eq!(snapshot, resolved);
    // The same contract gives the same files, which are then not written again.
    let run = folder.errspec(&["docs", "shop.yaml", "--out-dir", "docs/errors"]);
    assert!(run.out.lines().all(|line| line.starts_with("unchanged ")) && run.out.lines().count() == 3, "{}", run.out);
}

#[test]
fn an_internal_code_is_in_no_file() {
    let folder = Folder::new("docs_of_internal_codes");
    folder.write(
        "api.yaml",
        "errspec: 1
name: api
statuses: { 429: { summary: Busy, retry: throttled }, 503: { summary: Down, retry: transient } }
errors:
  ErrorCode:
    groups:
      secret_group: { title: Hidden, audience: internal, codes: { HIDDEN_A: { summary: Hidden, status: 503 } } }
      mixed: { title: Mixed, audience: internal, codes: { TOLD: { summary: It is told, audience: public }, HIDDEN_B: Hidden } }
    codes:
      HIDDEN_C: { summary: Hidden, status: 503, audience: internal, retry: { class: transient, attempts: 2 } }
      OPEN: { summary: It is told, status: 503 }
bodies:
  api: { fields: { code: { at: /code, type: ErrorCode } } }
retry:
  attempts: 3
  rules:
    - { when: { status: 503, code: HIDDEN_C }, retry: never }
    - { when: { status: 429, code: [OPEN, HIDDEN_C] }, retry: transient }
",
    );
    let run = folder.errspec(&["docs", "api.yaml", "--out-dir", "docs"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    for file in ["docs/api.html", "docs/api.md", "docs/api.json"] {
        let text = folder.read(file);
        assert!(
            text.contains("OPEN")
                && text.contains("TOLD")
                && !text.contains("HIDDEN")
                && !text.contains("Hidden")
                && !text.contains("secret_group"),
            "{file}"
        );
    }
    let contract: Value = serde_json::from_str(&folder.read("docs/api.json")).unwrap();
    let rules = contract["retry"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 1, "a rule that only an internal code meets is gone: {rules:?}");
    assert_eq!(rules[0]["when"]["code"].as_array().unwrap().len(), 1, "{rules:?}");
}

#[test]
fn a_contract_with_errors_has_no_page() {
    let folder = Folder::new("docs_of_a_broken_contract");
    folder.write("broken.yaml", BROKEN);
    let run = folder.errspec(&["docs", "broken.yaml", "--out-dir", "docs"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
    assert!(run.err.contains("error") && !folder.path("docs").exists(), "{}", run.err);
    folder.write("docs", "a file");
    folder.write("shop.yaml", SHOP);
    let run = folder.errspec(&["docs", "shop.yaml", "--out-dir", "docs"]);
    assert_eq!((run.code, folder.read("docs").as_str()), (2, "a file"), "{run:?}");
    assert!(run.err.starts_with("error: cannot write `docs/shop.html`"), "{}", run.err);
}

/// The contracts of a folder and of the folders in it.
pub(crate) fn contracts(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            contracts(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml")
            && fs::read_to_string(&path).unwrap().lines().any(|line| line.starts_with("name:"))
        {
            found.push(path);
        }
    }
}

#[test]
fn every_contract_has_a_page_with_all_of_its_entries() {
    let workspace = Folder::workspace();
    let out = Folder::new("docs_of_every_contract");
    let mut files = Vec::new();
    ["spec/apis", "tests/cases"].iter().for_each(|folder| contracts(&workspace.path(folder), &mut files));
    assert!(files.len() > 25, "{}", files.len());
    for file in files {
        let folder = out.path("");
        let run = workspace.errspec(&["docs", file.to_str().unwrap(), "--out-dir", folder.to_str().unwrap()]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", file.display());
        let page = run.out.lines().next().and_then(|line| line.strip_prefix("wrote ")).unwrap().to_owned();
        let html = fs::read_to_string(&page).unwrap();
        let contract: Value = serde_json::from_str(&fs::read_to_string(page.replace(".html", ".json")).unwrap()).unwrap();
        let count = |section: &str, inner: &str| -> usize {
            let entries = contract[section].as_object().unwrap().values();
            entries.map(|entry| entry[inner].as_object().unwrap().len()).sum()
        };
        let entries = contract["statuses"].as_object().unwrap().len() + count("errors", "codes") + count("machines", "states");
        assert_eq!(html.matches("<article ").count(), entries, "{}", file.display());
        // Nothing is loaded.
        for part in ["src=", "@import", "url(", "<link"] {
            assert!(!html.contains(part), "{}: {part}", file.display());
        }
    }
}

#[test]
fn what_the_page_does_not_know_is_shown_as_it_is() {
    let folder = Folder::new("docs_of_unknown_members");
    folder.write(
        "shop.yaml",
        "errspec: 1\nname: shop\nstatuses:\n  410: { summary: It has expired, expires: 90d, severity: info, retry: never }\n",
    );
    assert_eq!(folder.errspec(&["docs", "shop.yaml", "--out-dir", "."]).code, 0);
    let html = folder.read("shop.html");
    assert!(html.contains("<dt>Expires</dt><dd>7776000s") && html.contains("<dt>Severity</dt><dd>info"), "{html}");
}

const RUN: &str = "\
errspec: 1
name: runs
machines:
  Run:
    observe: { at: /status }
    initial: queued
    actions:
      send: { summary: Send the outputs, command: submit }
      sign: { summary: Sign in the console, basis: inferred }
    states:
      queued: { kind: pending }
      checked: { kind: external, by: the auditor }
      asks: { kind: resting, outcome: { needs: send } }
      held: { kind: resting, outcome: [{ when: { field: { /x: y } }, is: { needs: sign } }, failure] }
      done: { kind: final, outcome: success }
      off: { kind: final, outcome: cancelled }
    edges: [queued -> asks | held | checked | off, checked -> done, held -> queued, { edge: asks -> queued, command: submit }, { edge: held -> done, command: force }]
    commands: { submit: { operation: send }, force: { requires: { held: sign } } }
    waits: { for_question: { goal: [asks, cancelled], through: held, summary: Until a question }, for_end: { goal: success, basis: assumed } }
    poll: { interval: 500ms, factor: 2, cap: 1m, external: 5m }
operations: { send: { method: POST, path: \"/runs/{id}/outputs\" } }
";

#[test]
fn waits_and_actions_say_when_they_end_and_where_they_are_needed() {
    let folder = Folder::new("docs_of_waits_and_actions");
    folder.write("runs.yaml", RUN);
    let run = folder.errspec(&["docs", "runs.yaml", "--out-dir", "."]);
    assert_eq!(run.code, 0, "{run:?}");
    let markdown = folder.read("runs.md");
    for line in [
        "| `asks` | A wait ends here, although the job may continue later. Needs: send. |  |",
        "| `send` | Send the outputs | in `asks` | the command `submit`, allowed in `asks` |",
        "| `sign` | Sign in the console | in `held`; before the command force in held | outside the program |",
        "A wait polls after 500 ms, then 2 times as long after each poll, up to 60 s; 5 min while a third party has to act. The caller sets the time limit.",
        "| `for_question` | Until a question | asks, any state with the outcome cancelled | `held` |",
        "| `for_end` |  | any state with the outcome success |  |",
    ] {
        assert!(markdown.lines().any(|other| other == line), "{line}\n{markdown}");
    }
    let html = folder.read("runs.html");
    for part in [
        "Needs: <a href=\"#action-Run-send\">send</a>.",
        "<dt id=\"action-Run-sign\"><code>sign</code></dt><dd>Sign in the console <span class=\"o\">inferred</span>",
        "<a href=\"#command-Run-submit\">submit</a> (<code>POST &#x2f;runs&#x2f;{id}&#x2f;outputs</code>), allowed in <a href=\"#state-Run-asks\">asks</a>",
        "<dt id=\"command-Run-submit\">",
        "<dt id=\"wait-Run-for_question\"><code>for_question</code></dt>",
        "Continues in the resting states:</span> <a href=\"#state-Run-held\">held</a>",
        "<code>for_end</code></dt><dd> <span class=\"o\">assumed</span>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    let json: serde_json::Value = serde_json::from_str(&folder.read("runs.json")).unwrap();
    assert_eq!(json["machines"]["Run"]["waits"]["for_question"]["through"], serde_json::json!(["held"]));
}

#[test]
fn conditions_places_and_payloads_are_sentences() {
    let folder = Folder::new("docs_of_conditions");
    folder.write(
        "jobs.yaml",
        "errspec: 1
name: jobs
statuses: { 404: { summary: There is no such job, retry: never } }
errors: {}
bodies:
  api: { fields: { message: /error, why: { at: { items: /all, where: { /kind: { not: { starts: a } } }, member: /text }, optional: true } } }
retry:
  server_says: [{ at: { header: X-Retry }, yes: 'true', no: 'false' }]
machines:
  Job:
    initial: [running]
    absent: running
    states:
      running: { kind: pending }
      asked: { kind: external, by: reviewer, when: { field: { /asked: { present: true } } } }
      failed:
        kind: final
        outcome: [{ when: { field: { /code: '1' } }, is: cancelled }, { when: { field: { /left: { at_least: 1 } } }, is: partial }, failure]
        when: { field: { /done: 'true', /error: { not: { present: true } } } }
        payload: { code: { type: u32, at: /code }, rows: { type: { list: { line: u32 } }, optional: true } }
      gone: { kind: final, outcome: gone, when: { status: 404 } }
      done: { kind: final, outcome: success, when: { field: { /done: 'true' } } }
    edges: [running -> failed | asked | gone | done, asked -> running]
",
    );
    let run = folder.errspec(&["docs", "jobs.yaml", "--out-dir", "docs"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let html = folder.read("docs/jobs.html").replace("<code>", "`").replace("</code>", "`").replace("&#x2f;", "/");
    let markdown = folder.read("docs/jobs.md");
    for sentence in [
        "The job continues by itself. A success without a state is in this state.",
        "The job waits for a third party: reviewer. Recognized if the field `/asked` is present.",
        "Outcome: cancelled if the field `/code` is `1`, partial if the field `/left` is at least 1, otherwise failure. Recognized if the field \
         `/done` is `true` and the field `/error` is absent.",
        "Outcome: gone. Recognized if the status is `404`.",
    ] {
        assert!(html.contains(sentence) && markdown.contains(sentence), "{sentence}\n{html}\n{markdown}");
    }
    for shown in [
        "`code`: u32 at `/code`; `rows`: list of objects at `/rows`, optional; `rows[].line`: u32 at `/line`",
        "`/text` of an item of `/all` of which `/kind` does not start with `a`",
        "In the header `X-Retry`: `true` asks for a retry, `false` forbids it.",
    ] {
        assert!(html.contains(shown) && markdown.contains(shown), "{shown}\n{html}\n{markdown}");
    }
}

//! The advice of findings can be followed: what a finding says to write is accepted, and lists of allowed words are complete.

use crate::common::{checked, error, found, messages, notes, silent, warning};
use errspec_spec::words::{self, Word};

fn all<W: Word>() -> Vec<&'static str> {
    W::WRITTEN.iter().map(|word| word.as_str()).collect()
}

/// The notes of the finding contain each of the words.
#[track_caller]
fn lists(slug: &str, marked: &str, words: &[&str]) {
    let notes = notes(&error(slug, marked));
    for word in words {
        assert!(notes.contains(word), "`{word}` is left out: {notes}");
    }
}

#[test]
fn fault_21_lists_of_what_can_stand_somewhere_are_whole() {
    let state = |keys: &str| {
        format!(
            "machines:\n  Job:\n    initial: A\n    states: {{ A: {{ kind: pending }}, B: {{ {keys} }} }}\n    edges: [A -> B]\n"
        )
    };
    let outcomes = [all::<words::Outcome>(), vec!["{ needs: add_funds }"]].concat();
    lists("unknown-word", &state("kind: final, outcome: «splendid»"), &outcomes);
    let operation = |keys: &str| format!("operations: {{ get: {{ {keys} }} }}\n");
    let safeties = [all::<words::Safety>(), vec!["{ keyed: Idempotency-Key }"]].concat();
    lists("unknown-word", &operation("method: POST, safety: «quiet»"), &safeties);
    let types = ["string", "integer", "number", "boolean", "timestamp", "status", "json", "{ list: { code: string } }"];
    lists("unknown-name", "bodies: { api: { fields: { n: { at: /n, type: «Widget» } } } }\n", &types);
    let classes =
        ["never", "transient", "throttled", "refresh", "inspect", "unspecified", "after_change", "after_time", "redirect"];
    lists("unknown-word", "statuses: { 500: { summary: Broken, retry: «abracadabra» } }\n", &classes);
    lists(
        "unknown-key",
        "statuses: { 500: { summary: Broken, retry: { «zzz»: 1 } } }\n",
        &["class", "attempts", "backoff", "keep_polling"],
    );

    lists("missing-key", &operation("").replace("{  }", "«{»}"), &all::<words::Method>());
    lists("missing-key", &state("").replace("{  }", "«{»}"), &all::<words::StateKind>());
    lists("missing-key", "credentials: { key: «{» header: X } }\n", &all::<words::CredentialKind>());
    lists("missing-key", "retry: { backoff: «{» base: 1s } }\n", &all::<words::CurveKind>());
    lists("missing-key", "retry: { jitter: «{» max: 1s } }\n", &all::<words::JitterKind>());
    lists("missing-key", "headers: { rate_limit: { reset: «{» header: X } } }\n", &all::<words::Form>());
    let open = state("kind: final").replace("B: { kind: final }", "«B»: { kind: final }, C: { kind: final, outcome: success }");
    lists("missing-outcome", &open.replace("A -> B", "A -> B | C"), &outcomes[..4]);
}

#[test]
fn fault_21_a_word_that_takes_more_is_shown_with_it() {
    let state = "machines:\n  Job:\n    initial: A\n    states: { A: { kind: pending }, B: { kind: final, outcome: «needs» } }\n    edges: [A -> B]\n";
    assert_eq!(error("unknown-word", state).fix.unwrap().replacement, "{ needs: add_funds }");
    let keyed = "operations: { send: { method: POST, safety: «keyed» } }\n";
    assert_eq!(error("unknown-word", keyed).fix.unwrap().replacement, "{ keyed: Idempotency-Key }");
}

#[test]
fn fault_21_limits_without_a_class_ask_for_the_class() {
    let finding = error("missing-key", "statuses: { 503: { summary: Down, retry: «{» attempts: 2 } } }\n");
    assert!(notes(&finding).contains("`class: transient`"), "{}", notes(&finding));
    let finding = error("unknown-key", "statuses: { 503: { summary: Down, retry: { «clas»: transient } } }\n");
    assert_eq!(finding.fix.unwrap().replacement, "class");
}

#[test]
fn fault_21_a_status_that_services_send_is_named_and_never_taken_for_another() {
    for (status, phrase) in
        [(530, "Site Is Frozen"), (520, "Unknown Error"), (499, "Client Closed Request"), (420, "Enhance Your Calm")]
    {
        let finding = error("unregistered-status", &format!("statuses: {{ «{status}»: Something is wrong }}\n"));
        assert!(finding.fix.is_none(), "{status}");
        let advice = format!("phrase: {phrase}");
        assert!(notes(&finding).contains(&advice), "{}", notes(&finding));
        silent(&format!("statuses: {{ {status}: {{ {advice} }} }}\n"));
    }
    let code =
        |statuses: &str| format!("statuses: {{ {statuses} }}\nerrors: {{ Code: {{ codes: {{ A: {{ status: «530» }} }} }} }}\n");
    let finding = error("undeclared-status", &code(""));
    assert!(notes(&finding).contains("`530: { phrase: What It Is Called, summary: What it means here }`"));
    silent(&code("530: { phrase: What It Is Called, summary: What it means here }").replace(['«', '»'], ""));
    let finding = error("undeclared-status", &code("").replace("530", "404"));
    assert!(notes(&finding).contains("`404: What it means here`"));
}

#[test]
fn fault_21_a_number_that_is_too_large_is_out_of_range() {
    let code = |keys: &str| format!("errors:\n  Code:\n    wire: integer\n    {keys}\n");
    for marked in [
        code("codes: { «0xffffffffffffffff»: One }"),
        code("codes: { «-9223372036854775809»: One }"),
        code("codes: { 1: { aliases: [«9223372036854775808»] } }"),
        code("groups: { g: { mask: «0x1ffffffffffffffff», codes: { 1: One } } }"),
        code("groups: { g: { range: [0, «99999999999999999999999999999999999999999999»] } }"),
    ] {
        let finding = error("bad-number", &marked);
        assert!(finding.message.ends_with("` is out of range"), "{}", finding.message);
        assert!(notes(&finding).contains("from -9223372036854775808 to 9223372036854775807"));
    }
    silent(&code("codes: { 0x7fffffffffffffff: { name: Most }, -9223372036854775808: { name: Least } }"));
    for duration in ["99999999d", "0.5ns", "1.0000000000000001s", "99999999999999999999999999s"] {
        let finding = error("bad-duration", &format!("retry: {{ deadline: «{duration}» }}\n"));
        assert_eq!(finding.message, format!("`{duration}` is out of range"));
    }
    assert!(!error("bad-duration", "retry: { deadline: «soon» }\n").message.contains("range"));
    let backoff = "retry: { attempts: 9, backoff: { kind: exponential, base: 1s, factor: «99999999999999999999» } }\n";
    assert!(error("bad-number", backoff).message.contains("out of range"));
    assert!(error("bad-number", &backoff.replace("99999999999999999999", "0")).message.contains("above zero"));
}

#[test]
fn fault_21_a_lone_tag_and_a_lone_marker_are_one_finding_each() {
    assert_eq!(found(&checked("errspec: 1\nname: a\nstatuses: ! {}\n")), ["3:11 tag"]);
    for (text, slug) in [
        ("!", "tag"),
        ("! # nothing\n", "tag"),
        ("!!str\n", "tag"),
        ("...\n", "empty-file"),
        ("---\n...\n", "empty-file"),
        ("", "empty-file"),
    ] {
        let checked = errspec_spec::check("spec.yaml", text.as_bytes(), &mut errspec_spec::NoFiles);
        let slugs: Vec<_> = checked.findings.iter().map(|finding| finding.rule.slug).collect();
        assert_eq!(slugs, [slug], "{text:?}: {:?}", messages(&checked));
    }
}

#[test]
fn fault_21_findings_that_stand_for_several_say_how_many_more_there_are() {
    let states = "machines:
  Job:
    initial: NEW
    states:
      NEW: { kind: pending }
      «LOST»: { kind: pending }
      LATER: { kind: pending }
      LAST: { kind: pending }
      DONE: { kind: final, outcome: success }
    edges: [NEW -> DONE, LOST -> LATER, LATER -> LAST, LAST -> DONE]
";
    assert_eq!(error("unreachable-state", states).message, "no job can get to `LOST`, nor to 2 more states that it leads to");

    let codes: String = (0..6).map(|at| format!("C{at}: {{ summary: One, retry: never }}, ")).collect();
    let spec = format!(
        "errors: {{ Code: {{ codes: {{ {codes} }} }} }}\nbodies: {{ api: {{ fields: {{ code: {{ at: /code, type: Code }} }} }} }}\n"
    );
    let statuses = "statuses: { 500: { retry: never }, 501: { retry: never }, 502: { retry: never }, 503: { retry: never }, 504: { retry: never } }\n";
    let rule =
        format!("{statuses}retry: {{ rules: [{{ when: {{ status: [500, 501, 502, 503, 504] }}, retry: «transient» }}] }}\n");
    let finding = error("ambiguous-rule", &rule);
    assert!(notes(&finding).contains("4 more entries and rules"), "{}", notes(&finding));
    let twice = format!(
        "{spec}statuses: {{ 500: {{ retry: never }} }}\nretry: {{ rules: [{{ when: {{ status: 500 }}, retry: «never» }}] }}\n"
    );
    assert!(!notes(&warning("unreachable-rule", &twice)).contains("more entries"));
    let many = statuses.replace("retry: never", "retry: transient");
    let rule = format!("{many}retry: {{ rules: [{{ when: {{ status: [500, 501, 502, 503, 504] }}, retry: «transient» }}] }}\n");
    let finding = warning("unreachable-rule", &rule);
    assert_eq!(
        (finding.labels.len(), notes(&finding).contains("So do 2 more entries and rules.")),
        (3, true),
        "{}",
        notes(&finding)
    );
}

//! `use`: files that are combined, declare the same, are missing, or use each other in cycles.

use crate::common::{Files, found, messages};
use errspec_spec::Checked;
use errspec_spec::diag::Diagnostic;

fn files(files: &[(&str, &str)]) -> Checked {
    let mut all = Files::default();
    for (path, text) in files {
        let head = if *path == files[0].0 { "errspec: 1\nname: example\n" } else { "errspec: 1\n" };
        all = all.with(path, &format!("{head}{text}\n"));
    }
    all.check(files[0].0)
}

fn names(checked: &Checked) -> Vec<&str> {
    let contract = checked.contract.as_ref().unwrap_or_else(|| panic!("{:?}", messages(checked)));
    contract.catalogs.iter().map(|catalog| catalog.name.as_str()).collect()
}

const A: &str = "errors: { A: { codes: { X: One } } }";
const B: &str = "errors: { B: { codes: { X: One } } }";

#[test]
fn own_entries_come_first_then_those_of_used_files_in_their_order() {
    let checked = files(&[
        (
            "spec.yaml",
            "use: [./b.yaml, a.yaml]\nerrors: { Own: { codes: { X: One } } }\nadvice: [One]\nstatuses: { 404: There is none }",
        ),
        ("a.yaml", &format!("{A}\nadvice: [Two]\nunspecified: [What]\nstatuses: {{ 503: Down }}\nsuccess: 200")),
        ("b.yaml", &format!("{B}\nconflicts: [{{ between: x, and: y, resolution: z }}]")),
    ]);
    assert_eq!(names(&checked), ["Own", "B", "A"]);
    let contract = checked.contract.unwrap();
    assert_eq!(contract.advice.iter().map(|advice| advice.text.as_str()).collect::<Vec<_>>(), ["One", "Two"]);
    assert_eq!((contract.unspecified.len(), contract.conflicts.len(), contract.statuses.len()), (1, 1, 2));
    assert!(contract.is_success(200) && !contract.is_success(201));
    assert_eq!(contract.files.len(), 3);
}

#[test]
fn paths_are_relative_to_the_file_that_names_them() {
    let checked = files(&[
        ("specs/one/spec.yaml", "use: [../common/a.yaml, ./more/b.yaml]"),
        ("specs/common/a.yaml", &format!("use: ./deep/../c.yaml\n{A}")),
        ("specs/common/c.yaml", "errors: { C: { codes: { X: One } } }"),
        ("specs/one/more/b.yaml", B),
    ]);
    assert_eq!(names(&checked), ["A", "C", "B"]);
    let checked = files(&[("/abs/spec.yaml", "use: [a.yaml, /other/b.yaml]"), ("/abs/a.yaml", A), ("/other/b.yaml", B)]);
    assert_eq!(names(&checked), ["A", "B"]);
}

#[test]
fn a_file_that_two_files_use_is_read_once() {
    let checked = files(&[
        ("./spec.yaml", "use: [a.yaml, b.yaml]"),
        ("a.yaml", &format!("use: [./common.yaml, std/problem]\n{A}")),
        ("b.yaml", &format!("use: [common.yaml, std/problem]\n{B}")),
        ("common.yaml", "errors: { Common: { codes: { X: One } } }"),
    ]);
    assert_eq!(names(&checked), ["A", "Common", "B"]);
    assert_eq!(checked.contract.unwrap().bodies.len(), 1);
}

#[test]
fn circles_are_shown_whole() {
    let checked =
        files(&[("./spec.yaml", "use: ./a.yaml"), ("a.yaml", "use: ./b.yaml"), ("b.yaml", "use: [./x/../spec.yaml]")]);
    let [finding] = checked.findings.as_slice() else { panic!("{:?}", messages(&checked)) };
    assert_eq!((finding.rule.slug, checked.sources.place(finding.primary.span).as_str()), ("use-cycle", "b.yaml:2:7"));
    assert_eq!(finding.notes, ["The cycle: spec.yaml → a.yaml → b.yaml → spec.yaml."]);
    assert_eq!(found(&files(&[("spec.yaml", "use: spec.yaml")])), ["3:6 use-cycle"]);
}

#[test]
fn what_two_files_declare_alike_clashes() {
    for section in [
        "statuses: { 404: There is none }",
        "errors: { A: { codes: { X: One } } }",
        "bodies: { a: { fields: { message: /m } } }",
        "operations: { a: { method: GET } }",
        "health: { a: { path: /x } }",
        "credentials: { a: { kind: bearer } }",
        "machines: { a: { initial: N, states: { N: { kind: pending }, D: { kind: final, outcome: success } }, edges: N -> D } }",
        "headers: { request_id: X-Id }",
        "headers: { rate_limit: { limit: X-Limit } }",
        "retry: { attempts: 2 }",
    ] {
        let checked = files(&[("spec.yaml", &format!("use: a.yaml\n{section}")), ("a.yaml", section)]);
        let [finding] = checked.findings.as_slice() else { panic!("{section}: {:?}", messages(&checked)) };
        assert_eq!(finding.rule.slug, "use-clash");
        let places = [finding.primary.span, finding.labels[0].span].map(|span| checked.sources.name(span.file).to_owned());
        assert_eq!(places, ["a.yaml", "spec.yaml"], "both places of {section}");
    }
}

#[test]
fn entries_of_many_files_keep_their_order_and_clash_with_the_first() {
    let names = |from: usize| (from..from + 3000).map(|n| format!("c{n}"));
    let section = |from| {
        format!("credentials:\n{}", names(from).map(|name| format!("  {name}: {{ kind: bearer }}\n")).collect::<String>())
    };
    let root = format!("use: [a.yaml, b.yaml]\n{}", section(0));
    let checked = files(&[("spec.yaml", &root), ("a.yaml", &section(3000)), ("b.yaml", &section(6000))]);
    let contract = checked.contract.unwrap();
    assert!(
        contract.credentials.iter().map(|entry| entry.key.value.clone()).eq(names(0).chain(names(3000)).chain(names(6000)))
    );

    let one = "credentials: { a: { kind: bearer } }";
    let checked = files(&[("spec.yaml", "use: [a.yaml, b.yaml, c.yaml]"), ("a.yaml", one), ("b.yaml", one), ("c.yaml", one)]);
    let files_of = |finding: &Diagnostic| {
        [finding.primary.span, finding.labels[0].span].map(|span| checked.sources.name(span.file).to_owned())
    };
    let clashes: Vec<_> = checked.findings.iter().map(files_of).collect();
    assert_eq!(clashes, [["b.yaml", "a.yaml"], ["c.yaml", "a.yaml"]]);
}

#[test]
fn missing_files_and_unknown_shipped_ones() {
    assert_eq!(found(&files(&[("spec.yaml", "use: [a.yaml, b.yaml]")])), ["3:7 cannot-read", "3:15 cannot-read"]);
    let checked = files(&[("spec.yaml", "use: std/oauth-devise")]);
    assert_eq!(found(&checked), ["3:6 unknown-name"]);
    assert_eq!(checked.findings[0].fix.as_ref().unwrap().replacement, "std/oauth-device");
    let checked = files(&[("spec.yaml", "use: a.yaml"), ("a.yaml", "statuses: { 404: { sumary: None } }")]);
    assert_eq!(
        checked.sources.place(checked.findings[0].primary.span),
        "a.yaml:2:20",
        "findings of used files are shown there"
    );
}

#[test]
fn a_fragment_is_only_for_others() {
    let checked = Files::default().with("a.yaml", "errspec: 1\nstatuses: { 404: There is none }\n").check("a.yaml");
    assert_eq!(found(&checked), ["1:1 missing-key"]);
    let checked = files(&[("spec.yaml", "use: a.yaml"), ("a.yaml", "name: other\nstatuses: { 404: There is none }")]);
    assert_eq!(checked.contract.unwrap().name.value, "example");
}

#[test]
fn a_loader_that_makes_up_files_comes_to_an_end() {
    struct Endless(usize);
    impl errspec_spec::Loader for Endless {
        fn load(&mut self, _: &str) -> Result<Vec<u8>, String> {
            self.0 += 1;
            Ok(format!("errspec: 1\nuse: [f{}.yaml]\n", self.0).into_bytes())
        }
    }
    let checked = errspec_spec::check("spec.yaml", b"errspec: 1\nname: example\nuse: [f.yaml]\n", &mut Endless(0));
    assert_eq!(checked.findings.iter().map(|finding| finding.rule.slug).collect::<Vec<_>>(), ["too-many-files"]);
}
